import { describe, expect, it } from 'vitest'
import type { FeedId } from '../../../pipelines/types.ts'
import {
  ADULT,
  type Cells,
  context,
  type Delivered,
  flat,
  household,
  leadsOf,
  member,
  orphans,
  type RowOptions,
  row,
  sources,
  withheldOf,
  withRows,
} from './dossier.ts'

/** `[what, cells that replace those of a row that fires, what the rule then says]` */
type Case = readonly [what: string, cells: Cells, expected: readonly (readonly string[])[]]

function table(id: string, feed: FeedId, fires: Cells, cases: readonly Case[]): void {
  describe(id, () => {
    it.each(cases)('%s', (_, cells, expected) => {
      expect(flat(id, withRows(row(feed, { ...fires, ...cells })))).toEqual(expected)
    })
  })
}

const FLAT: Cells = {
  房屋坐落: '官渡区一号',
  规划用途: '住宅',
  房屋性质: '商品房',
  城乡类别: '城镇',
  产权取得方式: '购买',
  产权证号: '云(2016)第1号',
}
const CERTIFICATE = '云(2016)第1号'

table('X07', 'housing.property', FLAT, [
  ['fires on a bought flat in town', {}, [['X07', 'A', 'suspected', CERTIFICATE]]],
  [
    'fires where neither setting nor acquisition is stated',
    { 城乡类别: '', 产权取得方式: '' },
    [['X07', 'A', 'suspected', CERTIFICATE]],
  ],
  [
    'fires where they say something outside their sets',
    { 城乡类别: '郊区', 产权取得方式: '单位分配' },
    [['X07', 'A', 'suspected', CERTIFICATE]],
  ],
  [
    'is about the place where the certificate is missing',
    { 产权证号: '' },
    [['X07', 'A', 'suspected', '官渡区一号']],
  ],
  [
    'is about nothing where both say that they are missing, full-width or invisible',
    { 产权证号: '－', 房屋坐落: '／' },
    [['X07', 'A', 'suspected']],
  ],
  ['the same with what has no width', { 产权证号: '', 房屋坐落: '\u200b' }, [['X07', 'A', 'suspected']]],
  ['a share of half is not minor', { 共有份额: '50%' }, [['X07', 'A', 'suspected', CERTIFICATE]]],
  ['a share below half falls to C', { 共有份额: '49.9%' }, [['X07', 'C', 'suspected', CERTIFICATE]]],
  ['a share in words is no share', { 共有份额: '一半' }, [['X07', 'A', 'suspected', CERTIFICATE]]],
  ['not in the country', { 城乡类别: '乡村' }, []],
  ['not built by oneself', { 房屋性质: '自建房' }, []],
  ['not business premises', { 规划用途: '商业' }, []],
  ...['易地搬迁', '灾后重建', '拆迁安置', '棚改', '继承'].map(
    (产权取得方式): Case => [`not by ${产权取得方式}`, { 产权取得方式 }, []],
  ),
])

table('X08', 'housing.property', { ...FLAT, 规划用途: '商业' }, [
  ['fires on business premises', {}, [['X08', 'A', 'suspected', CERTIFICATE]]],
  ['fires with B on a parking space', { 规划用途: '车位' }, [['X08', 'B', 'suspected', CERTIFICATE]]],
  ['fires in the country too', { 城乡类别: '乡村' }, [['X08', 'A', 'suspected', CERTIFICATE]]],
  ['not inherited', { 产权取得方式: '继承' }, []],
  ['not a dwelling', { 规划用途: '住宅' }, []],
])

table(
  'X09',
  'housing.presale',
  { 合同编号: 'HT-1', 坐落及房号: '某苑 2 幢', 购房日期: '2017-01-01', 合同状态: '有效' },
  [
    ['fires on a valid contract', {}, [['X09', 'B', 'suspected', 'HT-1']]],
    [
      'is about the place where the number is missing',
      { 合同编号: '/' },
      [['X09', 'B', 'suspected', '某苑 2 幢']],
    ],
    ['not on a cancelled one', { 合同状态: '撤销' }, []],
    ['not on a state that is not stated', { 合同状态: '' }, []],
  ],
)

const COMPANY: Cells = {
  企业名称: '某某公司',
  统一社会信用代码: '91530129MA6K00000X',
  角色: '股东',
  企业类型: '企业',
  登记状态: '存续',
  实缴出资: '10',
}
const CODE = '91530129MA6K00000X'

table('X11', 'commerce.enterprises', COMPANY, [
  ['fires on a shareholder', {}, [['X11', 'A', 'suspected', CODE]]],
  ['fires on a legal representative', { 角色: '法定代表人' }, [['X11', 'A', 'suspected', CODE]]],
  ['fires where paid-in capital is not stated', { 实缴出资: '' }, [['X11', 'A', 'suspected', CODE]]],
  ['paid-in capital of 0 falls to C', { 实缴出资: '0.00' }, [['X11', 'C', 'suspected', CODE]]],
  [
    'is about the name where the code is missing',
    { 统一社会信用代码: '' },
    [['X11', 'A', 'suspected', '某某公司']],
  ],
  ['not a cooperative', { 企业类型: '农民专业合作社' }, []],
  ['not another part', { 角色: '社员' }, []],
  ['not deregistered', { 登记状态: '吊销' }, []],
])

table('X12', 'commerce.enterprises', { ...COMPANY, 企业类型: '农民专业合作社', 角色: '理事长' }, [
  ['fires on the chair', {}, [['X12', 'B', 'suspected', CODE]]],
  ['fires on the legal representative', { 角色: '法定代表人' }, [['X12', 'B', 'suspected', CODE]]],
  ['not a member', { 角色: '社员' }, []],
  ['not a company', { 企业类型: '企业' }, []],
])

table('X13', 'commerce.self-employed', { 字号: '张三小吃', 资金数额: '5', 登记状态: '存续' }, [
  ['fires with B from the limit on', {}, [['X13', 'B', 'suspected', '张三小吃']]],
  ['with C below it', { 资金数额: '4.99' }, [['X13', 'C', 'suspected', '张三小吃']]],
  ['with B where the capital is not stated', { 资金数额: '' }, [['X13', 'B', 'suspected', '张三小吃']]],
  ['without a subject where the business has no name', { 字号: '' }, [['X13', 'B', 'suspected']]],
  ['not deregistered', { 登记状态: '注销' }, []],
])

table('X14', 'hr.public-payroll', { 工作单位: '某局', 人员性质: '事业编', 人员状态: '在职' }, [
  ['fires in service', {}, [['X14', 'A', 'suspected']]],
  ['fires in retirement', { 人员性质: '机关退休', 人员状态: '退休' }, [['X14', 'A', 'suspected']]],
  ['not who left', { 人员状态: '离职' }, []],
  ['not without a state', { 人员状态: '' }, []],
  ...['公益性岗位', '护林员', '村医', '代课', '临聘', '其他'].map(
    (人员性质): Case => [`not ${人员性质}`, { 人员性质 }, []],
  ),
])

table('X15', 'hr.employment', { 参保状态: '正常', 参保身份: '单位职工', 缴费月数: '12' }, [
  ['fires at 12 months', {}, [['X15', 'B', 'suspected']]],
  ['not at 11', { 缴费月数: '11' }, []],
  ['not with months in words', { 缴费月数: '十二' }, []],
  ['not interrupted', { 参保状态: '中断' }, []],
  ['not an agency worker', { 参保身份: '劳务派遣' }, []],
])

table('X16', 'hr.pensions', { 险种: '企业养老', 状态: '发放' }, [
  ['fires on an enterprise pension', {}, [['X16', 'B', 'suspected']]],
  ["fires on a public servant's", { 险种: '机关养老' }, [['X16', 'B', 'suspected']]],
  ["not on the residents'", { 险种: '城乡居民养老' }, []],
  ['not once stopped', { 状态: '停发' }, []],
  ['not without a state', { 状态: '' }, []],
])

table('X18', 'public-security.residents', { 户籍状态: '死亡注销' }, [
  ['fires on 死亡注销', {}, [['X18', 'A', 'error']]],
  ['not on 迁出注销', { 户籍状态: '迁出注销' }, []],
])

describe('X19', () => {
  const cremation = row('civil-affairs.cremations', { 死亡日期: '2017-05-01' })
  const resident = (cells: Cells, options: RowOptions = {}) =>
    row('public-security.residents', cells, options)

  it('fires on a cremation that residents does not know, whatever residents covers', () => {
    const dossiers = [withRows(cremation), withRows(cremation, resident({ 户籍状态: '正常' }))]
    expect(dossiers.flatMap(dossier => flat('X19', dossier))).toEqual(
      Array(2).fill(['X19', 'A', 'suspected']),
    )
  })
  it('does not where any row says 死亡注销, even one that names somebody else', () => {
    const dossier = withRows(
      cremation,
      resident({ 户籍状态: '正常' }),
      resident({ 户籍状态: '死亡注销' }, { name: '王五' }),
    )
    expect(flat('X19', dossier)).toEqual([])
  })
})

table('X21', 'public-security.residents', { 户籍状态: '迁出注销', 迁移原因: '务工' }, [
  ['fires on 迁出注销', {}, [['X21', 'B', 'suspected']]],
  ['fires on 迁出', { 户籍状态: '正常', 迁移类型: '迁出' }, [['X21', 'B', 'suspected']]],
  ['fires where the reason is not stated', { 迁移原因: '' }, [['X21', 'B', 'suspected']]],
  ['not for study', { 迁移原因: '升学' }, []],
  ['not 迁入', { 户籍状态: '正常', 迁移类型: '迁入' }, []],
])

it('X21 does not fire where another row of the person says 正常', () => {
  const gone = row('public-security.residents', { 户籍状态: '迁出注销' })
  const moved = withRows(gone, row('public-security.residents', { 户籍状态: '正常' }))
  const away = withRows(gone, row('public-security.residents', { 户籍状态: '其他注销' }))
  expect([flat('X21', moved), flat('X21', away)]).toEqual([[], [['X21', 'B', 'suspected']]])
})

it('X21 fires where the row that says 正常 is the same one, with the number twice', () => {
  const cells = { 户籍状态: '正常', 迁移类型: '迁出', 迁移原因: '务工' }
  const moved = row('public-security.residents', cells, { row: 5 })
  expect(flat('X21', withRows(moved, moved))).toEqual([['X21', 'B', 'suspected']])
})

describe('X22', () => {
  const moved = (cells: Cells, 首次识别时间 = '2016-02-29') =>
    household({
      cells: { 首次识别时间 },
      members: [
        member({
          rows: [
            row('public-security.residents', {
              迁移类型: '迁入',
              迁移原因: '投靠',
              迁移日期: '2015-06-01',
              承包地: '0',
              ...cells,
            }),
          ],
        }),
      ],
    })
  it.each([
    ['within the year', {}],
    ['on the day of identification', { 迁移日期: '2016-02-29' }],
    ['on the first day: 12 months before 29 February is 1 March', { 迁移日期: '2015-03-01' }],
    ['for a reason that is not stated', { 迁移原因: '' }],
  ])('fires: %s', (_, cells) => {
    expect(flat('X22', moved(cells))).toEqual([['X22', 'B', 'suspected']])
  })
  it.each([
    ['a day too early', { 迁移日期: '2015-02-28' }],
    ['a day after identification', { 迁移日期: '2016-03-01' }],
    ['for marriage', { 迁移原因: '婚嫁' }],
    ['with land', { 承包地: '0.5' }],
    ['land that is not stated', { 承包地: '' }],
    ['out, not in', { 迁移类型: '迁出' }],
  ])('does not: %s', (_, cells) => {
    expect(flat('X22', moved(cells))).toEqual([])
  })
  it('needs the date of identification, which orphans do not have', () => {
    const resident = row('public-security.residents', {
      迁移类型: '迁入',
      迁移日期: '2015-06-01',
      承包地: '0',
    })
    expect([flat('X22', moved({}, '')), flat('X22', orphans(member({ rows: [resident] })))]).toEqual([[], []])
  })
  it('counts the year back to the same day', () => {
    expect([
      flat('X22', moved({ 迁移日期: '2015-05-10' }, '2016-05-10')),
      flat('X22', moved({ 迁移日期: '2015-05-09' }, '2016-05-10')),
    ]).toEqual([[['X22', 'B', 'suspected']], []])
  })
})

describe('X25', () => {
  const known = (register: Cells, found: Cells, name = '张叁') =>
    household({
      members: [member({ cells: register, rows: [row('public-security.residents', found, { name })] })],
    })
  const register = { 性别: '男', 出生日期: '1970-03-12' }
  it.each([
    ['the name alone', register, register, [['X25', 'B', 'suspected']]],
    ['and the sex', register, { 性别: '女', 出生日期: '19700312' }, [['X25', 'A', 'error']]],
    ['and the birth date', register, { 性别: '1', 出生日期: '1970-03-13' }, [['X25', 'A', 'error']]],
    [
      'a comparison needs both values',
      { 性别: '', 出生日期: '1970-03-12' },
      { 性别: '女', 出生日期: '' },
      [['X25', 'B', 'suspected']],
    ],
    ['an unreadable date is none', register, { 出生日期: '七〇年' }, [['X25', 'B', 'suspected']]],
  ])('%s', (_, ours, theirs, expected) => {
    expect(flat('X25', known(ours, theirs))).toEqual(expected)
  })
  it('says nothing where the name agrees, or one is empty, whatever else differs', () => {
    const other = { 性别: '女', 出生日期: '1980-01-01' }
    expect([flat('X25', known(register, other, '张三')), flat('X25', known(register, other, ''))]).toEqual([
      [],
      [],
    ])
  })
  it('shows both rows, and is not about identity first', () => {
    const [lead] = leadsOf('X25', known(register, register))
    expect(sources(lead)).toEqual(['public-security.residents#n', 'register.members#n'])
    expect(lead?.detail).toBe('公安·户籍同一身份证号姓名登记为「张三」，公安为「张叁」')
  })
})

describe('X26', () => {
  const covered = context({ covered: ['public-security.residents'] })
  it('fires where a covering delivery has no row, and names the file with row 0', () => {
    expect(flat('X26', household(), covered)).toEqual([['X26', 'A', 'error']])
    expect(sources(leadsOf('X26', household(), covered)[0])).toEqual(['public-security.residents#0'])
  })
  it('does not where any row is there, even from elsewhere', () => {
    const dossier = withRows(row('public-security.residents', { 户籍状态: '迁出注销' }, { name: '王五' }))
    expect(flat('X26', dossier, covered)).toEqual([])
  })
  it('is withheld without coverage of the county', () => {
    const elsewhere = context({ covered: ['public-security.residents'], counties: ['530128'] })
    expect([flat('X26', household(), elsewhere), withheldOf('X26', household(), elsewhere)]).toEqual([
      [],
      [['530129', 'public-security.residents', 'no coverage']],
    ])
  })
  it('holds for orphans only where the delivery covers every county', () => {
    const listed = context({ covered: ['public-security.residents'], counties: ['530129'] })
    expect([flat('X26', orphans(member()), covered), withheldOf('X26', orphans(member()), listed)]).toEqual([
      [['X26', 'A', 'error']],
      [['', 'public-security.residents', 'no coverage']],
    ])
  })
  it('says nothing about a member without a key', () => {
    expect(flat('X26', household({ members: [member({ key: '' })] }), covered)).toEqual([])
  })
})

describe('X27', () => {
  const both = context({ covered: ['civil-affairs.dibao', 'civil-affairs.tekun'] })
  const dibao = (options: RowOptions = {}) => row('civil-affairs.dibao', {}, options)
  const tekun = row('civil-affairs.tekun', { 供养方式: '分散' })
  const of = (贫困户属性: string, ...rows: readonly Delivered[]) =>
    household({ cells: { 贫困户属性 }, members: [member({ rows })] })
  const FIRES = [['X27', 'B', 'error']]

  it.each(['02', '04', '07', '08', '低保贫困户'])('%s says 低保, and nobody has a dibao row', attribute => {
    expect([
      flat('X27', of(attribute, tekun), both),
      flat('X27', of(attribute, tekun, dibao()), both),
    ]).toEqual([FIRES, []])
  })
  it.each(['3', '06', '07', '08', '五保户'])('%s says 五保, and nobody has a tekun row', attribute => {
    expect([
      flat('X27', of(attribute, dibao()), both),
      flat('X27', of(attribute, dibao(), tekun), both),
    ]).toEqual([FIRES, []])
  })
  it.each(['01', '05', '一般脱贫户'])('%s says 一般, and somebody has a row', attribute => {
    expect([
      flat('X27', of(attribute, dibao()), context()),
      flat('X27', of(attribute, tekun), context()),
      flat('X27', of(attribute), context()),
    ]).toEqual([FIRES, FIRES, []])
  })
  it('counts a further member 成员n of a dibao row', () => {
    expect(flat('X27', of('02', dibao({ role: 'member' })), both)).toEqual([])
    expect(flat('X27', of('01', dibao({ role: 'member' })), both)).toEqual(FIRES)
  })
  it('is one lead where both parts hold', () => {
    const [lead] = leadsOf('X27', of('07'), both)
    expect(flat('X27', of('07'), both)).toEqual(FIRES)
    expect(sources(lead)).toEqual(['civil-affairs.dibao#0', 'civil-affairs.tekun#0', 'register.households#n'])
  })
  it('says nothing without an attribute, or with one outside the set', () => {
    expect([flat('X27', of(''), both), flat('X27', of('特殊户', dibao()), both)]).toEqual([[], []])
  })
  it('withholds only the part that lacks coverage', () => {
    const tekunOnly = context({ covered: ['civil-affairs.tekun'] })
    expect([flat('X27', of('07'), tekunOnly), withheldOf('X27', of('07'), tekunOnly)]).toEqual([
      FIRES,
      [['530129', 'civil-affairs.dibao', 'no coverage']],
    ])
  })
  it('falls to C where the only row names somebody else, and keeps B beside an agreeing one', () => {
    expect([
      flat('X27', of('01', dibao({ name: '王五' })), both),
      flat('X27', of('01', dibao({ name: '王五' }), dibao({ name: '张三' })), both),
    ]).toEqual([[['X27', 'C', 'error']], FIRES])
  })
  it('does not speak about orphans', () => {
    expect(flat('X27', orphans(member({ rows: [dibao()] })), both)).toEqual([])
  })
})

table('X28', 'civil-affairs.tekun', { 供养方式: '集中' }, [
  ['fires on support in an institution', {}, [['X28', 'A', 'suspected']]],
  ['not at home', { 供养方式: '分散' }, []],
])

describe('X34', () => {
  it('fires on a key that another household has too, with the rows of both', () => {
    const dossier = household({ members: [member({ elsewhere: ['5301280009'] }), member({ key: '' })] })
    const [lead] = leadsOf('X34', dossier)
    expect(flat('X34', dossier)).toEqual([['X34', 'A', 'error']])
    expect(lead).toMatchObject({ household: '5301290001', idNumber: ADULT })
    expect(lead?.detail).toContain('5301280009')
    expect(sources(lead)).toEqual(['register.members#n', 'register.members#n'])
  })
  it('does not on a key that stands twice in one household', () => {
    expect(flat('X34', household({ members: [member(), member()] }))).toEqual([])
  })
  it('fires on orphans', () => {
    expect(flat('X34', orphans(member({ elsewhere: ['5301290001'] })))).toEqual([['X34', 'A', 'error']])
  })
})

it('person rules hold for orphans, with the household as written and no county', () => {
  const dossier = orphans(member({ rows: [row('civil-affairs.tekun', { 供养方式: '集中' })] }))
  expect(leadsOf('X28', dossier)[0]).toMatchObject({
    household: '5301290404',
    county: '',
    village: '',
    severity: 'A',
  })
})

it('a row that only names a member as a parent is not the member’s', () => {
  const child = row('education.university', { 状态: '在读' }, { role: 'parent' })
  const dossier = household({
    measures: [{ 措施类别: '教育资助', 年度: '2017' }],
    members: [member({ rows: [child] })],
  })
  const ctx = context({ covered: ['education.enrolment', 'education.university'] })
  expect(flat('M05', dossier, ctx)).toEqual([['M05', 'B', 'suspected']])
})
