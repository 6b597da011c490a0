import { access, cp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Pool } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ArchivedFiles } from '../../workers/backup/archived-files.ts'
import { readTables } from '../../workers/backup/catalogue.ts'
import { rowHash } from '../../workers/backup/row-hash.ts'
import { openDatabase } from '../../workers/postgres/connect.ts'
import { bidui } from '../service/cli/calling.ts'
import { compare, makeCity, scratch } from './city.ts'

let folder: Awaited<ReturnType<typeof scratch>>
const at = (...names: string[]): string => join(folder.path, ...names)
const findings = (out: string): Promise<string> => readFile(at(out, 'findings.csv'), 'utf8')

beforeAll(async () => {
  folder = await scratch()
  await makeCity(at('inbox'), 120, 11)
  await compare({ inbox: at('inbox'), out: at('out'), home: at('home') })
}, 240_000)
afterAll(() => folder[Symbol.asyncDispose]())

const hashesIn = async (home: string) => {
  await using database = await openDatabase({ home })
  return await hashesOf(database.pool)
}
async function hashesOf(pool: Pool): Promise<[string, number, string][]> {
  const client = await pool.connect()
  const hashes: [string, number, string][] = []
  for (const { name } of await readTables(client)) {
    const { rows, hash } = await rowHash(client, name)
    hashes.push([name, rows, hash])
  }
  client.release()
  return hashes
}

describe('a city that was backed up and restored elsewhere', () => {
  it('is the same to the last row where everything was backed up, and finds the same again', async () => {
    const made = await bidui(['backup', '--all', '--with-archive', '--out', at('all.bidui')], {
      folder: folder.path,
    })
    expect([made.status, made.err]).toEqual([0, expect.not.stringContaining('bidui:')])
    const restored = await bidui(
      ['restore', '--from', at('all.bidui'), '--into', at('everything'), '--lang', 'en'],
      { folder: folder.path },
    )
    expect([restored.status, restored.out]).toEqual([
      0,
      expect.stringContaining('the rows of every table are those that were backed up'),
    ])
    const hashes = await hashesIn(at('home'))
    expect(hashes.filter(([, rows]) => rows > 0).length).toBeGreaterThan(10)
    expect(await hashesIn(at('everything'))).toEqual(hashes)
    const archived = await new ArchivedFiles(at('home', 'archive')).list()
    expect(archived.length).toBeGreaterThan(10)
    expect(await new ArchivedFiles(at('everything', 'archive')).list()).toEqual(archived)
    await compare({ inbox: at('inbox'), out: at('out-everything'), home: at('everything') })
    expect(await findings('out-everything')).toBe(await findings('out'))
  })

  it('finds the same where what can be read anew was left out', async () => {
    expect((await bidui(['backup', '--out', at('kept.bidui')], { folder: folder.path })).status).toBe(0)
    expect((await bidui(['backup', '--verify', at('kept.bidui')], { folder: folder.path })).status).toBe(0)
    const { status } = await bidui(['restore', '--from', at('kept.bidui'), '--into', at('kept')], {
      folder: folder.path,
    })
    expect(status).toBe(0)
    await cp(at('home', 'archive'), at('kept', 'archive'), { recursive: true })
    await compare({ inbox: at('inbox'), out: at('out-kept'), home: at('kept') })
    expect(await findings('out-kept')).toBe(await findings('out'))
  })

  it('is not restored over what is there, nor from a damaged file', async () => {
    await bidui(['backup', '--out', at('again.bidui')], { folder: folder.path })
    const over = await bidui(['restore', '--from', at('again.bidui'), '--lang', 'en'], {
      folder: folder.path,
    })
    expect([over.status, over.err]).toEqual([1, expect.stringContaining('is not empty')])
    const bytes = await readFile(at('again.bidui'))
    await writeFile(at('cut.bidui'), bytes.subarray(0, bytes.length >> 1))
    const cut = await bidui(['restore', '--from', at('cut.bidui'), '--into', at('nowhere'), '--lang', 'en'], {
      folder: folder.path,
    })
    expect([cut.status, cut.err]).toEqual([1, expect.stringContaining('breaks off at byte')])
    await expect(access(at('nowhere'))).rejects.toThrow('ENOENT')
  })
})
