/**
 * Small random inboxes of a known seed: a few households, strangers who share their 户号, and department data full of
 * what really arrives: other spellings, values outside their sets, boundary numbers and dates, bad IDs, joint owners.
 * All persons are invented.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { checkCharacter } from '../../connectors/id-number.ts'
import { aliasesOf, type OracleFeed } from './oracle.ts'

type Random = () => number

/** mulberry32: the same numbers for the same seed, everywhere. */
function random(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

const COUNTIES = ['530129', '530128', '530181'] as const
const DAYS = [
  '2017-11-20',
  '2017-11-20',
  '2017-11-20',
  '2017-02-28',
  '2017-03-01',
  '2016-02-29',
  '2020-02-29',
]
const MISSING = ['', '', '/', '\\', '—', '-', '－', '无', '空', '不详', '未知', 'null', '　', '\u200b']
const SURNAMES = ['张', '李', '王', '赵', '陈', '马', '普', '阿']
const GIVEN = ['三', '小红', '建国', '秀英', '·买买提', '家福']

interface Person {
  readonly key: string
  readonly name: string
}

const full = (text: string): string =>
  text.replace(/[!-~]/g, char => String.fromCharCode(char.charCodeAt(0) + 0xfee0))

class Maker {
  readonly #random: Random
  readonly asOf: string
  readonly #keys = new Set<string>()

  constructor(seed: number) {
    this.#random = random(seed)
    this.asOf = this.pick(DAYS)
  }

  chance(share: number): boolean {
    return this.#random() < share
  }
  below(count: number): number {
    return Math.floor(this.#random() * count)
  }
  pick<T>(from: readonly T[]): T {
    const found = from[this.below(from.length)]
    if (found === undefined) throw new RangeError('nothing to pick from')
    return found
  }
  /** A few of them, in random order. */
  some<T>(from: readonly T[], count: number): T[] {
    const left = [...from]
    return Array.from({ length: Math.min(count, left.length) }, () =>
      left.splice(this.below(left.length), 1),
    ).flat()
  }
  shuffle<T>(from: readonly T[]): T[] {
    return this.some(from, from.length)
  }

  get year(): number {
    return Number(this.asOf.slice(0, 4))
  }

  /** The day `years` and `days` from asOf. */
  around(years: number, days: number): string {
    const [y, m, d] = this.asOf.split('-').map(Number) as [number, number, number]
    return new Date(Date.UTC(y + years, m - 1, d) + days * 86_400_000).toISOString().slice(0, 10)
  }

  person(): Person {
    for (;;) {
      const born = this.chance(0.5)
        ? this.around(-this.pick([5, 6, 6, 7, 14, 15, 16, 16, 64, 65, 65, 66]), this.pick([-1, 0, 1]))
        : this.chance(0.3)
          ? this.pick(['1952-02-29', '2000-02-29', '2004-02-29', '2008-02-29', '1948-02-29'])
          : this.chance(0.5)
            ? `19${30 + this.below(25)}-05-1${this.below(10)}`
            : `${1956 + this.below(55)}-0${1 + this.below(9)}-1${this.below(10)}`
      if (born > this.asOf) continue
      const digits = `${this.pick(COUNTIES)}${born.replaceAll('-', '')}${String(1 + this.below(998)).padStart(3, '0')}`
      const key = digits + checkCharacter(digits)
      // 18 digits ending 000 with a wrong check character are another matter.
      if (this.#keys.has(key)) continue
      this.#keys.add(key)
      return { key, name: this.pick(SURNAMES) + this.pick(GIVEN) }
    }
  }

  /** One of the forms in which a right ID arrives. */
  idOf({ key }: Person): string {
    const forms = [
      key.toLowerCase(),
      full(key),
      ` ${key.slice(0, 6)} ${key.slice(6)}`,
      `="${key}"`,
      `'${key}`,
      `"${key}"`,
      `\u200b${key}`,
      `${key}42`,
      `${key}${this.pick(['41B1', '41b2'])}`,
      ...(key.slice(6, 8) === '19'
        ? [key.slice(0, 6) + key.slice(8, 17), full(key.slice(0, 6) + key.slice(8, 17))]
        : []),
    ]
    return this.chance(0.75) ? key : this.pick(forms)
  }

  /** One of the ways in which an ID is none. */
  badId({ key }: Person): string {
    const wrong = key.endsWith('5') ? '6' : '5'
    const late = `530129${this.around(0, 3).replaceAll('-', '')}001`
    return this.pick([
      `${key.slice(0, 6)}********${key.slice(14)}`,
      '5.30128E+17',
      `${key.slice(0, 15)}000`,
      key.slice(0, 17),
      `${key}4`,
      `${key.slice(0, 16)}A${key.slice(17)}`,
      `${key.slice(0, 17)}${wrong}`,
      `${key.slice(0, 10)}1345${key.slice(14)}`,
      `${key.slice(0, 6)}1899${key.slice(10)}`,
      late + checkCharacter(late),
      `${key}41C1`,
      '无',
      '不详',
    ])
  }

  /** The name as another office writes it: mostly the same, sometimes another, sometimes none. */
  nameOf({ name }: Person): string {
    if (this.chance(0.72)) return name
    return this.pick([
      `${name.slice(0, 1)}　${name.slice(1)}`,
      name.replace('·', '•'),
      ` ${name}`,
      name.replace('·', ''),
      `${name}曾`,
      '张小三',
      '李 四',
      ...MISSING,
    ])
  }

  county(): string {
    const county = this.pick(COUNTIES)
    return this.pick([
      county,
      county,
      `${county}100`,
      `${county}100201`,
      full(county),
      `${county}100201003`,
      '5301',
      '昆明',
      '',
    ])
  }

  date(years: readonly number[] = [-7, -6, -6, -2, -1, 0]): string {
    const day = this.around(this.pick(years), this.pick([-1, 0, 0, 1]))
    const [y, m, d] = day.split('-').map(Number) as [number, number, number]
    return this.pick([
      day,
      day,
      `${y}/${m}/${d}`,
      `${y}.${m}.${d}`,
      day.replaceAll('-', ''),
      `${y}年${m}月${d}日`,
      full(day),
      `${day} 08:30:00`,
      String(Math.round((Date.parse(`${day}T00:00:00Z`) - Date.UTC(1899, 11, 30)) / 86_400_000)),
      '未竣工',
      '2017-02-30',
      this.pick(MISSING),
    ])
  }
  dateOrNone(): string {
    return this.chance(0.55) ? this.pick(MISSING) : this.date()
  }
  yearText(): string {
    const year = this.year
    return this.pick([
      `${year}`,
      `${year}`,
      `${year}年`,
      `${year}03`,
      full(String(year)),
      `${year - 1}`,
      `${year}-01-05`,
      '今年',
      this.pick(MISSING),
    ])
  }
  figure(edge: number): string {
    return this.pick([
      String(edge),
      String(edge - 1),
      String(edge + 1),
      `${edge}.00`,
      full(String(edge)),
      edge >= 1000 ? `${Math.floor(edge / 1000)},000` : `${edge}`,
      '0',
      '0.0',
      '三万',
      `${edge}元`,
      '-1',
      this.pick(MISSING),
      this.pick(MISSING),
    ])
  }
  /** Mostly the telling value, sometimes another, sometimes nothing or something odd. */
  of(telling: readonly string[], others: readonly string[]): string {
    if (this.chance(0.62)) return this.pick(telling)
    return this.pick([
      ...others,
      ...others,
      ` ${this.pick([...telling, ...others])}`,
      this.pick(MISSING),
      '其它情况',
      '待核',
      full(this.pick([...telling, ...others])),
    ])
  }
}

type Fill = (maker: Maker, house: string) => Readonly<Record<string, string>>

interface Form {
  readonly id: string
  readonly name: string
  readonly parent?: readonly [id: string, name: string]
  readonly wide?: number
  /** Columns that may be absent from a file. */
  readonly optional: readonly string[]
  readonly fill: Fill
  /** Share of the persons who have a row. */
  readonly share?: number
}

const yes = (maker: Maker): string => maker.of(['是'], ['否'])

const FORMS: Readonly<Record<OracleFeed, Form>> = {
  'public-security.residents': {
    id: '公民身份号码',
    name: '姓名',
    share: 0.85,
    optional: ['性别', '出生日期', '迁移类型', '迁移原因', '迁移日期', '农转城', '在村居住', '承包地'],
    fill: (maker, house) => ({
      性别: maker.of(['男'], ['女', '1', '02', '0']),
      出生日期: maker.pick(['1970-01-01', '19700101', '', '1970年1月1日', '不详', '七零年']),
      户号: maker.chance(0.9) ? house : maker.pick(MISSING),
      区划: maker.county(),
      户籍状态: maker.of(['正常', '正常', '正常'], ['死亡注销', '迁出注销', '其他注销']),
      迁移类型: maker.of(['', '', '迁出', '迁入'], ['迁入']),
      迁移原因: maker.of(['务工', '升学', '婚嫁'], ['其他', '']),
      迁移日期: maker.date([-1, -2, -3]),
      农转城: yes(maker),
      在村居住: yes(maker),
      承包地: maker.figure(2),
    }),
  },
  'public-security.vehicles': {
    id: '身份证号',
    name: '车辆所有人',
    optional: ['购置价'],
    fill: maker => ({
      车牌号: maker.pick([
        '云A12345',
        '云A·12345',
        '云 A12345',
        '云a12345',
        '云ＡB0001',
        `云C${maker.below(20)}`,
        `云D${maker.below(900)}`,
        maker.pick(MISSING),
      ]),
      车辆类型: maker.pick([
        'K33',
        'K33',
        'K2',
        'k41',
        'Ｋ31',
        'K11',
        'H11',
        'H21',
        'H31',
        'H51',
        'Q11',
        'Z51',
        'J11',
        'M21',
        'N11',
        'T11',
        'G11',
        'B11',
        '小型轿车',
        '轿车',
        '大型普通客车',
        '微型面包车',
        '小型越野客车',
        '越野车',
        '重型半挂牵引车',
        '中型普通货车',
        '轻型自卸货车',
        '低速货车',
        '正三轮摩托车',
        '三轮汽车',
        '轮式装载机械',
        '重型专项作业车',
        '中型挂车',
        '货车',
        '手扶拖拉机',
        '马车',
        maker.pick(MISSING),
      ]),
      机动车状态: maker.of(
        ['A', 'A', '正常', 'G', 'Q', 'GQ'],
        ['B', 'C', 'E', 'M', 'P', 'GP', '注销', '强制注销', '达到报废标准', '转出', '被盗抢'],
      ),
      初次登记时间: maker.date(),
      购置价: maker.figure(30_000),
    }),
  },
  'housing.property': {
    id: '身份证号',
    name: '产权所有人',
    optional: ['产权证号', '产权取得方式', '共有份额', '区划', '城乡类别'],
    fill: maker => ({
      产权证号: maker.pick([
        '云2017-001',
        '云２０１７-002',
        'yn 3',
        `Y${maker.below(50)}`,
        maker.pick(MISSING),
      ]),
      房屋坐落: maker.pick(['仁德街道1号', '龙泉路2号', `环城路${maker.below(30)}号`, '／', '']),
      规划用途: maker.of(['住宅', '住宅', '商业'], ['车位', '其他', '商住']),
      房屋性质: maker.of(['商品房', '商品房', '商品房'], ['自建房', '安置房', '经济适用房']),
      产权取得方式: maker.of(['购买', '购买', '其他'], ['继承', '棚改', '拆迁安置', '赠与']),
      共有份额: maker.pick([
        '50',
        '49.9',
        '49.9%',
        '50%',
        '100',
        '５０％',
        '一半',
        '1/2',
        maker.pick(MISSING),
      ]),
      区划: maker.county(),
      城乡类别: maker.of(['城镇', ''], ['乡村']),
    }),
  },
  'housing.presale': {
    id: '身份证号',
    name: '购房人',
    optional: ['合同编号', '坐落及房号'],
    fill: maker => ({
      合同编号: maker.pick(['HT-1', 'ht-1', `HT${maker.below(40)}`, maker.pick(MISSING)]),
      坐落及房号: maker.pick(['1幢101', `2幢${maker.below(9)}`, '—', '']),
      购房日期: maker.date(),
      合同状态: maker.of(['有效'], ['撤销', '备案']),
    }),
  },
  'housing.dilapidated': {
    id: '身份证号',
    name: '户主',
    share: 0.4,
    optional: ['是否唯一住房', '列入计划的年度', '竣工日期', '入住日期'],
    fill: maker => ({
      房屋等级: maker.pick(['C', 'D', 'C级', 'd 级', 'Ｄ', 'A', 'B', 'B级', '危', 'CD', maker.pick(MISSING)]),
      是否唯一住房: maker.of(['是', ''], ['否']),
      列入计划的年度: maker.yearText(),
      竣工日期: maker.dateOrNone(),
      入住日期: maker.dateOrNone(),
      区划: maker.county(),
    }),
  },
  'civil-affairs.dibao': {
    id: '身份证号',
    name: '申请人',
    wide: 3,
    share: 0.3,
    optional: ['区划'],
    fill: maker => ({ 区划: maker.county() }),
  },
  'civil-affairs.tekun': {
    id: '身份证号',
    name: '姓名',
    share: 0.25,
    optional: ['区划'],
    fill: maker => ({ 供养方式: maker.of(['分散', '集中'], ['社会', '分 散']), 区划: maker.county() }),
  },
  'civil-affairs.cremations': {
    id: '身份证号',
    name: '姓名',
    share: 0.15,
    optional: [],
    fill: maker => ({ 死亡日期: maker.date() }),
  },
  'disabled.certificates': {
    id: '残疾人证号',
    name: '姓名',
    optional: ['状态', '区划', '城乡类别'],
    fill: maker => ({
      残疾等级: maker.pick([
        '一级',
        '1',
        '２',
        '2级',
        '二级',
        '二',
        '三级',
        '4',
        '0',
        '重度',
        maker.pick(MISSING),
      ]),
      状态: maker.of(['有效'], ['注销', '冻结']),
      区划: maker.county(),
      城乡类别: maker.of(['乡村', ''], ['城镇']),
    }),
  },
  'health.insurance': {
    id: '身份证号',
    name: '姓名',
    share: 0.8,
    optional: ['区划'],
    fill: maker => ({
      参合年度: maker.yearText(),
      参保类型: maker.of(['居民', '职工'], ['新农合']),
      区划: maker.county(),
    }),
  },
  'health.serious-illness': {
    id: '身份证号',
    name: '姓名',
    optional: ['年度自付费用', '区划', '城乡类别'],
    fill: maker => ({
      病种: maker.pick(['尿毒症', '肺癌', '']),
      年度自付费用: maker.figure(5000),
      区划: maker.county(),
      城乡类别: maker.of(['乡村', ''], ['城镇']),
    }),
  },
  'hr.public-payroll': {
    id: '身份证号',
    name: '姓名',
    share: 0.15,
    optional: ['人员状态'],
    fill: maker => ({
      工作单位: '县第一小学',
      人员性质: maker.of(['公务员', '事业编', '机关退休', '事业退休', '参公'], ['护林员', '村医', '其他']),
      人员状态: maker.of(['在职', '退休'], ['离职', '借调']),
    }),
  },
  'hr.employment': {
    id: '社会保障号',
    name: '姓名',
    optional: [],
    fill: maker => ({
      参保状态: maker.of(['正常'], ['中断', '终止']),
      参保身份: maker.of(['单位职工'], ['灵活就业', '劳务派遣']),
      缴费月数: maker.figure(12),
    }),
  },
  'hr.pensions': {
    id: '身份证号',
    name: '姓名',
    optional: ['状态'],
    fill: maker => ({
      险种: maker.of(['企业养老', '机关养老'], ['城乡居民养老']),
      状态: maker.of(['发放'], ['停发']),
    }),
  },
  'education.enrolment': {
    id: '身份证号',
    name: '学生姓名',
    parent: ['家长身份证号', '家长姓名'],
    share: 0.5,
    optional: ['家长姓名', '家长身份证号'],
    fill: maker => ({
      学校: maker.pick(['中心小学', '']),
      学段: maker.of(['小学', '初中'], ['高中', '学前', '中职']),
      状态: maker.of(['辍学', '在读'], ['休学', '毕业']),
    }),
  },
  'education.university': {
    id: '身份证号',
    name: '姓名',
    parent: ['家长身份证号', ''],
    share: 0.5,
    optional: ['家长身份证号'],
    fill: maker => ({ 院校: '云南大学', 状态: maker.of(['在读'], ['毕业', '退学']) }),
  },
  'development.relocation': {
    id: '身份证号',
    name: '户主',
    share: 0.3,
    optional: [],
    fill: maker => ({ 入住日期: maker.dateOrNone() }),
  },
  'commerce.enterprises': {
    id: '证件号码',
    name: '人员姓名',
    share: 0.2,
    optional: ['统一社会信用代码', '实缴出资'],
    fill: maker => ({
      企业名称: maker.pick(['兴旺商贸', `致富${maker.below(9)}公司`, '']),
      统一社会信用代码: maker.pick([
        '91530129ma1',
        '91530129MA1',
        `9153${maker.below(60)}`,
        maker.pick(MISSING),
      ]),
      角色: maker.of(['法定代表人', '股东', '理事长'], ['社员', '监事']),
      企业类型: maker.of(['企业', '农民专业合作社'], ['个人独资']),
      实缴出资: maker.pick(['0', '0.00', '０', '10', '', '无', '未缴', '0.01']),
      登记状态: maker.of(['存续'], ['吊销', '注销', '在业']),
    }),
  },
  'commerce.self-employed': {
    id: '证件号码',
    name: '经营者',
    optional: ['字号', '资金数额'],
    fill: maker => ({
      字号: maker.pick(['老张小卖部', `便民店${maker.below(9)}`, '', '无']),
      资金数额: maker.figure(5),
      登记状态: maker.of(['存续'], ['吊销', '注销']),
    }),
  },
}

type Cells = readonly string[]

const csvOf = (rows: readonly Cells[]): string =>
  rows
    .map(cells =>
      cells.map(cell => (/[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(','),
    )
    .join('\r\n')

/** Writes an inbox of this seed into a folder that does not exist yet. */
export function makeInbox(folder: string, seed: number): void {
  const maker = new Maker(seed)
  const put = (path: string, content: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }

  // The register.
  const homes = 10 + maker.below(16)
  const members: { person: Person; house: string; number: string }[] = []
  const villages = COUNTIES.flatMap(county => [`${county}100201`, `${county}100202`])
  const codes = Array.from(
    { length: homes },
    (_, n) => `${maker.pick(['H', '53', 'h'])}${String(n).padStart(4, '0')}`,
  )
  const houseNumbers = Array.from({ length: homes + 40 }, (_, n) => `HH${n}`)
  const households: Cells[] = []
  const hamletNames = ['上村', '下村', '小 营', '大·寨', '新村']
  for (const [at, own] of codes.entries()) {
    const village = maker.pick(villages)
    households.push([
      '某县',
      maker.chance(0.1) ? full(village) : village,
      maker.chance(0.1) ? full(own) : own,
      maker.pick([...hamletNames, '小营', '大寨', '']),
      maker.pick([
        '一般贫困户',
        '低保户',
        '02',
        '4',
        '05',
        '五保户',
        '3',
        '06',
        '7',
        '08',
        '低保特困供养贫困户',
        '一般农户',
        '1',
        '一般脱贫户',
        '烈属',
        '',
        '低保贫困户',
      ]),
      maker.pick(['已脱贫', '1', '01', '未脱贫', '0', '返贫', '3', '稳定脱贫', '4', '', '待定']),
      maker.yearText(),
      maker.pick(['因病', '01', '4', '03,01', '因学', '因病致贫', '缺技术;缺水', '', '不详', '懒']),
      maker.date([-1, -2, -2]),
      maker.figure(3200),
      ...Array.from({ length: 2 }, () => maker.pick(['是', '否', '1', '00', '', '无', '不清'])),
      maker.pick(['是', '否', '', '0']),
      maker.pick(['C', 'd级', 'A', '', 'C级', '危房']),
      maker.pick(['是', '否', '']),
      maker.pick(['是', '否', '', '未定']),
      maker.pick(['是', '01', '否', '']),
      maker.pick(['是', '否', '', '1']),
    ])
    const size = maker.pick([0, 1, 2, 2, 3, 4, 5])
    for (let n = 0; n < size; n++)
      members.push({ person: maker.person(), house: own, number: houseNumbers[at] ?? '' })
  }
  const strangers = Array.from({ length: 30 }, () => maker.person())
  const crowd = Array.from({ length: 60 }, () => maker.person())
  const memberRows: Cells[] = members.map(({ person, house }, n) => [
    maker.chance(0.05) ? ` ${house.toLowerCase()}` : house,
    `P${n}`,
    maker.chance(0.06) ? maker.pick(MISSING) : maker.chance(0.1) ? maker.nameOf(person) : person.name,
    maker.pick(['男', '女', '1', '2', '', '不详']),
    maker.chance(0.06) ? maker.badId(person) : maker.idOf(person),
    maker.pick(['1970-01-01', '19700101', '', '1970/1/2', '七零年']),
    maker.pick(['健康', '01', '4', '03', '残疾,长期慢性病', '患有大病', '2', '', '体弱', '先天残疾']),
  ])
  const rowOf = (house: string, person: Person): Cells => [
    house,
    'P9',
    person.name,
    '男',
    person.key,
    '',
    '健康',
  ]
  // Members of two households, twice in one household, orphans.
  for (const { person, house } of maker.some(members, 3)) {
    memberRows.push(rowOf(maker.pick(codes), person))
    if (maker.chance(0.4)) memberRows.push(rowOf(house, person))
    if (maker.chance(0.4)) memberRows.push(rowOf('H9999', person))
  }
  for (const person of strangers.slice(0, maker.below(3)))
    memberRows.push(rowOf(maker.pick(['H9998', 'H9999']), person))
  if (maker.chance(0.3)) memberRows.push(rowOf('', maker.pick(strangers)))
  if (maker.chance(0.3))
    memberRows.push(rowOf('H9998', { key: maker.badId(maker.pick(strangers)), name: '错号' }))
  const duplicate = households[0]
  if (duplicate && maker.chance(0.3))
    households.push([...duplicate.slice(0, 4), '五保户', ...duplicate.slice(5)])
  const keep = (header: Cells, optional: readonly string[], rows: readonly Cells[]): string => {
    const dropped = new Set(optional.filter(() => maker.chance(0.12)))
    const chosen = header.map((name, at) => (dropped.has(name) ? -1 : at)).filter(at => at >= 0)
    return csvOf([header, ...rows].map(row => chosen.map(at => row[at] ?? '')))
  }
  put(
    'register/households.csv',
    keep(
      [
        '县',
        '村编码',
        '户编号',
        '自然村',
        '贫困户属性',
        '脱贫属性',
        '脱贫年度',
        '返贫原因',
        '首次识别时间',
        '人均纯收入',
        '饮水困难',
        '饮水安全',
        '危房户',
        '危房级别',
        '易地搬迁户',
        '是否入住',
        '拟退出',
        '返贫',
      ],
      ['自然村', '贫困户属性', '返贫原因', '饮水困难', '危房级别', '是否入住', '返贫'],
      households,
    ),
  )
  put(
    'register/members.csv',
    keep(
      ['户编号', '人编号', '姓名', '性别', '证件号码', '出生日期', '健康状况'],
      ['性别', '出生日期', '健康状况'],
      memberRows,
    ),
  )
  const kinds = ['易地搬迁', '危房改造', '低保', '五保', '教育资助', '产业扶持', '光伏']
  if (maker.chance(0.92))
    put(
      'register/measures.csv',
      keep(
        ['户编号', '措施类别', '年度'],
        ['年度'],
        codes.flatMap(own =>
          Array.from({ length: maker.below(4) }, () => [
            maker.chance(0.05) ? 'H7777' : own,
            maker.pick(kinds),
            maker.yearText(),
          ]),
        ),
      ),
    )
  if (maker.chance(0.8))
    put(
      'register/hamlets.csv',
      csvOf([
        ['编码', '自然村名称', '总户数', '总人口'],
        ...villages.flatMap(village =>
          maker
            .some(hamletNames, 3 + maker.below(3))
            .map((name, n) => [
              `${village}00${n}`,
              name,
              maker.pick(['20', '40', '12', '0', '', '十户', '5']),
              '88',
            ]),
        ),
      ]),
    )
  if (maker.chance(0.8))
    put(
      'register/removed.csv',
      csvOf([
        ['户编号', '户主姓名', '证件号码', '剔除时间', '区划'],
        ...maker
          .some([...strangers, ...members.slice(0, 3).map(({ person }) => person)], 12)
          .map((person, n) => [
            maker.pick([`R${n}`, '']),
            person.name,
            maker.chance(0.06) ? maker.badId(person) : maker.idOf(person),
            maker.date(),
            maker.county(),
          ]),
        ...(maker.chance(0.4) ? [['R', '某', maker.pick(MISSING), '2016-01-01', '530129']] : []),
      ]),
    )

  // The deliveries.
  const registered = members.map(({ person }) => person)
  const numberOf = new Map(members.map(({ person, number }) => [person.key, number]))
  const houseOf = (person: Person): string => {
    const own = numberOf.get(person.key)
    return own !== undefined && maker.chance(0.85) ? own : maker.pick(houseNumbers)
  }
  const deliveries: object[] = []
  for (const [feed, form] of Object.entries(FORMS)) {
    if (maker.chance(0.12)) continue
    const parts = maker.pick([1, 1, 2, 2, 3])
    for (let part = 0; part < parts; part++) {
      const files: string[] = []
      let count = 0
      for (let n = maker.pick([1, 1, 2]); n > 0; n--) {
        const path = `feeds/${feed}/${part}-${n}.csv`
        files.push(path)
        const { content, rows } = fileOf(maker, feed as OracleFeed, form, {
          registered,
          strangers,
          crowd,
          houseOf,
        })
        count += rows
        put(path, content)
      }
      const day = maker.pick([
        maker.asOf,
        maker.asOf,
        maker.around(0, -10),
        maker.around(0, -3),
        ...(maker.chance(0.1) ? [maker.around(0, 1)] : []),
      ])
      deliveries.push({
        feed,
        files,
        ...(maker.chance(0.8) ? { asOf: day } : {}),
        ...(maker.chance(0.05)
          ? {}
          : {
              counties: maker.chance(0.3)
                ? 'all'
                : maker.some(COUNTIES, maker.chance(0.05) ? 0 : 1 + maker.below(3)),
            }),
        ...(maker.chance(0.5) ? { rows: maker.chance(0.9) ? count : count + 1 } : {}),
      })
    }
  }
  put(
    'manifest.json',
    JSON.stringify(
      {
        asOf: maker.asOf,
        ...(maker.chance(0.8) ? { register: { asOf: maker.asOf } } : {}),
        deliveries: maker.shuffle(deliveries),
      },
      null,
      1,
    ),
  )
}

interface People {
  readonly registered: readonly Person[]
  readonly strangers: readonly Person[]
  readonly crowd: readonly Person[]
  readonly houseOf: (person: Person) => string
}

/** One file of a feed: rows about members, strangers and, to keep the share of rejects small, a crowd. */
function fileOf(
  maker: Maker,
  feed: OracleFeed,
  form: Form,
  { registered, strangers, crowd, houseOf }: People,
): { readonly content: string; readonly rows: number } {
  const dropped = new Set(form.optional.filter(() => maker.chance(0.15)))
  const share = form.share ?? 0.25
  const rows: Record<string, string>[] = []
  const add = (person: Person, id: string, name: string) => {
    const row: Record<string, string> = {
      [form.id]: id,
      [form.name]: name,
      ...form.fill(maker, houseOf(person)),
    }
    if (form.parent) {
      const [parentId, parentName] = form.parent
      const parent = maker.pick([...registered, ...strangers.slice(0, 5)])
      const both = `${parent.key}、${maker.pick(strangers).key}`
      row[parentId] = maker.pick([
        maker.chance(0.2) ? both : '',
        maker.idOf(parent),
        maker.idOf(parent),
        maker.idOf(parent),
        '',
        maker.chance(0.1) ? maker.badId(parent) : '',
      ])
      if (parentName !== '') row[parentName] = maker.nameOf(parent)
    }
    for (let n = 1; n <= (form.wide ?? 0); n++) {
      const other = maker.pick([...registered, ...strangers])
      row[`成员${n}身份证号`] = maker.chance(0.5)
        ? ''
        : maker.chance(0.05)
          ? maker.badId(other)
          : maker.idOf(other)
      row[`成员${n}姓名`] = maker.nameOf(other)
    }
    rows.push(row)
    if (maker.chance(0.05)) rows.push({ ...row })
  }
  for (const person of [...registered, ...strangers]) {
    if (!maker.chance(share)) continue
    const times = maker.pick([1, 1, 1, 2])
    for (let n = 0; n < times; n++) {
      if (maker.chance(0.9)) add(person, maker.idOf(person), maker.nameOf(person))
      else {
        const other = maker.pick([...registered, ...strangers])
        const between = maker.pick(['、', ',', '，', ';', '；', '/', ' ', '、 '])
        const second = maker.chance(0.15) ? maker.badId(other) : other.key
        const third = maker.chance(0.2) ? `${between}${maker.pick(crowd).key}` : ''
        const names = maker.pick([
          `${person.name}、${maker.nameOf(other)}`,
          `${maker.nameOf(person)}/${other.name}`,
          person.name,
          `${person.name} ${other.name}`,
          '',
        ])
        add(person, `${person.key}${between}${second}${third}`, names)
      }
    }
  }
  if (maker.chance(0.5)) {
    const bad = 1 + maker.below(2)
    for (let n = 0; n < bad; n++) {
      const person = maker.pick(registered.length > 0 ? registered : strangers)
      add(person, maker.chance(0.1) ? '' : maker.badId(person), person.name)
    }
    // Mostly enough others that the delivery is not held for its rejects.
    if (maker.chance(0.93))
      for (const person of maker.shuffle([...crowd])) add(person, person.key, person.name)
  }
  const header = [...new Set(rows.flatMap(row => Object.keys(row)))].filter(name => !dropped.has(name))
  if (header.length === 0) header.push(form.id, form.name, ...Object.keys(form.fill(maker, '')))
  const columns = maker.chance(0.4) ? maker.shuffle(header) : header
  const titles = columns.map(name => titleOf(maker, feed, name))
  const body: Cells[] = maker.shuffle(rows).map(row => columns.map(name => row[name] ?? ''))
  const extra: Cells[] = []
  let counted = body.length
  const insert = (cells: Cells) => body.splice(maker.below(body.length + 1), 0, cells)
  if (maker.chance(0.2)) insert(columns.map(() => ''))
  if (maker.chance(0.2)) insert(titles)
  if (maker.chance(0.2)) insert(columns.map((name, at) => (at === 0 && name !== form.id ? '合计' : '')))
  if (maker.chance(0.2)) insert(['注：以上数据仅供比对', ...columns.slice(1).map(() => '')])
  if (maker.chance(0.2)) body.push([...(body.at(-1) ?? []), ''])
  if (body.length > counted && body.at(-1)?.length === columns.length + 1)
    counted += isCounted(body.at(-1), titles) ? 1 : 0
  for (let n = maker.pick([0, 0, 0, 1, 2]); n > 0; n--) extra.push(['某某局数据交换表'])
  if (maker.chance(0.1)) extra.push([''])
  return {
    content: `${maker.chance(0.3) ? '\uFEFF' : ''}${csvOf([...extra, titles, ...body])}`,
    rows: counted,
  }
}

const UNITS: Readonly<Record<string, string>> = {
  购置价: '（元）',
  承包地: '(亩)',
  实缴出资: '（万元）',
  共有份额: '(%)',
  年度自付费用: '( 元 )',
  资金数额: '(万元)',
}

/** A header as a department writes it: canonical, an alias, with its unit, with white space. */
function titleOf(maker: Maker, feed: OracleFeed, name: string): string {
  const aliases = Object.entries(aliasesOf(feed)).filter(([, canonical]) => canonical === name)
  if (aliases.length > 0 && maker.chance(0.3)) return maker.pick(aliases)[0]
  if (maker.chance(0.3)) return name + (UNITS[name] ?? '')
  return maker.chance(0.1) ? `${name.slice(0, 1)} ${name.slice(1)}　` : name
}

/** Whether a copied last row is data: the copy of a blank, repeated or noted one is not. */
const isCounted = (cells: Cells | undefined, titles: Cells): boolean => {
  const filled = (cells ?? []).filter(cell => cell.trim() !== '')
  return filled.length > 1 && filled.join() !== titles.join() && !filled[0]?.startsWith('注')
}
