import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { readXlsx } from 'hucre/xlsx'
import readExcelFile from 'read-excel-file/node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadPolicy } from '../../../pipelines/policies/index.ts'
import { sumCells } from '../../../pipelines/reports/clearance/day-counts.ts'
import { ClearanceRefused } from '../../../pipelines/reports/clearance/disagreement.ts'
import { type Database, openDatabase } from '../../../workers/postgres/connect.ts'
import { findChineseFont } from '../../../workers/reports/chinese-font.ts'
import { type DailyRequest, type MadeDaily, makeDaily } from '../../../workers/reports/daily.ts'
import { reportFile } from '../../../workers/reports/report-file.ts'
import { writeDaily } from '../../../workers/reports/write-daily.ts'
import { sharedHome, temporaryFolder } from '../postgres/folders.ts'
import { exportDaily, proofOn } from './series.ts'

const font = await findChineseFont()
if (!font)
  process.stdout.write(
    'No Chinese font is here (Debian: fonts-noto-cjk): the test of pictures as PNG is skipped\n',
  )
const gnumeric = spawnSync('ssconvert', ['--version']).status === 0
if (!gnumeric)
  process.stdout.write(
    'ssconvert is not on PATH (Debian: gnumeric): the test of workbooks in Gnumeric is skipped\n',
  )

let database: Database
beforeAll(async () => {
  database = await openDatabase({ home: sharedHome() })
})
afterAll(() => database.stop())

const TABLES = 'problem_event, proof_file, proof, clearance_day, clearance_export, problem, lead, run'
const emptied = () => database.pool.query(`truncate ${TABLES} cascade`)

const daily = (asked: string | undefined, more: Partial<DailyRequest> = {}): Promise<MadeDaily> =>
  makeDaily(database.pool, {
    asked,
    today: '2017-12-01',
    now: new Date('2017-12-01T08:00:00Z'),
    counties: [],
    policyOf: () => loadPolicy(),
    ...more,
  })

const closedDays = async (): Promise<readonly string[]> => {
  const { rows } = await database.pool.query(
    `select to_char(day, 'YYYY-MM-DD') as day from clearance_day order by day`,
  )
  return rows.map(({ day }) => day)
}

const filesOf = async (made: MadeDaily): Promise<ReadonlyMap<string, string>> => {
  const folder = temporaryFolder()
  await writeDaily(made.report, reportFile(join(folder, '日报.xlsx')), [folder])
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(each => each.isFile())
  return new Map(
    names.map(each => [each.name, readFileSync(join(each.parentPath, each.name)).toString('base64')]),
  )
}

describe('A series of ten daily exports', () => {
  const made: MadeDaily[] = []
  beforeAll(async () => {
    await emptied()
    for (let day = 0; day < 10; day++) {
      const [asOf = ''] = await exportDaily(database.pool, 1, day)
      if (day === 1) await proofOn(database.pool, asOf)
      made.push(await daily(asOf))
    }
  })

  it('gives a report each day, which opens with what the day before closed with', () => {
    const totals = made.map(({ report }) => sumCells(report.figures.cells))
    expect(totals.map(({ closing }) => closing)).toEqual([60, 50, 41, 32, 23, 23, 5, 0, 0, 0])
    totals.forEach((total, place) => {
      expect(total.opening).toBe(totals[place - 1]?.closing ?? 0)
    })
    const moved = totals.reduce(
      (sum, each) => sum + each.raised + each.reopened - each.corrected - each.verified,
      0,
    )
    expect(moved).toBe(totals.at(-1)?.closing)
    expect(totals[0]).toMatchObject({ baseline: 60, opening: 0, raised: 60, closing: 60 })
    expect(totals[1]?.verified).toBe(1)
    expect(totals[4]?.reopened).toBe(3)
    expect(totals[5]?.reopened).toBeGreaterThan(0)
  })

  it('closes each day with its report, and nothing is booked on it any more', async () => {
    expect(await closedDays()).toEqual(made.map(({ day }) => day.day))
    await exportDaily(database.pool, 1, 9)
    const { rows } = await database.pool.query(
      `select to_char(max(day), 'YYYY-MM-DD') as day from clearance_export`,
    )
    expect(rows[0].day).toBe('2017-11-18')
  })

  it('is made again for any day with the same bytes, pictures too', async () => {
    const { report: _, ...again } = await daily('2017-11-12')
    expect(again).toMatchObject({ closed: [], day: { provisional: false } })
    const files = await filesOf(await daily('2017-11-12'))
    expect(files).toEqual(await filesOf(made[4] as MadeDaily))
    expect([...files.keys()]).toEqual(
      expect.arrayContaining(['日报.xlsx', '530102.svg', '530113.svg', '530129.svg', '全市.svg']),
    )
  })

  it('ranks the counties: equal ones share a rank, one without problems has none', async () => {
    const { report } = await daily('2017-11-15')
    expect(report.areas.map(({ name, rank, total }) => [name, rank, total.closing])).toEqual([
      ['五华区', undefined, 0],
      ['东川区', 1, 0],
      ['禄劝县', 1, 0],
      ['寻甸县', 1, 0],
    ])
    const early = await daily('2017-11-09')
    expect(new Set(early.report.areas.map(({ rank }) => rank)).size).toBeGreaterThan(2)
  })

  it('is about today if the newest export is of this week, else about the last day that moved', async () => {
    const chosen = async (today: string) => {
      const { day } = await daily(undefined, { today, now: new Date(`${today}T02:00:00Z`) })
      return [day.day, day.provisional]
    }
    expect(await chosen('2017-11-20')).toEqual(['2017-11-20', true])
    expect(await chosen('2018-03-01')).toEqual(['2017-11-15', false])
  })

  it('is provisional before 15:00, closes nothing, and says so', async () => {
    const before = await closedDays()
    const made = await daily('2017-11-20', { today: '2017-11-20', now: new Date('2017-11-20T06:59:59Z') })
    expect(made).toMatchObject({ day: { provisional: true }, closed: [] })
    expect(await closedDays()).toEqual(before)
    const folder = temporaryFolder()
    await writeDaily(made.report, reportFile(join(folder, '日报.xlsx')), [folder])
    const sheets = (await readXlsx(readFileSync(join(folder, '日报.xlsx')))).sheets
    expect(String(sheets[0]?.rows[0]?.[0])).toContain('临时：2017-11-20 15:00 未到')
  })

  it('closes the days between at the first report behind them', async () => {
    const made = await daily('2017-11-20', { today: '2017-11-20', now: new Date('2017-11-20T07:00:00Z') })
    expect(made.closed).toEqual(['2017-11-18', '2017-11-19', '2017-11-20'])
  })

  it.each([
    ['2017-11-01', '第一天是 2017-11-08'],
    ['2017-12-03', '还没有到'],
  ])('is refused for %s, which has no figures', async (day, said) => {
    await expect(daily(day)).rejects.toMatchObject({
      exitCode: 2,
      text: { zh: expect.stringContaining(said) },
    })
  })

  it('is refused for a county that the register does not have', async () => {
    await expect(daily('2017-11-12', { counties: ['530199'] })).rejects.toMatchObject({
      exitCode: 2,
      text: { zh: expect.stringContaining('530129 寻甸县') },
    })
    const { report } = await daily('2017-11-12', { counties: ['530102'] })
    expect(report.areas).toMatchObject([{ name: '五华区', total: { allRaised: 0, closing: 0 } }])
    expect(report.city).toBeUndefined()
  })

  it.skipIf(!font)('with a Chinese font draws every picture as PNG too', async () => {
    const folder = temporaryFolder()
    const { report } = await daily('2017-11-12', { counties: ['530129'] })
    await writeDaily(report, reportFile(join(folder, '日报.xlsx')))
    const png = readFileSync(join(folder, '日报-燃尽图', '530129.png'))
    expect([png.subarray(1, 4).toString(), png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([
      'PNG',
      1920,
      1080,
    ])
  })

  it('without a Chinese font leaves the PNG out and says why', async () => {
    const folder = temporaryFolder()
    const { report } = await daily('2017-11-12')
    const { unable } = await writeDaily(report, reportFile(join(folder, '日报.xlsx')), [folder])
    expect(unable?.zh).toContain('没有中文字体')
    expect(readdirSync(join(folder, '日报-燃尽图')).filter(name => name.endsWith('.png'))).toEqual([])
  })
})

describe('The workbook, opened by other programs', () => {
  let path: string
  beforeAll(async () => {
    await emptied()
    await exportDaily(database.pool, 3)
    const folder = sharedHome().replace(/\.bidui$/, '')
    path = join(folder, '日报.xlsx')
    await writeDaily((await daily('2017-11-10')).report, reportFile(path), [])
  })

  it('gives read-excel-file the sheets, with county codes as text', async () => {
    const sheets = await readExcelFile(path)
    expect(sheets.map(({ sheet }) => sheet)).toEqual(['日报表', '分县明细', '预测', '逐日剩余', '说明'])
    const [, detail] = sheets
    expect(detail?.data.slice(2, 5).map(row => row.slice(0, 6))).toEqual([
      ['县代码', '县(市、区)', '对象', '类别', '基数', '期初'],
      ['530113', '东川区', '贫困村', '错误', expect.any(Number), expect.any(Number)],
      ['530113', '东川区', '贫困户', '错误', expect.any(Number), expect.any(Number)],
    ])
  })

  it.skipIf(!gnumeric)('gives Gnumeric the same numbers, without a complaint', () => {
    const folder = temporaryFolder()
    const { stderr, status } = spawnSync('ssconvert', ['-S', path, join(folder, 'sheet-%n.csv')], {
      encoding: 'utf8',
    })
    expect([status, stderr.replaceAll(/^.*(?:dconf|GLib-GIO|Gtk).*\n?/gm, '').trim()]).toEqual([0, ''])
    const detail = readFileSync(join(folder, 'sheet-1.csv'), 'utf8').split('\n')
    expect(detail[3]).toMatch(/^530113,东川区,贫困村,错误,\d+,\d+/)
  })
})

describe('A report is refused where somebody changed', () => {
  beforeAll(async () => {
    await emptied()
    await exportDaily(database.pool, 4)
    await daily('2017-11-11')
  })

  const KEY = `(select key from problem where county = '530129' and state = 'open' order by key limit 1)`
  const EVENT = `(select max(id) from problem_event)`

  it.each<[string, string, RegExp]>([
    [
      'how a problem stands',
      `update problem set state = 'corrected', cleared_day = '2017-11-11' where key = ${KEY}`,
      /按变动记录 \d+ ≠ 按问题现状 \d+/,
    ],
    [
      'the class of a problem',
      `update problem set class = case class when 'error' then 'suspected' else 'error' end where key = ${KEY}`,
      /≠ 按问题现状/,
    ],
    [
      'the county of a problem',
      `update problem set county = '530102' where key = ${KEY}`,
      /530102 .*按变动记录 0 ≠ 按问题现状 1/,
    ],
    [
      'what a problem is about',
      `update problem set object = 'hamlet' where key = ${KEY}`,
      /结账时 \d+ ≠ 现在重算 \d+/,
    ],
    [
      'the note of an event',
      `update problem_event set note = 'x' where id = ${EVENT}`,
      /变动记录的摘要：结账时 [0-9a-f]{8} ≠ 现在重算 [0-9a-f]{8}/,
    ],
    ['the day of an event', `update problem_event set day = '2017-11-09' where id = ${EVENT}`, /2017-11-/],
    ['that an event was', `delete from problem_event where id = ${EVENT}`, /按变动记录 \d+ ≠ 按问题现状 \d+/],
    [
      'a number of a closed day',
      `update clearance_day set figures = jsonb_set(figures, '{cells,0,closing}', '77') where day = '2017-11-10'`,
      /期末剩余：结账时 77 ≠ 现在重算 \d+/,
    ],
    [
      'the digest of a closed day',
      `update clearance_day set digest = repeat('0', 64) where day = '2017-11-09'`,
      /2017-11-09 数字的摘要：结账时 00000000/,
    ],
    [
      'that a day was closed',
      `delete from clearance_day where day = '2017-11-09'`,
      /2017-11-10 前一日的摘要/,
    ],
    [
      'the form of a closed day',
      `update clearance_day set figures = '{}' where day = '2017-11-09'`,
      /2017-11-09 结账的数字/,
    ],
  ])('%s', async (_, change, said) => {
    const client = await database.pool.connect()
    try {
      // As somebody with the owner's rights would: the triggers that keep the history are switched off.
      await client.query(`begin; set local session_replication_role = replica`)
      await client.query(change)
      await client.query('commit')
      const error = await daily('2017-11-11').catch(failure => failure)
      expect(error).toBeInstanceOf(ClearanceRefused)
      expect(error.text.zh).toMatch(said)
      expect(error.text.en).toContain('the report is refused')
    } finally {
      client.release()
      await emptied()
      await exportDaily(database.pool, 4)
      await daily('2017-11-11')
    }
  })
})

describe('Before there is anything', () => {
  it('says whether nothing was compared, or nothing was found', async () => {
    await emptied()
    await expect(daily(undefined)).rejects.toMatchObject({
      text: { zh: expect.stringContaining('还没有比对过') },
    })
    await exportDaily(database.pool, 1, 20)
    await expect(daily(undefined)).rejects.toMatchObject({
      text: { zh: expect.stringContaining('没有发现') },
    })
  })
})
