import { afterAll, describe, expect, it } from 'vitest'
import type { FeedDefinition } from '../../../connectors/definition.ts'
import { vehicles } from '../../../connectors/feeds/vehicles.ts'
import { SubjectTable } from '../../../workers/scan/subject-table.ts'
import { ThreadPool } from '../../../workers/threads/pool.ts'
import { openInbox } from '../../connectors/files.ts'
import { readExactly, scan } from './exact.ts'
import { CROSSED, KNOWN, LUCKY } from './id-cells.ts'
import { KERNELS } from './kernel/workbench.ts'

const SUBJECTS = new Set([...KNOWN, ...CROSSED.slice(0, 5), ...LUCKY.slice(0, 3)])
const tableOfSubjects = () => {
  const table = SubjectTable.forSubjects(SUBJECTS.size)
  for (const key of SUBJECTS) table.mark(key, 1)
  return table
}

const inbox = await openInbox()
const pools = [1, 2, 3].map(threads => ({ pool: new ThreadPool(threads), subjects: tableOfSubjects() }))
afterAll(async () => {
  for (const { pool } of pools) await pool[Symbol.asyncDispose]()
  await inbox[Symbol.asyncDispose]()
})

/** Files of known content: the scan finds in them what the exact reader finds. */
async function expectSame(definition: FeedDefinition, text: string | Uint8Array, rangeBytes?: number) {
  const path = await inbox.put('known.csv', text)
  const expected = await readExactly(path, definition, SUBJECTS)
  for (const by of pools)
    for (const kernel of KERNELS)
      expect(
        await scan(path, definition, { ...by, kernel, ...(rangeBytes === undefined ? {} : { rangeBytes }) }),
      ).toEqual(expected)
  return expected
}

const [A = ''] = KNOWN
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
      `某市\n${'\n'.repeat(1_100_000)}机动车,登记表\n${VEHICLES}\n张三,${A},云A1,K33,A,2017-09-30\n`,
    )
    expect(await scan(path, vehicles as never, by)).toEqual(
      await readExactly(path, vehicles as never, SUBJECTS),
    )
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
