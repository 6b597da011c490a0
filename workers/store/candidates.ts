/** Candidates of a scan as bytes: the halves of their keys, unsigned 32-bit numbers, little endian. */
import { PairTable } from '../../pipelines/match/pair-table.ts'

/** Persons outside the register whom a scan brings up, each once. */
export class CandidateList {
  readonly #seen = new PairTable()
  readonly #halves: number[] = []

  addPair(high: number, low: number): void {
    if (this.#seen.has(high, low)) return
    this.#seen.mark(high, low, 0)
    this.#halves.push(high, low)
  }

  bytes(): Uint8Array {
    const view = new DataView(new ArrayBuffer(this.#halves.length * 4))
    for (const [at, half] of this.#halves.entries()) view.setUint32(at * 4, half, true)
    return new Uint8Array(view.buffer)
  }
}

/** The pairs of such bytes. */
export function* candidatePairs(bytes: Uint8Array): Generator<readonly [high: number, low: number]> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = 0; at + 8 <= view.byteLength; at += 8)
    yield [view.getUint32(at, true), view.getUint32(at + 4, true)]
}
