/** Evidence in a report: rows by file. */
import type { EvidenceRef, SourceFile } from '../types.ts'

export interface FileRows {
  readonly file: SourceFile
  /** As a spreadsheet numbers them; [0] where the file covers the county and nothing was found in it. */
  readonly rows: readonly number[]
}

/** Rows together by file, files and rows in the order in which the lead has them. */
export function rowsByFile(evidence: readonly EvidenceRef[]): readonly FileRows[] {
  const files = new Map<string, { file: SourceFile; rows: number[] }>()
  for (const { file, row } of evidence) {
    const id = `${file.source}\n${file.path}\n${file.digest}`
    const rows = files.get(id)
    if (rows) rows.rows.push(row)
    else files.set(id, { file, rows: [row] })
  }
  return [...files.values()]
}

const DIGEST_SHOWN = 8

/** `feed@digest8#row[+row…]`, `;` between files (contract §5). */
export const evidenceCode = (evidence: readonly EvidenceRef[]): string =>
  rowsByFile(evidence)
    .map(({ file, rows }) => `${file.source}@${file.digest.slice(0, DIGEST_SHOWN)}#${rows.join('+')}`)
    .join(';')
