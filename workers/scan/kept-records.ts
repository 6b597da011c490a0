/** Kept records as cells: the text that the kernel set aside, read by papaparse. */
import { CsvRecords, type Delimiter } from '../../connectors/csv.ts'
import { ENTRY_JUDGED, ENTRY_QUOTED, ENTRY_WORDS } from './kernel/layout.ts'
import type { ByteEncoding } from './range.ts'
import type { Scratch } from './scratch.ts'

/** One kept record. */
export type TakeRecord = (
  /** From 0, from the beginning of the range. */
  record: number,
  cells: readonly string[],
  /** Whether the kernel has judged it: a row of the right width whose IDs are valid. */
  judged: boolean,
) => void

/** Kernel and papaparse do not agree where records end; the exact reader is right, and reads the file anew. */
export class CutMismatch extends Error {
  constructor(kept: number, parsed: number) {
    super(`${kept} records were kept, ${parsed} were read`)
    this.name = 'CutMismatch'
  }
}

export class KeptRecords {
  readonly #decoder: InstanceType<typeof TextDecoder>
  readonly #delimiter: Delimiter

  constructor(encoding: ByteEncoding, delimiter: Delimiter) {
    this.#decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true })
    this.#delimiter = delimiter
  }

  /**
   * Reads what the scratch area holds, in the order of the file.
   * @param takeEntry for plans that keep no text of rows that the kernel has judged: its record, and the key
   */
  each(
    scratch: Scratch,
    take: TakeRecord,
    takeEntry?: (record: number, high: number, low: number) => void,
  ): void {
    const plain = this.#records(scratch.plain)
    const quoted = this.#records(scratch.quoted)
    const { entries } = scratch
    let nextPlain = 0
    let nextQuoted = 0
    for (let at = 0; at < entries.length; at += ENTRY_WORDS) {
      const bits = entries[at + 3] ?? 0
      if (takeEntry && (bits & ENTRY_JUDGED) !== 0) {
        takeEntry(entries[at] ?? 0, entries[at + 1] ?? 0, entries[at + 2] ?? 0)
        continue
      }
      const cells = (bits & ENTRY_QUOTED) === 0 ? plain[nextPlain++] : quoted[nextQuoted++]
      if (!cells) break
      take(entries[at] ?? 0, cells, (bits & ENTRY_JUDGED) !== 0)
    }
    if (nextPlain !== plain.length || nextQuoted !== quoted.length)
      throw new CutMismatch(entries.length / ENTRY_WORDS, plain.length + quoted.length)
  }

  /** The record at the end of a file, which no line end ends. */
  last(bytes: Uint8Array): { readonly cells: readonly string[]; readonly insideQuotes: boolean } {
    const csv = new CsvRecords(this.#delimiter)
    const before = csv.push(this.#text(bytes))
    const { records, insideQuotes } = csv.finish()
    const [cells, ...more] = [...before, ...records]
    if (!cells || more.length > 0) throw new CutMismatch(1, before.length + records.length)
    return { cells, insideQuotes }
  }

  #records(bytes: Uint8Array): readonly string[][] {
    if (bytes.length === 0) return []
    return new CsvRecords(this.#delimiter).push(this.#text(bytes))
  }

  #text(bytes: Uint8Array): string {
    const text = this.#decoder.decode(bytes)
    return text.includes('\r') ? text.replaceAll('\r\n', '\n') : text
  }
}
