/** Records of a file as the scan cuts them, in this thread, range by range. */
import { writeFileSync } from 'node:fs'
import Papa from 'papaparse'
import type { Delimiter } from '../../../connectors/csv.ts'
import { scanFileRange, seatAt } from '../../../workers/scan/in-thread.ts'
import type { KernelKind } from '../../../workers/scan/kernel/kernel.ts'
import { MODE } from '../../../workers/scan/kernel/layout.ts'
import { inOrder, rangesOf } from '../../../workers/scan/ranges.ts'
import type { ScannedFile } from '../../../workers/scan/scanned-file.ts'
import { SubjectTable } from '../../../workers/scan/subject-table.ts'

export type Form = Pick<ScannedFile, 'encoding' | 'newline' | 'delimiter' | 'first'>

export interface CutFile {
  readonly records: readonly (readonly string[])[]
  /** Whether the file ends inside quotes. */
  readonly insideQuotes: boolean
}

const HANDLES = {
  wasm: SubjectTable.forSubjects(0, 'wasm').handle,
  javascript: SubjectTable.forSubjects(0, 'javascript').handle,
}

/** What a file of these bytes is to the scan. */
export function scanned(path: string, bytes: Uint8Array, form: Form): ScannedFile {
  writeFileSync(path, bytes)
  return { path, size: bytes.length, ...form, headerRow: 0, headerCells: [], columns: [] }
}

/** Cuts a file whose every record is kept. @throws ScanTrouble */
export async function cut(file: ScannedFile, kind: KernelKind, rangeBytes?: number): Promise<CutFile> {
  const handle = HANDLES[kind]
  const records: string[][] = []
  let insideQuotes = false
  const scan = async (range: Parameters<typeof scanFileRange>[2]) => {
    const found: string[][] = []
    let open = false
    const plan = {
      delimiter: file.delimiter.charCodeAt(0),
      width: 1,
      cutoff: 0,
      bornBy: 0,
      mode: MODE.everything,
      ids: [],
      classes: [],
    }
    const take = (record: number, cells: readonly string[]) => {
      if (record !== found.length) throw new Error(`Record ${record} comes as number ${found.length}`)
      found.push([...cells])
    }
    const said = scanFileRange(seatAt(handle), file, range, plan, handle.shape, {
      drain: (scratch, kept) => kept.each(scratch, take),
      tail: (record, cells, isOpen) => {
        take(record, cells)
        open = isOpen
      },
    })
    return { ...said, found, open }
  }
  for await (const { range, firstRow } of inOrder(rangesOf(file, rangeBytes), 2, scan)) {
    if (firstRow !== records.length + 1 || range.records !== range.found.length)
      throw new Error(
        `Row ${firstRow} with ${range.records} records, of which ${range.found.length} were kept`,
      )
    for (const record of range.found) records.push(record)
    insideQuotes = range.open
  }
  return { records, insideQuotes }
}

/** What papaparse makes of the whole text; a line end at its very end starts no record. */
export function cutWhole(text: string, delimiter: Delimiter, newline: '\n' | '\r' = '\n'): CutFile {
  const lines = newline === '\r' ? text.replaceAll('\r', '\n') : text.replaceAll('\r\n', '\n')
  // Its parser, and not its `parse`, which takes U+FEFF off the text.
  const { data, errors } = new Papa.Parser({ delimiter, newline: '\n' }).parse(lines, 0, false) as {
    readonly data: string[][]
    readonly errors: readonly { readonly code?: string }[]
  }
  const endsWithLine = lines.endsWith('\n') && JSON.stringify(data.at(-1)) === '[""]'
  return {
    records: endsWithLine ? data.slice(0, -1) : data,
    insideQuotes: errors.some(({ code }) => code === 'MissingQuotes'),
  }
}
