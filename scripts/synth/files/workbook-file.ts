/** A workbook of one sheet, held in memory until it is closed: for small feeds only. */
import { writeFile } from 'node:fs/promises'
import { writeXlsx } from 'hucre/xlsx'
import type { Cell, Sink } from './sink.ts'

/** The same bytes on every day that it is written. */
const WRITTEN = new Date('2017-11-20T00:00:00Z')

export class WorkbookFile implements Sink {
  readonly #path: string
  readonly #rows: (string | number | null)[][] = []

  constructor(path: string) {
    this.#path = path
  }

  record(cells: readonly Cell[]): void {
    this.#rows.push(cells.map(cell => (cell === '' ? null : cell)))
  }

  async close(): Promise<number> {
    const bytes = await writeXlsx({
      sheets: [{ name: 'Sheet1', rows: this.#rows }],
      properties: { created: WRITTEN, modified: WRITTEN },
    })
    await writeFile(this.#path, bytes, { flag: 'wx' })
    return bytes.length
  }
}
