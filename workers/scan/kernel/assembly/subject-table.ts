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

/**
 * Whether a key is in the table of subjects. First three bits of one word of a filter that is small enough to stay in the
 * cache: it turns away all but a few in a hundred of those who are no subjects.
 */
export function contains(high: u32, low: u32): bool {
  let h = (high * 0x9e3779b1) ^ (low * 0x85ebca6b)
  h ^= h >>> 15
  h *= 0xc2b2ae35
  h ^= h >>> 13
  const g = h * 0x9e3779b1
  const bits =
    ((1 as u64) << ((g >>> 26) as u64)) |
    ((1 as u64) << (((g >>> 20) & 63) as u64)) |
    ((1 as u64) << (((g >>> 14) & 63) as u64))
  if ((load<u64>(filterAt + ((h & filterMask) << 3)) & bits) != bits) return false
  let slot = h >>> slotShift
  while (true) {
    const at = slotsAt + (slot << 3)
    const keyHigh = load<u32>(at)
    if (keyHigh == high && load<u32>(at, 4) == low) return true
    if (keyHigh == 0) return false
    slot = (slot + 1) & slotMask
  }
}
