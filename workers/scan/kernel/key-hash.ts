/** Where a key stands in the table of subjects and in its filter; assembly/subject-table.ts says the same. */

/** The hash by which keys are placed in the table and in its filter; unsigned. */
export function hashOfKey(high: number, low: number): number {
  let hash = Math.imul(high, 0x9e3779b1) ^ Math.imul(low, 0x85ebca6b)
  hash ^= hash >>> 15
  hash = Math.imul(hash, 0xc2b2ae35)
  return (hash ^ (hash >>> 13)) >>> 0
}

/**
 * A key has three bits of the 64 in its word of the filter, which are two words of 32 at `at`.
 * Whether all of them are set.
 */
export function passesFilter(words: Uint32Array, at: number, hash: number): boolean {
  const spread = Math.imul(hash, 0x9e3779b1)
  const isSet = (bit: number): number => (words[at + (bit >>> 5)] ?? 0) >>> (bit & 31)
  return (isSet(spread >>> 26) & isSet((spread >>> 20) & 63) & isSet((spread >>> 14) & 63) & 1) !== 0
}

/** Sets the bits that {@link passesFilter} asks for. */
export function addToFilter(words: Uint32Array, at: number, hash: number): void {
  const spread = Math.imul(hash, 0x9e3779b1)
  for (let shift = 26; shift >= 14; shift -= 6) {
    const bit = (spread >>> shift) & 63
    words[at + (bit >>> 5)] = (words[at + (bit >>> 5)] ?? 0) | (1 << (bit & 31))
  }
}
