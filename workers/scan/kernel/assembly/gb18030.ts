/**
 * Whether bytes are GB18030 by their structure alone: single ASCII bytes, and pairs of a lead byte (81–FE) and a trail
 * byte (40–7E, 81–FE). False where that does not prove it (four-byte characters, trail byte 80, wrong bytes): a decoder
 * has to say then. 64 bytes behind `end` are read and ignored.
 */
export function provesGb18030(start: u32, end: u32): bool {
  const even: u64 = 0x5555555555555555
  let open: u64 = 0
  for (let base = start; base < end; base += 64) {
    let high: u64 = 0
    let trail: u64 = 0
    let odd: u64 = 0
    for (let n: u32 = 0; n < 4; n++) {
      const v = v128.load(base + (n << 4))
      const shift = (n << 4) as u64
      high |= (i8x16.bitmask(v) as u32 as u64) << shift
      trail |=
        (i8x16.bitmask(v128.andnot(i8x16.gt_s(v, i8x16.splat(0x3f)), i8x16.eq(v, i8x16.splat(0x7f)))) as u32 as u64) <<
        shift
      odd |=
        (i8x16.bitmask(v128.or(i8x16.eq(v, i8x16.splat(-0x80)), i8x16.eq(v, i8x16.splat(-1)))) as u32 as u64) << shift
    }
    if (end - base < 64) {
      const valid = ((1 as u64) << ((end - base) as u64)) - 1
      high &= valid
      odd &= valid
      trail &= valid
    }
    if (odd != 0) return false
    if (open != 0) {
      if ((high & 1) == 0 && (trail & 1) == 0) return false
      high &= ~(1 as u64)
      open = 0
    }
    if (high == 0) continue
    // A run of high bytes is pairs; the last byte of an odd run is a lead whose trail is below 80.
    const starts = high & ~(high << 1)
    const fromEven = high + (starts & even)
    const fromOdd = high + (starts & ~even)
    const afterOdd = (fromEven & ~high & ~even) | (fromOdd & ~high & even)
    if ((afterOdd & ~trail) != 0) return false
    if (fromOdd < high) open = 1
  }
  return open == 0
}
