/** Delivered cells, read once more after contract §3 and the code sets of the dictionary; no code of the program. */

export type Row = Readonly<Record<string, string>>
/** A register table as delivered: which headers it has, and its rows. */
export interface Table {
  readonly name: string
  readonly headers: ReadonlySet<string>
  readonly rows: readonly Row[]
}

/** One field of one row; `cell` is null where the table has no such column. */
export interface Field {
  readonly table: string
  readonly cell: string | null
}

export const fieldOf = (table: Table, row: Row, header: string): Field => ({
  table: table.name,
  cell: table.headers.has(header) ? (row[header] ?? '') : null,
})

export const fold = (text: string): string => text.normalize('NFKC').replace(/[\s\p{Z}\p{Cf}]/gu, '')
const unwrapped = (text: string): string => {
  const folded = fold(text)
  const inside = /^="(.*)"$/.exec(folded) ?? /^"(.*)"$/.exec(folded) ?? /^'(.*?)'?$/.exec(folded)
  return inside?.[1] ?? folded
}
export const foldCode = (text: string): string => unwrapped(text).toUpperCase()
export const foldName = (text: string): string => fold(text).replace(/[·•‧・．.]/g, '')

const BLANKS = new Set(['', '/', '\\', '—', '–', '-', '无', '空', '不详', '未知', 'NULL'])
const blank = (cell: string): boolean => BLANKS.has(foldCode(cell))

/** Missing: the column is there and nothing is in it. */
export const isMissing = ({ cell }: Field): boolean => cell === null || blank(cell)
export const isFilled = (field: Field): boolean => !isMissing(field)

/** Ten-thousandths: sums and products of figures have no rounding here. */
export type Exact = bigint
export const SCALE = 10_000n
export const exact = (figure: number): Exact => BigInt(Math.round(figure * 10_000))

function exactOf(text: string): Exact | undefined {
  const found = /^([+-]?)(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d{1,4}))?$/.exec(text)
  if (!found) return undefined
  const [, sign, whole = '', part = ''] = found
  const size = BigInt(whole.replaceAll(',', '')) * SCALE + BigInt(part.padEnd(4, '0'))
  return sign === '-' ? -size : size
}
export const number = ({ cell }: Field): Exact | undefined =>
  cell === null || blank(cell) ? undefined : exactOf(unwrapped(cell))
export const percentage = ({ cell }: Field): Exact | undefined =>
  cell === null || blank(cell) ? undefined : exactOf(unwrapped(cell).replace(/%$/, ''))

const written = (year: number, month: number, day: number): string | undefined => {
  const at = new Date(Date.UTC(year, month - 1, day))
  const text = at.toISOString().slice(0, 10)
  return at.getUTCMonth() === month - 1 && at.getUTCDate() === day ? text : undefined
}

const FORMS = [
  /^(\d{4})-(\d\d?)(?:-(\d\d?))?$/,
  /^(\d{4})\/(\d\d?)(?:\/(\d\d?))?$/,
  /^(\d{4})\.(\d\d?)(?:\.(\d\d?))?$/,
  /^(\d{4})年(\d\d?)月(?:(\d\d?)日)?$/,
  /^(\d{4})(\d\d)(\d\d)?$/,
]

export function date({ cell }: Field): string | undefined {
  if (cell === null || blank(cell)) return undefined
  const text = unwrapped(cell.trim().replace(/\s+\d\d?:\d\d(:\d\d)?$/, ''))
  if (/^\d{5}$/.test(text)) {
    const serial = Number(text)
    return serial < 10_000 || serial > 73_050 ? undefined : serialDay(serial)
  }
  for (const form of FORMS) {
    const found = form.exec(text)
    if (found) return written(Number(found[1]), Number(found[2]), Number(found[3] ?? '1'))
  }
  return undefined
}
const serialDay = (serial: number): string =>
  new Date(Date.UTC(1899, 11, 30 + serial)).toISOString().slice(0, 10)

export function year(field: Field): number | undefined {
  const alone = field.cell === null ? null : /^(\d{4})年?$/.exec(unwrapped(field.cell))
  if (alone) return Number(alone[1])
  const day = date(field)
  return day === undefined ? undefined : Number(day.slice(0, 4))
}

/** Codes and labels of a set (dictionary §2.2); a code counts with and without its leading zero. */
export type CodeSet = Readonly<Record<string, string>>
const codes = (...spelled: readonly (readonly [code: string, ...labels: string[]])[]): CodeSet =>
  Object.fromEntries(
    spelled.flatMap(([code, ...labels]) =>
      [code, code.replace(/^0(?=\d)/, ''), ...labels].map(label => [label.toUpperCase(), code]),
    ),
  )

export const YES_NO = codes(['01', '是'], ['00', '否'])
export const YES = '01'
export const NO = '00'
export const EXIT = codes(
  ['00', '未脱贫'],
  ['01', '已脱贫', '已脱贫(享受政策)'],
  ['03', '返贫'],
  ['04', '稳定脱贫', '已脱贫(不再享受政策)'],
)
export const ATTRIBUTE = codes(
  ['01', '一般贫困户'],
  ['02', '低保户', '低保脱贫户'],
  ['03', '五保户', '特困供养脱贫户'],
  ['04', '低保贫困户'],
  ['05', '一般农户', '一般脱贫户'],
  ['06', '五保贫困户', '特困供养贫困户'],
  ['07', '低保特困供养贫困户'],
  ['08', '低保特困供养(脱贫)户'],
)
export const CAUSE = codes(
  ['01', '因病'],
  ['02', '因残'],
  ['03', '因学'],
  ['04', '因灾'],
  ['05', '缺土地'],
  ['06', '缺水'],
  ['07', '缺技术'],
  ['08', '缺劳动力'],
  ['09', '缺资金'],
  ['10', '交通条件落后'],
  ['11', '自身发展动力不足'],
  ['12', '因婚'],
  ['13', '因丧'],
  ['99', '其他'],
)
export const RELATION = codes(['01', '本人或户主', '户主'], ['02', '配偶'], ['03', '之子'], ['99', '其他'])
export const SCHOOL = codes(
  ['01', '非在校生'],
  ['02', '学前教育'],
  ['03', '小学'],
  ['06', '九年级'],
  ['07', '高一', '普通高中一年级'],
  ['10', '中职一', '中职一年级'],
  ['13', '高职一'],
  ['16', '大专及以上', '本科一年级'],
)
/** From 高一 on, as the codes go. */
export const UPPER_SECONDARY = ['07', '10', '13', '16']
export const LABOUR: CodeSet = {
  ...codes(['01', '普通劳动力'], ['02', '技能劳动力'], ['03', '丧失劳动力'], ['04', '无劳动力']),
  弱劳动力或半劳动力: 'weak',
}
export const LABOURER = ['01', '02', 'weak']
export const HEALTH = codes(['01', '健康'], ['02', '长期慢性病'], ['03', '患有大病'], ['04', '残疾'])
export const ID_KIND = codes(['01', '居民身份证'], ['09', '残疾人证', '残疾证'])
export const DANGER = codes(['A', 'A级'], ['B', 'B级'], ['C', 'C级'], ['D', 'D级'])

export const label = ({ cell }: Field, set: CodeSet): string | undefined =>
  cell === null || blank(cell) ? undefined : set[foldCode(cell)]

/** A cell of several items: how many parts, the decoded ones, and the text that *contains* also looks into. */
export interface Several {
  readonly parts: number
  readonly items: readonly string[]
  readonly text: string
}
export function several({ cell }: Field, set: CodeSet): Several | undefined {
  if (cell === null || blank(cell)) return undefined
  const parts = cell
    .split(/[、,，;；/／|｜]/)
    .map(foldCode)
    .filter(part => part !== '')
  const items = parts.map(part => set[part]).filter(item => item !== undefined)
  return { parts: parts.length, items, text: fold(cell) }
}

/** The key of an ID cell, undefined where it is none; and what the program calls its folded text. */
export const idText = (cell: string): string => foldCode(cell)

export function keyOf(cell: string, asOf: string): string | undefined {
  const text = foldCode(cell)
  const body =
    /^(\d{17}[\dX])$/.exec(text)?.[1] ??
    /^(\d{17}[\dX])\d{2}(?:B\d)?$/.exec(text)?.[1] ??
    (/^\d{15}$/.test(text) ? checked(`${text.slice(0, 6)}19${text.slice(6)}`) : undefined)
  if (body === undefined || checked(body.slice(0, 17)) !== body) return undefined
  const day = written(Number(body.slice(6, 10)), Number(body.slice(10, 12)), Number(body.slice(12, 14)))
  return day !== undefined && day >= '1900-01-01' && day <= asOf ? body : undefined
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
export function checked(digits: string): string {
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(digits[at]), 0)
  return `${digits}${'10X98765432'[sum % 11]}`
}

/** Full years at a day; who is born on 29 February has the birthday on 1 March in other years. */
export function ageAt(born: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(born.slice(0, 4))
  return day.slice(5) >= born.slice(5) ? years : years - 1
}
