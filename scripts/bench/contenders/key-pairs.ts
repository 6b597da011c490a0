/** A list of keys, one a line, as pairs of numbers: the first 8 and the next 9 of 17 digits. */
import { fileBlocks } from './file-blocks.ts'

const NEWLINE = 10
const PAIRS = 4096

export function* keyPairs(path: string): Generator<Uint32Array, void, undefined> {
  let pairs = new Uint32Array(PAIRS * 2)
  let count = 0
  let place = 0
  let high = 0
  let low = 0
  for (const block of fileBlocks(path)) {
    for (let at = 0; at < block.length; at++) {
      const byte = block[at] ?? 0
      if (byte !== NEWLINE) {
        if (place < 8) high = high * 10 + byte - 48
        else if (place < 17) low = low * 10 + byte - 48
        place++
        continue
      }
      pairs[count++] = high
      pairs[count++] = low
      place = high = low = 0
      if (count < pairs.length) continue
      yield pairs
      pairs = new Uint32Array(PAIRS * 2)
      count = 0
    }
  }
  yield pairs.subarray(0, count)
}
