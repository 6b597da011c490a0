/**
 * The oracle of the rules about persons, P01–P57: the catalogue of the domain page (§2.2, §3.1) and the contract's readings once
 * more, slow and naive, over cells as they were delivered. It shares no code with the program, numbers included, so that
 * a mistake has to be made twice before it stays unseen. Where the pages are open it follows the published reading.
 */

export type Cells = Readonly<Record<string, string>>

/** Rows by canonical header, and which of these the file has. */
export interface RawTable {
  readonly columns: ReadonlySet<string>
  readonly rows: readonly Cells[]
}

export interface RawRegister {
  /** The day of the comparison, and that of the register, after which nobody in it is born. */
  readonly asOf: string
  readonly cutoff: string
  readonly households: RawTable
  readonly members: RawTable
}

export type Class = 'error' | 'suspected'

/** What is said of a register: leads by `rule|household|id_number|subject`; how often nothing follows; P57's count. */
export interface Told {
  readonly leads: ReadonlyMap<string, Class>
  readonly open: ReadonlyMap<string, number>
  readonly counted: number
}

// ---------------------------------------------------------------- folding and reading

const fold = (cell: string): string => cell.normalize('NFKC').replace(/[\s\p{Z}\p{Cf}]/gu, '')
/** What spreadsheets wrap around a value is taken off, however often. */
function bare(cell: string): string {
  const folded = fold(cell)
  const inner = /^="(.*)"$|^"(.*)"$|^'(.*)'$|^'(.*)$/.exec(folded)
  return inner ? bare(inner[1] ?? inner[2] ?? inner[3] ?? inner[4] ?? '') : folded
}
const foldCode = (cell: string): string => bare(cell).toUpperCase()
const MISSING = ['', '/', '\\', '—', '–', '-', '－', '无', '空', '不详', '未知', 'NULL']
const isMissing = (cell: string): boolean => MISSING.includes(foldCode(cell))
/** What a code or a text holds; '' where it is missing. */
const codeIn = (cell: string): string => (isMissing(cell) ? '' : foldCode(cell))

const isDay = (year: number, month: number, day: number): boolean => {
  const date = new Date(Date.UTC(year, month - 1, day))
  date.setUTCFullYear(year, month - 1, day)
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}
const iso = (year: number, month: number, day: number): string =>
  `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`

/** undefined: missing, or not to be read. */
function dateIn(cell: string): string | undefined {
  const folded = bare(cell.trim().replace(/\s+\d{1,2}:\d{2}(:\d{2})?$/, ''))
  if (/^\d{5}$/.test(folded)) {
    const serial = Number(folded)
    if (serial < 10000 || serial > 73050) return undefined
    return new Date(Date.UTC(1899, 11, 30) + serial * 86400000).toISOString().slice(0, 10)
  }
  const found =
    /^(\d{4})-(\d{1,2})(?:-(\d{1,2}))?$/.exec(folded) ??
    /^(\d{4})\/(\d{1,2})(?:\/(\d{1,2}))?$/.exec(folded) ??
    /^(\d{4})\.(\d{1,2})(?:\.(\d{1,2}))?$/.exec(folded) ??
    /^(\d{4})年(\d{1,2})月(?:(\d{1,2})日)?$/.exec(folded) ??
    /^(\d{4})(\d{2})(\d{2})?$/.exec(folded)
  if (!found) return undefined
  const [year, month, day] = [Number(found[1]), Number(found[2]), Number(found[3] ?? 1)]
  return isDay(year, month, day) ? iso(year, month, day) : undefined
}

const yearIn = (cell: string): number | undefined => {
  const alone = /^(\d{4})年?$/.exec(bare(cell))
  return Number(alone?.[1] ?? dateIn(cell)?.slice(0, 4)) || undefined
}

const numberIn = (cell: string): number | undefined => {
  const folded = bare(cell)
  return /^[+-]?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?$/.test(folded) ? Number(folded.replaceAll(',', '')) : undefined
}

/** A set of labels: the n-th has code n; later labels follow, each with the label that it means. */
interface CodeSet {
  readonly codes: Readonly<Record<string, string>>
  readonly labels: Readonly<Record<string, string>>
}

function codeSet(
  labels: readonly string[],
  later: Readonly<Record<string, string>> = {},
  codes: Readonly<Record<string, string>> = {},
): CodeSet {
  const numbered = labels.map((label, at): readonly [string, string] => [String(at + 1), label])
  return {
    codes: { ...Object.fromEntries(numbered), ...codes },
    labels: { ...Object.fromEntries(labels.map(label => [label, label])), ...later },
  }
}

/** The label that a cell means; undefined where it means none. */
const meant = ({ codes, labels }: CodeSet, folded: string): string | undefined =>
  codes[/^0\d$/.test(folded) ? folded.slice(1) : folded] ??
  Object.entries(labels).find(([spelling]) => foldCode(spelling) === folded)?.[1]

const same = (...labels: readonly string[]) => Object.fromEntries(labels.map(label => [label, label]))
const grades = (prefix: string, count: number, means: string) =>
  Object.fromEntries(
    [...'一二三四五'].slice(0, count).flatMap(at => [
      [`${prefix}${at}年级`, means],
      [`${prefix}${at}`, means],
    ]),
  )

const SEX = codeSet(['男', '女'])
const YES = codeSet([], same('是', '否'), { '1': '是', '0': '否', '00': '否' })
const HEAD = '本人或户主'
const RELATION = codeSet(
  [
    ...[HEAD, '配偶', '之子', '之女', '之儿媳', '之女婿', '之孙子', '之孙女', '之外孙子', '之外孙女'],
    ...['之父', '之母', '之岳父', '之岳母', '之公公', '之婆婆', '之祖父', '之祖母', '之外祖父', '之外祖母'],
  ],
  {
    户主: HEAD,
    本人: HEAD,
    ...same('其他', '之兄弟姐妹', '之曾孙子', '之曾孙女', '之侄儿', '之侄女', '之兄弟媳妇', '之叔伯'),
  },
  { '21': '其他', '99': '其他' },
)
const EDUCATION = codeSet(['文盲或半文盲', '小学', '初中', '高中', '大专及以上', '学龄前儿童'], {
  大专: '大专及以上',
  本科及以上: '大专及以上',
})
/** By stage: that is all that the rules ask. */
const SCHOOL = codeSet(
  [],
  {
    ...same('非在校生', '学龄前儿童', '学前教育', '小学'),
    ...Object.fromEntries(['七年级', '八年级', '九年级'].map(grade => [grade, '初中'])),
    ...Object.fromEntries(['高一', '高二', '高三'].map(grade => [grade, '高中'])),
    ...grades('普通高中', 3, '高中'),
    ...grades('中职', 3, '高中'),
    ...grades('高职', 3, '大专'),
    ...grades('高职高专', 3, '大专'),
    ...grades('技师学院', 4, '大专'),
    ...grades('本科', 5, '大专'),
    大专及以上: '大专',
    硕士研究生及以上: '硕士',
  },
  Object.fromEntries(
    [
      ...['非在校生', '学前教育', '小学', '初中', '初中', '初中', '高中', '高中', '高中'],
      ...['高中', '高中', '高中', '大专', '大专', '大专', '大专'],
    ].map((stage, at) => [String(at + 1), stage]),
  ),
)
const LABOUR = codeSet(['普通劳动力', '技能劳动力', '丧失劳动力', '无劳动力'], same('弱劳动力或半劳动力'))
const HEALTH = codeSet(['健康', '长期慢性病', '患有大病', '残疾'], { 慢性病: '长期慢性病', 大病: '患有大病' })
const ID_KIND = codeSet(
  [],
  { ...same('居民身份证', '残疾人证', '军官证'), 残疾证: '残疾人证', 身份证: '居民身份证' },
  {
    '1': '居民身份证',
    '9': '残疾人证',
  },
)
const POLITICS = codeSet(
  [],
  same('中共党员', '中共预备党员', '共青团员', '群众', '无党派', '无党派民主人士', '无党派人士'),
  Object.fromEntries(Array.from({ length: 13 }, (_, at) => [String(at + 1), `政治面貌${at + 1}`])),
)
const EXIT_STATE = codeSet(['已脱贫'], { '已脱贫(享受政策)': '已脱贫' })

// ---------------------------------------------------------------- the ID number

const checkOf = (seventeen: string): string => {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  return '10X98765432'.charAt(
    weights.reduce((sum, weight, at) => sum + weight * Number(seventeen[at]), 0) % 11,
  )
}

/** Characters 7 to 14 as a date of the calendar. */
const birthIn = (number: string): string | undefined => {
  const found = /^(\d{4})(\d{2})(\d{2})$/.exec([...number].slice(6, 14).join(''))
  if (!found) return undefined
  const [year, month, day] = [Number(found[1]), Number(found[2]), Number(found[3])]
  return isDay(year, month, day) ? iso(year, month, day) : undefined
}

/** The cell is one number, whole: a member is one person, who has no joint owners. */
function keyOf(cell: string, cutoff: string): string | undefined {
  const folded = foldCode(cell)
  const key = /^\d{15}$/.test(folded)
    ? `${folded.slice(0, 6)}19${folded.slice(6)}${checkOf(`${folded.slice(0, 6)}19${folded.slice(6)}`)}`
    : /^\d{17}[\dX](\d\d(B\d)?)?$/.test(folded)
      ? folded.slice(0, 18)
      : ''
  if (key === '' || checkOf(key) !== key.charAt(17)) return undefined
  const birth = birthIn(key)
  return birth !== undefined && birth >= '1900-01-01' && birth <= cutoff ? key : undefined
}

/** Full years at a day; who is born on 29 February has the birthday on 1 March in other years. */
function yearsAt(birth: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birth.slice(0, 4))
  return day.slice(5) >= birth.slice(5) ? years : years - 1
}

// ---------------------------------------------------------------- a person

class Person {
  readonly #cells: Cells
  readonly #columns: ReadonlySet<string>
  readonly key: string | undefined
  /** The folded ID cell, and how many characters it has. */
  readonly number: string
  readonly length: number
  readonly birth: string | undefined
  readonly age: number | undefined

  constructor(cells: Cells, { members, cutoff, asOf }: RawRegister) {
    this.#cells = cells
    this.#columns = members.columns
    const id = this.cell('证件号码')
    this.key = keyOf(id, cutoff)
    this.number = foldCode(id)
    this.length = [...this.number].length
    this.birth = this.key === undefined ? dateIn(this.cell('出生日期')) : birthIn(this.key)
    this.age = this.birth === undefined ? undefined : yearsAt(this.birth, asOf)
  }

  has = (column: string): boolean => this.#columns.has(column)
  /** '' where the file does not have the column. */
  cell = (column: string): string => (this.has(column) ? (this.#cells[column] ?? '') : '')
  missing = (column: string): boolean => isMissing(this.cell(column))
  is = (column: string, set: CodeSet, ...labels: readonly string[]): boolean =>
    !this.missing(column) && labels.includes(meant(set, foldCode(this.cell(column))) ?? '')
  /** Missing, or not in the set. */
  strange = (column: string, set: CodeSet): boolean =>
    this.missing(column) || meant(set, foldCode(this.cell(column))) === undefined
  isYes = (column: string): boolean => this.is(column, YES, '是')
  /** 否 or missing; what cannot be read is neither. */
  isNo = (column: string): boolean => this.missing(column) || this.is(column, YES, '否')
  aged = (from: number, to = Number.POSITIVE_INFINITY): boolean =>
    this.age !== undefined && this.age >= from && this.age <= to
  younger = (than: number): boolean => this.age !== undefined && this.age < than
  /** 否 in the column says that there is no post. */
  hasPost = (): boolean => !this.missing('公益性岗位类型') && !this.is('公益性岗位类型', YES, '否')
  works = (): boolean => (this.months() ?? 0) > 0
  months = (): number | undefined => (this.missing('务工时间') ? undefined : numberIn(this.cell('务工时间')))
  labour = (...labels: readonly string[]): boolean => this.is('劳动技能', LABOUR, ...labels)
  school = (...stages: readonly string[]): boolean => this.is('在校生状况', SCHOOL, ...stages)
  studies = (): boolean => !this.strange('在校生状况', SCHOOL) && !this.school('非在校生', '学龄前儿童')
  relation = (...labels: readonly string[]): boolean => this.is('与户主关系', RELATION, ...labels)
  /** 男, 女, or '' where it is not known. */
  sex = (): string => (this.is('性别', SEX, '男') ? '男' : this.is('性别', SEX, '女') ? '女' : '')
  #healthParts = (): readonly string[] =>
    this.missing('健康状况')
      ? []
      : this.cell('健康状况')
          .split(/[、,，;；/／|｜]/)
          .map(foldCode)
          .filter(part => part !== '')
  /** All that is stated is one of these. */
  healthOnly = (...labels: readonly string[]): boolean =>
    this.#healthParts().length > 0 &&
    this.#healthParts().every(part => labels.includes(meant(HEALTH, part) ?? ''))
  /** One that is stated is one of these. */
  healthSays = (...labels: readonly string[]): boolean =>
    this.#healthParts().some(part => labels.includes(meant(HEALTH, part) ?? ''))
  /** *contains*: of the decoded items as well as of the text. */
  healthHas = (label: string): boolean =>
    !this.missing('健康状况') &&
    (this.cell('健康状况').includes(label) ||
      this.#healthParts().some(part => (meant(HEALTH, part) ?? '').includes(label)))
}

interface Home {
  readonly persons: readonly Person[]
  /** Of the households' table; undefined for orphans. */
  readonly county: string | undefined
  readonly exits: boolean
  /** Missing, or not to be read: undefined. */
  readonly business: number | undefined
  readonly asOf: string
  /** Whether another household gives this telephone. */
  readonly elsewhere: (phone: string) => boolean
}

// ---------------------------------------------------------------- the rules

/** One way in which a rule fires, and the columns from whose emptiness it concludes: all of them must be in the file. */
interface Way {
  readonly when: boolean
  readonly class: Class
  readonly empty: readonly string[]
}
type Judge = (person: Person, home: Home) => readonly Way[]

const error = (when: boolean, ...empty: readonly string[]): Way => ({ when, class: 'error', empty })
const suspected = (when: boolean, ...empty: readonly string[]): Way => ({ when, class: 'suspected', empty })
const blank =
  (column: string): Judge =>
  person => [error(person.missing(column), column)]

const MEN = ['之子', '之女婿', '之孙子', '之外孙子', '之父', '之岳父', '之公公', '之祖父', '之外祖父']
const WOMEN = ['之女', '之儿媳', '之孙女', '之外孙女', '之母', '之岳母', '之婆婆', '之祖母', '之外祖母']
const MEN_SINCE_2021 = ['之曾孙子', '之侄儿', '之叔伯']
const WOMEN_SINCE_2021 = ['之曾孙女', '之侄女', '之兄弟媳妇']
const uninsured = (person: Person): boolean => person.isNo('居民医保') && person.isNo('职工医保')

const RULES: Readonly<Record<string, Judge>> = {
  P01: person => [
    error(person.missing('性别') || ['0', '00', '9', '09'].includes(foldCode(person.cell('性别'))), '性别'),
  ],
  P02: blank('与户主关系'),
  P03: blank('民族'),
  P04: person => [error(person.school('非在校生') && person.missing('文化程度'), '文化程度')],
  P05: blank('在校生状况'),
  P06: blank('健康状况'),
  P07: blank('劳动技能'),
  P08: blank('现役军人'),
  P09: blank('大病保险'),
  P10: blank('是否享受低保'),
  P11: person => [error(![18, 20, 22].includes(person.length))],
  P12: person => [
    error(person.is('证件类型', ID_KIND, '残疾人证') && ![20, 22].includes(person.length)),
    error(person.is('证件类型', ID_KIND, '居民身份证') && person.length !== 18),
  ],
  P13: person => [
    error(/^\d{17}[\dX]/.test(person.number) && checkOf(person.number) !== person.number.charAt(17)),
  ],
  P14: (person, { asOf }) => {
    const birth = birthIn(person.number)
    return [error(person.length >= 18 && (birth === undefined || birth < '1900-01-01' || birth > asOf))]
  },
  P15: person => {
    const [registered, birth] = [dateIn(person.cell('出生日期')), birthIn(person.number)]
    return [
      error(person.length >= 18 && registered !== undefined && birth !== undefined && registered !== birth),
    ]
  },
  P16: person => [suspected(person.number.includes('99999'))],
  P18: person => {
    const digit = [...person.number][16] ?? ''
    const parity = /^\d$/.test(digit) ? (Number(digit) % 2 === 1 ? '男' : '女') : ''
    return [error(person.length >= 18 && parity !== '' && person.sex() !== '' && parity !== person.sex())]
  },
  P19: person => [
    error(person.relation(...MEN, ...MEN_SINCE_2021) && person.sex() === '女'),
    error(person.relation(...WOMEN, ...WOMEN_SINCE_2021) && person.sex() === '男'),
  ],
  P20: (person, { persons }) => [
    error(
      person.relation('配偶') &&
        person.sex() !== '' &&
        persons.some(other => other.relation(HEAD) && other.sex() === person.sex()),
    ),
  ],
  P21: person => [error(person.strange('与户主关系', RELATION), '与户主关系')],
  P22: person => [
    error(!person.missing('文化程度') && person.strange('文化程度', EDUCATION)),
    error(!person.missing('在校生状况') && person.strange('在校生状况', SCHOOL)),
    error(person.strange('劳动技能', LABOUR), '劳动技能'),
  ],
  P23: person => {
    const atSchool = !person.missing('在校生状况') && !person.school('非在校生', '学龄前儿童')
    const education = !person.missing('文化程度')
    return [
      error(atSchool && education && !person.is('文化程度', EDUCATION, '学龄前儿童')),
      error(!atSchool && !education, '文化程度', ...(person.missing('在校生状况') ? ['在校生状况'] : [])),
    ]
  },
  P24: person => [suspected(person.strange('政治面貌', POLITICS), '政治面貌')],
  P25: person => [
    error((person.months() ?? 0) > 12),
    error(!person.missing('务工时间') && person.months() === undefined),
  ],
  P26: person => [suspected(person.works() && person.missing('务工所在地'), '务工所在地')],
  P27: person => [suspected(person.works() && person.missing('务工企业名称'), '务工企业名称')],
  P28: person => [suspected(!person.missing('务工所在地') && person.months() === 0)],
  P29: person => [error(person.labour('丧失劳动力', '无劳动力') && person.works())],
  P30: person => [
    suspected(
      person.aged(16, 65) &&
        person.labour('无劳动力') &&
        !['慢性病', '大病', '残疾'].some(person.healthHas) &&
        !person.studies(),
      '健康状况',
      '在校生状况',
    ),
  ],
  P31: person => [error(person.younger(16) && !person.labour('无劳动力'), '劳动技能')],
  P32: person => [error(person.healthOnly('健康') && person.labour('丧失劳动力'))],
  P33: person => [suspected(person.aged(60) && person.labour('普通劳动力', '技能劳动力'))],
  P34: (person, { business }) => [
    suspected(
      person.aged(66) &&
        person.labour('普通劳动力', '技能劳动力') &&
        person.months() === 0 &&
        business !== undefined &&
        business <= 100,
    ),
  ],
  P35: person => [suspected(person.studies() && !person.labour('无劳动力'), '劳动技能')],
  P36: person => [suspected(person.studies() && person.aged(31))],
  P37: (person, { exits }) => [
    suspected(
      !exits &&
        person.aged(6, 14) &&
        person.school('非在校生') &&
        person.healthSays('健康', '长期慢性病') &&
        !['大病', '残疾'].some(person.healthHas),
    ),
  ],
  P38: person => [error(person.younger(14) && person.school('高中', '大专', '硕士'))],
  P39: person => [suspected(person.aged(17) && person.school('学龄前儿童', '学前教育', '小学'))],
  P40: person => [
    suspected(person.school('小学') && (person.younger(6) || person.aged(15))),
    suspected(person.school('初中') && (person.younger(12) || person.aged(18))),
    suspected(person.school('高中') && (person.younger(15) || person.aged(21))),
    suspected(person.school('大专', '硕士') && person.younger(18)),
    suspected(person.school('硕士') && person.younger(20)),
    suspected(person.school('学龄前儿童', '学前教育') && person.aged(7)),
  ],
  P41: person => [
    suspected(person.aged(16, 22) && person.is('文化程度', EDUCATION, '小学', '文盲或半文盲', '学龄前儿童')),
  ],
  P42: person => [suspected(person.healthHas('残疾') && ![20, 22].includes(person.length))],
  P43: person => [error(person.is('证件类型', ID_KIND, '残疾人证') && person.healthOnly('健康'))],
  P44: person => [suspected(/^.{18}(41|42)(B.)?$/u.test(person.number) && person.labour('普通劳动力'))],
  P45: (person, { exits }) => [
    error(!exits && uninsured(person), '居民医保', '职工医保'),
    suspected(person.isYes('居民医保') && person.isYes('职工医保')),
  ],
  P46: person => [
    suspected(uninsured(person) && person.isYes('是否接受大病医疗救助'), '居民医保', '职工医保'),
  ],
  P47: person => {
    const reason = person.cell('失学或辍学原因')
    return [error((reason.includes('因病') || reason.includes('因残')) && person.healthOnly('健康'))]
  },
  P48: person => [
    suspected(person.works() && !/^1[3-9]\d{9}$/.test(codeIn(person.cell('成员联系电话'))), '成员联系电话'),
  ],
  P49: (person, { elsewhere }) => {
    const phone = codeIn(person.cell('成员联系电话'))
    return [suspected(phone !== '' && elsewhere(phone))]
  },
  P50: person => [
    suspected(
      person.isYes('是否特困供养人员') &&
        person.aged(18, 59) &&
        person.healthOnly('健康') &&
        !person.studies(),
      '在校生状况',
    ),
  ],
  P51: person => [suspected(person.isYes('是否特困供养人员') && person.works())],
  P52: person => [suspected(person.hasPost() && (person.younger(16) || person.aged(70)))],
  P53: person => {
    const name = person.missing('姓名') ? '' : person.cell('姓名').trim()
    const length = [...name].length
    return [suspected(/[\p{Nd}\p{Script=Latin}\s\uFFFD?？]/u.test(name) || length < 2 || length > 15)]
  },
  P54: (person, { asOf }) => [
    error((dateIn(person.cell('出生日期')) ?? '') > asOf),
    suspected(person.aged(101)),
  ],
  P55: (person, home) => [suspected(farOrNear(person, home))],
  P56: (person, { persons }) => [
    suspected(person.relation(HEAD) && person.younger(16) && !persons.every(one => one.younger(16))),
  ],
}

/** P55: the elder's full years on the day of the younger one's birth. */
function farOrNear(person: Person, { persons }: Home): boolean {
  const heads = persons.filter(one => one !== person && one.relation(HEAD))
  const spouses = persons.filter(one => one !== person && one.relation('配偶'))
  const atBirthOf = (younger: Person, elder: Person): number | undefined =>
    younger.birth === undefined || elder.birth === undefined ? undefined : yearsAt(elder.birth, younger.birth)
  const badParent = (parent: Person, child: Person): boolean => {
    const age = atBirthOf(child, parent)
    if (age === undefined) return false
    const parity = parent.key === undefined ? '' : Number(parent.key.charAt(16)) % 2 === 1 ? '男' : '女'
    const named = parent.relation('之父', '之岳父', '之公公')
      ? '男'
      : parent.relation('之母', '之岳母', '之婆婆')
        ? '女'
        : ''
    const sex = parent.sex() || parity || named
    if (sex === '女') return age < 14 || age > 55
    if (sex === '男') return age < 15 || age > 80
    return (child.birth ?? '') < (parent.birth ?? '')
  }
  const badGrandparent = (elder: Person, child: Person): boolean => (atBirthOf(child, elder) ?? 30) < 30
  if (person.relation('之子', '之女')) return [...heads, ...spouses].some(parent => badParent(parent, person))
  if (person.relation('之父', '之母')) return heads.some(head => badParent(person, head))
  if (person.relation('之岳父', '之岳母', '之公公', '之婆婆'))
    return spouses.some(spouse => badParent(person, spouse))
  if (person.relation('之孙子', '之孙女', '之外孙子', '之外孙女'))
    return [...heads, ...spouses].some(elder => badGrandparent(elder, person))
  if (person.relation('之祖父', '之祖母', '之外祖父', '之外祖母'))
    return heads.some(head => badGrandparent(person, head))
  if (person.relation('配偶'))
    return heads.some(head => {
      const [elder, younger] = (head.birth ?? '') < (person.birth ?? '') ? [head, person] : [person, head]
      return (atBirthOf(younger, elder) ?? 0) > 25
    })
  return false
}

// ---------------------------------------------------------------- a register

export function judgePersons(register: RawRegister): Told {
  const { households, members, asOf } = register
  const leads = new Map<string, Class>()
  const open = new Map<string, number>()
  let counted = 0
  const rows = members.rows.filter(row => codeIn(row.户编号 ?? '') !== '')
  const codeOf = (row: Cells): string => codeIn(row.户编号 ?? '')
  const phoneHomes = new Map<string, Set<string>>()
  for (const row of members.columns.has('成员联系电话') ? rows : []) {
    const phone = codeIn(row.成员联系电话 ?? '')
    phoneHomes.set(phone, (phoneHomes.get(phone) ?? new Set()).add(codeOf(row)))
  }
  for (const [code, own] of Map.groupBy(rows, codeOf)) {
    // A second row of the same 户编号 is refused.
    const record = households.rows.find(row => codeOf(row) === code)
    const said = (column: string): string =>
      record !== undefined && households.columns.has(column) ? (record[column] ?? '') : ''
    const exited =
      meant(EXIT_STATE, foldCode(said('脱贫属性'))) === '已脱贫' &&
      yearIn(said('脱贫年度')) === Number(asOf.slice(0, 4))
    const persons = own.map(row => new Person(row, register))
    const county = /^\d{6}/.exec(codeIn(said('村编码')))?.[0]
    const home: Home = {
      persons,
      county,
      exits: meant(YES, foldCode(said('拟退出'))) === '是' || exited,
      business: isMissing(said('生产经营性收入')) ? undefined : numberIn(said('生产经营性收入')),
      asOf,
      elsewhere: phone => (phoneHomes.get(phone)?.size ?? 0) > 1,
    }
    own.forEach((row, at) => {
      const person = persons[at]
      if (!person) return
      const subject = codeIn(row.人编号 ?? '')
      for (const [rule, judge] of Object.entries(RULES)) {
        const ways = judge(person, home).filter(({ when }) => when)
        const told = ways.filter(({ empty }) => empty.every(person.has))
        if (told.length > 0) {
          const identity = [rule, code, person.key ?? person.number, subject].join('|')
          const gravest = told.some(way => way.class === 'error') ? 'error' : 'suspected'
          if (leads.get(identity) !== 'error') leads.set(identity, gravest)
        } else if (ways.length > 0) {
          const entry = [rule, county ?? '', 'register.members', 'no column'].join('|')
          open.set(entry, (open.get(entry) ?? 0) + 1)
        }
      }
      if (person.key !== undefined && county !== undefined && person.key.slice(0, 6) !== county) counted += 1
    })
    for (const [key, twins] of Map.groupBy(persons, person => person.key ?? ''))
      if (key !== '' && twins.length > 1) leads.set(['P17', code, key, ''].join('|'), 'error')
  }
  return { leads, open, counted }
}
