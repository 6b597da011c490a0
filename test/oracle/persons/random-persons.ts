/**
 * Random hostile registers for the rules about persons: few cells are right, most lie on a bound, are missing in some spelling, cannot
 * be read, or are no value of their set. Invented numbers only.
 */
import { checkCharacter } from '../../../connectors/id-number.ts'
import type { Cells, RawRegister, RawTable } from './persons.ts'

class Dice {
  #state: number
  constructor(seed: number) {
    this.#state = (seed * 2654435761) >>> 0
  }
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  below = (bound: number): number => Math.floor(this.next() * bound)
  chance = (share: number): boolean => this.next() < share
  of<T>(values: readonly T[]): T {
    const value = values[this.below(values.length)]
    if (value === undefined) throw new Error('nothing to choose from')
    return value
  }
}

const MISSING = [
  ...['', '', '', '/', '\\', '—', '–', '-', '－', '无', '空', '不详', '未知', 'NULL', 'null'],
  ...[' 无 ', '\u3000', 'ＮＵＬＬ', '／', '未 知', '\u200b'],
]
const DAYS = 86_400_000
const shift = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAYS).toISOString().slice(0, 10)

/** A day that many years before; 29 February stays where the year has one. */
function yearsBefore(day: string, years: number): string {
  const year = Number(day.slice(0, 4)) - years
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  return day.endsWith('02-29') && !leap ? `${year}-03-01` : `${year}${day.slice(4)}`
}

/** Codes 1 to n, with and without their zero, and in full width. */
const codesTo = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, at) => String(at + 1)).flatMap(code =>
    code.length === 1 ? [code, `0${code}`] : [code],
  )

const YES = ['是', '否', '是', '否', '1', '0', '01', '00', ' 是', '2', '有', '是否']
const RELATIONS = [
  ...['之子', '之女', '之父', '之母', '之孙子', '之外孙女', '之祖父', '之外祖母', '之岳父', '之婆婆'],
  ...['之儿媳', '之女婿', '之兄弟姐妹', '之曾孙子', '之曾孙女', '之侄儿', '之侄女', '之兄弟媳妇', '之叔伯'],
  ...['其他', '21', '99', '22', '亲戚', '０３', '之 子', ...codesTo(20)],
]
const YEARS_OF_SCHOOL = ['普通高中', '中职', '高职', '高职高专', '技师学院', '本科'].flatMap(school =>
  ['一年级', '二年级', '三年级'].map(year => school + year),
)
const SCHOOLS = [
  ...['非在校生', '非在校生', '学龄前儿童', '学前教育', '小学', '七年级', '九年级', '高一', '高三', '中职一'],
  ...['高职三', '大专及以上', '硕士研究生及以上', '普通高中一年级', '中职二年级', '高职高专三年级'],
  ...[
    '技师学院一年级',
    '技师学院四年级',
    '本科一年级',
    '本科五年级',
    '在读',
    '17',
    '00',
    '１',
    ...YEARS_OF_SCHOOL,
    ...codesTo(16),
  ],
]
const LABOURS = [
  ...['普通劳动力', '技能劳动力', '丧失劳动力', '无劳动力', '无劳动力', '弱劳动力或半劳动力', '无 劳动力'],
  ...['劳动力', '5', '０４', ...codesTo(4)],
]
const HEALTH = [
  ...[
    '健康',
    '健康',
    '长期慢性病',
    '患有大病',
    '残疾',
    '残疾,长期慢性病',
    '长期慢性病、残疾',
    '健康;长期慢性病',
  ],
  ...[
    '健康,残疾',
    '1,2',
    '01、04',
    '健康/',
    '/健康',
    '健康,健康',
    '健康，一般',
    '一般',
    '精神残疾',
    '健康|患有大病',
    '健康｜残疾',
    '患大病',
    '健康、',
    '、',
    '慢性病',
    '大病',
    '健康 残疾',
  ],
  ...['不健康', '肢体残疾,健康', '５', ...codesTo(4)],
]
const POLITICS = [
  '群众',
  '群众',
  '中共党员',
  '中共预备党员',
  '共青团员',
  '无党派',
  '无党派民主人士',
  '14',
  '农民',
  ...codesTo(13),
]
const EDUCATIONS = [
  ...['文盲或半文盲', '小学', '初中', '高中', '大专及以上', '学龄前儿童', '大专', '本科及以上', '7', '硕士'],
  ...['小 学', ...codesTo(6)],
]
const MONTHS = [
  ...['0', '0', '3', '6', '12', '12.5', '13', '１２', '00', '0.0', '-1', '0.5', '1,200', '三', '6个月', '+3'],
  ...['12.0', '　8　', '1e1'],
]
const NAMES = [
  ...[
    '张三',
    '李四',
    '王小二',
    '张',
    '张　三',
    ' 张三 ',
    '阿依·古丽',
    '买买提·1',
    '张3',
    '张Ａ',
    'Li',
    '张?',
    '张�',
  ],
  ...[
    '一二三四五六七八九十一二三四五',
    '一二三四五六七八九十一二三四五六',
    '𬭎𡐓',
    '𬭎',
    '张三（曾用名张四）',
    '李é',
  ],
  ...[
    '·',
    '张·',
    '张？',
    '３三',
    '\u200b张三',
    '张\u200b',
    '张Ⅱ',
    '张三\u00a0',
    '阿•',
    '—张',
    '张三。',
    '张\t三',
    '张②',
  ],
]
const PHONES = ['13812345678', '13812345678', '13887654321', '15900000001', '19912345678', '１3887654321']
const BAD_PHONES = [
  '12812345678',
  '1381234567',
  '138123456789',
  '0871-6512345',
  "'13887654321",
  '138 8765 4321',
  '0',
  '+8613812345678',
]
const DROPOUTS = ['厌学', '因病', '因残', '因病、厌学', '其他', '因残,其他']
const POSTS = ['护林员', '保洁', '生态护林员', '否', '是', '0']
const ID_KINDS = [
  '居民身份证',
  '残疾人证',
  '军官证',
  '1',
  '01',
  '9',
  '09',
  '2',
  '居民 身份证',
  '户口本',
  '残疾人证',
]

export function randomRegister(seed: number, households?: number): RawRegister {
  const dice = new Dice(seed)
  const asOf = dice.of(['2017-11-20', '2017-11-20', '2020-02-29', '2018-03-01', '2017-12-31'])
  const cutoff = dice.chance(0.8) ? asOf : shift(asOf, dice.of([-1, -40, 1, 30]))
  const cell = (values: readonly string[], missing = 0.15): string =>
    dice.of(dice.chance(missing) ? MISSING : values)

  /** Around a day that decides something. */
  const near = (day: string): string => shift(day, dice.of([-1, 0, 0, 1, -30, 200, 90]))
  const BOUNDS = [
    0, 3, 5, 6, 7, 12, 14, 15, 16, 17, 18, 20, 21, 22, 23, 30, 31, 40, 59, 60, 65, 66, 70, 100, 101,
  ]
  const birthday = (): string => {
    if (dice.chance(0.05))
      return dice.of(['2000-02-29', '2004-02-29', '1952-02-29', '1996-02-29', '1900-01-01'])
    return near(yearsBefore(asOf, dice.of(BOUNDS)))
  }
  /** Of a relative: near what may be between the two. */
  const GAPS = [0, 13, 14, 15, 25, 26, 29, 30, 54, 55, 56, 79, 80, 81, -14, -15, -25, -26, -30, -55, -56]
  const relative = (of: string): string => {
    const year = Number(of.slice(0, 4))
    const fitting = GAPS.filter(gap => year - gap >= 1900 && year - gap <= Number(asOf.slice(0, 4)))
    return near(yearsBefore(of, dice.of(fitting)))
  }

  const keyOf = (birth: string, sex: string): string => {
    const parity = sex === '男' ? 1 : 0
    const area = dice.of(['530129', '530129', '530128', '532231', '110101', '999999', '539999'])
    const sequence = String(dice.below(99)).padStart(2, '0') + String(2 * dice.below(5) + parity)
    const digits =
      area + birth.replaceAll('-', '') + (dice.chance(0.05) ? `99${sequence.slice(2)}` : sequence)
    return digits + checkCharacter(digits)
  }
  const wrongCheck = (key: string): string =>
    key.slice(0, 17) + (key.endsWith('X') ? '1' : key.endsWith('1') ? 'X' : '1')
  const certificate = (key: string): string =>
    key +
    dice.of(['41', '42', '43', '44', '11', '61']) +
    (dice.chance(0.3) ? dice.of(['B1', 'b2', 'B9']) : '')
  const dressed = (id: string): string => {
    const at = 6 + dice.below(8)
    const wide = [...id].map(one => (/\d/.test(one) ? String.fromCharCode(one.charCodeAt(0) + 0xfee0) : one))
    return dice.of([
      ...[id.toLowerCase(), `'${id}`, `="${id}"`, `"${id}"`, ` ${id}\u3000`, wide.join('')],
      ...[`${id.slice(0, at)} ${id.slice(at)}`, `${id.slice(0, at)}\u200b${id.slice(at)}`],
    ])
  }
  const spoilt = (key: string): string => {
    const dated = (date: string): string => {
      const digits = key.slice(0, 6) + date + key.slice(14, 17)
      return digits + checkCharacter(digits)
    }
    return dice.of([
      ...[
        wrongCheck(key),
        certificate(wrongCheck(key)),
        `${key.slice(0, 15)}000`,
        key.slice(0, 17),
        `${key}1`,
      ],
      ...[dated('19700230'), dated('18991231'), dated(shift(asOf, 1).replaceAll('-', '')), dated('20991301')],
      ...[
        dated(cutoff.replaceAll('-', '')),
        dated(asOf.replaceAll('-', '')),
        `${key}123`,
        `${key}41C1`,
        `${key}4`,
      ],
      ...[
        `${key.slice(0, 6)}********${key.slice(14)}`,
        `${key.slice(0, 14)}****`,
        '5.30128E+17',
        '无',
        '/',
        '',
      ],
      ...[
        '暂无',
        `${key.slice(0, 17)}Y`,
        `${key.slice(0, 16)}XX`,
        `O${key.slice(1)}`,
        '123456',
        '999999',
        '99999',
      ],
      ...[
        `${key.slice(0, 6)}${key.slice(8, 16)}`,
        '护照E12345678901234',
        `𬭎${key.slice(1)}`,
        `${key.slice(0, 6)}-${key.slice(6, 14)}-${key.slice(14)}`,
        `②${key.slice(1)}`,
        `${key.slice(0, 6)}********${key.slice(14)}41`,
      ],
    ])
  }
  /** The same number in another form. */
  const again = (id: string): string =>
    dice.of([id, dressed(id), `${id.slice(0, 18)}44`, id.slice(0, 18), `${id.slice(0, 6)}${id.slice(8, 17)}`])
  const idCell = (birth: string, sex: string, others: readonly string[]): string => {
    const key = keyOf(birth, sex)
    const form = dice.next()
    if (form < 0.45) return key
    if (form < 0.6) return certificate(key)
    if (form < 0.66 && birth < '2000') return key.slice(0, 6) + key.slice(8, 17)
    if (form < 0.72) return dressed(dice.chance(0.3) ? certificate(key) : key)
    if (form < 0.76 && others.length > 0) return again(dice.of(others))
    if (form < 0.79)
      return key + dice.of(['、', ';', '/', ' ', '，']) + dice.of([spoilt(key), keyOf('1980-05-05', '女')])
    if (form < 0.8) return `、${key}`
    return spoilt(key)
  }
  const dateCell = (birth: string): string => {
    const [year = '', month = '', day = ''] = birth.split('-')
    const plain = [Number(month), Number(day)]
    const serial = String(Math.round(Date.parse(`${birth}T00:00:00Z`) / DAYS) + 25569)
    return dice.of([
      ...[
        birth,
        birth,
        birth,
        birth.replaceAll('-', ''),
        `${year}/${plain[0]}/${plain[1]}`,
        `${year}.${month}.${day}`,
      ],
      ...[`${year}年${plain[0]}月${plain[1]}日`, `${birth} 00:00:00`, `${birth} 0:00`, `${year}-${month}`],
      ...[`${year}${month}`, `${year}年${month}月`, year, `${year}-02-30`, '三月', `${year}-13-01`],
      ...(serial.length === 5 && Number(serial) >= 10_000 ? [serial] : ['9999']),
    ])
  }

  const members: Cells[] = []
  const records: Cells[] = []
  const count = households ?? 3 + dice.below(6)
  for (let at = 0; at < count; at++) {
    const code = `5301290${String(at).padStart(3, '0')}`
    const orphan = dice.chance(0.12)
    const record = (): Cells => ({
      县: '寻甸县',
      村编码: dice.of([
        '530129101201',
        '530129101201',
        '530128101201',
        '110101001001',
        '53012910120',
        '大村',
      ]),
      户编号: dice.chance(0.1) ? ` '${code}` : code,
      脱贫属性: cell([
        '未脱贫',
        '已脱贫',
        '已脱贫',
        '1',
        '01',
        '0',
        '3',
        '返贫',
        '4',
        '稳定脱贫',
        '脱贫',
        '已脱贫(享受政策)',
      ]),
      脱贫年度: cell([
        asOf.slice(0, 4),
        `${asOf.slice(0, 4)}年`,
        `${asOf.slice(0, 4)}11`,
        '2016',
        '去年',
        asOf,
      ]),
      拟退出: cell(['否', '否', '否', '是', '1', '0', '拟']),
      生产经营性收入: cell(['0', '100', '100.5', '99', '1,000', '五百', '１００', '-5', '3000']),
    })
    if (!orphan) records.push(record())
    if (!orphan && dice.chance(0.06)) records.push(record())
    const size = dice.chance(0.05) ? 0 : 1 + dice.below(5)
    let headBirth = ''
    const ids: string[] = []
    for (let nth = 0; nth < size; nth++) {
      const birth = headBirth === '' || dice.chance(0.3) ? birthday() : relative(headBirth)
      if (headBirth === '') headBirth = birth
      const sex = dice.of(['男', '女'])
      const id = idCell(birth, sex, ids)
      ids.push(id)
      const relation =
        nth === 0 && dice.chance(0.85)
          ? dice.of(['本人或户主', '01', '1', '户主'])
          : dice.chance(0.2)
            ? dice.of(['配偶', '02', '2'])
            : cell(RELATIONS, 0.06)
      const shown = dice.chance(0.85) ? sex : sex === '男' ? '女' : '男'
      const tidy = dice.chance(0.3)
      const missing = tidy ? 0 : 0.15
      members.push({
        户编号: dice.chance(0.04) ? dice.of([` ${code}`, `'${code}`, ...MISSING]) : code,
        人编号: dice.chance(0.03)
          ? dice.of(MISSING)
          : `${code}${String(dice.chance(0.03) ? 0 : nth).padStart(2, '0')}`,
        姓名: dice.chance(0.4) ? '张三' : cell(NAMES, 0.05),
        性别: dice.chance(0.75)
          ? dice.of([shown, shown === '男' ? '1' : '02'])
          : cell(['0', '9', '男 ', 'M', '3', '０1']),
        证件类型: cell(ID_KINDS),
        证件号码: id,
        出生日期: dice.chance(0.1)
          ? cell([shift(asOf, 1), asOf, '2099-01-01'])
          : dice.chance(0.1)
            ? dateCell(near(birth))
            : cell([dateCell(birth)]),
        与户主关系: relation,
        民族: cell(['汉族', '彝族', '07', '苗']),
        文化程度: cell(EDUCATIONS),
        在校生状况: cell(SCHOOLS, missing),
        失学或辍学原因: cell(DROPOUTS, 0.4),
        劳动技能: cell(LABOURS, missing),
        健康状况: cell(HEALTH, missing),
        务工时间: cell(MONTHS),
        务工所在地: cell(['昆明', '广东省深圳市', '0'], 0.4),
        务工企业名称: cell(['某厂'], 0.4),
        公益性岗位类型: cell(POSTS, 0.6),
        是否享受低保: cell(YES),
        是否特困供养人员: cell(YES),
        居民医保: cell(YES, 0.3),
        职工医保: cell(YES, 0.3),
        大病保险: cell(YES),
        是否接受大病医疗救助: cell(YES),
        现役军人: cell(YES),
        政治面貌: cell(POLITICS),
        成员联系电话: dice.chance(0.3)
          ? cell(PHONES)
          : cell([...BAD_PHONES, `139${String(dice.below(1e8)).padStart(8, '0')}`]),
      })
    }
  }
  const without = (rows: readonly Cells[], all: readonly string[], required: readonly string[]): RawTable => {
    const gone = dice.chance(0.4) ? dice.of([0.05, 0.2]) : 0
    return { columns: new Set(all.filter(one => required.includes(one) || !dice.chance(gone))), rows }
  }
  return {
    asOf,
    cutoff,
    households: without(records, HOUSEHOLD_COLUMNS, ['县', '村编码', '户编号', '脱贫属性']),
    members: without(members, MEMBER_COLUMNS, ['户编号', '人编号', '姓名', '证件号码']),
  }
}

const HOUSEHOLD_COLUMNS = ['县', '村编码', '户编号', '脱贫属性', '脱贫年度', '拟退出', '生产经营性收入']
export const MEMBER_COLUMNS = [
  ...[
    '户编号',
    '人编号',
    '姓名',
    '性别',
    '证件类型',
    '证件号码',
    '出生日期',
    '与户主关系',
    '民族',
    '文化程度',
  ],
  ...['在校生状况', '失学或辍学原因', '劳动技能', '健康状况', '务工时间', '务工所在地', '务工企业名称'],
  ...['公益性岗位类型', '是否享受低保', '是否特困供养人员', '居民医保', '职工医保', '大病保险'],
  ...['是否接受大病医疗救助', '现役军人', '政治面貌', '成员联系电话'],
]

/** How exports call a column, where they may call it otherwise. */
const OTHER_HEADERS: Readonly<Record<string, readonly string[]>> = {
  人编号: ['人口编号'],
  务工时间: ['务工时间（月）', '务工时间(月)'],
  大病保险: ['是否参加大病保险'],
  居民医保: ['是否参加城乡居民基本医疗保险'],
  职工医保: ['是否参加城镇职工基本医疗保险'],
  成员联系电话: ['人联系电话'],
}

const quoted = (cell: string): string => (/[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

/** A table as a file of UTF-8 CSV; the seed chooses how columns are called. */
export function csvOf({ columns, rows }: RawTable, seed: number): string {
  const dice = new Dice(seed + 77)
  const headers = [...columns].map(one => dice.of([one, ...(OTHER_HEADERS[one] ?? [])]))
  const lines = rows.map(row => [...columns].map(one => quoted(row[one] ?? '')).join(','))
  return `${[headers.join(','), ...lines].join('\r\n')}\r\n`
}
