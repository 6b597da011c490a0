import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeXlsx } from 'hucre/xlsx'
import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openArchive } from '../../../workers/archive/open.ts'
import { correctByHand, fileProof } from '../../../workers/clearance/acts.ts'
import { DEFAULT_LIST, type ImportedFile, importList } from '../../../workers/clearance/import-list.ts'
import { loadConfig } from '../../../workers/config.ts'
import { type Database, openDatabase } from '../../../workers/postgres/connect.ts'
import { readProblems } from '../../../workers/store/problem-changes.ts'
import { encodeGb18030 } from '../../connectors/gb18030.ts'
import { idNumber } from '../../connectors/persons.ts'
import { sharedHome, temporaryFolder } from '../postgres/folders.ts'
import { exported, keyOf, lead, RULES } from './rows.ts'

let database: Database
let pool: pg.Pool
beforeAll(async () => {
  database = await openDatabase({ home: sharedHome() })
  pool = database.pool
})
afterAll(() => database.stop())
beforeEach(() => pool.query('truncate run, problem, problem_list, register_snapshot, clearance_day cascade'))

const NOW = new Date('2017-11-20T04:00:00Z')
const HEADER = '对象,问题代码,问题字段,规则,类别,村编码,户编号,人编号,证件号码'
const ID = idNumber(7)

const take = (content: string | Uint8Array, more: Partial<ImportedFile> & { file?: string } = {}) => {
  const folder = temporaryFolder()
  const path = join(folder, more.file ?? 'list.csv')
  writeFileSync(path, typeof content === 'string' ? content : Buffer.from(content))
  const archive = openArchive(loadConfig({ BIDUI_HOME: join(folder, 'home') }))
  return importList(pool, archive, {
    ...{ path, name: DEFAULT_LIST, asOf: '2017-11-18', user: '王', now: NOW, rules: RULES },
    ...more,
  })
}
const list = (...rows: string[]) => [HEADER, ...rows].join('\n')
const states = async () =>
  (await readProblems(pool, 'true order by code, household, id_number')).map(({ origin, code, standing }) => [
    origin,
    code,
    standing.state,
    standing.seen,
    standing.listed,
  ])
const history = async () =>
  (await pool.query(`select to_char(day, 'DD') as day, kind from problem_event order by id`)).rows.map(
    ({ day, kind }) => `${day} ${kind}`,
  )

const STRANGE = '户,9_99_999,AAC001,省级自定规则,错误,530129100200,H9,,'
const PERSON = `人,S3#55,,务工地址为空,疑似,530129100200,H1,M1,${ID}`

describe('reading a list', () => {
  it('in GB18030, with titles, aliases, repeated headers, subtotals and notes', async () => {
    const text = [
      '云南省建档立卡数据问题清单,,,,,',
      '截至2017年11月18日,,,,,',
      '问题对象,规则编号,问题类别,户编号,问题描述,截止日期',
      '脱贫户,9_01_001,错误数据,H1,人均收入异常，请核实㐀,2017-11-18',
      '问题对象,规则编号,问题类别,户编号,问题描述,截止日期',
      '贫困户,9_01_002,疑似问题,H2,住房,2017/11/18',
      '合计,2,,,,',
      '注：以系统为准,,,,,',
    ].join('\r\n')
    const { asOf: _, ...outcome } = await take(encodeGb18030(text), { asOf: undefined as never })
    expect(outcome).toMatchObject({
      outcome: 'imported',
      rows: 2,
      rejects: [],
      matched: 0,
      day: '2017-11-18',
    })
    expect(await states()).toEqual([
      ['list', '9_01_001', 'open', false, true],
      ['list', '9_01_002', 'open', false, true],
    ])
    expect((await readProblems(pool, 'true order by code'))[0]?.detail).toBe('人均收入异常，请核实㐀')
  })

  it('as a workbook', async () => {
    const rows = [
      ['对象', '问题代码', '类别', '户编号'],
      ['户', '9_01_001', '错误', 'H1'],
    ]
    const bytes = await writeXlsx({ sheets: [{ name: '清单', rows }] })
    expect(await take(bytes, { file: 'list.xlsx' })).toMatchObject({ rows: 1, moved: { raised: 1 } })
  })

  it('tells of every row that cannot be tracked, by row, column and reason', async () => {
    const { rejects, rows } = await take(
      list(
        STRANGE,
        '镇,P01,,,错误,,H1,,',
        '户,,,,错误,,H1,,',
        '户,H01,,,严重,,H1,,',
        '户,H01,,,,,H1,,',
        '户,H01,,,错误,,,,',
        '人,P01,,,错误,,H1,,',
        '人,P01,,,错误,,H1,,530129********1234',
        '村,V01,,,错误,5301,,,',
        '自然村,N01,,,错误,,,,',
        '户,H01,,,错误',
        STRANGE,
      ),
    )
    expect(rows).toBe(2)
    expect(rejects.map(({ row, column, reason }) => [row, column, reason])).toEqual([
      [3, '对象', 'value'],
      [4, '问题代码', 'required'],
      [5, '类别', 'value'],
      [6, '类别', 'required'],
      [7, '户编号', 'required'],
      [8, '证件号码', 'required'],
      [9, '证件号码', 'value'],
      [10, '村编码', 'value'],
      [11, '自然村编码', 'required'],
      [12, '', 'columns'],
      [13, '', 'duplicate'],
    ])
  })

  it('is refused where a column that it needs is missing, or its day', async () => {
    await expect(take('对象,户编号\n户,H1')).rejects.toMatchObject({ code: 'missing_column' })
    await expect(take(list(STRANGE), { asOf: undefined as never })).rejects.toMatchObject({ exitCode: 2 })
    await expect(take(list(STRANGE), { asOf: '2071-11-18' })).rejects.toMatchObject({ exitCode: 2 })
    expect(await states()).toEqual([])
  })
})

describe('a row', () => {
  it('means the problem that our rules see, by a published code', async () => {
    await exported(pool, '2017-11-17', [lead({ idNumber: ID })])
    expect(await take(list(PERSON, STRANGE))).toMatchObject({ matched: 1, moved: { raised: 1 } })
    expect(await states()).toEqual([
      ['list', '9_99_999', 'open', false, true],
      ['both', 'P26', 'open', true, true],
    ])
  })

  it('that our rules do not see yet becomes theirs when they do, and ends by an export then', async () => {
    await take(list(PERSON))
    expect(await states()).toEqual([['list', 'P26', 'open', false, true]])
    await exported(pool, '2017-11-19', [])
    expect(await states()).toEqual([['list', 'P26', 'open', false, true]])
    await exported(pool, '2017-11-20', [lead({ idNumber: ID })])
    expect(await states()).toEqual([['both', 'P26', 'open', true, true]])
    await exported(pool, '2017-11-21', [])
    expect(await states()).toEqual([['both', 'P26', 'corrected', false, true]])
    expect(await history()).toEqual(['18 raised', '20 changed', '21 corrected'])
  })

  it('takes its county from the village, else from the register', async () => {
    await pool.query(
      `insert into register_snapshot (fingerprint, as_of, files, counts) values ('f', '2017-11-20', '{}', '{}')`,
    )
    await pool.query(
      `insert into register_household (snapshot, code, county, village, hamlet, row, slice, county_name, township,
         village_name, hamlet_name, head_name, attribute, exit_state, helper, phone)
       select max(id), 'H1', '530129', '530129100200', '', 2, 0, '寻甸县', '河口镇', '', '', '', '', '', '', '' from register_snapshot`,
    )
    await take(list('户,9_1,,,错误,,H1,,', '户,9_1,,,错误,530128100200,H2,,', '户,9_1,,,错误,,H3,,'))
    const problems = await readProblems(pool, 'true order by household')
    expect(problems.map(({ township, standing }) => [standing.county, township])).toEqual([
      ['530129', '河口镇'],
      ['530128', ''],
      ['', ''],
    ])
  })
})

describe('the next list', () => {
  it('the same file twice changes nothing', async () => {
    await take(list(STRANGE))
    expect(await take(list(STRANGE))).toMatchObject({ outcome: 'unchanged', moved: { raised: 0 } })
    expect(await history()).toEqual(['18 raised'])
  })

  it('ends what it no longer has, reopens what it has again', async () => {
    await take(list(STRANGE, '户,9_1,,,错误,,H1,,'))
    expect(await take(list(STRANGE), { asOf: '2017-11-19' })).toMatchObject({ moved: { corrected: 1 } })
    expect(await take(list(STRANGE, '户,9_1,,,错误,,H1,,'), { asOf: '2017-11-20' })).toMatchObject({
      moved: { reopened: 1 },
    })
    expect(await history()).toEqual(['18 raised', '18 raised', '19 corrected', '20 reopened'])
  })

  it('ends nothing where rows of it were refused: they may be the ones that are missing', async () => {
    await take(list(STRANGE, '户,9_1,,,错误,,H1,,'))
    const outcome = await take(list(STRANGE, '户,9_1,,,错误,,,,'), { asOf: '2017-11-19' })
    expect(outcome).toMatchObject({ moved: { corrected: 0 }, heldBack: 1 })
    expect(await take(list(STRANGE), { asOf: '2017-11-19' })).toMatchObject({ moved: { corrected: 1 } })
  })

  it('that is older moves nothing', async () => {
    await take(list(STRANGE))
    const older = await take(list(), { asOf: '2017-11-17' })
    expect(older).toMatchObject({ outcome: 'older', newest: '2017-11-18' })
    expect(await states()).toEqual([['list', '9_99_999', 'open', false, true]])
  })

  it('of another name ends nothing of this one', async () => {
    await take(list(STRANGE))
    await take(list('户,9_1,,,错误,,H1,,'), { name: '市级', asOf: '2017-11-19' })
    expect((await states()).map(([, code, state]) => [code, state])).toEqual([
      ['9_1', 'open'],
      ['9_99_999', 'open'],
    ])
  })

  it('does not end what our rules still see', async () => {
    await exported(pool, '2017-11-17', [lead({ idNumber: ID })])
    await take(list(PERSON))
    expect(await take(list(), { asOf: '2017-11-19' })).toMatchObject({ moved: { corrected: 0 } })
    expect(await states()).toEqual([['both', 'P26', 'open', true, false]])
  })

  it('is booked on the first open day where its own is closed', async () => {
    await pool.query(`insert into clearance_day values ('2017-11-19', now(), '{}', '')`)
    await take(list(STRANGE))
    expect(await history()).toEqual(['20 raised'])
  })
})

describe('a person', () => {
  const act = (key: string) => ({ key, note: '已核', user: '李', now: NOW })
  const only = async () => (await readProblems(pool, 'true'))[0]?.key ?? ''

  it('closes what only the list has; a newer list that still has it takes it up again, this one does not', async () => {
    await take(list(STRANGE))
    await correctByHand(pool, act(await only()))
    await take(`${list(STRANGE)}\n`, { asOf: '2017-11-19' })
    await take(`${list(STRANGE)}\n\n`, { asOf: '2017-11-21' })
    expect(await history()).toEqual(['18 raised', '20 corrected', '21 reopened'])
  })

  it('cannot close what our rules see', async () => {
    await exported(pool, '2017-11-17', [lead({})])
    await expect(correctByHand(pool, act(keyOf({})))).rejects.toMatchObject({
      text: { en: expect.stringContaining('seen by our own rules') },
    })
  })

  it('verifies a suspicion of the list for what the list says of it; reworded, it is open again', async () => {
    const suspicion = (text: string) => list(`户,9_1,,${text},疑似,,H1,,`)
    await take(suspicion('收入偏高'))
    await fileProof(pool, { ...act(await only()), attachments: [] })
    await take(suspicion('收入偏高'), { asOf: '2017-11-21' })
    expect((await states())[0]?.[2]).toBe('verified')
    await take(suspicion('收入畸高'), { asOf: '2017-11-22', now: new Date('2017-11-22T04:00:00Z') })
    expect(await history()).toEqual(['18 raised', '20 verified', '22 reopened'])
  })
})
