/** The catalogue: what a feed or a register table consists of, in words for people (`bidui feeds`, templates). */
import type { Column, ColumnKind } from './column.ts'
import type { AnyDefinition, Bilingual } from './definition.ts'

export type Language = keyof Bilingual

export interface ColumnDescription {
  readonly header: string
  readonly aliases: readonly string[]
  readonly required: boolean
  readonly kind: ColumnKind
  readonly unit?: string
  /** What may be written, in one sentence. */
  readonly accepts: Bilingual
  /** The closed set to choose from; absent where a person writes something else. */
  readonly values?: readonly string[]
}

export interface TableDescription {
  /** `public-security.vehicles`, or `register.members`. */
  readonly id: string
  /** Absent for register tables. */
  readonly department?: string
  readonly title: Bilingual
  readonly columns: readonly ColumnDescription[]
}

const ACCEPTS: Readonly<Record<ColumnKind, Bilingual>> = {
  id: {
    zh: '18 位公民身份号码(末位 X 大写), 也接受 15 位旧号、20 或 22 位残疾人证号; 单元格须为文本; 不得用 * 遮盖',
    en: 'an 18-digit ID number (X in upper case), also the old 15 digits, or a disability certificate of 20 or 22; in text cells, not masked with *',
  },
  name: {
    zh: '姓名, 与同一行的证件号码一一对应; 多人用「、」分隔',
    en: 'the name that goes with the ID number of the row; several are separated by 、',
  },
  text: { zh: '文字', en: 'text' },
  code: {
    zh: '编码或号码; 单元格须为文本, 保留开头的 0',
    en: 'a code, in a text cell, with its leading zeros',
  },
  number: {
    zh: '数字, 可用千位分隔符; 不写单位, 不写「三万」一类的文字',
    en: 'a number, with or without thousands separators; no unit, no words such as 三万',
  },
  date: {
    zh: '日期: 2017-09-30、2017/9/30、2017.9.30、20170930、2017年9月30日, 或只写年月',
    en: 'a date: 2017-09-30, 2017/9/30, 2017.9.30, 20170930, 2017年9月30日, or year and month only',
  },
  year: { zh: '年份: 2017、2017年, 或一个日期', en: 'a year: 2017, 2017年, or a date' },
  county: {
    zh: '6 位县级区划代码, 或以其开头的 9、12、15 位代码',
    en: 'a 6-digit county code, or a code of 9, 12 or 15 digits that begins with it',
  },
  category: { zh: '只填下列之一', en: 'one of' },
  categories: { zh: '填下列之一, 多项用「、」分隔', en: 'one or more of, separated by 、' },
}

const CODES: Bilingual = { zh: '(也可填系统代码)', en: ' (or the code of the national system)' }

/** A share is a number that may carry its sign. */
const SHARE: Bilingual = { zh: '百分数, % 可写可不写', en: 'per cent, with or without the %' }

function acceptsOf(column: Column, isRegister: boolean): Bilingual {
  if (column.accepts) return column.accepts
  if (column.unit === '%') return SHARE
  const { zh, en } = ACCEPTS[column.kind]
  if (!column.values) return { zh, en }
  const listed = column.values.join('、')
  return isRegister && !column.values.every(value => /^[A-Z]$/.test(value))
    ? { zh: `${zh}: ${listed}${CODES.zh}`, en: `${en}: ${listed}${CODES.en}` }
    : { zh: `${zh}: ${listed}`, en: `${en}: ${listed}` }
}

/** Describes a feed or a register table; the columns in the order of its definition. */
export function describe(definition: AnyDefinition): TableDescription {
  const isRegister = definition.kind === 'register'
  return {
    id: isRegister ? `register.${definition.id}` : definition.id,
    ...(isRegister ? {} : { department: definition.department }),
    title: definition.title,
    columns: Object.values(definition.columns).map(column => ({
      header: column.header,
      aliases: column.aliases,
      required: column.required,
      kind: column.kind,
      ...(column.unit === undefined ? {} : { unit: column.unit }),
      accepts: acceptsOf(column, isRegister),
      ...(column.values === undefined || column.accepts ? {} : { values: column.values }),
    })),
  }
}

const REQUIRED: Bilingual = { zh: '必填列', en: 'required' }
const ALIASES: Bilingual = { zh: '也可写作', en: 'also called' }

/** The catalogue's text: a line with id, department and title, then one line a column. */
export function catalogueLines(table: TableDescription, language: Language): readonly string[] {
  const heading = [table.id, table.department, table.title[language]].filter(part => part !== undefined)
  return [
    heading.join('  '),
    ...table.columns.map(column => {
      const unit = column.unit === undefined ? '' : ` (${column.unit})`
      const aliases = column.aliases.length > 0 ? `; ${ALIASES[language]}: ${column.aliases.join('、')}` : ''
      const required = column.required ? ` [${REQUIRED[language]}]` : ''
      return `  ${column.header}${unit}${required}  ${column.accepts[language]}${aliases}`
    }),
  ]
}
