import { setImmediate as turn } from 'node:timers/promises'
import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CopyRow, copyLine, copyRows, storableJson } from '../../schema/copy.ts'
import { type EmbeddedServer, openEmbedded } from '../../workers/postgres/embedded.ts'
import { sharedHome } from '../workers/postgres/folders.ts'

let server: EmbeddedServer
let client: pg.Client

beforeAll(async () => {
  server = await openEmbedded({ home: sharedHome() })
  client = new pg.Client(server.connection)
  await client.connect()
})
afterAll(async () => {
  await client.end()
  await server.stop()
})

async function table(definition: string): Promise<void> {
  await client.query(`DROP TABLE IF EXISTS copied; CREATE TEMPORARY TABLE copied (${definition})`)
}

const stored = async (columns = '*'): Promise<unknown[][]> =>
  (await client.query({ text: `SELECT ${columns} FROM copied ORDER BY n`, rowMode: 'array' })).rows

describe('copying rows', () => {
  it('stores any text as it is', async () => {
    await table('n int, value text')
    const text = fc.string({
      unit: fc.oneof(fc.constantFrom(...'\\\t\n\r\b\f\v.Nx0"'), fc.string({ unit: 'binary', maxLength: 1 })),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(fc.option(text)), async values => {
        await client.query('TRUNCATE copied')
        const count = await copyRows(
          client,
          'copied',
          ['n', 'value'],
          values.map((value, n) => [n, value]),
        )
        expect(count).toBe(values.length)
        const expected = values.map((value, n) => [
          n,
          value?.toWellFormed().replaceAll('\0', '\ufffd') ?? null,
        ])
        expect(await stored()).toEqual(expected)
      }),
    )
  })

  it('stores any JSON as it is', async () => {
    await table('n int, value jsonb')
    await fc.assert(
      fc.asyncProperty(fc.array(fc.jsonValue({ noUnicodeString: false })), async values => {
        await client.query('TRUNCATE copied')
        await copyRows(
          client,
          'copied',
          ['n', 'value'],
          values.map((value, n) => [n, { value }]),
        )
        const expected = values.map((value, n) => [n, JSON.parse(storableJson(JSON.stringify({ value })))])
        expect(await stored()).toEqual(expected)
      }),
    )
  })

  it.each([
    ['nothing', [undefined, null], '\\N\t\\N\n'],
    ['the text that means nothing to COPY', ['\\N', '\\.'], '\\\\N\t\\\\.\n'],
    ['numbers', [1, -1.5, 1e21, 12345678901234567890n], '1\t-1.5\t1e+21\t12345678901234567890\n'],
    ['truth', [true, false], 't\tf\n'],
    ['an instant', [new Date(0)], '1970-01-01T00:00:00.000Z\n'],
    ['bytes', [new Uint8Array([0, 255])], '\\\\x00ff\n'],
    ['lists', [['a', 1]], '["a",1]\n'],
    ['U+0000', ['a\0b', { 'a\0': '\0\\u0000' }], 'a\ufffdb\t{"a\\\\ufffd":"\\\\ufffd\\\\\\\\u0000"}\n'],
  ] satisfies [string, CopyRow, string][])('writes %s', (_, row, line) => {
    expect(copyLine(row)).toBe(line)
  })

  it('refuses what has no text', () => {
    expect(() => copyLine([Symbol('x') as unknown as string])).toThrow('a symbol cannot be copied')
  })

  it('takes rows that come one by one', async () => {
    await table('n int')
    async function* rows() {
      for (let n = 0; n < 3; n += 1) {
        await turn()
        yield [n]
      }
    }
    expect(await copyRows(client, 'copied', ['n'], rows())).toBe(3)
    expect(await stored()).toEqual([[0], [1], [2]])
  })

  it('takes many rows', async () => {
    await table('n int, value text')
    let read = 0
    function* rows(): Generator<CopyRow> {
      for (; read < 200_000; read += 1) yield [read, '户'.repeat(50)]
    }
    expect(await copyRows(client, 'copied', ['n', 'value'], rows())).toBe(200_000)
    expect((await client.query('SELECT sum(n) AS sum FROM copied')).rows).toEqual([{ sum: '19999900000' }])
  })

  it('finds tables in schemas, whatever their names', async () => {
    await client.query(
      'CREATE SCHEMA IF NOT EXISTS "Odd ""schema"; CREATE TABLE "Odd ""schema"."select" ("from" int)',
    )
    expect(await copyRows(client, 'Odd "schema.select', ['from'], [[7]])).toBe(1)
    expect((await client.query('SELECT "from" FROM "Odd ""schema"."select"')).rows).toEqual([{ from: 7 }])
  })
})

describe('a copy that fails', () => {
  it('keeps nothing and leaves the client usable, when reading rows fails', async () => {
    await table('n int')
    function* rows(): Generator<CopyRow> {
      for (let n = 0; n < 100_000; n += 1) yield [n]
      throw new Error('the file ended in the middle')
    }
    await expect(copyRows(client, 'copied', ['n'], rows())).rejects.toThrow('the file ended in the middle')
    expect(await stored()).toEqual([])
  })

  it('keeps nothing and leaves the client usable, when the server refuses a value', async () => {
    await table('n int')
    await expect(copyRows(client, 'copied', ['n'], [[1], ['one']])).rejects.toMatchObject({ code: '22P02' })
    expect(await stored()).toEqual([])
  })

  it('stops reading when the server refuses an early value of many', async () => {
    await table('n int')
    let stopped = false
    // Without an end: however late the server answers, only its answer ends the reading.
    function* rows(): Generator<CopyRow> {
      try {
        yield ['one']
        for (let n = 0; ; n = (n + 1) % 1_000_000) yield [n]
      } finally {
        stopped = true
      }
    }
    await expect(copyRows(client, 'copied', ['n'], rows())).rejects.toMatchObject({ code: '22P02' })
    expect(stopped).toBe(true)
    expect(await stored()).toEqual([])
  })

  it('says which row has too few values', async () => {
    await table('n int, value text')
    await expect(copyRows(client, 'copied', ['n', 'value'], [[1, 'a'], [2]])).rejects.toThrow(
      'row 2 has 1 values for 2 columns',
    )
    expect(await stored()).toEqual([])
  })

  it('rolls back with its transaction', async () => {
    await table('n int')
    await client.query('BEGIN')
    await copyRows(client, 'copied', ['n'], [[1]])
    await client.query('ROLLBACK')
    expect(await stored()).toEqual([])
  })
})
