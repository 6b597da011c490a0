import { readXlsx } from 'hucre/xlsx'
import { describe, expect, it } from 'vitest'
import type { Lead, NotConcluded } from '../../../../pipelines/reports/model.ts'
import { exitCsv, exitWorkbook } from '../../../../pipelines/reports/rollup/exit-files.ts'
import { exitRollup } from '../../../../pipelines/reports/rollup/exit-rollup.ts'
import { measuresWorkbook } from '../../../../pipelines/reports/rollup/measures-files.ts'
import { measuresRollup } from '../../../../pipelines/reports/rollup/measures-rollup.ts'
import type { RollupHousehold, RollupSnapshot } from '../../../../pipelines/reports/rollup/model.ts'
import { CrossFootError } from '../../../../pipelines/reports/tally.ts'

const MAIDIXIN = '530129100200'
const ID = '53012919800101123X'

const household = (code: string, more: Partial<RollupHousehold> = {}): RollupHousehold => ({
  code,
  county: '530129',
  township: '仁德街道',
  village: '530129100200',
  villageName: '麦地心村',
  headName: '张三',
  persons: 4,
  candidate: true,
  poor: false,
  measures: [],
  ...more,
})
const lead = (rule: string, code: string, idNumber = ''): Lead => ({
  rule,
  direction: rule.startsWith('T') ? 'exit' : 'measures',
  class: 'error',
  severity: 'A',
  county: '530129',
  village: '530129100200',
  household: code,
  personName: '张三',
  idNumber,
  subject: '',
  subjectIsKey: false,
  evidence: [],
  detail: `${rule} 的情况`,
})
const withheld = (rule: string, county = '530129'): NotConcluded => ({
  rule,
  county,
  feed: 'education.enrolment',
  reason: 'no coverage',
  count: 3,
})

const snapshot = (more: Partial<RollupSnapshot> = {}): RollupSnapshot => ({
  run: {
    runId: 'r',
    startedAt: '2017-11-20T01:00:00.000Z',
    user: '分析员',
    purpose: '退出',
    asOf: '2017-11-20',
    policy: 'kunming-2017',
    masked: true,
  },
  households: [
    household('A'),
    household('B'),
    household('C', { village: '530129100201', villageName: '松林村' }),
    household('D', { candidate: false, poor: true }),
    household('E', { county: '530128', village: '530128100200', candidate: false, poor: true, persons: 2 }),
  ],
  villages: [
    { code: '530129100200', name: '麦地心村', township: '仁德街道', people: 200 },
    { code: '530129100201', name: '松林村', township: '仁德街道', people: 100 },
    { code: '530129100299', name: '无贫困户的村', township: '仁德街道', people: 100 },
  ],
  leads: [],
  notConcluded: [],
  counties: [
    { code: '530128', name: '禄劝县' },
    { code: '530129', name: '寻甸县' },
  ],
  only: [],
  ...more,
})

const sheetsOf = async (bytes: Promise<Uint8Array>) =>
  new Map((await readXlsx(await bytes)).sheets.map(({ name, rows }) => [name, rows]))

const figures = (more: Partial<RollupSnapshot>) => {
  const [header = '', ...lines] = [...exitCsv(exitRollup(snapshot(more)))].join('').trim().split('\r\n')
  const heads = header.replace('\uFEFF', '').split(',')
  return (village: string, head: string) =>
    lines.find(line => line.includes(village))?.split(',')[heads.findIndex(each => each.startsWith(head))]
}

describe('退出核查汇总', () => {
  it('counts households, not leads, by criterion: several rules and persons of one criterion are one', () => {
    const of = figures({
      leads: [
        lead('T02', 'A'),
        lead('T04', 'A'),
        lead('T06', 'A', 'x'),
        lead('T06', 'A', 'y'),
        lead('T01', 'B'),
      ],
    })
    expect(
      ['收入', '住房', '义务教育', '饮水', '有疑点', '各项均无'].map(head => of(MAIDIXIN, head)),
    ).toEqual(['1', '1', '1', '0', '2', '0'])
    expect(['退出对象', '有疑点', '各项均无'].map(head => of('松林村', head))).toEqual(['1', '0', '1'])
  })

  it('never shows zero where there was no data, nor a household as free of leads', () => {
    const of = figures({ notConcluded: [withheld('T06')], leads: [lead('T06', 'A', 'x')] })
    expect(['义务教育', '有疑点', '各项均无', '饮水'].map(head => of('松林村', head))).toEqual([
      '未下结论',
      '未下结论',
      '未下结论',
      '0',
    ])
    expect(of(MAIDIXIN, '义务教育')).toBe('1（另有未下结论）')
    expect(exitRollup(snapshot({ notConcluded: [withheld('T06')] })).clear).toEqual([])
    expect(exitRollup(snapshot()).clear.map(({ code }) => code)).toEqual(['A', 'B', 'C'])
  })

  it('lets nobody out by a lead on insurance twice or on 返贫: these are none of the six', () => {
    const of = figures({ leads: [lead('T08', 'A', 'x'), lead('T10', 'D')] })
    expect(['重复参保', '返贫原因', '有疑点'].map(head => of(MAIDIXIN, head))).toEqual(['1', '1', '0'])
  })

  it('gives the poverty rate of a village, of a county only where all its villages are known', () => {
    const rates = (more: Partial<RollupSnapshot>) => {
      const { villages, counties } = exitRollup(snapshot(more))
      return [...villages, ...counties].map(({ area }) => [
        area.villageName || area.countyName,
        area.poverty.people,
      ])
    }
    expect(rates({})).toEqual([
      ['麦地心村', undefined],
      ['麦地心村', 200],
      ['松林村', 100],
      ['禄劝县', undefined],
      ['寻甸县', 400],
    ])
    expect(figures({})('530129100200', '贫困发生率')).toBe('2.00%')
    expect(figures({})('530128100200', '贫困发生率')).toBe('缺总人口')
    const { poor: _, ...unsaid } = household('F')
    expect(figures({ households: [household('D', { poor: true }), unsaid] })(MAIDIXIN, '贫困发生率')).toBe(
      '≥ 2.00%',
    )
  })

  it('lists each lead with its household, ID numbers masked unless asked for, and never says that it is established', async () => {
    const leads = [lead('T07', 'A', ID)]
    const of = async (masked: boolean) => {
      const run = { ...snapshot().run, masked }
      return (await sheetsOf(exitWorkbook(exitRollup(snapshot({ leads, run })), feed => feed))).get('户清单')
    }
    expect((await of(true))?.[3]).toEqual([
      ...['寻甸县', '仁德街道', '麦地心村', 'A', '张三', 4, '基本医疗', 'T07', '张三'],
      ...['530129********123X', 'T07 的情况', null],
    ])
    expect((await of(false))?.[3]?.[9]).toBe(ID)
    expect(JSON.stringify(await of(true))).not.toMatch(/不能退出|错误/)
  })

  it('names what was not concluded, by county', async () => {
    const rollup = exitRollup(snapshot({ notConcluded: [withheld('T06')] }))
    const rows = (await sheetsOf(exitWorkbook(rollup, () => '教育·学籍'))).get('说明')
    expect(rows?.[4]).toEqual(['寻甸县', 'T06', '教育·学籍', '没有已采用的数据覆盖本县', 3])
  })

  it('is refused where a lead is about a household that is no candidate', () => {
    expect(() => exitRollup(snapshot({ leads: [lead('T01', 'D')] }))).toThrow(CrossFootError)
  })

  it('of one county shows its villages alone', () => {
    const { villages, counties } = exitRollup(snapshot({ only: ['530128'] }))
    expect([villages.length, counties.map(({ area }) => area.countyName)]).toEqual([1, ['禄劝县']])
  })

  it('is the same bytes for the same leads', async () => {
    const bytes = () => exitWorkbook(exitRollup(snapshot({ leads: [lead('T01', 'A')] })), feed => feed)
    expect(await bytes()).toEqual(await bytes())
  })
})

describe('措施汇总', () => {
  it('puts what is registered beside what no department confirms', async () => {
    const rollup = measuresRollup(
      snapshot({
        households: [household('A', { measures: ['低保', '五保'] }), household('B', { measures: ['低保'] })],
        leads: [lead('M03', 'A'), lead('M06', 'B')],
        notConcluded: [withheld('M04')],
      }),
    )
    const [row] = rollup.villages
    expect([
      row?.registered.get('M03'),
      row?.found.get('M03'),
      row?.found.get('M06'),
      row?.withLeads,
    ]).toEqual([2, 1, 1, 2])
    const sheets = await sheetsOf(measuresWorkbook(rollup, feed => feed))
    expect([...sheets.keys()]).toEqual(['分村', '户清单', '分县', '说明'])
    const line = sheets.get('分县')?.[4]
    expect(line?.slice(0, 3)).toEqual(['530129', '寻甸县', 2])
    expect(line?.slice(9, 11)).toEqual([1, '未下结论'])
    expect(line?.at(-1)).toBe('2（另有未下结论）')
  })
})
