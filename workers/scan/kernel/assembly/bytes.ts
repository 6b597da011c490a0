/** Bytes of the memory, and those that records and cells are cut at. */
export const QUOTE: u32 = 0x22
export const LF: u32 = 10
export const CR: u32 = 13
export const BLANK: u32 = 0x20
export const APOSTROPHE: u32 = 0x27

@inline
export function byte(at: u32): u32 {
  return load<u8>(at)
}
