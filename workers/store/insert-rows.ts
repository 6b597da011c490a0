import pg from 'pg'

/** Parameters of one statement; PostgreSQL takes 65 535. */
const MOST_PARAMETERS = 6_000

/** Inserts rows that hold bytes: as parameters they travel as they are, where COPY would write them as digits. */
export async function insertRows(
  client: pg.ClientBase,
  table: string,
  columns: readonly string[],
  rows: readonly (readonly (string | number | Uint8Array)[])[],
  conflict: '' | 'on conflict do nothing' = '',
): Promise<void> {
  const width = columns.length
  const most = Math.floor(MOST_PARAMETERS / width)
  for (let at = 0; at < rows.length; at += most) {
    const some = rows.slice(at, at + most)
    const places = some.map((_, n) => `(${columns.map((__, m) => `$${n * width + m + 1}`).join(', ')})`)
    const names = columns.map(pg.escapeIdentifier).join(', ')
    await client.query(
      `insert into ${pg.escapeIdentifier(table)} (${names}) values ${places.join(', ')} ${conflict}`,
      some.flat(),
    )
  }
}
