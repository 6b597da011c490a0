/**
 * An encoder for GB18030, which Node can only decode. Its table is read off the decoder once: one, two and four
 * bytes for the basic plane; beyond it four bytes by formula.
 */

const SUPPLEMENTARY = 0x10000
/** Position of U+10000 in the four-byte code space (bytes 90 30 81 30). */
const FIRST_SUPPLEMENTARY = 189_000

interface Table {
  /** Two bytes of a code unit, or 0. */
  readonly two: Uint16Array
  /** Position in the four-byte space plus one, or 0. */
  readonly four: Uint16Array
}

let table: Table | undefined

function build(): Table {
  const decoder = new TextDecoder('gb18030')
  const two = new Uint16Array(0x10000)
  const pair = new Uint8Array(2)
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (trail === 0x7f) continue
      pair[0] = lead
      pair[1] = trail
      const text = decoder.decode(pair)
      const unit = text.charCodeAt(0)
      if (text.length === 1 && unit !== 0xfffd && two[unit] === 0) two[unit] = (lead << 8) | trail
    }
  }
  const four = new Uint16Array(0x10000)
  const quad = new Uint8Array(4)
  for (let position = 0; position < 39_420; position++) {
    writeFour(quad, 0, position)
    const text = decoder.decode(quad)
    const unit = text.charCodeAt(0)
    if (text.length === 1 && unit !== 0xfffd && two[unit] === 0 && four[unit] === 0) four[unit] = position + 1
  }
  return { two, four }
}

function writeFour(bytes: Uint8Array, at: number, position: number): void {
  bytes[at + 3] = 0x30 + (position % 10)
  const tens = Math.floor(position / 10)
  bytes[at + 2] = 0x81 + (tens % 126)
  const rows = Math.floor(tens / 126)
  bytes[at + 1] = 0x30 + (rows % 10)
  bytes[at] = 0x81 + Math.floor(rows / 10)
}

/**
 * Writes text as GB18030 into `bytes`, which must have room for four bytes a code unit; the number of bytes.
 * Throws a RangeError on a lone surrogate or a character that GB18030 does not have.
 */
export function encodeGb18030(text: string, bytes: Uint8Array): number {
  table ??= build()
  const { two, four } = table
  let at = 0
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit < 0x80) {
      bytes[at++] = unit
      continue
    }
    const pair = two[unit] as number
    if (pair !== 0) {
      bytes[at++] = pair >> 8
      bytes[at++] = pair & 0xff
      continue
    }
    const position = four[unit] as number
    if (position !== 0) {
      writeFour(bytes, at, position - 1)
    } else {
      const point = text.codePointAt(i) as number
      if (point < SUPPLEMENTARY) throw new RangeError(`no GB18030 code for U+${point.toString(16)}`)
      writeFour(bytes, at, point - SUPPLEMENTARY + FIRST_SUPPLEMENTARY)
      i++
    }
    at += 4
  }
  return at
}
