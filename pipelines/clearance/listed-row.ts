/** A row of a list handed down: what it says, or why it cannot be tracked. Pure. */
import type { RowOf } from '../../connectors/definition.ts'
import { foldCode } from '../../connectors/fold.ts'
import { judgeId } from '../../connectors/id-number.ts'
import type { PROBLEM_LIST } from '../../connectors/problem-list.ts'
import { isUnusable, type Reading, textOf, usable } from '../../connectors/reading.ts'
import type { Bilingual, IsoDate, LeadClass } from '../types.ts'
import type { ProblemObject } from './objects.ts'

export type ListValues = RowOf<typeof PROBLEM_LIST.columns>

export interface ListedRow {
  /** As a spreadsheet numbers it. */
  readonly row: number
  readonly object: ProblemObject
  /** As the list calls it: ours, a published one, or its own. */
  readonly code: string
  readonly field: string
  readonly text: string
  /** What stands in the field, where the list tells it. */
  readonly shownValue: string
  readonly class: LeadClass
  readonly countyName: string
  readonly township: string
  /** 12 digits, or ''. */
  readonly village: string
  readonly household: string
  /** A key, or the folded text of what is no key; '' where it is not told, or masked. */
  readonly idNumber: string
  readonly member: string
  /** 15 digits, or ''. */
  readonly hamlet: string
  readonly asOf?: IsoDate
}

/** Reasons beside those of the table reader. */
export type ListRejectReason = 'columns' | 'required' | 'duplicate' | 'value'

export interface ListReject {
  readonly row: number
  /** Canonical header; '' for a whole row. */
  readonly column: string
  readonly reason: ListRejectReason
  /** As delivered: to be masked. */
  readonly value: string
}

export const LIST_REJECTS: Readonly<Record<ListRejectReason, Bilingual>> = {
  columns: { zh: '列数与表头不同', en: 'wrong number of columns' },
  required: { zh: '缺少必填内容, 不知道是什么问题或属于谁', en: 'what is wrong, or with whom, is missing' },
  duplicate: { zh: '同一问题重复出现, 以第一行为准', en: 'the same problem again, the first row counts' },
  value: { zh: '取值不认识', en: 'a value that cannot be used' },
}

const OBJECTS = {
  村: 'village',
  户: 'household',
  人: 'person',
  自然村: 'hamlet',
} as const satisfies Record<string, ProblemObject>
const CLASSES_OF = { 错误: 'error', 疑似: 'suspected' } as const satisfies Record<string, LeadClass>

/** Here only form and check character tell an ID. */
const ANY_DAY = '2099-12-31'

function idOf(text: string): string {
  if (text.includes('*')) return ''
  const judged = judgeId(text, ANY_DAY)
  return 'key' in judged ? judged.key : foldCode(text)
}

const VILLAGE = /^\d{12}$/
const HAMLET = /^\d{15}$/

export function readListedRow(row: number, values: ListValues): ListedRow | ListReject {
  const reject = (column: string, reading?: Reading<string>): ListReject => ({
    row,
    column,
    reason: reading === undefined ? 'required' : 'value',
    value: isUnusable(reading) ? reading.raw : textOf(reading),
  })
  const object = usable(values.object)
  if (object === undefined) return reject('对象', values.object)
  const of = usable(values.class)
  if (of === undefined) return reject('类别', values.class)
  const code = textOf(values.code)
  if (code === '') return reject('问题代码')
  const village =
    textOf(values.village) || (VILLAGE.test(textOf(values.villageName)) ? textOf(values.villageName) : '')
  if (village !== '' && !VILLAGE.test(village)) return reject('村编码', village)
  const hamlet = textOf(values.hamlet)
  if (hamlet !== '' && !HAMLET.test(hamlet)) return reject('自然村编码', hamlet)
  const household = textOf(values.household)
  const idNumber = idOf(textOf(values.idNumber))
  const member = textOf(values.member)
  if (object === '村' && village === '') return reject('村编码')
  // Some rules about hamlets speak of all of a village.
  if (object === '自然村' && hamlet === '' && village === '') return reject('自然村编码')
  if (object === '户' && household === '') return reject('户编号')
  if (object === '人' && idNumber === '' && member === '')
    return textOf(values.idNumber) === ''
      ? reject('证件号码')
      : { row, column: '证件号码', reason: 'value', value: textOf(values.idNumber) }
  const asOf = usable(values.asOf)
  return {
    row,
    object: OBJECTS[object],
    code,
    field: textOf(values.field),
    text: textOf(values.text),
    shownValue: textOf(values.value),
    class: CLASSES_OF[of],
    countyName: textOf(values.countyName),
    township: textOf(values.township),
    village: village || (hamlet === '' ? '' : hamlet.slice(0, 12)),
    household,
    idNumber,
    member,
    hamlet,
    ...(asOf === undefined ? {} : { asOf }),
  }
}
