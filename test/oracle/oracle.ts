/**
 * The oracle: contract and rule catalogue once more, slow and naive, written from the two pages alone. It shares no
 * code with the program, so that a mistake has to be made twice before it stays unseen. It reads inboxes of UTF-8
 * CSV with commas and a manifest; it knows the columns that rules ask about.
 */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

// ---------------------------------------------------------------- folding and reading

const fold = (text: string): string => text.normalize('NFKC').replace(/[\s\p{Z}\p{Cf}]/gu, '')
const bare = (text: string): string => {
  const folded = fold(text)
  const inner = /^="(.*)"$|^"(.*)"$|^'(.*)'$|^'(.*)$/.exec(folded)
  return inner ? (inner[1] ?? inner[2] ?? inner[3] ?? inner[4] ?? '') : folded
}
const DOTS = /[·•‧・．.]/g
const foldName = (text: string): string => fold(text).replace(DOTS, '')
const foldCode = (text: string): string => bare(text).toUpperCase()
const MISSING = ['', '/', '\\', '—', '–', '-', '－', '无', '空', '不详', '未知', 'NULL']
const isMissing = (text: string): boolean => MISSING.includes(foldCode(text))

/** undefined: missing. `{ odd }`: there, but not readable. */
type Odd = { readonly odd: string }
type Value = string | number | readonly string[] | Odd | undefined
type Reader = (cell: string) => Value

const present =
  (read: (folded: string) => Value): Reader =>
  cell =>
    isMissing(cell) ? undefined : (read(bare(cell)) ?? { odd: cell })

const text: Reader = cell => (isMissing(cell) ? undefined : cell.trim())
const code: Reader = present(folded => folded.toUpperCase())
const plate: Reader = cell => {
  const found = foldCode(cell).replace(DOTS, '')
  return isMissing(found) ? undefined : found
}
const NUMBER = /^[+-]?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?$/
const number: Reader = present(folded =>
  NUMBER.test(folded) ? Number(folded.replaceAll(',', '')) : undefined,
)
const share: Reader = present(folded => {
  const figure = folded.replace(/%$/, '')
  return NUMBER.test(figure) ? Number(figure.replaceAll(',', '')) : undefined
})

const isDay = (y: number, m: number, d: number): boolean => {
  const day = new Date(Date.UTC(y, m - 1, d))
  return day.getUTCFullYear() === y && day.getUTCMonth() === m - 1 && day.getUTCDate() === d
}
const iso = (y: number, m: number, d: number): string =>
  `${String(y).padStart(4, '0')}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`

function dateIn(cell: string): string | undefined {
  const withoutTime = cell.trim().replace(/\s+\d{1,2}:\d{2}(:\d{2})?$/, '')
  const folded = bare(withoutTime)
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
  const [y, m, d] = [Number(found[1]), Number(found[2]), Number(found[3] ?? 1)]
  return isDay(y, m, d) ? iso(y, m, d) : undefined
}
const date: Reader = cell => (isMissing(cell) ? undefined : (dateIn(cell) ?? { odd: cell }))
const year: Reader = cell => {
  if (isMissing(cell)) return undefined
  const alone = /^(\d{4})年?$/.exec(bare(cell))
  if (alone) return Number(alone[1])
  const day = dateIn(cell)
  return day ? Number(day.slice(0, 4)) : { odd: cell }
}
const place: Reader = present(folded =>
  /^\d+$/.test(folded) && [6, 9, 12, 15].includes(folded.length) ? folded.slice(0, 6) : undefined,
)
const oneOf =
  (values: readonly string[], also: Readonly<Record<string, string>> = {}): Reader =>
  cell => {
    if (isMissing(cell)) return undefined
    const folded = foldCode(cell)
    return values.find(value => fold(value).toUpperCase() === folded) ?? also[folded] ?? { odd: cell }
  }
const graded = (values: readonly string[], also: Readonly<Record<string, string>> = {}): Reader =>
  oneOf(values, { ...Object.fromEntries(values.map(value => [`${value}级`, value])), ...also })
const yes = oneOf(['是', '否'])
const registerYes = oneOf(['是', '否'], { '1': '是', '01': '是', '0': '否', '00': '否' })

/** Decoded items first, the text last: what *contains* looks into. */
const several =
  (codes: Readonly<Record<string, string>>): Reader =>
  cell =>
    isMissing(cell)
      ? undefined
      : [...cell.split(/[、,，;；/|]/).map(part => codes[bare(part)] ?? ''), fold(cell)]

const vehicleType: Reader = cell => {
  if (isMissing(cell)) return undefined
  const name = foldCode(cell)
  if (/^[A-Z]\d/.test(name)) return name
  const words: readonly (readonly [string, string])[] = [
    ['摩托', 'M'],
    ['三轮汽车', 'N'],
    ['拖拉机', 'T'],
    ['手扶', 'T'],
    ['牵引', 'Q'],
    ['专项作业', 'Z'],
    ['轮式', 'J'],
    ['挂车', '-'],
    ['低速', 'H5'],
  ]
  const word = words.find(([part]) => name.includes(part))
  if (word) return word[1]
  const size = (sizes: readonly string[]) => sizes.findIndex(part => name.includes(part)) + 1
  if (/客车|轿车|越野|面包/.test(name)) {
    const found = size(['大型', '中型', '小型', '微型'])
    return found > 0 ? `K${found}` : name.includes('轿车') ? 'K3' : { odd: cell }
  }
  if (/货车|自卸/.test(name)) {
    const found = size(['重型', '中型', '轻型', '微型'])
    return found > 0 ? `H${found}` : { odd: cell }
  }
  return { odd: cell }
}
const vehicleState: Reader = cell => {
  if (isMissing(cell)) return undefined
  const folded = foldCode(cell)
  const names: Readonly<Record<string, string>> = {
    转出: 'B',
    被盗抢: 'C',
    注销: 'E',
    强制注销: 'M',
    达到报废标准: 'P',
    正常: 'A',
  }
  const letters = names[folded] ?? folded
  return /^[A-Z]+$/.test(letters) ? (/[BCEMP]/.test(letters) ? 'gone' : 'there') : { odd: cell }
}
const sex = oneOf(['男', '女'], { '1': '男', '01': '男', '2': '女', '02': '女' })

// ---------------------------------------------------------------- ID numbers

function checkCharacter(digits: string): string {
  let weighted = 0
  // Weight of a place: 2 to the power of its distance from the check character, modulo 11.
  for (let at = 0; at < 17; at++) weighted += Number(digits[at]) * (2 ** (17 - at) % 11)
  const rest = (12 - (weighted % 11)) % 11
  return rest === 10 ? 'X' : String(rest)
}

type Judged = { readonly key: string } | { readonly reason: string }

function judge(cell: string, cutoff: string): Judged {
  const id = foldCode(cell)
  if (id === '') return { reason: 'empty' }
  if (id.includes('*')) return { reason: 'masked' }
  if (/^\d+(\.\d+)?E[+-]\d+$/.test(id)) return { reason: 'scientific' }
  if (/^\d{15}000$/.test(id) && checkCharacter(id) !== '0') return { reason: 'precision_lost' }
  const { length } = [...id]
  if (![15, 18, 20, 22].includes(length)) return { reason: 'length' }
  const form = { 15: /^\d{15}$/, 18: /^\d{17}[\dX]$/, 20: /^\d{17}[\dX]\d\d$/, 22: /^\d{17}[\dX]\d\dB\d$/ }
  if (!form[length as 15 | 18 | 20 | 22].test(id)) return { reason: 'characters' }
  const body = length === 15 ? `${id.slice(0, 6)}19${id.slice(6)}` : id.slice(0, 17)
  const [y, m, d] = [Number(body.slice(6, 10)), Number(body.slice(10, 12)), Number(body.slice(12, 14))]
  if (!isDay(y, m, d) || y < 1900 || iso(y, m, d) > cutoff) return { reason: 'date' }
  const key = body + checkCharacter(body)
  return length !== 15 && key !== id.slice(0, 18) ? { reason: 'check_digit' } : { key }
}

const SEPARATORS = /[、,，;；/]/
function judgeCell(cell: string, cutoff: string): readonly Judged[] {
  const parts = cell.split(SEPARATORS).filter(part => bare(part) !== '')
  if (parts.length === 0) return [{ reason: 'empty' }]
  return parts.flatMap(part => {
    const whole = judge(part, cutoff)
    if ('key' in whole) return [whole]
    const pieces = part
      .trim()
      .split(/[\s\p{Z}]+/u)
      .filter(piece => bare(piece) !== '')
    const judged = pieces.map(piece => judge(piece, cutoff))
    return judged.some(piece => 'key' in piece) ? judged : [whole]
  })
}

// ---------------------------------------------------------------- tables

interface Table {
  /** Canonical header → what it is read with, or that it is an ID with its name. Aliases after `|`. */
  readonly columns: Readonly<Record<string, Reader | 'id' | 'name'>>
  readonly required: readonly string[]
  /** ID column, name column, role; the first is the key. */
  readonly persons: readonly (readonly [id: string, name: string, role: 'self' | 'member' | 'parent'])[]
}

const MEMBER_PAIRS = [1, 2, 3, 4, 5, 6, 7, 8]
const table = (
  persons: Table['persons'],
  required: readonly string[],
  columns: Readonly<Record<string, Reader>>,
  aliases: Readonly<Record<string, string>> = {},
): Table & { aliases: Readonly<Record<string, string>> } => ({
  persons,
  required: [...persons.slice(0, 1).flatMap(person => person.slice(0, 2)), ...required],
  columns: {
    ...Object.fromEntries(
      persons.flatMap(([id, name]) => [[id, 'id' as const], ...(name ? [[name, 'name' as const]] : [])]),
    ),
    ...columns,
  },
  aliases,
})

const FEEDS = {
  'public-security.residents': table(
    [['公民身份号码', '姓名', 'self']],
    ['户号', '区划', '户籍状态'],
    {
      性别: sex,
      出生日期: date,
      户号: code,
      区划: place,
      户籍状态: oneOf(['正常', '死亡注销', '迁出注销', '其他注销']),
      迁移类型: oneOf(['迁入', '迁出']),
      迁移原因: oneOf(['升学', '婚嫁', '务工', '投靠', '购房', '其他']),
      迁移日期: date,
      农转城: yes,
      在村居住: yes,
      承包地: number,
    },
    { 身份证号: '公民身份号码', 行政区划: '区划' },
  ),
  'public-security.vehicles': table(
    [['身份证号', '车辆所有人', 'self']],
    ['车牌号', '车辆类型', '机动车状态', '初次登记时间'],
    { 车牌号: plate, 车辆类型: vehicleType, 机动车状态: vehicleState, 初次登记时间: date, 购置价: number },
    { 身份证明号码: '身份证号', 号牌号码: '车牌号', 初次登记日期: '初次登记时间', 车价: '购置价' },
  ),
  'housing.property': table(
    [['身份证号', '产权所有人', 'self']],
    ['房屋坐落', '规划用途', '房屋性质'],
    {
      产权证号: code,
      房屋坐落: text,
      规划用途: oneOf(['住宅', '商业', '车位', '其他']),
      房屋性质: oneOf(['商品房', '自建房', '安置房', '经济适用房', '其他']),
      产权取得方式: oneOf(['购买', '继承', '易地搬迁', '灾后重建', '拆迁安置', '棚改', '其他']),
      共有份额: share,
      区划: place,
      城乡类别: oneOf(['城镇', '乡村']),
    },
    { 权利人: '产权所有人', 证件号码: '身份证号', 坐落: '房屋坐落', 取得方式: '产权取得方式' },
  ),
  'housing.presale': table([['身份证号', '购房人', 'self']], ['购房日期', '合同状态'], {
    合同编号: code,
    坐落及房号: text,
    购房日期: date,
    合同状态: oneOf(['有效', '撤销']),
  }),
  'housing.dilapidated': table([['身份证号', '户主', 'self']], ['房屋等级', '区划'], {
    房屋等级: graded(['A', 'B', 'C', 'D']),
    是否唯一住房: yes,
    列入计划的年度: year,
    竣工日期: date,
    入住日期: date,
    区划: place,
  }),
  'civil-affairs.dibao': table(
    [
      ['身份证号', '申请人', 'self'],
      ...MEMBER_PAIRS.map(n => [`成员${n}身份证号`, `成员${n}姓名`, 'member'] as const),
    ],
    [],
    { 区划: place },
    { 户主: '申请人' },
  ),
  'civil-affairs.tekun': table([['身份证号', '姓名', 'self']], ['供养方式'], {
    供养方式: oneOf(['集中', '分散']),
    区划: place,
  }),
  'civil-affairs.cremations': table([['身份证号', '姓名', 'self']], ['死亡日期'], { 死亡日期: date }),
  'disabled.certificates': table([['残疾人证号', '姓名', 'self']], ['残疾等级'], {
    残疾等级: graded(['一级', '二级', '三级', '四级'], {
      '1': '一级',
      '2': '二级',
      '3': '三级',
      '4': '四级',
      一: '一级',
      二: '二级',
      三: '三级',
      四: '四级',
      '1级': '一级',
      '2级': '二级',
    }),
    状态: oneOf(['有效', '注销']),
    区划: place,
    城乡类别: oneOf(['城镇', '乡村']),
  }),
  'health.insurance': table(
    [['身份证号', '姓名', 'self']],
    ['参合年度', '参保类型'],
    { 参合年度: year, 参保类型: oneOf(['居民', '职工']), 区划: place },
    { 参保年度: '参合年度' },
  ),
  'health.serious-illness': table([['身份证号', '姓名', 'self']], ['病种'], {
    病种: text,
    年度自付费用: number,
    区划: place,
    城乡类别: oneOf(['城镇', '乡村']),
  }),
  'hr.public-payroll': table([['身份证号', '姓名', 'self']], ['工作单位', '人员性质'], {
    工作单位: text,
    人员性质: oneOf([
      '公务员',
      '参公',
      '事业编',
      '机关退休',
      '事业退休',
      '公益性岗位',
      '护林员',
      '村医',
      '代课',
      '临聘',
      '其他',
    ]),
    人员状态: oneOf(['在职', '离职', '退休']),
  }),
  'hr.employment': table(
    [['社会保障号', '姓名', 'self']],
    ['参保状态', '参保身份', '缴费月数'],
    {
      参保状态: oneOf(['正常', '中断', '终止']),
      参保身份: oneOf(['单位职工', '灵活就业', '劳务派遣']),
      缴费月数: number,
    },
    { 身份证号: '社会保障号' },
  ),
  'hr.pensions': table([['身份证号', '姓名', 'self']], ['险种'], {
    险种: oneOf(['企业养老', '机关养老', '城乡居民养老']),
    状态: oneOf(['发放', '停发']),
  }),
  'education.enrolment': table(
    [
      ['身份证号', '学生姓名', 'self'],
      ['家长身份证号', '家长姓名', 'parent'],
    ],
    ['学校', '学段', '状态'],
    {
      学校: text,
      学段: oneOf(['学前', '小学', '初中', '高中', '中职']),
      状态: oneOf(['在读', '休学', '辍学', '毕业']),
    },
  ),
  'education.university': table(
    [
      ['身份证号', '姓名', 'self'],
      ['家长身份证号', '', 'parent'],
    ],
    ['院校', '状态'],
    { 院校: text, 状态: oneOf(['在读', '毕业', '退学']) },
  ),
  'development.relocation': table([['身份证号', '户主', 'self']], ['入住日期'], { 入住日期: date }),
  'commerce.enterprises': table(
    [['证件号码', '人员姓名', 'self']],
    ['企业名称', '角色', '企业类型', '登记状态'],
    {
      企业名称: text,
      统一社会信用代码: code,
      角色: oneOf(['法定代表人', '股东', '理事长', '社员']),
      企业类型: oneOf(['企业', '农民专业合作社']),
      实缴出资: number,
      登记状态: oneOf(['存续', '吊销', '注销']),
    },
    { 身份证号: '证件号码' },
  ),
  'commerce.self-employed': table(
    [['证件号码', '经营者', 'self']],
    ['登记状态'],
    { 字号: text, 资金数额: number, 登记状态: oneOf(['存续', '吊销', '注销']) },
    { 身份证号: '证件号码' },
  ),
} as const satisfies Readonly<Record<string, Table & { readonly aliases: Readonly<Record<string, string>> }>>
export type OracleFeed = keyof typeof FEEDS
/** Another accepted header → the canonical one. */
export const aliasesOf = (feed: OracleFeed): Readonly<Record<string, string>> => FEEDS[feed].aliases

const codes = (labels: readonly string[], from = 1): Readonly<Record<string, string>> =>
  Object.fromEntries(
    labels.flatMap((label, at) => [
      [label, label],
      [String(at + from), label],
      [String(at + from).padStart(2, '0'), label],
    ]),
  )

const CAUSES = codes(['因病', '因残', '因学', '因灾', '缺土地', '缺水', '缺技术', '缺劳动力', '缺资金'])
const HEALTH = codes(['健康', '长期慢性病', '患有大病', '残疾'])
/** By the number of their code. */
const ATTRIBUTES: Readonly<Record<string, string>> = {
  一般贫困户: '1',
  低保户: '2',
  低保脱贫户: '2',
  五保户: '3',
  特困供养脱贫户: '3',
  低保贫困户: '4',
  一般农户: '5',
  一般脱贫户: '5',
  五保贫困户: '6',
  特困供养贫困户: '6',
  低保特困供养贫困户: '7',
  '低保特困供养(脱贫)户': '8',
}
const attribute: Reader = present(folded =>
  /^0?[1-8]$/.test(folded) ? String(Number(folded)) : ATTRIBUTES[folded],
)
const STATES: Readonly<Record<string, string>> = {
  未脱贫: '0',
  已脱贫: '1',
  '已脱贫(享受政策)': '1',
  返贫: '3',
  稳定脱贫: '4',
  '已脱贫(不再享受政策)': '4',
}
const exitState: Reader = present(folded =>
  /^0?[0134]$/.test(folded) ? String(Number(folded)) : STATES[folded],
)

const REGISTER = {
  households: table(
    [],
    ['县', '村编码', '户编号', '脱贫属性'],
    {
      县: text,
      自然村: text,
      村编码: code,
      户编号: code,
      贫困户属性: attribute,
      脱贫属性: exitState,
      脱贫年度: year,
      返贫原因: several(CAUSES),
      首次识别时间: date,
      人均纯收入: number,
      饮水困难: registerYes,
      饮水安全: registerYes,
      危房户: registerYes,
      危房级别: graded(['A', 'B', 'C', 'D']),
      易地搬迁户: registerYes,
      是否入住: registerYes,
      拟退出: registerYes,
      返贫: registerYes,
    },
    { '县(市、区)': '县' },
  ),
  members: table([['证件号码', '姓名', 'self']], ['户编号', '人编号'], {
    户编号: code,
    人编号: code,
    性别: sex,
    出生日期: date,
    健康状况: several(HEALTH),
  }),
  hamlets: table([], ['编码', '自然村名称', '总户数', '总人口'], {
    编码: code,
    自然村名称: text,
    总户数: number,
    总人口: number,
  }),
  measures: table([], ['户编号', '措施类别'], {
    户编号: code,
    措施类别: oneOf([
      '产业扶持',
      '易地搬迁',
      '危房改造',
      '教育资助',
      '健康救助',
      '低保',
      '五保',
      '生态护林员',
      '转移就业',
      '小额信贷',
      '其他',
    ]),
    年度: year,
  }),
  removed: table([['证件号码', '', 'self']], ['户编号', '剔除时间'], {
    户编号: code,
    户主姓名: text,
    剔除时间: date,
    区划: place,
  }),
}

interface Person {
  readonly key: string
  readonly name: string
  readonly role: 'self' | 'member' | 'parent'
}
interface Row {
  readonly source: string
  /** `feed@digest8`: the file as evidence names it. */
  readonly file: string
  /** Columns of the file. */
  readonly has: ReadonlySet<string>
  readonly order: number
  readonly row: number
  readonly persons: readonly Person[]
  readonly idText: string
  readonly name: string
  readonly v: Readonly<Record<string, Value>>
}
interface Reject {
  readonly source: string
  readonly path: string
  readonly row: number
  readonly column: string
  readonly reason: string
}
interface Reading {
  readonly rows: readonly Row[]
  readonly rejects: readonly Reject[]
  readonly data: number
  readonly fallen: number
  readonly file: string
  readonly has: ReadonlySet<string>
  readonly lacks: readonly string[]
}

/** Records of a CSV text: quotes doubled inside quotes, nothing else special. */
function records(content: string): string[][] {
  const all: string[][] = []
  let record: string[] = []
  let cell = ''
  let quoted = false
  const chars = content.replace(/^\uFEFF/, '')
  for (let at = 0; at < chars.length; at++) {
    const char = chars[at] ?? ''
    if (quoted) {
      if (char !== '"') cell += char
      else if (chars[at + 1] === '"') {
        cell += '"'
        at++
      } else quoted = false
    } else if (char === '"' && cell === '') quoted = true
    else if (char === ',') {
      record.push(cell)
      cell = ''
    } else if (char === '\n' || char === '\r') {
      if (char === '\r' && chars[at + 1] === '\n') at++
      all.push([...record, cell])
      record = []
      cell = ''
    } else cell += char
  }
  if (cell !== '' || record.length > 0) all.push([...record, cell])
  return all
}

const withoutUnit = (header: string): string => header.replace(/\([^()]*\)$/, '')

function readTable(
  folder: string,
  path: string,
  source: string,
  definition: Table & { readonly aliases: Readonly<Record<string, string>> },
  cutoff: string,
  order: number,
): Reading {
  const bytes = readFileSync(join(folder, path))
  const file = `${source}@${createHash('sha256').update(bytes).digest('hex').slice(0, 8)}`
  const all = records(bytes.toString('utf8'))
  const canonical = (cell: string): string | undefined => {
    const known = (header: string) => (header in definition.columns ? header : definition.aliases[header])
    return known(fold(cell)) ?? known(withoutUnit(fold(cell)))
  }
  const candidates = all
    .map((cells, at) => ({ cells, at, known: cells.filter(cell => canonical(cell)).length }))
    .filter(({ cells }) => cells.some(cell => bare(cell) !== ''))
    .slice(0, 6)
  const header = candidates.reduce<(typeof candidates)[number] | undefined>(
    (best, next) => (best && best.known >= next.known ? best : next),
    undefined,
  )
  const columns = new Map<string, number>()
  // Exact matches first, then those without their unit; of two, the one listed first, then the leftmost.
  for (const found of [fold, (cell: string) => withoutUnit(fold(cell))])
    for (const isAlias of [false, true])
      header?.cells.forEach((cell, at) => {
        const text = found(cell)
        const name = isAlias ? definition.aliases[text] : text in definition.columns ? text : undefined
        if (name && !columns.has(name)) columns.set(name, at)
      })
  const has = new Set(columns.keys())
  const lacks = definition.required.filter(name => name !== '' && !has.has(name))
  const rows: Row[] = []
  const rejects: Reject[] = []
  let data = 0
  let fallen = 0
  const idColumns = definition.persons.flatMap(([id]) => columns.get(id) ?? [])
  all.forEach((cells, at) => {
    if (!header || at <= header.at || lacks.length > 0) return
    const folded = cells.map(bare)
    const filled = folded.filter(cell => cell !== '')
    const first = filled[0]
    if (first === undefined) return
    if (cells.every((cell, n) => fold(cell) === fold(header.cells[n] ?? ''))) return
    const ids = idColumns.map(n => folded[n] ?? '')
    if (/^(合计|小计|总计)|(合计|小计|总计)$/.test(first) && !ids.some(id => /\d/.test(id))) return
    const note = /^(注|备注|说明|填表|制表|审核|数据来源|数据截止)/.test(first)
    if (
      (note || (filled.length === 1 && /\p{Script=Han}/u.test(first))) &&
      !ids.some(id => /\d{15}/.test(id))
    )
      return
    data++
    const row = at + 1
    const reject = (column: string, reason: string) => rejects.push({ source, path, row, column, reason })
    if (
      cells.length < header.cells.length ||
      cells.slice(header.cells.length).some(cell => bare(cell) !== '')
    ) {
      fallen++
      reject('', 'columns')
      return
    }
    const cellOf = (name: string): string => cells[columns.get(name) ?? -1] ?? ''
    const must = source === 'register.removed' ? '证件号码' : '户编号'
    if (source.startsWith('register.') && source !== 'register.hamlets' && isMissing(cellOf(must))) {
      fallen++
      reject(must, 'required')
      return
    }
    const persons: Person[] = []
    let stands = true
    definition.persons.forEach(([id, name, role], n) => {
      if (!columns.has(id)) return
      const isRegister = source.startsWith('register.')
      const judged = isRegister ? [judge(cellOf(id), cutoff)] : judgeCell(cellOf(id), cutoff)
      const named = name === '' || !columns.has(name) ? '' : cellOf(name)
      const names = named.split(SEPARATORS).filter(part => fold(part) !== '')
      judged.forEach((found, m) => {
        if ('key' in found) {
          const own = names.length === judged.length ? (names[m] ?? '') : ''
          persons.push({ key: found.key, role, name: isMissing(own) ? '' : own })
        } else if (n === 0 || found.reason !== 'empty') reject(id, found.reason)
      })
      if (n === 0 && !judged.some(found => 'key' in found) && source !== 'register.members') stands = false
    })
    if (!stands) {
      fallen++
      return
    }
    const v: Record<string, Value> = {}
    for (const [name, reader] of Object.entries(definition.columns))
      if (typeof reader === 'function' && columns.has(name)) v[name] = reader(cellOf(name))
    const [key, name] = definition.persons[0] ?? ['', '']
    const registered = name === '' ? '' : cellOf(name)
    rows.push({
      source,
      file,
      has,
      order,
      row,
      persons,
      idText: key === '' ? '' : foldCode(cellOf(key)),
      name: isMissing(registered) ? '' : registered.trim(),
      v,
    })
  })
  return { rows, rejects, data, fallen, file, has, lacks }
}

// ---------------------------------------------------------------- the comparison

export interface OracleLead {
  readonly rule: string
  readonly household: string
  readonly id: string
  readonly subject: string
  readonly class: string
  readonly severity: string
  readonly county: string
  readonly village: string
  /** Rests on rows that name somebody else: its detail says so first. */
  readonly doubt: boolean
  /** `feed@digest8#row` of the rows that say it: the program may name more (counter-evidence, the register). */
  readonly evidence: readonly string[]
}
export interface Told {
  readonly leads: readonly OracleLead[]
  /** `rule|county|feed|reason` */
  readonly notConcluded: readonly string[]
  /** `feed|files|accepted`, or rejected, held, replaced */
  readonly deliveries: readonly string[]
  /** `feed|file|row|column|reason` */
  readonly rejects: readonly string[]
}

interface Manifest {
  readonly asOf: string
  readonly register?: { readonly asOf?: string }
  readonly deliveries: readonly {
    readonly feed: OracleFeed
    readonly files: readonly string[]
    readonly asOf?: string
    readonly counties?: 'all' | readonly string[]
    readonly rows?: number
  }[]
}

/** A county that the page leaves open. */
export const ANY = '*'

/** 人均纯收入 for exit by year, as the policy has it. */
const INCOME_LINE: Readonly<Record<number, number>> = { 2016: 2952, 2017: 3200, 2018: 3500, 2020: 4000 }
const ERRORS = new Set('X18 X26 X27 X34 T01 T02 T03 T04 T05 T06 T07 T10 M01 M02 M03 M04'.split(' '))
const EXEMPT_WAYS = ['易地搬迁', '灾后重建', '拆迁安置', '棚改', '继承']

const isIn = (value: Value, ...values: readonly (string | number)[]): boolean =>
  values.some(one => one === value)
const figure = (value: Value): number | undefined => (typeof value === 'number' ? value : undefined)
const day = (value: Value): string | undefined => (typeof value === 'string' ? value : undefined)
const contains = (value: Value, word: string): boolean =>
  Array.isArray(value) && value.some(part => part.includes(word))

export function ageOn(key: string, asOf: string): number {
  const born = `${key.slice(6, 10)}-${key.slice(10, 12)}-${key.slice(12, 14)}`
  const full = Number(asOf.slice(0, 4)) - Number(born.slice(0, 4))
  return asOf.slice(5) >= born.slice(5) ? full : full - 1
}
const yearsBefore = (asOf: string, count: number): string => {
  const earlier = `${String(Number(asOf.slice(0, 4)) - count)}${asOf.slice(4)}`
  return isDay(...(earlier.split('-').map(Number) as [number, number, number]))
    ? earlier
    : earlier.replace('-02-29', '-03-01')
}

export function judgeInbox(folder: string): Told {
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest
  const { asOf } = manifest
  const thisYear = Number(asOf.slice(0, 4))
  const rejects: Reject[] = []

  // Deliveries: which stand.
  type Taken = Manifest['deliveries'][number] & {
    readonly at: number
    readonly day: string
    readings: readonly Reading[]
  }
  const known: Taken[] = manifest.deliveries.map((delivery, at) => ({
    ...delivery,
    at,
    day: delivery.asOf ?? asOf,
    readings: delivery.files.map((path, n) =>
      readTable(folder, path, delivery.feed, FEEDS[delivery.feed], delivery.asOf ?? asOf, at * 100 + n),
    ),
  }))
  const isHeld = (delivery: Taken): boolean => {
    const total = (of: (reading: Reading) => number) =>
      delivery.readings.reduce((sum, reading) => sum + of(reading), 0)
    const rows = total(reading => reading.data)
    return (
      (delivery.rows !== undefined && delivery.rows !== rows) ||
      total(reading => reading.fallen) > 0.05 * rows ||
      delivery.day > asOf
    )
  }
  const isRefused = (delivery: Taken): boolean => delivery.readings.some(reading => reading.lacks.length > 0)
  const accepted = known.filter(delivery => !isRefused(delivery) && !isHeld(delivery))
  const isLater = (one: Taken, other: Taken) =>
    one.day > other.day || (one.day === other.day && one.at > other.at)
  const listsAll = (one: Taken, other: Taken): boolean => {
    if (one.counties === undefined || other.counties === undefined) return false
    if (one.counties === 'all') return other.counties === 'all' || other.counties.length > 0
    if (other.counties === 'all' || other.counties.length === 0) return false
    const own = one.counties
    return other.counties.every(county => own.includes(county))
  }
  const isReplaced = (delivery: Taken): boolean =>
    accepted.some(
      other =>
        other !== delivery &&
        other.feed === delivery.feed &&
        isLater(other, delivery) &&
        listsAll(other, delivery),
    )
  for (const delivery of known)
    if (!isRefused(delivery) && !isReplaced(delivery))
      rejects.push(...delivery.readings.flatMap(reading => reading.rejects))
  const standing = accepted.filter(delivery => !isReplaced(delivery))

  const covering = (feed: OracleFeed, county: string, column?: string): readonly Reading[] =>
    standing
      .filter(
        ({ feed: of, counties }) =>
          of === feed && (counties === 'all' || (county !== '' && (counties ?? []).includes(county))),
      )
      .flatMap(({ readings }) => readings)
      .filter(({ has }) => column === undefined || has.has(column))

  const feedRows = (feed: OracleFeed): readonly Row[] =>
    standing
      .filter(delivery => delivery.feed === feed)
      .flatMap(({ readings }) => readings.flatMap(({ rows }) => rows))
      .toSorted((one, other) => one.order - other.order || one.row - other.row)
  const rowsByFeed = new Map(
    (Object.keys(FEEDS) as OracleFeed[]).map(feed => [feed, feedRows(feed)] as const),
  )
  type Seen = Row & { readonly named: string; readonly role: Person['role'] }
  /** Rows *of* a person: a row that names somebody as a parent is the child's. */
  const of = (feed: OracleFeed, key: string): readonly Seen[] =>
    (rowsByFeed.get(feed) ?? []).flatMap(row =>
      row.persons
        .filter(person => person.key === key && person.role !== 'parent')
        .map(person => ({ ...row, named: person.name, role: person.role })),
    )

  // The register.
  const readRegister = (name: keyof typeof REGISTER): Reading | undefined => {
    const path = `register/${name}.csv`
    if (!existsSync(join(folder, path))) return undefined
    return readTable(folder, path, `register.${name}`, REGISTER[name], manifest.register?.asOf ?? asOf, 0)
  }
  interface House {
    readonly code: string
    readonly orphan: boolean
    readonly county: string
    readonly village: string
    readonly v: Readonly<Record<string, Value>>
    readonly members: Row[]
    readonly measures: Row[]
  }
  const houses = new Map<string, House>()
  const orphans = new Map<string, House>()
  const reject = (row: Row, reason: string) =>
    rejects.push({
      source: row.source,
      path: `register/${row.source.slice(9)}.csv`,
      row: row.row,
      column: '户编号',
      reason,
    })
  const households = readRegister('households')
  const members = readRegister('members')
  const measures = readRegister('measures')
  const removed = readRegister('removed')
  const hamlets = readRegister('hamlets')
  for (const reading of [households, members, measures, removed, hamlets])
    rejects.push(...(reading?.rejects ?? []))
  for (const row of households?.rows ?? []) {
    const own = String(row.v.户编号)
    const village = day(row.v.村编码) ?? ''
    if (houses.has(own)) reject(row, 'duplicate')
    else
      houses.set(own, {
        code: own,
        orphan: false,
        county: village.slice(0, 6),
        village,
        v: row.v,
        members: [],
        measures: [],
      })
  }
  for (const row of members?.rows ?? []) {
    const own = String(row.v.户编号)
    const house = houses.get(own)
    if (house) house.members.push(row)
    else {
      reject(row, 'orphan')
      const made: House = orphans.get(own) ?? {
        code: own,
        orphan: true,
        county: '',
        village: '',
        v: {},
        members: [],
        measures: [],
      }
      orphans.set(own, made)
      made.members.push(row)
    }
  }
  for (const row of measures?.rows ?? []) {
    const house = houses.get(String(row.v.户编号))
    if (house) house.measures.push(row)
    else reject(row, 'orphan')
  }
  const homes = new Map<string, Set<string>>()
  for (const house of [...houses.values(), ...orphans.values()])
    for (const { persons } of house.members)
      for (const { key } of persons) homes.set(key, (homes.get(key) ?? new Set()).add(house.code))
  const isRegistered = (key: string): boolean => homes.has(key)

  // Claims, merged by identity.
  interface Said {
    readonly lead: Omit<OracleLead, 'severity' | 'doubt' | 'evidence'>
    readonly severity: string
    readonly doubt: boolean
    readonly rows: readonly string[]
  }
  const said: Said[] = []
  const notConcluded = new Set<string>()
  const ref = (row: Row): string => `${row.file}#${row.row}`
  const nowhere = (reading: Reading): string => `${reading.file}#0`
  const differs = (row: Seen, member: Row): boolean => {
    const [one, other] = [foldName(row.named), foldName(member.name)]
    return one !== '' && other !== '' && one !== other
  }
  const withhold = (rule: string, county: string, feed: string, reason: string) =>
    notConcluded.add([rule, county, feed, reason].join('|'))
  /** The files that cover, or undefined once it is noted that nothing is concluded. */
  const silence = (rule: string, feed: OracleFeed, county: string, column?: string) => {
    const files = covering(feed, county, column)
    if (files.length > 0) return files.map(nowhere)
    const lacksColumn = column !== undefined && covering(feed, county).length > 0
    withhold(rule, county, feed, lacksColumn ? 'no column' : 'no coverage')
    return undefined
  }
  const classOf = (rule: string): string => (ERRORS.has(rule) ? 'error' : 'suspected')

  // The A cases, and counter-evidence.
  const overLimit = (row: Row): boolean => {
    const price = row.v.购置价
    if (price !== undefined) return (figure(price) ?? -1) >= 30000
    const first = day(row.v.初次登记时间)
    return first !== undefined && yearsBefore(asOf, 6) <= first && first <= asOf
  }
  const type = (row: Row): string => day(row.v.车辆类型) ?? ''
  const isActive = (row: Row): boolean => row.v.机动车状态 !== 'gone'
  const isCar = (row: Row): boolean => isActive(row) && /^K[234]/.test(type(row))
  const isHeavy = (row: Row): boolean => isActive(row) && /^(H1|H2|Q|Z|J)/.test(type(row))
  const isLight = (row: Row): boolean => isActive(row) && /^H[345]/.test(type(row))
  const x07 = ({ v }: Row): string | undefined =>
    v.规划用途 === '住宅' &&
    v.房屋性质 === '商品房' &&
    v.城乡类别 !== '乡村' &&
    !isIn(v.产权取得方式, ...EXEMPT_WAYS)
      ? (figure(v.共有份额) ?? 100) < 50
        ? 'C'
        : 'A'
      : undefined
  const x08 = ({ v }: Row): string | undefined =>
    isIn(v.产权取得方式, ...EXEMPT_WAYS)
      ? undefined
      : v.规划用途 === '商业'
        ? 'A'
        : v.规划用途 === '车位'
          ? 'B'
          : undefined
  const x11 = ({ v }: Row): string | undefined =>
    v.企业类型 === '企业' && isIn(v.角色, '法定代表人', '股东') && v.登记状态 === '存续'
      ? v.实缴出资 === 0
        ? 'C'
        : 'A'
      : undefined
  const x14 = ({ v }: Row): boolean =>
    isIn(v.人员性质, '公务员', '参公', '事业编', '机关退休', '事业退休') && isIn(v.人员状态, '在职', '退休')
  const isGrave = (key: string): boolean =>
    of('public-security.vehicles', key).some(row => (isCar(row) && overLimit(row)) || isHeavy(row)) ||
    of('housing.property', key).some(row => x07(row) === 'A' || x08(row) === 'A') ||
    of('commerce.enterprises', key).some(row => x11(row) === 'A') ||
    of('hr.public-payroll', key).some(x14)
  const residents = rowsByFeed.get('public-security.residents') ?? []
  const houseNumbers = new Map<string, Seen[]>()
  for (const row of residents) {
    const own = day(row.v.户号)
    if (own === undefined) continue
    const all = houseNumbers.get(own) ?? []
    houseNumbers.set(own, all)
    all.push(...row.persons.map(person => ({ ...row, named: person.name, role: person.role })))
  }
  const isCountered = (key: string): boolean => {
    const all = new Set([key])
    for (const row of of('public-security.residents', key))
      for (const other of houseNumbers.get(day(row.v.户号) ?? '') ?? [])
        for (const person of other.persons) all.add(person.key)
    return [...all].some(isGrave)
  }
  const isDead = (row: Row): boolean => row.v.户籍状态 === '死亡注销'

  for (const house of [...houses.values(), ...orphans.values()]) {
    const place = { household: house.code, county: house.county, village: house.village }
    const keyed = house.members.flatMap(member => {
      const key = member.persons[0]?.key
      return key === undefined ? [] : [{ key, member }]
    })
    const onPerson = (
      rule: string,
      key: string,
      severity: string,
      rows: readonly string[],
      more: { doubt?: boolean; subject?: string; class?: string } = {},
    ) =>
      said.push({
        lead: { rule, id: key, subject: more.subject ?? '', class: more.class ?? classOf(rule), ...place },
        severity,
        doubt: more.doubt ?? false,
        rows,
      })
    const onHouse = (rule: string, severity: string, rows: readonly string[], doubt = false) =>
      said.push({
        lead: { rule, id: '', subject: '', class: classOf(rule), ...place },
        severity,
        doubt,
        rows,
      })

    for (const { key, member } of keyed) {
      const each = (
        rule: string,
        feed: OracleFeed,
        test: (row: Seen) => string | undefined | false,
        subject: (row: Seen) => Value = () => undefined,
      ) => {
        for (const row of of(feed, key)) {
          const severity = test(row)
          if (severity)
            onPerson(rule, key, severity, [ref(row)], {
              doubt: differs(row, member),
              subject: day(subject(row)) ?? '',
            })
        }
      }
      const plateOf = (row: Row) => row.v.车牌号
      each('X01', 'public-security.vehicles', row => isCar(row) && overLimit(row) && 'A', plateOf)
      each('X02', 'public-security.vehicles', row => isCar(row) && !overLimit(row) && 'C', plateOf)
      each('X03', 'public-security.vehicles', row => isHeavy(row) && 'A', plateOf)
      each('X04', 'public-security.vehicles', row => isLight(row) && 'C', plateOf)
      const title = (row: Row) => row.v.产权证号 ?? row.v.房屋坐落
      each('X07', 'housing.property', x07, title)
      each('X08', 'housing.property', x08, title)
      each(
        'X09',
        'housing.presale',
        row => row.v.合同状态 === '有效' && 'B',
        row => row.v.合同编号 ?? row.v.坐落及房号,
      )
      const firm = (row: Row) => row.v.统一社会信用代码 ?? row.v.企业名称
      each('X11', 'commerce.enterprises', x11, firm)
      each(
        'X12',
        'commerce.enterprises',
        ({ v }) =>
          v.企业类型 === '农民专业合作社' &&
          isIn(v.角色, '法定代表人', '理事长') &&
          v.登记状态 === '存续' &&
          'B',
        firm,
      )
      each(
        'X13',
        'commerce.self-employed',
        ({ v }) => v.登记状态 === '存续' && ((figure(v.资金数额) ?? 5) < 5 ? 'C' : 'B'),
        row => row.v.字号,
      )
      each('X14', 'hr.public-payroll', row => x14(row) && 'A')
      each(
        'X15',
        'hr.employment',
        ({ v }) =>
          v.参保状态 === '正常' && v.参保身份 === '单位职工' && (figure(v.缴费月数) ?? 0) >= 12 && 'B',
      )
      each('X16', 'hr.pensions', ({ v }) => isIn(v.险种, '企业养老', '机关养老') && v.状态 === '发放' && 'B')
      const own = of('public-security.residents', key)
      each('X18', 'public-security.residents', row => isDead(row) && 'A')
      if (!own.some(isDead)) each('X19', 'civil-affairs.cremations', () => 'A')
      each(
        'X21',
        'public-security.residents',
        row =>
          (row.v.户籍状态 === '迁出注销' || row.v.迁移类型 === '迁出') &&
          row.v.迁移原因 !== '升学' &&
          !own.some(other => ref(other) !== ref(row) && other.v.户籍状态 === '正常') &&
          'B',
      )
      each('X22', 'public-security.residents', ({ v }) => {
        const [moved, first] = [day(v.迁移日期), day(house.v.首次识别时间)]
        return (
          v.迁移类型 === '迁入' &&
          v.迁移原因 !== '婚嫁' &&
          v.承包地 === 0 &&
          moved !== undefined &&
          first !== undefined &&
          yearsBefore(first, 1) <= moved &&
          moved <= first &&
          'B'
        )
      })
      for (const row of own) {
        if (!differs(row, member)) continue
        const both = (name: string) =>
          typeof row.v[name] === 'string' &&
          typeof member.v[name] === 'string' &&
          row.v[name] !== member.v[name]
        const isError = both('性别') || both('出生日期')
        onPerson('X25', key, isError ? 'A' : 'B', [ref(row)], { class: isError ? 'error' : 'suspected' })
      }
      if (own.length === 0) {
        const files = silence('X26', 'public-security.residents', house.county)
        if (files) onPerson('X26', key, 'A', files)
      }
      each('X28', 'civil-affairs.tekun', row => row.v.供养方式 === '集中' && 'A')
      if ((homes.get(key)?.size ?? 0) >= 2) onPerson('X34', key, 'A', [])

      if (house.orphan) continue
      // I03, I12: on the household.
      const onOutsider = (rule: string, severity: string, other: string, row: Row) =>
        said.push({
          lead: { rule, id: other, subject: other, class: 'suspected', ...place },
          severity: isCountered(other) ? 'C' : severity,
          doubt: false,
          rows: [ref(row)],
        })
      for (const row of rowsByFeed.get('education.university') ?? [])
        if (
          row.v.状态 === '在读' &&
          row.persons.some(person => person.role === 'parent' && person.key === key)
        )
          for (const student of row.persons)
            if (student.role === 'self' && !isRegistered(student.key))
              onOutsider('I03', 'A', student.key, row)
      for (const row of own)
        for (const other of houseNumbers.get(day(row.v.户号) ?? '') ?? [])
          for (const person of other.persons)
            if (!isRegistered(person.key) && other.v.户籍状态 === '正常')
              onOutsider('I12', 'C', person.key, other)
    }
    if (house.orphan) continue

    const all = (feed: OracleFeed) =>
      keyed.flatMap(({ key, member }) => of(feed, key).map(row => ({ row, doubt: differs(row, member) })))
    const onRows = (rule: string, severity: string, rows: ReturnType<typeof all>) => {
      for (const { row, doubt } of rows) onHouse(rule, severity, [ref(row)], doubt)
    }

    // X06
    const cars = all('public-security.vehicles').filter(
      ({ row }) => (isCar(row) || isHeavy(row) || isLight(row)) && row.v.车牌号 !== undefined,
    )
    const plates = (of: typeof cars) => new Set(of.map(({ row }) => row.v.车牌号)).size
    if (plates(cars) >= 2)
      onHouse(
        'X06',
        'A',
        cars.map(({ row }) => ref(row)),
        plates(cars.filter(({ doubt }) => !doubt)) < 2,
      )
    // X27
    const dibao = all('civil-affairs.dibao')
    const tekun = all('civil-affairs.tekun')
    for (const [feed, rows, claimed] of [
      ['civil-affairs.dibao', dibao, ['2', '4', '7', '8']],
      ['civil-affairs.tekun', tekun, ['3', '6', '7', '8']],
    ] as const) {
      if (isIn(house.v.贫困户属性, ...claimed) && rows.length === 0) {
        const files = silence('X27', feed, house.county)
        if (files) onHouse('X27', 'B', files)
      }
      if (isIn(house.v.贫困户属性, '1', '5')) onRows('X27', 'B', rows)
    }
    // T
    const { v } = house
    const dilapidated = all('housing.dilapidated')
    const relocated = all('development.relocation')
    if (v.拟退出 === '是' || (v.脱贫属性 === '1' && v.脱贫年度 === thisYear)) {
      const income = figure(v.人均纯收入)
      if (income !== undefined && income < (INCOME_LINE[thisYear] ?? 0)) onHouse('T01', 'A', [])
      if (v.危房户 === '是' || isIn(v.危房级别, 'C', 'D')) onHouse('T02', 'A', [])
      for (const one of dilapidated) {
        if (isIn(one.row.v.房屋等级, 'C', 'D')) {
          if (!one.row.has.has('竣工日期')) withhold('T02', house.county, 'housing.dilapidated', 'no column')
          else if (one.row.v.竣工日期 === undefined) onRows('T02', 'A', [one])
        }
        if (day(one.row.v.竣工日期) !== undefined) {
          if (!one.row.has.has('入住日期')) withhold('T04', house.county, 'housing.dilapidated', 'no column')
          else if (one.row.v.入住日期 === undefined) onRows('T04', 'A', [one])
        }
      }
      if (v.易地搬迁户 === '是' && v.是否入住 !== '是') onHouse('T03', 'A', [])
      onRows(
        'T03',
        'A',
        relocated.filter(({ row }) => row.v.入住日期 === undefined),
      )
      if (v.饮水困难 === '是' || v.饮水安全 === '否') onHouse('T05', 'A', [])
      for (const { key, member } of keyed) {
        const age = ageOn(key, asOf)
        const health = member.v.健康状况
        if (age >= 6 && age <= 15 && !contains(health, '残疾') && !contains(health, '大病')) {
          const rows = of('education.enrolment', key)
          if (rows.length === 0) {
            const files = silence('T06', 'education.enrolment', house.county)
            if (files) onPerson('T06', key, 'A', files)
          } else if (!rows.some(row => row.v.状态 === '在读'))
            for (const row of rows)
              if (row.v.状态 === '辍学')
                onPerson('T06', key, 'A', [ref(row)], { doubt: differs(row, member) })
        }
        const insured = of('health.insurance', key).filter(row => row.v.参合年度 === thisYear)
        if (insured.length === 0) {
          const files = silence('T07', 'health.insurance', house.county)
          if (files) onPerson('T07', key, 'A', files)
        }
        const kinds = insured
          .filter(row => isIn(row.v.参保类型, '居民', '职工'))
          .map(row => ({ row, kind: row.v.参保类型, doubt: differs(row, member) }))
        const areBoth = (some: typeof kinds) => new Set(some.map(({ kind }) => kind)).size === 2
        if (areBoth(kinds))
          onPerson(
            'T08',
            key,
            'C',
            kinds.map(({ row }) => ref(row)),
            { doubt: !areBoth(kinds.filter(({ doubt }) => !doubt)) },
          )
      }
    }
    if (v.返贫 === '是' && !contains(v.返贫原因, '因病') && !contains(v.返贫原因, '因灾'))
      onHouse('T10', 'A', [])
    // M
    if (!measures) continue
    const has = (kind: string) => house.measures.some(measure => measure.v.措施类别 === kind)
    const paired = (
      rule: string,
      kind: string,
      feed: OracleFeed,
      rows: ReturnType<typeof all>,
      column?: string,
    ) => {
      if (!has(kind)) onRows(rule, 'B', rows)
      else if (rows.length === 0) {
        const files = silence(rule, feed, house.county, column)
        if (files) onHouse(rule, 'B', files)
      }
    }
    paired('M01', '易地搬迁', 'development.relocation', relocated)
    const planned = dilapidated.filter(({ row }) => figure(row.v.列入计划的年度) !== undefined)
    paired('M02', '危房改造', 'housing.dilapidated', planned, '列入计划的年度')
    if (has('低保') && dibao.length === 0) {
      const files = silence('M03', 'civil-affairs.dibao', house.county)
      if (files) onHouse('M03', 'B', files)
    }
    if (has('五保') && tekun.length === 0) {
      const files = silence('M04', 'civil-affairs.tekun', house.county)
      if (files) onHouse('M04', 'B', files)
    }
    const attending = [...all('education.enrolment'), ...all('education.university')].filter(
      ({ row }) => row.v.状态 === '在读',
    )
    if (has('教育资助') && attending.length === 0) {
      const schools = silence('M05', 'education.enrolment', house.county)
      const universities = silence('M05', 'education.university', house.county)
      if (schools && universities) onHouse('M05', 'B', [...schools, ...universities])
    }
    if (isIn(v.脱贫属性, '0', '3') && !house.measures.some(one => one.v.年度 === thisYear)) {
      if (house.measures.length === 0 || measures.has.has('年度')) onHouse('M06', 'B', [])
      else withhold('M06', house.county, 'register.measures', 'no column')
    }
  }

  // Outside the register.
  const firstCounty = (key: string, row: Row): string =>
    day(row.v.区划) ?? day(of('public-security.residents', key)[0]?.v.区划) ?? ''
  const outside = (rule: string, key: string, severity: string, row: Row) =>
    said.push({
      lead: {
        rule,
        household: '',
        id: key,
        subject: '',
        class: 'suspected',
        county: firstCounty(key, row),
        village: '',
      },
      severity: isCountered(key) ? 'C' : severity,
      doubt: false,
      rows: [ref(row)],
    })
  const search = (
    rule: string,
    feed: OracleFeed,
    severity: string,
    test: (row: Row) => boolean | 'no column',
  ) => {
    for (const row of rowsByFeed.get(feed) ?? [])
      for (const { key, role } of row.persons) {
        if (role !== 'self' || isRegistered(key)) continue
        const answer = test(row)
        if (answer === 'no column') withhold(rule, firstCounty(key, row), feed, answer)
        else if (answer) outside(rule, key, severity, row)
      }
  }
  search('I01', 'housing.dilapidated', 'A', ({ v, has }) => {
    if (!isIn(v.房屋等级, 'C', 'D') || v.是否唯一住房 === '否') return false
    return has.has('竣工日期') ? v.竣工日期 === undefined : 'no column'
  })
  search(
    'I02',
    'disabled.certificates',
    'B',
    ({ v }) => v.状态 === '有效' && isIn(v.残疾等级, '一级', '二级') && v.城乡类别 !== '城镇',
  )
  search(
    'I04',
    'public-security.residents',
    'C',
    ({ v }) =>
      v.农转城 === '是' && v.在村居住 === '是' && (figure(v.承包地) ?? 0) > 0 && v.户籍状态 === '正常',
  )
  search('I05', 'civil-affairs.dibao', 'B', () => true)
  search('I05', 'civil-affairs.tekun', 'B', ({ v }) => v.供养方式 === '分散')
  search('I06', 'health.serious-illness', 'B', ({ v }) => {
    const paid = v.年度自付费用
    return v.城乡类别 !== '城镇' && (paid === undefined || (figure(paid) ?? 0) >= 5000)
  })
  search('I08', 'education.enrolment', 'B', ({ v }) => v.状态 === '辍学' && isIn(v.学段, '小学', '初中'))
  for (const [number, rows] of houseNumbers) {
    const keysOf = (of: readonly Seen[]) => of.flatMap(({ persons }) => persons.map(({ key }) => key))
    if (keysOf(rows).some(isRegistered)) continue
    const living = rows.filter(row => row.v.户籍状态 === '正常')
    const first = living[0]
    if (!first || !keysOf(living).every(key => ageOn(key, asOf) >= 65)) continue
    if (!living.some(row => row.v.在村居住 === '是')) continue
    said.push({
      lead: {
        rule: 'I07',
        household: '',
        id: '',
        subject: number,
        class: 'suspected',
        // The page does not say whose county counts where that row has none.
        county: day(first.v.区划) ?? ANY,
        village: '',
      },
      severity: 'C',
      doubt: false,
      rows: living.map(ref),
    })
  }
  for (const row of removed?.rows ?? []) {
    const key = row.persons[0]?.key ?? ''
    if (isRegistered(key) || isGrave(key)) continue
    const dead = of('public-security.residents', key).some(isDead)
    if (dead || of('civil-affairs.cremations', key).length > 0) continue
    if (of('civil-affairs.tekun', key).some(one => one.v.供养方式 === '集中')) continue
    outside('I10', key, 'B', row)
  }
  // I11
  const places = (hamlets?.rows ?? []).map(row => {
    const own = String(row.v.编码)
    const inside = [...houses.values()].filter(
      house =>
        house.village !== '' &&
        own.startsWith(house.village) &&
        foldName(day(house.v.自然村) ?? '') === foldName(day(row.v.自然村名称) ?? ''),
    )
    return { row, own, village: own.slice(0, 12), registered: inside.length, total: row.v.总户数 }
  })
  for (const hamlet of places) {
    if (hamlet.registered > 0 || hamlet.total === 0) continue
    const others = places.filter(
      other => other !== hamlet && other.village === hamlet.village && typeof other.total === 'number',
    )
    const sum = others.reduce((all, other) => all + Number(other.total), 0)
    const registered = others.reduce((all, other) => all + other.registered, 0)
    if (sum === 0 || registered / sum < 0.05) continue
    said.push({
      lead: {
        rule: 'I11',
        household: '',
        id: '',
        subject: hamlet.own,
        class: 'suspected',
        county: hamlet.own.slice(0, 6),
        village: hamlet.village,
      },
      severity: 'C',
      doubt: false,
      rows: [ref(hamlet.row)],
    })
  }

  const identity = ({ rule, household, id, subject }: Said['lead']) =>
    [rule, household, id, subject].join('|')
  const leads = [...Map.groupBy(said, one => identity(one.lead)).values()].map((same): OracleLead => {
    const certain = same.filter(({ doubt }) => !doubt)
    const counted = certain.length > 0 ? certain : same.map(one => ({ ...one, severity: 'C' }))
    const gravest = counted.toSorted((one, other) => (one.severity < other.severity ? -1 : 1))[0]
    const first = same[0]
    if (!gravest || !first) throw new RangeError('a lead without a claim')
    return {
      ...first.lead,
      class: gravest.lead.class,
      severity: gravest.severity,
      doubt: certain.length === 0,
      evidence: [...new Set(same.flatMap(({ rows }) => rows))].sort(),
    }
  })
  return {
    leads,
    notConcluded: [...notConcluded].sort(),
    deliveries: known
      .map(delivery => {
        const outcome = isRefused(delivery)
          ? 'rejected'
          : isReplaced(delivery)
            ? 'replaced'
            : isHeld(delivery)
              ? 'held'
              : 'accepted'
        return [delivery.feed, delivery.files.join('+'), outcome].join('|')
      })
      .sort(),
    rejects: rejects
      .map(({ source, path, row, column, reason }) => [source, path, row, column, reason].join('|'))
      .sort(),
  }
}
