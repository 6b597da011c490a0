/** The table of subjects, as ../../subject-table.ts fills it. */

let slotsAt: u32 = 0
let slotShift: u32 = 0
let slotMask: u32 = 0
let filterAt: u32 = 0
let filterMask: u32 = 0

@inline
export function openTable(slots: u32, shift: u32, mask: u32, filter: u32, wordMask: u32): void {
  slotsAt = slots
  slotShift = shift
  slotMask = mask
  filterAt = filter
  filterMask = wordMask
}

@inline
function hashOf(high: u32, low: u32): u32 {
  let h = (high * 0x9e3779b1) ^ (low * 0x85ebca6b)
  h ^= h >>> 15
  h *= 0xc2b2ae35
  return h ^ (h >>> 13)
}

/**
 * Whether a key may be in the table of subjects: three bits of one word of a filter that is small enough to stay in the
 * cache, which turns away all but a few in a hundred of those who are no subjects.
 */
@inline
function passes(h: u32): u32 {
  const g = h * 0x9e3779b1
  const word = load<u64>(filterAt + ((h & filterMask) << 3))
  return (((word >>> ((g >>> 26) as u64)) & (word >>> (((g >>> 20) & 63) as u64)) & (word >>> (((g >>> 14) & 63) as u64))) & 1) as u32
}

/**
 * Sets a flag in the words at which keys were noted (high, low, where), of those who may be subjects. Many keys together, and
 * without a branch: the memory is waited for once for all of them, not for each.
 */
export function markPassing(keys: u32, end: u32, flag: u32): void {
  let passed = keys
  for (let key = keys; key < end; key += 12) {
    const hash = hashOf(load<u32>(key), load<u32>(key, 4))
    const where = load<u32>(key, 8)
    const may = passes(hash)
    store<u32>(where, load<u32>(where) | (may * flag))
    // Whoever passes is noted over the keys that were read already.
    store<u32>(passed, hash)
    passed += may << 2
  }
  // Their slots are on their way to the cache when they are asked for.
  let touched: u32 = 0
  for (let at = keys; at < passed; at += 4) touched |= load<u32>(slotsAt + ((load<u32>(at) >>> slotShift) << 3))
  store<u32>(keys, touched)
}

/** Whether a key is in the table of subjects. */
export function contains(high: u32, low: u32): bool {
  const h = hashOf(high, low)
  if (passes(h) == 0) return false
  let slot = h >>> slotShift
  while (true) {
    const at = slotsAt + (slot << 3)
    const keyHigh = load<u32>(at)
    if (keyHigh == high && load<u32>(at, 4) == low) return true
    if (keyHigh == 0) return false
    slot = (slot + 1) & slotMask
  }
}
