/** COPY FROM STDIN: the fast way in for many rows. */
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'

/**
 * `null` and `undefined` are NULL. Dates are instants, bytes are `bytea`; other objects and arrays are JSON, for
 * `json` and `jsonb` columns.
 */
export type CopyValue = string | number | bigint | boolean | null | undefined | object
export type CopyRow = readonly CopyValue[]

/** Characters gathered before they are handed to the connection. */
const CHUNK = 128 * 1024

/**
 * Copies rows into `table` (`name` or `schema.name`) on a client that is not otherwise in use, inside its transaction
 * if it has one. Reads `rows` no faster than the server takes them. Returns the number of rows.
 *
 * U+0000, which PostgreSQL cannot hold, and halves of surrogate pairs become U+FFFD: visible, and of the same length.
 *
 * @throws what reading `rows` throws, or pg.DatabaseError; nothing of this COPY is kept then, and the client can be
 *   used again. The server's message may quote a value: do not print it.
 */
export async function copyRows(
  client: pg.ClientBase,
  table: string,
  columns: readonly string[],
  rows: Iterable<CopyRow> | AsyncIterable<CopyRow>,
): Promise<number> {
  return await copyLines(client, table, columns, chunks(rows, columns.length))
}

/** Copies lines that were written by {@link copyLine} and encoded as UTF-8, in pieces of any size; as {@link copyRows} otherwise. */
export async function copyLines(
  client: pg.ClientBase,
  table: string,
  columns: readonly string[],
  pieces: Iterable<Buffer> | AsyncIterable<Buffer>,
): Promise<number> {
  const target = table.split('.').map(pg.escapeIdentifier).join('.')
  const names = columns.map(pg.escapeIdentifier).join(', ')
  const copy = client.query(copyFrom(`COPY ${target} (${names}) FROM STDIN`))
  await pipeline(Readable.from(pieces, { objectMode: true, highWaterMark: 2 }), copy)
  return copy.rowCount
}

async function* chunks(
  rows: Iterable<CopyRow> | AsyncIterable<CopyRow>,
  width: number,
): AsyncGenerator<Buffer, void, undefined> {
  let gathered = ''
  let number = 0
  const line = (row: CopyRow): string => {
    number += 1
    if (row.length === width) return copyLine(row)
    throw new RangeError(`row ${number} has ${row.length} values for ${width} columns`)
  }
  // Awaiting every row of a plain iterable would cost more than the copying.
  if (Symbol.iterator in rows) {
    for (const row of rows) {
      gathered += line(row)
      if (gathered.length < CHUNK) continue
      yield Buffer.from(gathered, 'utf8')
      gathered = ''
    }
  } else {
    for await (const row of rows) {
      gathered += line(row)
      if (gathered.length < CHUNK) continue
      yield Buffer.from(gathered, 'utf8')
      gathered = ''
    }
  }
  if (gathered !== '') yield Buffer.from(gathered, 'utf8')
}

/** One line of COPY's text format. */
export const copyLine = (row: CopyRow): string => `${row.map(copyField).join('\t')}\n`

function copyField(value: CopyValue): string {
  switch (typeof value) {
    case 'string':
      return escaped(value)
    case 'boolean':
      return value ? 't' : 'f'
    case 'number':
    case 'bigint':
      return String(value)
    case 'undefined':
      return '\\N'
    case 'object':
      return value === null ? '\\N' : escaped(textOf(value))
    default:
      throw new TypeError(`a ${typeof value} cannot be copied`)
  }
}

function textOf(value: object): string {
  if (value instanceof Date) return value.toISOString()
  if (value instanceof Uint8Array) return `\\x${Buffer.from(value).toString('hex')}`
  return storableJson(JSON.stringify(value))
}

/**
 * JSON text that `jsonb` accepts. JSON.stringify writes `\ud800` for half a pair only, so every such escape is one;
 * escapes are read in pairs of characters, so that a written backslash before `u0000` is left alone.
 */
export const storableJson = (json: string): string =>
  json.includes('\\u')
    ? json.replace(/\\(?:u0000|ud[89a-f][0-9a-f]{2}|.)/gs, pair => (pair.length === 6 ? '\\ufffd' : pair))
    : json

const SPECIAL = /[\\\t\n\r\0]/
const ALL_SPECIAL = /[\\\t\n\r\0]/g
const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
  '\0': '\ufffd',
}

/** Half a surrogate pair needs no care here: encoding to UTF-8 makes it U+FFFD. */
const escaped = (text: string): string =>
  SPECIAL.test(text) ? text.replace(ALL_SPECIAL, character => ESCAPES[character] ?? character) : text
