import { readXlsx } from 'hucre/xlsx'
import { describe, expect, it } from 'vitest'
import { burnDownSvg } from '../../../../pipelines/reports/clearance/burn-down.ts'
import { dailyCsv } from '../../../../pipelines/reports/clearance/daily-csv.ts'
import { type DailyReport, dailyReport } from '../../../../pipelines/reports/clearance/daily-report.ts'
import { dailyWorkbook } from '../../../../pipelines/reports/clearance/daily-workbook.ts'
import { dayAfter } from '../../../../pipelines/reports/clearance/days.ts'
import { forecastOf } from '../../../../pipelines/reports/clearance/forecast.ts'
import { daysToClose, openLedger } from '../../../../pipelines/reports/clearance/ledger.ts'
import { historyOf, type Kind } from './histories.ts'

const at = (object: Kind['object'], clazz: Kind['class'], county = '530129'): Kind => ({
  object,
  class: clazz,
  county,
})
const { problems, events } = historyOf(
  {
    v: at('village', 'error'),
    h: at('household', 'error'),
    s: at('household', 'suspected'),
    t: at('household', 'suspected'),
    p: at('person', 'suspected', '530113'),
  },
  [
    ['v', 1, 'raised'],
    ['h', 1, 'raised'],
    ['s', 1, 'raised'],
    ['t', 1, 'raised'],
    ['p', 1, 'raised'],
    ['h', 2, 'corrected'],
    ['s', 2, 'verified'],
    ['t', 2, 'corrected'],
    ['h', 3, 'reopened'],
  ],
)

function report(day: string, more: Partial<DailyReport> = {}, name = '寻甸县'): DailyReport {
  const ledger = openLedger({ problems, events, closed: [] }, day)
  const facts = {
    sourceOf: () => ({ run: '20171103-x', register: 'a1b2c3d4' }),
    counties: [
      { code: '530102', name: '五华区' },
      { code: '530113', name: '东川区' },
      { code: '530129', name },
    ],
  }
  const closed = daysToClose(ledger, day, facts).at(-1)
  if (!closed) throw new RangeError('no day')
  return dailyReport({
    ...closed,
    provisional: false,
    days: ledger.days,
    deadline: '2017-12-20',
    only: [],
    ...more,
  })
}

const sheetsOf = async (of: DailyReport) => (await readXlsx(await dailyWorkbook(of))).sheets

describe('日报表', () => {
  it('has the layout of the plan under a header of two rows, a sum for each county and for the city', async () => {
    const [sheet] = await sheetsOf(report('2017-11-02'))
    const rows = sheet?.rows ?? []
    expect(rows[2]?.filter(cell => cell !== null)).toEqual([
      '县(市、区)',
      '对象',
      '问题总数（11-01 基数）',
      '期初剩余',
      '新增反馈',
      '错误',
      '疑似',
      '期末剩余',
      '清零率',
      '排名',
      '备注',
    ])
    expect(rows[3]?.filter(cell => cell !== null)).toEqual([
      ...['新发现', '重新出现'],
      ...['总数', '当日修改', '累计修改', '剩余'],
      ...['总数', '当日核实存证', '当日核实修改', '累计', '剩余'],
    ])
    const lines = rows.slice(4).map(row => row.map(cell => cell ?? ''))
    expect(lines.filter(row => row[0] === '寻甸县')).toEqual([
      // 基数, 期初 | 新 | 错误 4 | 疑似 5 | 期末, 率, 名次
      ['寻甸县', '贫困村', 1, 1, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 1, '0.00%', '', ''],
      ['寻甸县', '贫困户', 3, 3, 0, 0, 1, 1, 1, 0, 2, 1, 1, 2, 0, 0, '100.00%', '', ''],
      ['寻甸县', '贫困人口', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, '—', '', ''],
      ['寻甸县', '自然村', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, '—', '', ''],
      ['寻甸县', '小计', 4, 4, 0, 0, 2, 1, 1, 1, 2, 1, 1, 2, 0, 1, '75.00%', 1, ''],
    ])
    expect(lines.findLast(row => row[0] === '全市')).toEqual([
      '全市',
      '合计',
      5,
      5,
      0,
      0,
      2,
      1,
      1,
      1,
      3,
      1,
      1,
      2,
      1,
      2,
      '60.00%',
      '',
      '',
    ])
    expect(lines.filter(row => row[1] === '小计').map(row => [row[0], row[17], row[18]])).toEqual([
      ['五华区', '', '没有问题'],
      ['东川区', 2, '当日没有变动'],
      ['寻甸县', 1, ''],
    ])
  })

  it('prints the snapshot that its figures rest on', async () => {
    const of = report('2017-11-02')
    const [sheet] = await sheetsOf(of)
    expect(sheet?.rows[1]?.[0]).toBe(
      `截至 2017-11-02 15:00（北京时间）　|　快照 比对批次 20171103-x，户表 a1b2c3d4　|　变动 8 条　|　数字摘要 ${of.digest.slice(0, 8)}　|　不含个人信息`,
    )
  })

  it('says on its face that it is provisional, and has no digest to be recognised by then', async () => {
    const sheets = await sheetsOf(report('2017-11-02', { provisional: true }))
    expect(sheets[0]?.rows[0]?.[0]).toContain('临时：2017-11-02 15:00 未到')
    expect(sheets[0]?.rows[1]?.[0]).toContain('临时，未结账')
    expect(JSON.stringify(sheets)).not.toContain('"数字摘要"')
  })

  it('is the same bytes for the same figures', async () => {
    expect(await dailyWorkbook(report('2017-11-03'))).toEqual(await dailyWorkbook(report('2017-11-03')))
  })

  it('runs nothing that a name of the register says, in any file', async () => {
    const evil = report('2017-11-03', {}, '=HYPERLINK("x")<b>&')
    const sheets = await sheetsOf(evil)
    const texts = sheets.flatMap(({ rows }) => rows.flat()).filter(cell => typeof cell === 'string')
    expect(texts.filter(text => /^[=+\-@\t\r]/.test(text))).toEqual([])
    expect(texts.some(text => text.startsWith(`'=HYPERLINK`))).toBe(true)
    expect([...dailyCsv(evil)].join('')).not.toMatch(/(?:^|,)"?=/m)
    const [area] = evil.areas.slice(-1)
    const svg = burnDownSvg({
      name: area?.name ?? '',
      open: area?.open ?? [],
      forecast: forecastOf(area?.open ?? [], undefined),
      provisional: false,
      foot: '',
    })
    expect(svg).toContain('=HYPERLINK(&quot;x&quot;)&lt;b&gt;&amp;')
    expect(svg).not.toContain('<b>')
  })
})

describe('日报 as CSV', () => {
  it('has a line for each cell, each county and the city, which add up', () => {
    const [head = '', ...lines] = [...dailyCsv(report('2017-11-03'))].join('').trim().split('\r\n')
    const closing = head.split(',').indexOf('期末剩余')
    const sum = (kind: string) =>
      lines
        .map(line => line.split(','))
        .filter(cells => cells[2] === kind)
        .reduce((all, cells) => all + Number(cells[closing]), 0)
    expect(head).toMatch(/^日期,状态,行,县代码,/)
    expect([sum('明细'), sum('小计'), sum('合计')]).toEqual([3, 3, 3])
    expect(lines[0]).toMatch(/^2017-11-03,已结账,明细,530113,东川区,贫困人口,疑似,1,1,0,0,0,0,1,/)
  })
})

describe('The burn-down', () => {
  const open = [100, 90, 95, 80].map((each, place) => ({ day: dayAfter('2017-11-01', place), open: each }))
  const draw = (days: typeof open, deadline?: string, provisional = false) =>
    burnDownSvg({
      name: '寻甸县',
      open: days,
      forecast: forecastOf(days, deadline),
      provisional,
      foot: '快照',
    })
  const points = (svg: string) =>
    (/<polyline points="([^"]+)"/.exec(svg)?.[1] ?? '').split(' ').map(pair => pair.split(',').map(Number))

  it('goes down where problems go, from the first day on the left', () => {
    const drawn = points(draw(open, '2017-12-20'))
    expect(drawn).toHaveLength(4)
    const [xs, ys] = [drawn.map(([x = 0]) => x), drawn.map(([, y = 0]) => y)]
    expect(xs).toEqual(xs.toSorted((one, other) => one - other))
    expect(ys.map((y, place) => Math.sign(y - (ys[place - 1] ?? y)))).toEqual([0, 1, -1, 1])
    expect(xs[0]).toBe(84)
  })

  it('shows deadline, reference line and forecast where there are such, in words as well', () => {
    const svg = draw(open, '2017-12-20')
    expect(svg).toContain('期限 12-20')
    expect(svg).toContain('匀速清零参考线')
    expect(svg).toContain(
      '2017-11-04 剩余 80；按此速度 2017-11-16 清零；近 3 日每日净减 6.7；按期清零每日需减 1.8',
    )
    expect(draw(open)).not.toContain('期限')
    expect(draw(open.slice(0, 1), '2017-12-20')).not.toContain('按近 7 日速度')
    expect(draw(open, '2017-12-20', true)).toContain('（临时）')
  })

  it('stays in its frame for one day, for zero, and for a forecast far away', () => {
    const far = [1000, 999].map((each, place) => ({ day: dayAfter('2017-11-01', place), open: each }))
    const zero = [{ day: '2017-11-01', open: 0 }]
    for (const svg of [draw(open.slice(0, 1)), draw(zero, '2017-12-20'), draw(far, '2017-12-20')]) {
      const numbers = [...svg.matchAll(/\b[xy][12]?="(-?[\d.]+)"/g)].map(([, number]) => Number(number))
      expect(numbers.every(number => number >= 0 && number <= 960)).toBe(true)
      expect(svg).not.toContain('NaN')
    }
  })
})
