/** What a rule asks of the rows about one person. */
import type { Evidence, EvidenceByFeed, EvidenceRef, FeedId, SourceFile } from '../types.ts'

/**
 * The rows of `feed` that are a row *of* this person: as the one whom the row is about, or a further member of that
 * household. A row that only names the person as a parent is somebody else's.
 */
export function rowsOf<F extends FeedId>(evidence: EvidenceByFeed, feed: F): readonly Evidence<F>[] {
  const rows: readonly Evidence<F>[] | undefined = evidence[feed]
  if (rows === undefined) return NO_ROWS
  // Asked by every rule of every member: a new array only where there is something to leave out.
  return rows.some(isParents) ? rows.filter(row => !isParents(row)) : rows
}

const NO_ROWS: readonly never[] = []
const isParents = (row: Evidence): boolean => row.role === 'parent'

/** Whether the file that a row comes from has a column, by its property. */
export const hasColumn = <F extends FeedId>(
  row: Evidence<F>,
  property: keyof Evidence<F>['values'] & string,
): boolean => row.file.columns.has(property)

export const refOf = ({ file, row }: { readonly file: SourceFile; readonly row: number }): EvidenceRef => ({
  file,
  row,
})

/** That nothing was found in a file: row 0. */
export const nothingIn = (file: SourceFile): EvidenceRef => ({ file, row: 0 })
