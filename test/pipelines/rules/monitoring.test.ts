import { describe, expect, it } from 'vitest'
import { loadPolicy } from '../../../pipelines/policies/index.ts'
import { MONITORING_RULES } from '../../../pipelines/rules/index.ts'
import type { Dossier, FeedId } from '../../../pipelines/types.ts'
import {
  ADULT,
  type Cells,
  type ContextOptions,
  context,
  counter,
  type Delivered,
  flat,
  type HouseholdOptions,
  household,
  idOf,
  leadsOf,
  member,
  orphans,
  person,
  row,
  sources,
  withheldOf,
} from './dossier.ts'

const POLICY = await loadPolicy('fangfanpin-2023')
const AS_OF = '2023-11-20'
const CHILD = idOf('20130901', '456')
const WIFE = idOf('19730521', '222')

const ctx = (options: ContextOptions = {}) => context({ policy: POLICY, asOf: AS_OF, ...options })
const leads = (id: string, dossier: Dossier, options: ContextOptions = {}) => flat(id, dossier, ctx(options))
const kept = (id: string, dossier: Dossier, options: ContextOptions = {}) =>
  withheldOf(id, dossier, ctx(options))

/** A 脱贫户 that is not monitored. */
const of = (cells: Cells, rows: readonly Delivered[] = [], options: HouseholdOptions = {}) =>
  household({ members: [member({ rows })], ...options, cells: { 户类型: '脱贫户', ...cells } })

const MONITORED: Cells = { 监测对象类别: '脱贫不稳定户', 风险是否已消除: '否' }

describe('who is warned of', () => {
  const poor = { 人均纯收入: '5000' }
  it.each<[string, Cells, number]>([
    ['no category', {}, 1],
    ['monitored, the risk is there', MONITORED, 0],
    ['monitored, whether the risk is gone is not said', { 监测对象类别: '边缘易致贫户' }, 0],
    ['monitored, the risk is gone', { ...MONITORED, 风险是否已消除: '是' }, 1],
    ['monitored, the risk is gone, by code', { ...MONITORED, 风险是否已消除: '1' }, 1],
    ['a category that nobody knows is no exemption', { 监测对象类别: '监测户' }, 1],
    ['「无」 is no category', { 监测对象类别: '无' }, 1],
  ])('%s', (_, cells, expected) => {
    expect(leads('W01', of({ ...poor, ...cells }))).toHaveLength(expected)
  })
  it('not where the register has no 监测对象类别: nobody can say who is monitored', () => {
    const unknown = of(poor, [], { without: ['监测对象类别'] })
    const rich = of({ 人均纯收入: '9000' }, [], { without: ['监测对象类别'] })
    expect([leads('W01', unknown), kept('W01', unknown), kept('W01', rich)]).toEqual([
      [],
      [['530129', 'register.households', 'no column']],
      [],
    ])
  })
  it('no members without a household', () => {
    const rows = [row('health.serious-illness', { 病种: '肺癌', 年度自付费用: '90000' })]
    expect(leads('W03', orphans(member({ rows })))).toEqual([])
  })
})

describe('W01', () => {
  const income = (人均纯收入: string) => of({ 人均纯收入 })
  it.each([
    ['2021-06-30', '5999.99', '6000'],
    ['2023-11-20', '7299', '7300'],
    ['2024-03-13', '7299.5', '7300'],
    ['2024-03-14', '8799', '8800'],
  ])('fires below the line of %s, and not on it', (asOf, below, line) => {
    expect([leads('W01', income(below), { asOf }), leads('W01', income(line), { asOf })]).toEqual([
      [['W01', 'A', 'suspected']],
      [],
    ])
  })
  it('needs an income that can be read', () => {
    expect([leads('W01', income('')), leads('W01', income('五千'))]).toEqual([[], []])
  })
  it('is withheld before there was a line', () => {
    expect(kept('W01', income('1000'), { asOf: '2020-12-31' })).toEqual([
      ['530129', 'register.households', 'no parameter'],
    ])
  })
})

describe('W02', () => {
  const four: Cells = { 家庭人口数: '4', 人均纯收入: '9000', 纯收入: '36000' }
  it.each<[string, Cells, number]>([
    ['costs that take it below the line', { 合规自付支出: '6801' }, 1],
    ['not on the line', { 合规自付支出: '6800' }, 0],
    ['not with what an insurance paid', { 合规自付支出: '8000', 家庭理赔收入: '2000' }, 0],
    ['what was paid cannot be read', { 合规自付支出: '8000', 家庭理赔收入: '两千' }, 0],
    ['without costs', {}, 0],
    ['the income of the monitoring form goes before', { 合规自付支出: '100', 纳入监测范围收入: '29000' }, 1],
    ['that form on the line', { 合规自付支出: '9000', 纳入监测范围收入: '29200' }, 0],
    ['not where W01 has said so', { 人均纯收入: '7000', 合规自付支出: '9000' }, 0],
    ['monitored', { ...MONITORED, 合规自付支出: '9000' }, 0],
  ])('%s', (_, cells, expected) => {
    expect(leads('W02', of({ ...four, ...cells }))).toEqual(Array(expected).fill(['W02', 'B', 'suspected']))
  })
  it('counts the members where 家庭人口数 is missing', () => {
    const members = [member(), member({ key: WIFE })]
    const pair = (合规自付支出: string) => of({ 纯收入: '20000', 合规自付支出 }, [], { members })
    expect([leads('W02', pair('5401')), leads('W02', pair('5400'))]).toEqual([
      [['W02', 'B', 'suspected']],
      [],
    ])
    const none = of({ 家庭人口数: '0', 纯收入: '20000', 合规自付支出: '5401' }, [], { members })
    expect(leads('W02', none)).toEqual([['W02', 'B', 'suspected']])
  })
})

describe('W03', () => {
  const ill = (年度自付费用: string, options = {}) => [
    row('health.serious-illness', { 病种: '肺癌', 年度自付费用 }, options),
  ]
  it.each<[string, Dossier, readonly string[]]>([
    ['脱贫户 from 5 000', of({}, ill('5000')), ['A']],
    ['脱贫户 below', of({}, ill('4999.99')), []],
    ['others from 20 000', of({ 户类型: '一般农户' }, ill('20000')), ['A']],
    ['others below', of({ 户类型: '一般农户' }, ill('19999')), []],
    ['by 脱贫属性 where 户类型 is missing', of({ 户类型: '', 脱贫属性: '4' }, ill('5000')), ['A']],
    ['未脱贫 is none of them', of({ 户类型: '', 脱贫属性: '0' }, ill('5000')), []],
    ['a cost that cannot be read', of({}, ill('五千')), []],
    ['a row that names somebody else', of({}, ill('5000', { name: '王五' })), ['C']],
    ['monitored', of(MONITORED, ill('90000')), []],
  ])('%s', (_, dossier, expected) => {
    expect(leadsOf('W03', dossier, ctx()).map(({ severity }) => severity)).toEqual(expected)
  })
  it('is about the person, and says which threshold', () => {
    const [lead] = leadsOf('W03', of({}, ill('6000')), ctx())
    expect([lead?.idNumber, lead?.detail, sources(lead)]).toEqual([
      ADULT,
      '卫计·大病登记病种 肺癌，年度自付费用 6000 元 ≥ 脱贫户预警线 5000 元，该户未纳入监测',
      ['health.serious-illness#n'],
    ])
  })
  it('is withheld for a file without 年度自付费用', () => {
    const rows = [row('health.serious-illness', { 病种: '肺癌' }, { without: ['年度自付费用'] })]
    expect(kept('W03', of({}, rows))).toEqual([['530129', 'health.serious-illness', 'no column']])
  })
})

describe('W04', () => {
  const ill = (确诊日期: string, without: readonly string[] = []) =>
    of({}, [row('health.serious-illness', { 病种: '肺癌', ...(确诊日期 && { 确诊日期 }) }, { without })])
  it.each([
    ['on the first day that is new', '2023-08-20', 1],
    ['the day before', '2023-08-19', 0],
    ['on the day', '2023-11-20', 1],
    ['the day after', '2023-11-21', 0],
    ['without a date', '', 0],
    ['with one that cannot be read', '上月', 0],
  ])('%s', (_, date, expected) => {
    expect(leads('W04', ill(date))).toEqual(Array(expected).fill(['W04', 'B', 'suspected']))
  })
  it('is withheld without the column, and without a parameter', () => {
    const none = { parameters: { 'monitoring.recentMonths': undefined } }
    expect([kept('W04', ill('', ['确诊日期'])), kept('W04', ill('2023-11-01'), none)]).toEqual([
      [['530129', 'health.serious-illness', 'no column']],
      [['530129', 'health.serious-illness', 'no parameter']],
    ])
  })
})

/** A rule about persons outside the register: a row that fires, and changes of it that do or do not. */
function outside(
  id: string,
  feed: FeedId,
  fires: Cells,
  severity: string,
  cases: readonly (readonly [claim: string, cells: Cells, leads: number])[],
) {
  describe(id, () => {
    it.each<readonly [string, Cells, number]>([['fires', {}, 1], ...cases])('%s', (_, cells, expected) => {
      expect(leads(id, person([row(feed, { ...fires, ...cells })]))).toEqual(
        Array(expected).fill([id, severity, 'suspected']),
      )
    })
    it('falls to C beside a car over the limit, and shows it', () => {
      const car = row('public-security.vehicles', { 车辆类型: 'K33', 机动车状态: 'A', 购置价: '80000' })
      const [lead] = leadsOf(id, person([row(feed, fires)], { counter: [counter('X01', car)] }), ctx())
      expect([lead?.severity, lead?.detail.includes('反向佐证'), lead?.detail.includes('80000')]).toEqual([
        'C',
        true,
        true,
      ])
    })
  })
}

outside('W05', 'health.serious-illness', { 病种: '肺癌', 年度自付费用: '20000' }, 'B', [
  ['not below', { 年度自付费用: '19999' }, 0],
  ['not without a cost', { 年度自付费用: '' }, 0],
  ['not in town', { 城乡类别: '城镇' }, 0],
  ['in the country', { 城乡类别: '乡村' }, 1],
])
outside('W07', 'education.enrolment', { 状态: '辍学', 学段: '初中' }, 'B', [
  ['not at school', { 状态: '在读' }, 0],
  ['not after compulsory education', { 学段: '高中' }, 0],
])
outside('W09', 'disabled.certificates', { 状态: '有效', 残疾等级: '2', 发证日期: '2023-10-08' }, 'B', [
  ['not level 3', { 残疾等级: '三级' }, 0],
  ['not revoked', { 状态: '注销' }, 0],
  ['not old', { 发证日期: '2023-08-19' }, 0],
  ['not in town', { 城乡类别: '城镇' }, 0],
])
outside('W11', 'housing.dilapidated', { 房屋等级: 'D' }, 'A', [
  ['not grade B', { 房屋等级: 'B' }, 0],
  ['not rebuilt', { 竣工日期: '2023-06-01' }, 0],
  ['not with another home', { 是否唯一住房: '否' }, 0],
])
outside('W16', 'civil-affairs.dibao', { 起始月: '2023-10' }, 'B', [
  ['not since long', { 起始月: '2023-08' }, 0],
  ['not without a month', { 起始月: '' }, 0],
])

describe('W16', () => {
  const tekun = (供养方式: string) => person([row('civil-affairs.tekun', { 供养方式, 起始月: '2023-10' })])
  it('speaks of support, but not in an institution; of applicants, not of further members', () => {
    const further = person([row('civil-affairs.dibao', { 起始月: '2023-10' }, { role: 'member' })])
    expect([leads('W16', tekun('分散')), leads('W16', tekun('集中')), leads('W16', further)]).toEqual([
      [['W16', 'B', 'suspected']],
      [],
      [],
    ])
  })
})

describe('W06', () => {
  const child = (cells: readonly Cells[], key = CHILD) =>
    of({}, [], { members: [member({ key, rows: cells.map(each => row('education.enrolment', each)) })] })
  it.each<[string, Dossier, number]>([
    ['out of school', child([{ 状态: '辍学', 学段: '小学' }]), 1],
    ['at school elsewhere', child([{ 状态: '辍学' }, { 状态: '在读' }]), 0],
    ['on leave', child([{ 状态: '休学' }]), 0],
    ['no row: nothing is concluded from silence', child([]), 0],
    ['15 years old', child([{ 状态: '辍学' }], idOf('20071121', '101')), 1],
    ['16 years old', child([{ 状态: '辍学' }], idOf('20071120', '101')), 0],
    ['6 years old', child([{ 状态: '辍学' }], idOf('20171120', '101')), 1],
    ['5 years old', child([{ 状态: '辍学' }], idOf('20171121', '101')), 0],
  ])('%s', (_, dossier, expected) => {
    expect(leads('W06', dossier, { covered: ['education.enrolment'] })).toEqual(
      Array(expected).fill(['W06', 'A', 'suspected']),
    )
  })
})

describe('W08', () => {
  const fires: Cells = { 状态: '有效', 残疾等级: '一级', 发证日期: '2023-10-08' }
  it.each<[string, Cells, number]>([
    ['new and severe', {}, 1],
    ['not old', { 发证日期: '2022-10-08' }, 0],
    ['not level 3', { 残疾等级: '3' }, 0],
    ['not revoked', { 状态: '注销' }, 0],
    ['not where the state is missing', { 状态: '' }, 0],
  ])('%s', (_, cells, expected) => {
    expect(leads('W08', of({}, [row('disabled.certificates', { ...fires, ...cells })]))).toEqual(
      Array(expected).fill(['W08', 'B', 'suspected']),
    )
  })
})

describe('W10', () => {
  const house = (cells: Cells, options = {}) => [
    row('housing.dilapidated', { 房屋等级: 'C', ...cells }, options),
  ]
  it.each<[string, Dossier, readonly string[]]>([
    ['the register says so', of({ 危房户: '是' }), ['A']],
    ['by grade', of({ 危房级别: 'D级' }), ['A']],
    ['not grade B', of({ 危房户: '否', 危房级别: 'B' }), []],
    ['a row without completion', of({}, house({})), ['A']],
    ['not once completed', of({}, house({ 竣工日期: '2023-01' })), []],
    ['not with another home', of({}, house({ 是否唯一住房: '否' })), []],
    ['a row that names somebody else alone', of({}, house({}, { name: '王五' })), ['C']],
    ['monitored', of({ ...MONITORED, 危房户: '是' }), []],
  ])('%s', (_, dossier, expected) => {
    expect(leadsOf('W10', dossier, ctx()).map(({ severity }) => severity)).toEqual(expected)
  })
  it('is one lead on the household, with all its rows', () => {
    const [lead, ...more] = leadsOf('W10', of({ 危房户: '是' }, house({})), ctx())
    expect([lead?.idNumber, sources(lead), more]).toEqual([
      '',
      ['housing.dilapidated#n', 'register.households#n'],
      [],
    ])
  })
  it('is withheld for a row of a file without 竣工日期', () => {
    expect(kept('W10', of({}, house({}, { without: ['竣工日期'] })))).toEqual([
      ['530129', 'housing.dilapidated', 'no column'],
    ])
  })
})

describe('W12', () => {
  it.each<[string, Cells, number]>([
    ['hard to get', { 饮水困难: '是' }, 1],
    ['not safe', { 饮水安全: '否' }, 1],
    ['neither', { 饮水困难: '否', 饮水安全: '是' }, 0],
    ['not said', {}, 0],
    ['monitored', { ...MONITORED, 饮水困难: '是' }, 0],
  ])('%s', (_, cells, expected) => {
    expect(leads('W12', of(cells))).toEqual(Array(expected).fill(['W12', 'A', 'suspected']))
  })
})

describe('W13', () => {
  const covered: ContextOptions = { covered: ['health.insurance'] }
  const insured = (参合年度: string) => [row('health.insurance', { 参合年度, 参保类型: '居民' })]
  it.each<[string, Dossier, number]>([
    ['nothing about the member', of({}), 1],
    ['a row of the year', of({}, insured('2023')), 0],
    ['a row of last year', of({}, insured('2022')), 1],
    ['monitored households are asked about, too', of({ ...MONITORED, 户类型: '边缘易致贫户' }), 1],
    ['not of a household that neither left poverty nor is monitored', of({ 户类型: '一般农户' }), 0],
  ])('%s', (_, dossier, expected) => {
    expect(leads('W13', dossier, covered)).toEqual(Array(expected).fill(['W13', 'B', 'suspected']))
  })
  it('names the file in which nothing was found, and concludes nothing without coverage', () => {
    const [lead] = leadsOf('W13', of({}), ctx(covered))
    expect([sources(lead), leads('W13', of({})), kept('W13', of({}))]).toEqual([
      ['health.insurance#0'],
      [],
      [['530129', 'health.insurance', 'no coverage']],
    ])
  })
})

describe('W14', () => {
  const insured = (参保状态: string, options = {}) =>
    row('hr.employment', { 参保状态, 参保身份: '单位职工', 缴费月数: '8' }, options)
  const two = (rows: readonly Delivered[], others: readonly Delivered[], cells: Cells = {}) =>
    of({}, [], { members: [member({ rows }), member({ key: WIFE, rows: others, cells })] })
  it.each<[string, Dossier, readonly string[]]>([
    ['stopped', of({}, [insured('中断')]), ['B']],
    ['ended', of({}, [insured('终止')]), ['B']],
    ['insured', of({}, [insured('正常')]), []],
    ['insured with another employer', of({}, [insured('中断'), insured('正常')]), []],
    ['a state that nobody knows', of({}, [insured('暂停')]), []],
    ['another member is insured', two([insured('中断')], [insured('正常')]), []],
    ['another member works away', two([insured('中断')], [], { 务工时间: '6' }), []],
    ['another member has 0 months', two([insured('中断')], [], { 务工时间: '0' }), ['B']],
    ['both stopped', two([insured('中断')], [insured('终止')], { 务工时间: '6' }), ['B']],
    ['a row that names somebody else', of({}, [insured('中断', { name: '王五' })]), ['C']],
    ['monitored', of(MONITORED, [insured('中断')]), []],
  ])('%s', (_, dossier, expected) => {
    expect(leadsOf('W14', dossier, ctx()).map(({ severity }) => severity)).toEqual(expected)
  })
})

describe('W15', () => {
  const since = (feed: FeedId, cells: Cells, options = {}) => of({}, [row(feed, cells, options)])
  it.each<[string, Dossier, number]>([
    ['dibao since last month', since('civil-affairs.dibao', { 起始月: '2023-10' }), 1],
    ['as a further member', since('civil-affairs.dibao', { 起始月: '2023-10' }, { role: 'member' }), 1],
    ['since long', since('civil-affairs.dibao', { 起始月: '2023-08' }), 0],
    ['support at home', since('civil-affairs.tekun', { 供养方式: '分散', 起始月: '2023-10' }), 1],
    ['not in an institution', since('civil-affairs.tekun', { 供养方式: '集中', 起始月: '2023-10' }), 0],
  ])('%s', (_, dossier, expected) => {
    expect(leads('W15', dossier)).toEqual(Array(expected).fill(['W15', 'B', 'suspected']))
  })
  it('is withheld for a file without 起始月', () => {
    expect(kept('W15', since('civil-affairs.dibao', {}, { without: ['起始月'] }))).toEqual([
      ['530129', 'civil-affairs.dibao', 'no column'],
    ])
  })
})

describe('W17', () => {
  const died = (rows: readonly Delivered[], 劳动技能 = '普通劳动力') =>
    of({}, [], { members: [member({ rows, cells: { 劳动技能 } })] })
  const dead = (死亡日期: string, 户籍状态 = '死亡注销') =>
    row('public-security.residents', { 户籍状态, 死亡日期 })
  const cremated = row('civil-affairs.cremations', { 死亡日期: '2023-10-01' })
  it.each<[string, Dossier, number]>([
    ['a worker by residents', died([dead('2023-10-01')]), 1],
    ['by cremations', died([cremated]), 1],
    ['by both: one lead', died([dead('2023-10-01'), cremated]), 1],
    ['long ago', died([dead('2023-08-19')]), 0],
    ['without a date', died([dead('')]), 0],
    ['alive', died([dead('2023-10-01', '正常')]), 0],
    ['somebody who could not work', died([dead('2023-10-01')], '无劳动力'), 0],
    ['half able to work', died([dead('2023-10-01')], '弱劳动力'), 1],
    ['whether able is not said', died([dead('2023-10-01')], ''), 0],
  ])('%s', (_, dossier, expected) => {
    expect(leads('W17', dossier)).toEqual(Array(expected).fill(['W17', 'B', 'suspected']))
  })
})

describe('the record of a monitored household', () => {
  const good: Cells = {
    ...MONITORED,
    识别监测时间: '2022-05',
    '致贫/返贫风险1': '因病',
    合规自付支出: '8000',
  }
  const gone: Cells = { ...good, 风险是否已消除: '是', 消除监测时间: '2023-05', 风险消除方式: '帮扶消除' }
  const ill = { members: [member({ cells: { 健康状况: '长期慢性病' } })] }
  const E = 'error'
  const S = 'suspected'
  it.each<[string, string, Cells, typeof E | typeof S | undefined]>([
    ['W31', 'gone without a date', { ...gone, 消除监测时间: '' }, E],
    ['W31', 'gone on a date', gone, undefined],
    ['W31', 'a date that cannot be read is not none', { ...gone, 消除监测时间: '去年' }, undefined],
    ['W32', 'a date, and the risk is there', { ...gone, 风险是否已消除: '否' }, E],
    ['W32', 'a date, and nothing said', { ...gone, 风险是否已消除: '' }, E],
    ['W32', 'a date, and gone', gone, undefined],
    ['W33', 'no risk', { ...good, '致贫/返贫风险1': '' }, E],
    ['W33', 'the fifth only', { ...good, '致贫/返贫风险1': '', '致贫/返贫风险5': '因学' }, undefined],
    ['W33', 'not monitored', {}, undefined],
    ['W34', 'no beginning', { ...good, 识别监测时间: '' }, E],
    ['W34', 'a beginning', good, undefined],
    ['W35', 'gone before it began', { ...gone, 消除监测时间: '2022-04' }, E],
    ['W35', 'gone when it began', { ...gone, 消除监测时间: '2022-05' }, undefined],
    ['W35', 'after the day of the comparison', { ...good, 识别监测时间: '2023-12' }, E],
    ['W36', 'left poverty, of another kind', { ...good, 户类型: '一般农户' }, E],
    ['W36', 'never poor, of that kind', { ...good, 监测对象类别: '边缘易致贫户' }, E],
    ['W36', 'the two agree', good, undefined],
    ['W36', '突发严重困难户 may be of any kind', { ...good, 监测对象类别: '突发严重困难户' }, undefined],
    ['W36', 'a kind that nobody knows', { ...good, 户类型: '其他户' }, undefined],
    ['W37', 'gone without how', { ...gone, 风险消除方式: '' }, E],
    ['W37', 'gone by help', gone, undefined],
    ['W38', 'for illness, without costs', { ...good, 合规自付支出: '' }, S],
    ['W38', 'for illness, with 0', { ...good, 合规自付支出: '0' }, S],
    ['W38', 'for illness, with costs', good, undefined],
    ['W38', 'for something else', { ...good, '致贫/返贫风险1': '因学', 合规自付支出: '' }, undefined],
    ['W38', 'gone', { ...gone, 合规自付支出: '' }, undefined],
    ['W40', 'for disability, nobody disabled', { ...good, '致贫/返贫风险2': '因残' }, E],
    ['W40', 'for illness only', good, undefined],
    ['W41', 'for illness, somebody ill', good, undefined],
  ])('%s: %s', (id, _, cells, expected) => {
    const found = leads(id, of(cells, [], ill))
    expect(found).toEqual(expected ? [[id, expected === E ? 'B' : 'C', expected]] : [])
  })
  it('W40, W41: a risk that somebody of the household has, or nobody', () => {
    const both: Cells = { ...good, '致贫/返贫风险2': '因残' }
    const states = [{ 健康状况: '健康' }, { 健康状况: '残疾,长期慢性病' }, { 证件类型: '残疾人证' }]
    const found = states.map(cells => {
      const dossier = of(both, [], { members: [member({ cells })] })
      return ['W40', 'W41'].filter(id => leads(id, dossier).length > 0)
    })
    expect(found).toEqual([['W40', 'W41'], [], ['W41']])
  })
  it('W40, W41: one of several members is enough; not asked once the risk is gone', () => {
    const both: Cells = { ...good, '致贫/返贫风险2': '因残' }
    const members = [
      member({ cells: { 健康状况: '残疾,患有大病' } }),
      member({ key: WIFE, cells: { 健康状况: '健康' } }),
    ]
    const over = of({ ...both, 风险是否已消除: '是' }, [], {
      members: [member({ cells: { 健康状况: '健康' } })],
    })
    const asked = [of(both, [], { members }), over]
    expect(asked.map(dossier => [...leads('W40', dossier), ...leads('W41', dossier)])).toEqual([[], []])
  })
  it('is not judged by a column that the register does not have', () => {
    const without = (header: string, cells: Cells) => of(cells, [], { without: [header] })
    const noColumn = [['530129', 'register.households', 'no column']]
    expect([
      kept('W31', without('消除监测时间', { ...MONITORED, 风险是否已消除: '是' })),
      kept('W34', without('识别监测时间', MONITORED)),
      kept('W38', without('合规自付支出', { ...MONITORED, '致贫/返贫风险1': '因病' })),
      kept('W34', without('识别监测时间', {})),
    ]).toEqual([noColumn, noColumn, noColumn, []])
  })
})

describe('W39', () => {
  const helped = (cells: Cells, ...measures: readonly Cells[]) =>
    household({ cells: { 户类型: '脱贫户', ...cells }, measures })
  it.each<[string, Dossier, number]>([
    ['monitored, no measure', helped(MONITORED), 1],
    ['one of last year', helped(MONITORED, { 措施类别: '产业扶持', 年度: '2022' }), 1],
    ['one of the year', helped(MONITORED, { 措施类别: '产业扶持', 年度: '2023' }), 0],
    ['the risk is gone', helped({ ...MONITORED, 风险是否已消除: '是' }), 0],
    ['not monitored', helped({}), 0],
  ])('%s', (_, dossier, expected) => {
    expect(leads('W39', dossier)).toEqual(Array(expected).fill(['W39', 'B', 'suspected']))
  })
  it('is withheld without the table', () => {
    expect(kept('W39', helped(MONITORED), { tables: ['households', 'members'] })).toEqual([
      ['530129', 'register.measures', 'no table'],
    ])
  })
})

describe('a row that names somebody else', () => {
  it.each<[string, FeedId, Cells]>([
    ['W04', 'health.serious-illness', { 病种: '肺癌', 确诊日期: '2023-10-01' }],
    ['W06', 'education.enrolment', { 状态: '辍学', 学段: '小学' }],
    ['W08', 'disabled.certificates', { 状态: '有效', 残疾等级: '1', 发证日期: '2023-10-08' }],
    ['W15', 'civil-affairs.dibao', { 起始月: '2023-10' }],
    ['W17', 'civil-affairs.cremations', { 死亡日期: '2023-10-01' }],
  ])('%s falls to C, and asks who it is first', (id, feed, cells) => {
    const by = (name: string) =>
      leadsOf(
        id,
        of({}, [], {
          members: [
            member({ key: CHILD, cells: { 劳动技能: '普通劳动力' }, rows: [row(feed, cells, { name })] }),
          ],
        }),
        ctx(),
      ).map(({ severity, detail }) => [severity === 'C', detail.startsWith('姓名不符，先核身份')])
    expect([by('王五'), by('张 三')]).toEqual([[[true, true]], [[false, false]]])
  })
})

describe('what a warning says', () => {
  const NUMBER = idOf('19850607', '321')
  it.each<[string, FeedId, Cells, 'inside' | 'outside']>([
    ['W03', 'health.serious-illness', { 病种: NUMBER, 年度自付费用: '530129198506073' }, 'inside'],
    [
      'W04',
      'health.serious-illness',
      { 病种: NUMBER, 确诊日期: '2023-10-01', 年度自付费用: NUMBER },
      'inside',
    ],
    ['W05', 'health.serious-illness', { 病种: `张某 ${NUMBER}`, 年度自付费用: '530129198506073' }, 'outside'],
    ['W07', 'education.enrolment', { 状态: '辍学', 学段: '小学', 学校: NUMBER }, 'outside'],
    [
      'W08',
      'disabled.certificates',
      { 状态: '有效', 残疾等级: '1', 发证日期: '2023-10-08', 残疾类别: NUMBER },
      'inside',
    ],
    ['W10', 'housing.dilapidated', { 房屋等级: 'D', 鉴定日期: NUMBER, 是否唯一住房: NUMBER }, 'inside'],
    ['W14', 'hr.employment', { 参保状态: '中断', 单位名称: NUMBER, 险种: `张某${NUMBER}` }, 'inside'],
    ['W15', 'civil-affairs.dibao', { 起始月: '2023-10', 保障类别: NUMBER }, 'inside'],
  ])('%s shows no ID number, in whatever cell one was written', (id, feed, cells, where) => {
    const delivered = row(feed, cells, { name: `张三${NUMBER}` })
    const found = leadsOf(id, where === 'inside' ? of({}, [delivered]) : person([delivered]), ctx())
    expect(found).toHaveLength(1)
    expect(found[0]?.detail).not.toMatch(/\d{15}/)
  })
})

describe('the pack', () => {
  it('warns of inclusion, always suspected; its records are quality and measures', () => {
    const warnings = MONITORING_RULES.filter(({ id }) => id < 'W30')
    expect(warnings.map(({ direction, class: kind }) => [direction, kind])).toEqual(
      Array(17).fill(['inclusion', 'suspected']),
    )
    const records = MONITORING_RULES.filter(({ id }) => id > 'W30')
    expect(records.map(({ id, direction }) => `${id} ${direction}`)).toEqual([
      ...[31, 32, 33, 34, 35, 36, 37, 38].map(at => `W${at} quality`),
      'W39 measures',
      'W40 quality',
      'W41 quality',
    ])
  })
})
