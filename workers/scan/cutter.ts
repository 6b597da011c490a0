/**
 * Where one record ends, exactly as papaparse sees it, for those that the kernel cannot cut: behind a quote stands
 * something that is white space only when it is read as text (U+3000, U+00A0).
 */
const QUOTE = 0x22
const LF = 10

/**
 * @param decode reads bytes as text
 * @returns the offset of the next record, or undefined if `bytes` end within this one
 */
export function endOfRecord(
  bytes: Uint8Array,
  start: number,
  delimiter: number,
  decode: (bytes: Uint8Array) => string,
): number | undefined {
  const delimiterOrLine = (from: number): number => {
    for (let at = from; at < bytes.length; at++) if (bytes[at] === delimiter || bytes[at] === LF) return at
    return -1
  }
  let at = start
  for (;;) {
    if (bytes[at] === QUOTE) at = closing(at + 1)
    else at = delimiterOrLine(at)
    if (at < 0) return undefined
    if (bytes[at++] === LF) return at
  }

  function closing(from: number): number {
    let quote = from
    for (;;) {
      quote = bytes.indexOf(QUOTE, quote)
      if (quote < 0) return -1
      if (bytes[quote + 1] === QUOTE) {
        quote += 2
        continue
      }
      const behind = delimiterOrLine(quote + 1)
      if (behind < 0) return -1
      if (decode(bytes.subarray(quote + 1, behind)).trim() === '') return behind
      quote++
    }
  }
}
