/** Delimited text in the encodings that arrive from departments, written in large blocks. */
import { closeSync, openSync, writeSync } from 'node:fs'
import { encodeGb18030 } from '../../../connectors/gb18030.ts'
import type { Cell, Sink } from './sink.ts'

export type Encoding = 'utf-8' | 'utf-8-bom' | 'gb18030' | 'utf-16le'

export interface TextFormat {
  readonly encoding: Encoding
  readonly delimiter: ',' | '\t' | ';'
  readonly eol: '\n' | '\r\n'
}

const BLOCK = 1 << 17

/** No encoding takes more bytes for a code unit. */
const MOST_BYTES = 4

/** Encodes a text into a buffer that is large enough; the number of bytes. */
type Encoder = (text: string, into: Buffer) => number

const ENCODERS: Readonly<Record<Encoding, Encoder>> = {
  'utf-8': (text, into) => into.write(text, 'utf8'),
  'utf-8-bom': (text, into) => into.write(text, 'utf8'),
  'utf-16le': (text, into) => into.write(text, 'utf16le'),
  gb18030: encodeGb18030,
}

/** Blocks are encoded and written at once, so one buffer serves all files. */
let scratch = Buffer.alloc(0)

function scratchFor(text: string): Buffer {
  if (scratch.length < text.length * MOST_BYTES)
    scratch = Buffer.allocUnsafe(text.length * MOST_BYTES + BLOCK)
  return scratch
}

const NEEDS_QUOTES = { ',': /[",\r\n]/, '\t': /["\t\r\n]/, ';': /[";\r\n]/ } as const

export class TextFile implements Sink {
  readonly #file: number
  readonly #format: TextFormat
  readonly #encode: Encoder
  readonly #quotable: RegExp
  #text = ''
  #bytes = 0

  /** Creates the file; it must not exist. */
  constructor(path: string, format: TextFormat) {
    this.#file = openSync(path, 'wx')
    this.#format = format
    this.#encode = ENCODERS[format.encoding]
    this.#quotable = NEEDS_QUOTES[format.delimiter]
    if (format.encoding === 'utf-8-bom' || format.encoding === 'utf-16le') this.#text = '\ufeff'
  }

  record(cells: readonly Cell[]): void {
    const { delimiter, eol } = this.#format
    let line = ''
    for (let i = 0; i < cells.length; i++) {
      const cell = cells[i] as Cell
      if (i > 0) line += delimiter
      line += typeof cell === 'string' && this.#quotable.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
    }
    this.#text += line + eol
    if (this.#text.length >= BLOCK) this.#flush()
  }

  async close(): Promise<number> {
    this.#flush()
    closeSync(this.#file)
    return this.#bytes
  }

  #flush(): void {
    const block = scratchFor(this.#text)
    const length = this.#encode(this.#text, block)
    this.#text = ''
    for (let at = 0; at < length; ) at += writeSync(this.#file, block, at, length - at)
    this.#bytes += length
  }
}
