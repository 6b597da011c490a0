/**
 * CSV records by papaparse, piece by piece: the same records as papaparse makes of the whole text, without ever
 * holding it. A newline at the very end of the text starts no further record.
 */
import Papa from 'papaparse'

export type Delimiter = ',' | '\t' | ';'
export const DELIMITERS: readonly Delimiter[] = [',', '\t', ';']

/** Characters that a record may have; one that is longer has lost its closing quote. */
export const LONGEST_RECORD = 1024 * 1024

/** A record that goes on beyond {@link LONGEST_RECORD}. */
export class OverlongRecord extends Error {
  /** From 0, among all records. */
  readonly index: number
  readonly quoted: boolean

  constructor(index: number, quoted: boolean) {
    super('overlong record')
    this.name = 'OverlongRecord'
    this.index = index
    this.quoted = quoted
  }
}

interface Parsed {
  readonly data: string[][]
  readonly errors: readonly { readonly code?: string }[]
  readonly meta: { readonly cursor: number }
}

/** Cuts text into records. Line ends must be `\n`. */
export class CsvRecords {
  readonly #parser: Papa.Parser
  #pending = ''
  #count = 0

  constructor(delimiter: Delimiter) {
    // Without `fastMode` papaparse splits text without quotes the fast way, and parses the rest.
    this.#parser = new Papa.Parser({ delimiter, newline: '\n' })
  }

  /** Records finished so far. */
  get count(): number {
    return this.#count
  }

  /**
   * The records that `text` completes.
   * @throws OverlongRecord
   */
  push(text: string): string[][] {
    const input = this.#pending + text
    const { data, meta }: Parsed = this.#parser.parse(input, 0, true)
    this.#pending = input.slice(meta.cursor)
    this.#count += data.length
    if (this.#pending.length > LONGEST_RECORD)
      throw new OverlongRecord(this.#count, this.#pending.includes('"'))
    return data
  }

  /** What is left at the end of the text, and whether it ends inside quotes. */
  finish(): { readonly records: string[][]; readonly insideQuotes: boolean } {
    const input = this.#pending
    this.#pending = ''
    if (input === '') return { records: [], insideQuotes: false }
    const { data, errors }: Parsed = this.#parser.parse(input, 0, false)
    this.#count += data.length
    return { records: data, insideQuotes: errors.some(({ code }) => code === 'MissingQuotes') }
  }
}
