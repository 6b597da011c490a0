import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadPolicy } from '../../../pipelines/policies/index.ts'
import { type Database, openDatabase } from '../../../workers/postgres/connect.ts'
import { type BulletinRequest, makeBulletin } from '../../../workers/reports/bulletin.ts'
import { makeDaily } from '../../../workers/reports/daily.ts'
import { reportFile } from '../../../workers/reports/report-file.ts'
import { writeBulletin } from '../../../workers/reports/write-bulletin.ts'
import { sharedHome, temporaryFolder } from '../postgres/folders.ts'
import { exportDaily } from './series.ts'

let database: Database
beforeAll(async () => {
  database = await openDatabase({ home: sharedHome() })
  await exportDaily(database.pool, 5)
})
afterAll(() => database.stop())

const QUESTION: BulletinRequest = {
  asked: '2017-11-12',
  today: '2017-12-01',
  now: new Date('2017-12-01T08:00:00Z'),
  counties: [],
  stalledDays: 3,
  policyOf: () => loadPolicy(),
}

const bytesOf = async (question: BulletinRequest): Promise<string> => {
  const path = join(temporaryFolder(), '通报.xlsx')
  await writeBulletin((await makeBulletin(database.pool, question)).report, reportFile(path))
  return readFileSync(path).toString('base64')
}

describe('The bulletin out of the store', () => {
  it('says what the daily report says, and closes no day', async () => {
    const { report } = await makeBulletin(database.pool, QUESTION)
    const { rowCount } = await database.pool.query('select from clearance_day')
    expect(rowCount).toBe(0)
    const daily = await makeDaily(database.pool, QUESTION)
    const told = (
      areas: readonly { code: string; rank?: number }[],
      open: (code: string) => number | undefined,
    ) => areas.map(({ code, rank }) => [code, rank, open(code)]).toSorted()
    expect(told(report.ranking, code => report.ranking.find(each => each.code === code)?.open)).toEqual(
      told(daily.report.areas, code => daily.report.areas.find(each => each.code === code)?.total.closing),
    )
  })

  it('follows the key counties of the policy, and none where it lists none', async () => {
    const { report } = await makeBulletin(database.pool, QUESTION)
    expect(new Set(report.townships.map(({ county }) => county))).toEqual(
      new Set(['寻甸县', '东川区', '禄劝县']),
    )
    const { keyCounties: _, ...policy } = await loadPolicy()
    const none = await makeBulletin(database.pool, { ...QUESTION, policyOf: async () => policy })
    expect(none.report.townships).toEqual([])
  })

  it('is the same bytes for the same day, before and after it is closed', async () => {
    const before = await bytesOf(QUESTION)
    await makeDaily(database.pool, QUESTION)
    expect(await bytesOf(QUESTION)).toBe(before)
  })
})
