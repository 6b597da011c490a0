/** The rows of a table as one number, whatever their order: how a restored table is known to be the one that was saved. */
import pg, { type ClientBase } from 'pg'

export interface RowHash {
  readonly rows: number
  /** Sum of the hashes of all rows, written as text. */
  readonly hash: string
}

/** How values are written as text: equal rows are equal text then, on whatever server, for whatever user. */
export const EQUAL_TEXT = `
  set local search_path = public; set local timezone = 'UTC'; set local datestyle = 'ISO, YMD';
  set local intervalstyle = 'postgres'; set local extra_float_digits = 1; set local bytea_output = 'hex'`

/** Computed by the server. PostgreSQL keeps this hash the same from version to version: partitions rest on it. */
export async function rowHash(client: ClientBase, table: string): Promise<RowHash> {
  const { rows } = await client.query<{ rows: string; hash: string }>(
    `select count(*) as rows, coalesce(sum(hashtextextended((r.*)::text collate "C", 0)::numeric), 0)::text as hash
       from public.${pg.escapeIdentifier(table)} r`,
  )
  return { rows: Number(rows[0]?.rows ?? 0), hash: rows[0]?.hash ?? '0' }
}
