import { readXlsx, type Sheet } from 'hucre/xlsx'

/** Sheets by name, as another reader finds them, with styles. */
export async function readWorkbook(bytes: Uint8Array): Promise<ReadonlyMap<string, Sheet>> {
  const { sheets } = await readXlsx(bytes, { readStyles: true })
  return new Map(sheets.map(sheet => [sheet.name, sheet]))
}

/** Rows below the header as records by header. */
export function records(sheet: Sheet | undefined, headerRow = 2): Record<string, unknown>[] {
  const [head = [], ...rows] = sheet?.rows.slice(headerRow) ?? []
  return rows.map(row => Object.fromEntries(head.map((name, place) => [String(name), row[place] ?? null])))
}
