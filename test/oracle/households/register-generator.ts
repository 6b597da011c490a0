/**
 * Small random registers of a known seed, full of what really arrives: figures at a bound and a hundredth beside it,
 * codes with and without their zero, several causes in a cell, missing in every spelling, unreadable, columns and
 * tables that are not there. All persons are invented.
 */
import { checked, exact, type Row, SCALE, type Table } from './cells.ts'
import { luhn } from './households.ts'
import { LAND } from './places.ts'
import type { Register } from './register.ts'

/** The same numbers for the same seed, everywhere (xorshift32). */
function random(seed: number): () => number {
  let state = (seed * 2_654_435_761 + 88_172_645) >>> 0 || 1
  return () => {
    state ^= state << 13
    state >>>= 0
    state ^= state >>> 17
    state ^= state << 5
    state >>>= 0
    return state / 4_294_967_296
  }
}

const MISSING = [
  '',
  '',
  '',
  '/',
  '\\',
  '—',
  '–',
  '-',
  '－',
  '无',
  '空',
  '不详',
  '未知',
  'NULL',
  '　',
  '\u200b',
  ' 无 ',
]
const UNREADABLE = ['三万', '待核', '约3', '1,00', '3.0亩', '##']
const DAYS = ['2017-11-20', '2017-11-20', '2017-02-28', '2016-02-29', '2015-12-31', '2018-01-01']
const wide = (text: string): string =>
  text.replace(/[!-~]/g, char => String.fromCharCode(char.charCodeAt(0) + 0xfee0))

class Maker {
  readonly next: () => number
  readonly asOf: string
  constructor(seed: number) {
    this.next = random(seed)
    for (let at = 0; at < 8; at++) this.next()
    this.asOf = this.pick(DAYS)
  }
  chance(share: number): boolean {
    return this.next() < share
  }
  pick<T>(from: readonly T[]): T {
    const found = from[Math.floor(this.next() * from.length)]
    if (found === undefined) throw new RangeError('nothing to pick from')
    return found
  }
  below(limit: number): number {
    return Math.floor(this.next() * limit)
  }
  get year(): number {
    return Number(this.asOf.slice(0, 4))
  }

  /** A right cell, or one that is missing or cannot be read. */
  dirty(cell: string): string {
    const dice = this.next()
    if (dice < 0.09) return this.pick(MISSING)
    if (dice < 0.12) return this.pick(UNREADABLE)
    return dice < 0.16 ? wide(cell) : dice < 0.18 ? ` ${cell} ` : cell
  }
  figure(...values: readonly number[]): string {
    return this.dirty(this.spelled(exact(this.pick(values))))
  }
  /** A bound, and what lies just beside it. */
  around(...bounds: readonly number[]): string {
    const bound = this.pick(bounds)
    return this.figure(bound, bound, bound - 0.01, bound + 0.01, bound - 1, bound + 1, 0, 0, bound * 2)
  }
  spelled(value: bigint): string {
    const size = value < 0n ? -value : value
    const part = String(size % SCALE)
      .padStart(4, '0')
      .replace(/0+$/, '')
    const whole = String(size / SCALE)
    const grouped = this.chance(0.2) ? whole.replace(/(?<=\d)(?=(\d{3})+$)/g, ',') : whole
    return `${value < 0n ? '-' : ''}${grouped}${part === '' ? (this.chance(0.1) ? '.00' : '') : `.${part}`}`
  }
  choice(...cells: readonly string[]): string {
    return this.dirty(this.pick(cells))
  }
  yes(): string {
    return this.choice('是', '是', '否', '否', '1', '0', '部分')
  }
  day(): string {
    const [year, month, day] = [this.year - this.below(4), 1 + this.below(12), 1 + this.below(28)]
    const [m, d] = [String(month).padStart(2, '0'), String(day).padStart(2, '0')]
    return this.choice(
      `${year}-${m}-${d}`,
      `${year}/${month}/${day}`,
      `${year}${m}${d}`,
      `${year}年${month}月`,
      `${year}${m}`,
      `${year}.${month}`,
      '42990',
      '2017-02-30',
    )
  }
  yearCell(): string {
    return this.choice(
      String(this.year),
      String(this.year),
      `${this.year - 1}年`,
      `${this.year}11`,
      `${this.year + 1}`,
    )
  }
}

export interface Shape {
  /** No table lacks a column, none is missing. */
  readonly whole?: boolean
  readonly households?: number
}

const VILLAGES = ['530129101201', '530129101202', '530128203001'] as const
const HAMLETS = ['大村', '小 村', '３组', '对门·寨'] as const

const words = (text: string): readonly string[] => text.split(' ')

export const HOUSEHOLD_HEADERS: readonly string[] = [
  ...words('县 村编码 户编号 自然村 户主姓名 家庭人口数 贫困户属性 脱贫属性 脱贫年度 主要致贫原因'),
  ...words('其他致贫原因 返贫原因 首次识别时间 工资性收入 生产经营性收入 财产性收入 转移性收入 计划生育金'),
  ...words('低保金 五保金 养老保险金 生态补偿金 其他转移性收入 生产经营性支出 纯收入 人均纯收入'),
  ...LAND,
  ...words('通生产用电 通生活用电 与村主干路距离 入户路类型 住房面积 卫生厕所 主要燃料类型 饮水困难'),
  ...words('饮水安全 危房户 危房级别 加入合作社 军烈属 易地搬迁户 搬迁方式 安置方式 是否入住 拟退出'),
  ...words('返贫 帮扶责任人 户联系电话 开户银行名称 银行卡号'),
]
export const MEMBER_HEADERS: readonly string[] = [
  ...words('户编号 人编号 姓名 证件类型 证件号码 出生日期 与户主关系 民族 在校生状况 劳动技能'),
  ...words('健康状况 务工时间 是否享受低保 成员联系电话'),
]
export const MEASURE_HEADERS: readonly string[] = [...words('户编号 措施类别 年度')]
export const VILLAGE_HEADERS: readonly string[] = [
  ...words('村编码 行政村 是否出列 总户数 总人口数 乡村人口 贫困户数 贫困人口 一般贫困户数 低保贫困户数'),
  ...words('五保贫困户数 贫困发生率 低保户数 低保人口数 特困供养户数 特困供养人口数 残疾人口数 劳动力人数'),
  ...words(
    '外出务工人数 村级集体经济收入 未实现饮水安全户数 危房户数 参加新农合人数 参加城乡居民基本养老保险人数',
  ),
  ...words(
    '到乡镇是否通沥青(水泥)路 是否通客运班车 行政村卫生室个数 行政村执业(助理)医师 行政村公共卫生厕所个数',
  ),
  ...words('行政村生产生活垃圾集中堆放点个数 行政村文化(图书)室个数 村小学 自然村数'),
  ...LAND,
  ...words('上年总户数 上年总人口数 上年耕地面积 负责人 联系电话'),
]
export const HAMLET_HEADERS: readonly string[] = [
  ...words('编码 自然村名称 所属行政村 总户数 总人口 贫困户数 贫困人口 是否通(沥青/水泥)路 未通里程'),
  ...words('距行政村里程 是否通电 是否通生产用电 未实现饮水安全户数 少数民族聚居'),
]
/** Without these a table is no table (contract §4). */
const REQUIRED = new Set([
  '县',
  '村编码',
  '户编号',
  '脱贫属性',
  '人编号',
  '姓名',
  '证件号码',
  '措施类别',
  '行政村',
  '总户数',
  '总人口数',
  '编码',
  '自然村名称',
  '总人口',
])

function personNumber(make: Maker): string {
  const years = make.pick([5, 15, 16, 17, 30, 58, 59, 60, 60, 61, 75])
  const [year = '', month = '', day = ''] = make.asOf.split('-')
  const born = new Date(
    Date.UTC(Number(year) - years, Number(month) - 1, Number(day) + make.pick([-1, 0, 1, 40])),
  )
  const digits = `530129${born.toISOString().slice(0, 10).replaceAll('-', '')}${String(1 + make.below(998)).padStart(3, '0')}`
  const key = checked(digits)
  return make.pick([
    key,
    key,
    key,
    key,
    key.toLowerCase(),
    `${key}42`,
    `${key}41B1`,
    wide(key),
    ` ${key}`,
    '',
    '530129********1234',
    key.slice(0, 17),
    `${digits}${key.endsWith('1') ? '2' : '1'}`,
    digits.slice(6, 8) === '19' ? digits.slice(0, 6) + digits.slice(8) : key,
  ])
}

const CAUSES = [
  '01',
  '1',
  '因病',
  '02',
  '因残',
  '因学',
  '3',
  '因灾',
  '05',
  '缺土地',
  '缺土地',
  '8',
  '缺劳动力',
  '缺资金',
  '09',
  '11',
  '99',
  '其他',
  '因懒',
]

/** A right card number that hardly anybody else has. */
function ownCard(make: Maker): string {
  const body = `6222${String(make.below(1e9)).padStart(9, '0')}`
  return [...'0123456789'].map(digit => body + digit).find(luhn) ?? body
}

function householdRow(make: Maker, at: number, members: number): Row {
  const transfers = ['计划生育金', '低保金', '五保金', '养老保险金', '生态补偿金', '其他转移性收入']
  const amounts = new Map<string, number>()
  const amount = (header: string, ...bounds: readonly number[]) => {
    const bound = make.pick(bounds)
    amounts.set(header, make.pick([0, 0, bound, bound, bound - 0.01, bound + 0.01, bound * 3, bound + 700]))
  }
  amount('工资性收入', 100)
  amount('生产经营性收入', 100, 33.3)
  amount('财产性收入', 100)
  for (const header of transfers) amount(header, header === '养老保险金' ? 70 : 100)
  const income = amounts.get('生产经营性收入') ?? 0
  amounts.set('生产经营性支出', make.pick([0, 0.99, 1, income * 3, income * 3 + 0.01, 500]))
  const of = (header: string) => exact(amounts.get(header) ?? 0)
  const transferred = transfers.reduce((sum, header) => sum + of(header), 0n)
  const net = of('工资性收入') + of('生产经营性收入') + of('财产性收入') + transferred - of('生产经营性支出')
  const size = make.pick([members, members, members, members + 1, 0])
  const off = () => exact(make.pick([0, 0, 0, 1, 1.01, -1, -1.01, 500]))
  const line = make.pick([2800, 2855, 3100, 500, 20_000, 30_000])
  const writtenNet = net + off()
  const perHead = make.chance(0.5) && size > 0 ? (writtenNet / BigInt(size) / 100n) * 100n + off() : undefined
  const phone = '13900001234'
  const card = make.chance(0.4) ? '6222021001116245703' : ownCard(make)
  const cells: Record<string, string> = {
    县: '某县',
    村编码: make.chance(0.9)
      ? make.pick(VILLAGES)
      : make.pick(['530129999999', '５３０１２９１０１２０１', '']),
    户编号: `53012900${String(at).padStart(2, '0')}`,
    自然村: make.pick([...HAMLETS, '小村', '对门寨', '']),
    户主姓名: '张三',
    家庭人口数: make.dirty(String(size)),
    贫困户属性: make.choice(
      '01',
      '1',
      '一般贫困户',
      '02',
      '低保户',
      '03',
      '五保户',
      '4',
      '05',
      '06',
      '7',
      '08',
      '低保特困供养(脱贫)户',
      '一般脱贫户',
      '富户',
      '09',
    ),
    脱贫属性: make.choice('0', '未脱贫', '00', '1', '01', '已脱贫', '3', '返贫', '4', '04', '稳定脱贫', '2'),
    脱贫年度: make.yearCell(),
    主要致贫原因: make.dirty(
      make.chance(0.9) ? make.pick(CAUSES) : `${make.pick(CAUSES)}、${make.pick(CAUSES)}`,
    ),
    其他致贫原因: make.dirty(
      Array.from({ length: make.pick([0, 1, 1, 2, 2, 3, 4]) }, () => make.pick(CAUSES)).join(
        make.pick([',', '、', '；', '|', '/']),
      ),
    ),
    返贫原因: make.dirty(make.pick(['因病', '01,09', '04', '因灾', '缺资金', '因病返贫', '9', '不知'])),
    首次识别时间: make.day(),
    转移性收入: make.dirty(make.spelled(transferred + off())),
    纯收入: make.dirty(make.spelled(writtenNet)),
    人均纯收入: perHead === undefined ? make.around(line) : make.dirty(make.spelled(perHead)),
    与村主干路距离: make.around(2),
    入户路类型: make.choice('水泥路', '泥土路', '土路'),
    住房面积: make.around(10, 500),
    主要燃料类型: make.choice('柴草', '电'),
    危房级别: make.choice('C', 'D级', 'A', 'b级', 'E', '') || '',
    搬迁方式: make.choice('集中'),
    安置方式: make.choice('县城'),
    帮扶责任人: make.choice('李四'),
    户联系电话: make.choice(
      phone,
      `${phone.slice(0, 3)} ${phone.slice(3)}`,
      `'${phone}`,
      '087165123456',
      '1390000123',
      '139-0000-1234',
      '1390000123a',
    ),
    开户银行名称: make.choice('某行'),
    银行卡号: make.choice(
      card,
      `${card.slice(0, 4)} ${card.slice(4)}`,
      '6222021001116245702',
      '6222-0210-0111-6245',
      '79927398713',
      '79927398710',
      `49927398716`,
    ),
  }
  for (const [header, value] of amounts) cells[header] = make.dirty(make.spelled(exact(value)))
  for (const kind of LAND) cells[kind] = make.around(10, 50, 0.3)
  const small = make.pick([0.1, 0.3, 0.7])
  if (make.chance(0.3)) {
    cells.林地面积 = make.dirty(String(small))
    cells.牧草地面积 = make.dirty('0.1')
    cells.退耕还林面积 = make.dirty(make.spelled(exact(small) + exact(make.pick([0.1, 0.1, 0.11]))))
  }
  if (make.chance(0.3)) cells.耕地面积 = make.pick(['0.3', '0.7', '3', '1.2', '2'])
  for (const header of [
    '通生产用电',
    '通生活用电',
    '卫生厕所',
    '饮水困难',
    '饮水安全',
    '危房户',
    '加入合作社',
    '军烈属',
    '易地搬迁户',
    '是否入住',
    '返贫',
  ])
    cells[header] = make.yes()
  cells.拟退出 = make.chance(0.2) ? make.yes() : '否'
  Object.assign(cells, make.pick(THEMES))
  return cells
}

/** What seldom comes together by chance. */
const THEMES: readonly Row[] = [
  {},
  {},
  {},
  {},
  { 脱贫属性: '0', 主要致贫原因: '1' },
  { 主要致贫原因: '02' },
  { 主要致贫原因: '因残、缺资金' },
  { 贫困户属性: '01', 主要致贫原因: '缺资金', 人均纯收入: '3100.01' },
  { 贫困户属性: '1', 主要致贫原因: '因懒', 人均纯收入: '3,101' },
  { 脱贫属性: '未脱贫', 人均纯收入: '20,000.01' },
  { 主要致贫原因: '5', 耕地面积: '2.1' },
  { 脱贫属性: '已脱贫', 拟退出: '是', 危房户: '是', 饮水安全: '否' },
  { 脱贫属性: '1', 危房户: '是', 饮水困难: '是', 脱贫年度: '2017' },
]

const memberRow = (make: Maker, household: string, at: number, isHealthy: boolean): Row => ({
  户编号: make.pick([household, household, household, wide(household), `'${household}`]),
  人编号: `${household}${at}`,
  姓名: '张三',
  证件类型: make.choice('01', '1', '居民身份证', '身份证', '09', '9', '残疾人证', '02'),
  证件号码: personNumber(make),
  出生日期: make.choice('1957-11-20', '1957-11-21', '1956-02-29', '19500101', '20010101', '2017-02-30'),
  与户主关系: make.choice(
    ...(at === 0 ? ['01', '1', '户主', '本人或户主'] : ['02', '配偶', '3', '99', '之子', '邻居', '01']),
  ),
  民族: make.choice('汉族', '汉', '彝', '彝族', '苗族', '01'),
  在校生状况: make.choice(
    '01',
    '非在校生',
    '1',
    '3',
    '06',
    '07',
    '高一',
    '普通高中一年级',
    '10',
    '13',
    '16',
    '夜校',
  ),
  劳动技能: make.choice(
    '01',
    '普通劳动力',
    '2',
    '3',
    '丧失劳动力',
    '04',
    '无劳动力',
    '弱劳动力或半劳动力',
    '5',
  ),
  健康状况: isHealthy
    ? make.pick(['健康', '1', '01', '健康;01'])
    : make.choice(
        '01',
        '健康',
        '健康',
        '1',
        '健康,体弱',
        '04',
        '残疾,长期慢性病',
        '2、4',
        '轻度残疾',
        '大病',
      ),
  务工时间: make.figure(0, 0, 0, 1, 0.5, 12),
  是否享受低保: make.yes(),
  成员联系电话: make.dirty(`1390000${String(1000 + make.below(make.pick([40, 9000])))}`),
})

/** Figures of a place that are right, or near what was counted and what stands beside them. */
const near = (make: Maker, ...values: readonly number[]): string => {
  const value = make.pick(values)
  return make.figure(value, value, value, value - 1, value + 1, 0)
}

function villageRow(
  make: Maker,
  code: string,
  households: readonly Row[],
  members: readonly Row[],
  hamlets: number,
): Row {
  const own = households.filter(row => row.村编码 === code)
  const codes = new Set(own.map(row => row.户编号))
  const people = members.filter(row => codes.has(row.户编号)).length
  const total = make.pick([10, 10, 40, 100])
  const cells: Record<string, string> = {
    村编码: make.pick([code, code, wide(code)]),
    行政村: make.pick(['大村委会', '大 村委会', '大村委会', '']),
    是否出列: make.yes(),
    总户数: make.figure(total, total, total, 0),
    总人口数: make.figure(
      total * 4,
      total * 1.5,
      total * 1.5 - 1,
      total * 7,
      total * 7 + 1,
      total,
      total - 1,
      0,
    ),
    乡村人口: make.figure(total * 4, total * 4 + 1, 10),
    贫困户数: near(make, own.length, own.length, total),
    贫困人口: near(make, people, people, total * 4),
    一般贫困户数: make.figure(own.length, 1, 2),
    低保贫困户数: make.figure(0, 0, 1, 2),
    五保贫困户数: make.figure(0, 0, 1),
    贫困发生率: make.choice('3', '3%', '3.01', '2.99％', '３', '0'),
    低保户数: make.figure(0, 1, 2, 20),
    低保人口数: make.figure(0, 1, 20),
    特困供养户数: make.figure(0, 1),
    特困供养人口数: make.figure(0, 3),
    残疾人口数: make.figure(0, 1, 2, 3, 4, 5, 9),
    劳动力人数: make.figure(total, total * 4, total * 4 + 1),
    外出务工人数: make.figure(total, total * 4, 0, total + 1),
    村级集体经济收入: make.figure(0, 0.01, 5),
    未实现饮水安全户数: make.figure(0, 0, total, total + 1, 4),
    危房户数: make.figure(0, 1, 2, 3, total, total - 4, total - 3),
    参加新农合人数: make.figure(total, total * 4, total * 4 + 1),
    参加城乡居民基本养老保险人数: make.figure(total, total * 4, total * 4 + 1),
    '到乡镇是否通沥青(水泥)路': make.yes(),
    是否通客运班车: make.yes(),
    自然村数: near(make, hamlets),
    上年总户数: make.pick([
      String(total),
      String(total),
      make.figure(total, total / 1.25, total / 0.8, total / 1.26, 0),
    ]),
    上年总人口数: make.pick(['', '', make.figure(total * 4, total * 5, total * 5 + 1, 0)]),
    上年耕地面积: make.pick(['', make.figure(0.5, 0.25, 0.375, 0.36, 50, 1250, 800, 0)]),
    负责人: make.choice('王五'),
    联系电话: make.choice(
      '13900001234',
      '12900001234',
      '0871-65123456',
      '087165123456',
      '65123456',
      '0871 6512 3456',
      '0871-65123456-801',
      '6512345',
      '651234',
      '871',
    ),
  }
  for (const header of [
    '行政村卫生室个数',
    '行政村执业(助理)医师',
    '行政村公共卫生厕所个数',
    '行政村生产生活垃圾集中堆放点个数',
    '行政村文化(图书)室个数',
    '村小学',
  ])
    cells[header] = make.chance(0.9) ? make.figure(1).replace(/^.*$/s, cell => cell) : ''
  for (const kind of LAND) {
    const sum = own.reduce((all, row) => all + (Number(row[kind]) || 0), 0)
    cells[kind] = make.figure(sum, Math.max(0, sum - 0.01), 1000, 0.3, 0)
  }
  return cells
}

const hamletRow = (make: Maker, code: string, name: string, households: readonly Row[]): Row => {
  const own = households.filter(row => row.村编码 === code.slice(0, 12) && row.自然村 === name)
  const total = make.pick([4, 10, 100])
  return {
    编码: make.pick([code, code, wide(code), `${code.slice(0, 12)}001`]),
    自然村名称: make.chance(0.85)
      ? name
      : make.pick(['', '无', '第三村民小组', '十二组', '12', '对门寨', '组', '五社', '２队', '一村']),
    所属行政村: make.pick(['大村委会', '大村委会', '大　村委会', '小村委会', '', '/']),
    总户数: make.figure(total, total, 5, 0),
    总人口: make.figure(total * 4, total * 4, 0),
    贫困户数: near(make, own.length, own.length, total),
    贫困人口: make.figure(total * 4, total * 4 + 1, 0),
    '是否通(沥青/水泥)路': make.yes(),
    未通里程: make.figure(0, 0, 0.1, 3),
    距行政村里程: make.around(30),
    是否通电: make.yes(),
    是否通生产用电: make.yes(),
    未实现饮水安全户数: make.figure(0, 0, total, total + 1),
    少数民族聚居: make.yes(),
  }
}

export function makeRegister(seed: number, { whole = false, households: wanted }: Shape = {}): Register {
  const make = new Maker(seed)
  const households: Row[] = []
  const members: Row[] = []
  const measures: Row[] = []
  for (let at = 1; at <= (wanted ?? 3 + make.below(5)); at++) {
    const size = make.pick([0, 1, 2, 3, 3, 4, 6, 7, 8])
    const household = householdRow(make, at, size)
    households.push(household)
    const isHealthy = make.chance(0.3)
    for (let one = 0; one < size; one++) members.push(memberRow(make, household.户编号 ?? '', one, isHealthy))
    for (let one = make.below(3); one > 0; one--)
      measures.push({
        户编号: household.户编号 ?? '',
        措施类别: make.choice('低保', '其他', '产业扶持'),
        年度: make.yearCell(),
      })
  }
  // Neither a second row of a household nor a member of none counts.
  if (make.chance(0.3))
    households.push({ ...householdRow(make, 98, 1), 户编号: wide(households[0]?.户编号 ?? '') })
  if (make.chance(0.3)) members.push(memberRow(make, '5301290404', 0, false))
  const villageCodes = VILLAGES.slice(0, make.pick([1, 2, 3, 3]))
  const hamlets: Row[] = [...villageCodes, ...(make.chance(0.2) ? ['530129888888'] : [])].flatMap(code =>
    HAMLETS.slice(0, make.pick([0, 1, 2, 3, 4])).map((name, at) =>
      hamletRow(make, `${code}00${at + 1}`, name, households),
    ),
  )
  const villages = villageCodes.map(code =>
    villageRow(make, code, households, members, hamlets.filter(row => row.编码?.startsWith(code)).length),
  )
  if (!whole && make.chance(0.1) && villages[0])
    villages.push(villageRow(make, VILLAGES[0], households, members, 2))
  const table = (name: string, headers: readonly string[], rows: readonly Row[]): Table => {
    const left = new Set(
      headers.filter(header => whole || REQUIRED.has(header) || !make.chance(make.pick([0, 0, 0.04, 0.2]))),
    )
    return {
      name,
      headers: left,
      rows: rows.map(row => Object.fromEntries(Object.entries(row).filter(([header]) => left.has(header)))),
    }
  }
  const orNone = (given: Table): Table | null => (!whole && make.chance(0.08) ? null : given)
  return {
    asOf: make.asOf,
    households: table('households', HOUSEHOLD_HEADERS, households),
    members: table('members', MEMBER_HEADERS, members),
    measures: orNone(table('measures', MEASURE_HEADERS, measures)),
    villages: orNone(table('villages', VILLAGE_HEADERS, villages)),
    hamlets: orNone(table('hamlets', HAMLET_HEADERS, hamlets)),
  }
}
