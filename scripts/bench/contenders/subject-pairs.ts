/** The list of subjects as pairs of numbers, without a text for each. */
import { readFileSync } from 'node:fs'
import type { ContenderTask } from './task.ts'

const LINE = 19
const SUBJECTS_IN_A_BLOCK = 16_384

/** Blocks of `high, low, high, low, …`: the first eight and the next nine digits of each key. */
export function* subjectPairs({ subjectList }: Pick<ContenderTask, 'subjectList'>): Generator<Uint32Array> {
  const bytes = readFileSync(subjectList)
  const count = Math.floor(bytes.length / LINE)
  for (let from = 0; from < count; from += SUBJECTS_IN_A_BLOCK) {
    const here = Math.min(SUBJECTS_IN_A_BLOCK, count - from)
    const pairs = new Uint32Array(here * 2)
    for (let n = 0; n < here; n++) {
      const at = (from + n) * LINE
      pairs[n * 2] = numberAt(bytes, at, 8)
      pairs[n * 2 + 1] = numberAt(bytes, at + 8, 9)
    }
    yield pairs
  }
}

function numberAt(bytes: Uint8Array, at: number, digits: number): number {
  let value = 0
  for (let place = 0; place < digits; place++) value = value * 10 + (bytes[at + place] ?? 48) - 48
  return value
}
