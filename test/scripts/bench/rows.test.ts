import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { vehicles } from '../../../connectors/feeds/vehicles.ts'
import { openTable } from '../../../connectors/table-reader.ts'
import { subjectKeys } from '../../../scripts/bench/contenders/subject-keys.ts'
import { CUTOFF } from '../../../scripts/bench/rows/cutoff.ts'
import { type DataSet, dataSet } from '../../../scripts/bench/rows/data-set.ts'
import { ENCODINGS, type Encoding } from '../../../scripts/bench/rows/encoding.ts'
import { HEADERS, ID_PLACE } from '../../../scripts/bench/rows/headers.ts'
import { ID_REJECT_REASONS } from '../../../scripts/bench/rows/id-cell.ts'

const ROWS = 6000
const DIRTY = { subjects: 0.3, malformed: 0.2, folding: 0.2, quoted: 0.2 }

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bidui-bench-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const silent = (): void => undefined
const made = (name: string, encoding: Encoding, seed = 'a'): DataSet =>
  dataSet(join(folder, name), { rows: ROWS, subjects: 500, seed, encoding, shares: DIRTY }, silent)

/** Lines, and their digest as anybody would make it. */
const digest = (lines: readonly string[]): string =>
  createHash('sha256')
    .update(lines.map(line => `${line}\n`).join(''))
    .digest('hex')

const decoded = ({ file, encoding }: DataSet): string => new TextDecoder(encoding).decode(readFileSync(file))

describe('generated rows', () => {
  it('are determined by their seed', () => {
    const [one, same, other] = [made('one', 'utf-8'), made('same', 'utf-8'), made('other', 'utf-8', 'b')]
    expect(readFileSync(same.file).equals(readFileSync(one.file))).toBe(true)
    expect(same.truth).toEqual(one.truth)
    expect(readFileSync(other.file).equals(readFileSync(one.file))).toBe(false)
    expect(readFileSync(other.subjectList).equals(readFileSync(one.subjectList))).toBe(false)
  })

  it('are found again', () => {
    const first = made('again', 'utf-8')
    const lines: string[] = []
    const plan = { rows: ROWS, subjects: 500, seed: 'a', encoding: 'utf-8', shares: DIRTY } as const
    const second = dataSet(join(folder, 'again'), plan, line => lines.push(line))
    expect(second).toEqual(first)
    expect(lines).toEqual([])
  })

  it('are the same characters in both encodings', () => {
    const [utf8, gb18030] = [made('characters', 'utf-8'), made('characters', 'gb18030')]
    expect(decoded(gb18030)).toBe(decoded(utf8))
    expect(gb18030.truth.full).toEqual(utf8.truth.full)
    expect(gb18030.truth.exact).toEqual(utf8.truth.exact)
  })

  it('have the headers of the feed, nine columns, and every kind of dirt', () => {
    const set = made('dirt', 'utf-8')
    const text = decoded(set)
    const records = parse(text) as string[][]
    expect(records).toHaveLength(ROWS + 1)
    expect(records[0]).toEqual(HEADERS)
    expect(records.every(record => record.length === 9)).toBe(true)
    const ids = records.map(record => record[ID_PLACE] ?? '')
    for (const form of [/^\d{17}x$/, /^\d{15}$/, /^'/, /^ \d/, /\d $/, /\u3000$/])
      expect(ids.some(id => form.test(id))).toBe(true)
    for (const piece of ['""', ',\n', '\n\n']) expect(text).toContain(piece)
    for (const reason of ID_REJECT_REASONS) expect(set.truth.full[`rejects: ${reason}`]).toBeGreaterThan(50)
    expect(set.truth.full.suspectPrecision).toBeGreaterThan(0)
  })

  it.each(ENCODINGS)('have the truth that the exact reader finds: %s', async encoding => {
    const set = made('truth', encoding)
    const subjects = subjectKeys(set.subjectList)
    expect(subjects.size).toBe(500)
    const matches: string[] = []
    const rejects: string[] = []
    await using table = await openTable(set.file, vehicles, { cutoff: CUTOFF })
    for await (const batch of table.batches()) {
      for (const { row, persons } of batch.rows)
        for (const { key } of persons) if (subjects.has(key)) matches.push(`${row},${key.slice(0, 17)}`)
      for (const { row, reason } of batch.rejects) rejects.push(`${row},${reason}`)
    }
    const { dataRows, suspectPrecision } = table.report()
    expect(matches.length).toBeGreaterThan(1000)
    expect(set.truth.full).toMatchObject({
      dataRows,
      suspectPrecision,
      matches: matches.length,
      matchedRows: digest(matches),
      matchedKeys: digest(matches.map(line => line.split(',')[1] ?? '').toSorted()),
      rejects: rejects.length,
      rejectedRows: digest(rejects),
    })
    const exact = (parse(decoded(set)) as string[][]).flatMap((record, n) => {
      const id = record[ID_PLACE] ?? ''
      return subjects.has(id) ? [`${n + 1},${id.slice(0, 17)}`] : []
    })
    expect(set.truth.exact).toMatchObject({ matches: exact.length, matchedRows: digest(exact) })
    expect(exact.length).toBeLessThan(matches.length)
    expect(set.truth.read).toEqual({ bytes: readFileSync(set.file).length })
  })
})
