import { writeFile } from 'node:fs/promises'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FeedDefinition } from '../../../connectors/definition.ts'
import { certificates } from '../../../connectors/feeds/certificates.ts'
import { dibao } from '../../../connectors/feeds/dibao.ts'
import { enrolment } from '../../../connectors/feeds/enrolment.ts'
import { vehicles } from '../../../connectors/feeds/vehicles.ts'
import { InputError } from '../../../connectors/input-error.ts'
import type { KernelKind } from '../../../workers/scan/kernel/kernel.ts'
import { SubjectTable } from '../../../workers/scan/subject-table.ts'
import { ThreadPool } from '../../../workers/threads/pool.ts'
import { openInbox } from '../../connectors/files.ts'
import { idNumber } from '../../connectors/persons.ts'
import { bytesOf, deliveries } from './deliveries.ts'
import { type Found, readExactly, type Scan, scan } from './exact.ts'
import { CROSSED, KNOWN, LUCKY } from './id-cells.ts'
import { KERNELS } from './kernel/workbench.ts'

const SUBJECTS = new Set([...KNOWN, ...CROSSED.slice(0, 5), ...LUCKY.slice(0, 3)])
const tableOfSubjects = (kernel: KernelKind) => {
  const table = SubjectTable.forSubjects(SUBJECTS.size, kernel)
  for (const key of SUBJECTS) table.mark(key, 1)
  return table
}

const inbox = await openInbox()
const threePools = [1, 2, 3].map(threads => new ThreadPool(threads))
const pools = threePools.flatMap(pool => KERNELS.map(kernel => ({ pool, subjects: tableOfSubjects(kernel) })))
afterAll(async () => {
  for (const pool of threePools) await pool[Symbol.asyncDispose]()
  await inbox[Symbol.asyncDispose]()
})

const FEEDS: readonly FeedDefinition[] = [vehicles, dibao, enrolment, certificates] as never

/** Files of known content: the scan finds in them what the exact reader finds. */
async function expectSame(definition: FeedDefinition, text: string | Uint8Array, rangeBytes?: number) {
  const path = await inbox.put('known.csv', text)
  const expected = await readExactly(path, definition, SUBJECTS)
  for (const by of pools)
    expect(
      await scan(path, definition, { ...by, ...(rangeBytes === undefined ? {} : { rangeBytes }) }),
    ).toEqual(expected)
  return expected
}

const [A = '', B = '', C = ''] = KNOWN
const VEHICLES = '车辆所有人,身份证号,车牌号,车辆类型,机动车状态,初次登记时间'

describe('Titles and header', () => {
  it('may go beyond the first range', async () => {
    const text = `某市\n${'\n'.repeat(300)}机动车,登记表\n${VEHICLES}\n张三,${A},云A1,K33,A,2017-09-30\n`
    for (const rangeBytes of [10, 100, 330])
      expect(await expectSame(vehicles as never, text, rangeBytes)).toMatchObject({
        dataRows: 1,
        skipped: { title: 2, header: 0, blank: 300 },
      })
  })

  it('may go beyond the first megabyte', async () => {
    const [by] = pools
    if (!by) return
    const path = await inbox.put(
      'blank.csv',
      `某市\n${`${' '.repeat(99)}\n`.repeat(11_000)}机动车,登记表\n${VEHICLES}\n张三,${A},云A1,K33,A,2017-09-30\n`,
    )
    expect(await scan(path, vehicles as never, by)).toEqual(
      await readExactly(path, vehicles as never, SUBJECTS),
    )
  })

  it('are titles whatever they hold', async () => {
    const row = `张三,${A},云A1,K33,A,2017-09-30`
    const text = `${row}\n${VEHICLES}\n${row}\n${VEHICLES}\n${row}\n`
    for (const rangeBytes of [20, 60, 200])
      expect(await expectSame(vehicles as never, text, rangeBytes)).toMatchObject({
        dataRows: 2,
        skipped: { title: 1, header: 1 },
      })
  })

  it('are no rows where the file ends inside the quotes of its header', async () => {
    const text = `${VEHICLES.replace('初次', '"初次')}`
    expect(await expectSame(vehicles as never, text)).toMatchObject({ dataRows: 0, rejects: [] })
    expect(await expectSame(vehicles as never, `${VEHICLES}\n"张三,${A}`)).toMatchObject({
      dataRows: 1,
      rejectedRows: 1,
    })
  })
})

it('Every reason to refuse a cell or a row is the same', async () => {
  const spoilt = [
    ...['', '530129********1234', '5.30129E+17', `${A.slice(0, 15)}000`, '530129', `${A.slice(0, 17)}:`],
    ...[`${A.slice(0, 6)}19991301${A.slice(14)}`, A.slice(0, 17) + (A.endsWith('1') ? '2' : '1'), `${A}、12`],
  ]
  const rows = spoilt.map(cell => `张三,${cell},云A1,K33,A,2017-09-30`)
  const text = [VEHICLES, ...rows, `张三,${A}`, `张三,${A},云A1,K33,A,2017-09-30,多`].join('\n')
  const { rejects, matches, rejectedRows } = await expectSame(vehicles as never, text, 40)
  expect(rejects.map(({ reason }) => reason)).toEqual([
    ...['empty', 'masked', 'scientific', 'precision_lost', 'length', 'characters', 'date', 'check_digit'],
    ...['length', 'columns', 'columns'],
  ])
  expect([matches.length, rejectedRows]).toEqual([1, 10])
})

describe('A row about several persons', () => {
  it('is a match of each subject, and of nobody else', async () => {
    const other = idNumber(777, '19990101')
    const text = [
      '申请人,身份证号,成员1姓名,成员1身份证号,成员2姓名,成员2身份证号',
      `张三,${other},李四,${A},王五,${B}`,
      `张三,${C},李四,${other},,`,
      `张三,${C},李四,,王五,${C}`,
      `张三,${other},李四,"${other}",,`,
    ].join('\n')
    const { matches } = await expectSame(dibao as never, text)
    expect(matches.map(match => match.split(' ')[0])).toEqual(['2', '2', '3', '4', '4'])
  })

  it('is no match of who does not join', async () => {
    const text = `学生姓名,身份证号,学校,学段,状态,家长姓名,家长身份证号\n甲,${idNumber(9)},某校,小学,在读,乙,${A}\n甲,${B},某校,小学,在读,乙,${A}\n`
    const { matches } = await expectSame(enrolment as never, text)
    expect(matches.map(match => match.split(' ')[0])).toEqual(['3'])
  })
})

describe('Threads that work on one table', () => {
  it('do not disturb each other', async () => {
    const pool = threePools[2] ?? new ThreadPool(1)
    const tables = KERNELS.map(tableOfSubjects)
    const files = await Promise.all(
      [0, 1, 2, 3, 4, 5].map(n => {
        const rows = Array.from({ length: 3000 }, (_, row) => {
          const key =
            (row + n) % 7 === 0 ? (KNOWN[(row * (n + 1)) % KNOWN.length] ?? '') : idNumber(row % 1000)
          const note = row % 11 === n ? `"K\n33"` : row % 13 === n ? 'K33,' : 'K33'
          return `张三,${key},云A${n}${row},${note},A,2017-09-30\n`
        })
        return inbox.put(`together-${n}.csv`, `${VEHICLES}\n${rows.join('')}`)
      }),
    )
    const alone = await Promise.all(files.map(path => readExactly(path, vehicles as never, SUBJECTS)))
    const together = await Promise.all(
      files.map((path, n) => {
        const subjects = tables[n % 2] ?? tableOfSubjects('wasm')
        return scan(path, vehicles as never, { pool, subjects, rangeBytes: 20_000 + n })
      }),
    )
    expect(together).toEqual(alone)
    expect(alone.every(({ matches, rejects }) => matches.length > 300 && rejects.length > 100)).toBe(true)
  })
})

describe.each(FEEDS)('A delivery of $id', definition => {
  let path = ''
  beforeAll(async () => {
    path = await inbox.put(`${definition.id}.csv`, '')
  })

  it('is to the scan what it is to the exact reader, in any number of ranges and threads', async () => {
    const seen = { matches: 0, rejects: new Set<string>(), skipped: 0, rows: 0, refused: 0 }
    await fc.assert(
      fc.asyncProperty(
        deliveries(definition),
        fc.constantFrom(...pools),
        fc.constantFrom(31, 101, 301, 1000, undefined),
        async (delivery, by, rangeBytes) => {
          const bytes = bytesOf(delivery)
          await writeFile(path, bytes)
          const expected = await readExactly(path, definition, SUBJECTS).catch((error: unknown) => error)
          const scanned: Scan = { ...by, ...(rangeBytes === undefined ? {} : { rangeBytes }) }
          if (expected instanceof InputError) {
            await expect(scan(path, definition, scanned)).rejects.toBeInstanceOf(InputError)
            seen.refused++
            return
          }
          const found = expected as Found
          expect(await scan(path, definition, scanned)).toEqual(found)
          seen.matches += found.matches.length
          seen.rows += found.dataRows
          seen.skipped += Object.values(found.skipped).filter(count => count > 0).length
          for (const { reason } of found.rejects) seen.rejects.add(reason)
        },
      ),
      { numRuns: 60 },
    )
    // The deliveries were dirty enough, and nearly all of them could be read.
    expect(seen.refused).toBeLessThan(10)
    expect(seen.matches).toBeGreaterThan(50)
    expect(seen.rows).toBeGreaterThan(200)
    expect(seen.skipped).toBeGreaterThan(30)
    expect(seen.rejects.size).toBeGreaterThan(4)
  })
})
