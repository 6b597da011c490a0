import { spawnSync } from 'node:child_process'
import { mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { readXlsx } from 'hucre/xlsx'
import readExcelFile from 'read-excel-file/node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../../../../workers/postgres/connect.ts'
import { exportDaily } from '../../../workers/reports/series.ts'
import { bidui, type Called, scratch } from '../calling.ts'

let folder: Awaited<ReturnType<typeof scratch>>
beforeAll(async () => {
  folder = await scratch()
  await mkdir(join(folder.path, 'a-folder'))
})
afterAll(async () => folder[Symbol.asyncDispose]())

const call = (words: readonly string[], lang = 'zh', now = '2017-11-20T04:00:00Z'): Promise<Called> =>
  bidui([...words, '--lang', lang], { folder: folder.path, now: new Date(now) })
const report = (words: string, lang = 'zh', now?: string) => call(['report', ...words.split(' ')], lang, now)

describe('A call of bidui report', () => {
  it.each([
    ['weekly --out a.xlsx', 'There is no report "weekly"'],
    ['dayly --out a.xlsx', 'the nearest is "daily"'],
    ['daily', '--out (the file of the report) is missing'],
    ['daily --out a.pdf', '".pdf" cannot be written; allowed: .xlsx, .csv'],
    ['daily --out a', 'no extension cannot be written'],
    ['daily --out a-folder', 'cannot be written'],
    ['daily --out a.xlsx --date 2017-02-30', 'is no date'],
    ['daily --out a.xlsx --county 寻甸', 'it takes a 6-digit county code'],
    ['daily --out a.xlsx --run r1', 'bidui report daily does not take --run'],
    ['exit --out a.xlsx --date 2017-11-20 --run r1', 'Give --run or --date, not both'],
    ['bulletin --out a.xlsx --stalled 0', 'it takes a whole number from 1 to 365'],
    ['bulletin --out a.xlsx --unmasked', 'bidui report bulletin does not take --unmasked'],
    ['daily --out a.xlsx --policy kunming-2071', 'kunming-2017'],
  ])('%s is wrong, and leaves nothing behind', async (words, text) => {
    const { status, out, err } = await report(words, 'en')
    expect([status, out, err]).toEqual([2, '', expect.stringContaining(text)])
    expect(await readdir(folder.path)).toEqual(['a-folder'])
  })

  it.each(['daily', 'bulletin', 'exit', 'measures'])(
    'for %s says that nothing was compared yet, and makes no database to look into',
    async kind => {
      const { status, err } = await report(`${kind} --out a.xlsx`)
      expect([status, err]).toEqual([1, 'bidui: 还没有比对过，没有可报的。请先运行 bidui run\n'])
      expect(await readdir(folder.path)).toEqual(['a-folder'])
    },
  )

  it('is explained in both languages, with its kinds', async () => {
    const help = (lang: string) => bidui(['report', '--help', '--lang', lang], { folder: folder.path })
    for (const lang of ['zh', 'en'])
      for (const kind of ['daily', 'bulletin', 'exit', 'measures'])
        expect((await help(lang)).out).toContain(`bidui report ${kind} --out FILE`)
  })
})

describe('bidui report', () => {
  beforeAll(async () => {
    await call(['synth', '--out', 'inbox', '--households', '150', '--seed', '5', '--quiet'])
    expect((await call(['run', '--inbox', 'inbox', '--out', 'out', '--purpose', '试'])).status).toBe(0)
  })

  const sheets = async (name: string) =>
    new Map(
      (await readXlsx(await readFile(join(folder.path, name)))).sheets.map(({ name, rows }) => [name, rows]),
    )
  const summary = async () => JSON.parse(await readFile(join(folder.path, 'out', 'summary.json'), 'utf8'))

  it.each([
    ['exit', '条件'],
    ['measures', '措施'],
  ])('%s rolls up every lead of its direction, ID numbers masked', async (kind, matter) => {
    const { status, out } = await report(`${kind} --out ${kind}.xlsx`)
    expect(status).toBe(0)
    const { byDirection, run, names } = await summary()
    expect(out).toContain(`比对 ${run.runId}，疑点 ${byDirection[kind]} 条`)
    for (const name of Object.values(names.counties)) expect(out).toContain(name)
    const [, , head, ...rows] = (await sheets(`${kind}.xlsx`)).get('户清单') ?? []
    expect(head).toContain(matter)
    expect(rows.filter(row => row[3] !== null)).toHaveLength(byDirection[kind])
    const bytes = JSON.stringify([...(await sheets(`${kind}.xlsx`))])
    expect(bytes).not.toMatch(/\d{17}[\dX]/)
  })

  it('exit of a day is that of the newest run as of no later one; before the first there is nothing', async () => {
    const { asOf } = (await summary()).run
    expect((await report(`exit --out newest.csv`)).status).toBe(0)
    expect((await report(`exit --out day.csv --date ${asOf}`)).status).toBe(0)
    const text = (name: string) => readFile(join(folder.path, name), 'utf8')
    expect(await text('day.csv')).toBe(await text('newest.csv'))
    const before = await report('exit --out none.csv --date 2017-01-01')
    expect([before.status, before.err]).toEqual([1, expect.stringContaining('没有可汇总的')])
  })

  it('exit with --unmasked shows the numbers, with --county the county alone, as CSV the villages', async () => {
    await report('exit --out full.xlsx --unmasked')
    expect(JSON.stringify([...(await sheets('full.xlsx'))])).toMatch(/\d{17}[\dX]/)
    expect((await report('exit --out 寻甸.csv --county 530129')).status).toBe(0)
    const lines = (await readFile(join(folder.path, '寻甸.csv'), 'utf8')).trim().split('\r\n')
    expect(lines.length).toBeGreaterThan(1)
    for (const line of lines.slice(1)) expect(line).toMatch(/^530129,寻甸/)
  })

  it.each([
    ['exit --out a.xlsx --run nowhere', 2, '没有比对 nowhere'],
    ['exit --out a.xlsx --county 530199', 2, '没有这个县。有：'],
    ['daily --out a.xlsx --county 530199', 2, '没有这个县。有：'],
  ])('%s is refused with a sentence', async (words, status, text) => {
    expect(await report(words)).toMatchObject({ status, err: expect.stringContaining(text) })
  })

  it('daily has every quality lead of the first run as a problem, and names every county', async () => {
    const { status, out } = await report('daily --out 日报.xlsx')
    expect(status).toBe(0)
    const { byDirection, names } = await summary()
    const rows = (await sheets('日报.xlsx')).get('日报表') ?? []
    const total = rows.findLast(row => row[1] === '合计')
    expect([total?.[2], total?.[15]]).toEqual([byDirection.quality, byDirection.quality])
    expect(out).toContain('临时：当日 15:00 未到，未结账')
    const counties = rows.filter(row => row[1] === '小计').map(row => String(row[0]))
    expect(counties).toEqual(expect.arrayContaining(Object.values(names.counties)))
    expect(counties.filter(county => /^\d*$/.test(county))).toEqual([])
  })

  it('bulletin tells what stalls and which data is owed', async () => {
    const { status, out } = await report('bulletin --out 通报.xlsx --stalled 9', 'zh')
    expect(status).toBe(0)
    expect(out).toMatch(/停滞 \d+ 个（9 天没有变动）；缺、搁置、迟的部门数据 \d+ 种/)
    const book = await sheets('通报.xlsx')
    expect([...book.keys()]).toEqual(['进度排名', '重点县乡镇', '停滞', '部门数据'])
    const feeds = book.get('部门数据')?.slice(3) ?? []
    expect(feeds.filter(row => ['缺', '搁置', '迟', '正常'].includes(String(row[2])))).toHaveLength(19)
  })

  const BOOKS = ['日报.xlsx', '通报.xlsx', 'exit.xlsx', 'measures.xlsx']

  it.each(BOOKS)('%s opens in read-excel-file, with codes as text', async name => {
    const opened = await readExcelFile(join(folder.path, name))
    expect(opened.map(({ sheet }) => sheet)).toEqual([...(await sheets(name)).keys()])
    const cells = opened.flatMap(({ data }) => data.flat())
    expect(cells.filter(cell => cell === '530129').length).toBeGreaterThan(0)
    expect(cells.filter(cell => typeof cell === 'number' && cell >= 100_000)).toEqual([])
  })

  it.skipIf(!gnumeric).each(BOOKS)(
    '%s opens in Gnumeric without a complaint, with codes as text',
    async name => {
      const to = join(folder.path, `${name}.gnumeric`)
      const { status, stderr } = spawnSync('ssconvert', [join(folder.path, name), to], { encoding: 'utf8' })
      expect([status, stderr.replaceAll(/^.*(?:dconf|GLib-GIO|Gtk).*\n?/gm, '').trim()]).toEqual([0, ''])
      const xml = gunzipSync(await readFile(to)).toString()
      // 60: a string.
      const types = [...xml.matchAll(/<gnm:Cell [^>]*?ValueType="(\d+)"[^>]*>530129\d*</g)].map(
        ([, type]) => type,
      )
      expect(new Set(types)).toEqual(new Set(['60']))
    },
  )

  it('rolls up no part of the register, and no run whose register is gone', async () => {
    const change = async (sql: string) => {
      await using database = await openDatabase({ home: join(folder.path, 'home') })
      await database.pool.query(sql)
    }
    const { run } = await summary()
    await change(`update run set kind = 'rematch'`)
    expect(await report(`exit --out a.xlsx --run ${run.runId}`)).toMatchObject({
      status: 2,
      err: expect.stringContaining('是局部重新比对'),
    })
    expect((await report('measures --out a.xlsx')).err).toContain('的全面比对，没有可汇总的')
    await change(`update run set kind = 'full'; delete from register_snapshot`)
    expect(await report('exit --out a.xlsx')).toMatchObject({
      status: 1,
      err: expect.stringContaining('建档立卡数据已被更新的替代'),
    })
    expect(await readdir(folder.path)).not.toContain('a.xlsx')
  })
})

const gnumeric = spawnSync('ssconvert', ['--version']).status === 0

describe('bidui report daily', () => {
  it('closes the day, says what it did in the language of the call, and makes the same bytes again', async () => {
    await using own = await scratch()
    const daily = (words: string, lang: string, now: string) =>
      bidui(['report', 'daily', ...words.split(' '), '--lang', lang], {
        folder: own.path,
        now: new Date(now),
      })
    {
      await using database = await openDatabase({ home: join(own.path, 'home') })
      await exportDaily(database.pool, 3)
    }
    const { status, out, err } = await daily('--out 日报.csv', 'en', '2017-11-10T07:30:00Z')
    expect([status, err]).toEqual([0, ''])
    expect(out).toContain('Day 2017-11-10 (today, the newest export is of 2017-11-10), closed')
    expect(out).toContain('Closed with it: 2017-11-08 to 2017-11-10, 3 days')
    expect(out).toMatch(/寻甸县 +22 +0 +4 +18 +30\.76% +1/)
    const bytes = () => readFile(join(own.path, '日报.csv'), 'utf8')
    const before = await bytes()
    await daily('--out 日报.csv --date 2017-11-10', 'zh', '2017-12-01T00:00:00Z')
    expect(await bytes()).toBe(before)
  })
})
