/**
 * Clearance 清零: what its reports are made from, as plain values.
 *
 *  - problem 问题: one fault of the register that has to be corrected (错误) or verified (疑似);
 *  - event 变动: what moved a problem; events are only ever added, and each is booked on a day;
 *  - day: from 15:00 to 15:00, Beijing time, named for the day on which it ends;
 *  - cell 格: county × object × class, the smallest thing that a report counts;
 *  - figures 数字: the cells of one day; of a closed day they are stored, with a digest.
 */
import type { ProblemObject } from '../../clearance/objects.ts'
import type { MovementKind, ProblemState } from '../../clearance/states.ts'
import type { Bilingual, CountyCode, IsoDate } from '../../types.ts'
import type { LeadClass } from '../model.ts'

export type { Bilingual, CountyCode, IsoDate, ProblemObject, ProblemState }
export type EventKind = MovementKind

export const PROBLEM_CLASSES = ['error', 'suspected'] as const satisfies readonly LeadClass[]
export type ProblemClass = (typeof PROBLEM_CLASSES)[number]

/** The names of the plan's own table of 问题. */
export const OBJECT_NAMES: Readonly<Record<ProblemObject, Bilingual>> = {
  village: { zh: '贫困村', en: 'villages' },
  household: { zh: '贫困户', en: 'households' },
  person: { zh: '贫困人口', en: 'persons' },
  hamlet: { zh: '自然村', en: 'hamlets' },
}

/** How a problem stands after the last of its events. */
export interface Problem {
  /** Holds no personal data. */
  readonly key: string
  readonly code: string
  readonly object: ProblemObject
  readonly class: ProblemClass
  readonly county: CountyCode
  readonly township: string
  readonly state: ProblemState
  readonly firstDay: IsoDate
  /** Of one that is not open. */
  readonly clearedDay?: IsoDate
}

export interface ProblemEvent {
  /** Rises. */
  readonly id: number
  readonly problem: string
  readonly day: IsoDate
  readonly kind: EventKind
  /** Class and county that the problem had then. */
  readonly class: ProblemClass
  readonly county: CountyCode
  /** Digest of everything else that the event says (value, note, by whom, at what instant). */
  readonly said: string
}

/** The export and the run that a day rests on; absent before the first. */
export interface DaySource {
  readonly run: string
  /** First 8 digits of the digest of the register's households. */
  readonly register: string
}

export interface Cell {
  readonly county: CountyCode
  readonly object: ProblemObject
  readonly class: ProblemClass
}

/** What is counted in a cell, in the order in which it is stored and compared. */
export const MEASURES = [
  'baseline',
  'opening',
  'raised',
  'reopened',
  'corrected',
  'verified',
  'closing',
  'allRaised',
  'allReopened',
  'allCorrected',
  'allVerified',
] as const
export type Measure = (typeof MEASURES)[number]
/** `all…`: since the first day; the others: of the day. `baseline`: raised on the first day. */
export type Counted = Readonly<Record<Measure, number>>
export type CellFigures = Cell & Counted

export const MEASURE_NAMES: Readonly<Record<Measure, Bilingual>> = {
  baseline: { zh: '基数', en: 'baseline' },
  opening: { zh: '期初', en: 'opening' },
  raised: { zh: '新发现', en: 'raised' },
  reopened: { zh: '重新出现', en: 'reopened' },
  corrected: { zh: '当日修改', en: 'corrected' },
  verified: { zh: '当日核实存证', en: 'verified' },
  closing: { zh: '期末剩余', en: 'closing' },
  allRaised: { zh: '累计发现', en: 'raised so far' },
  allReopened: { zh: '累计重新出现', en: 'reopened so far' },
  allCorrected: { zh: '累计修改', en: 'corrected so far' },
  allVerified: { zh: '累计核实存证', en: 'verified so far' },
}

/** One day as it is counted from problems and events. */
export interface DayCount {
  readonly day: IsoDate
  /** Events up to the day. */
  readonly events: number
  /** Digest of all events up to the day, in their order. */
  readonly history: string
  /** Cells in which anything was ever counted, by county, object, class. */
  readonly cells: readonly CellFigures[]
}

/** What is stored of a closed day. */
export interface DayFigures extends DayCount {
  /** Digest of the day before; '' of the first. */
  readonly previous: string
  readonly source?: DaySource
  /** All counties of the register on that day, those without problems too, by code. */
  readonly counties: readonly { readonly code: CountyCode; readonly name: string }[]
}

export interface ClosedDay {
  readonly figures: DayFigures
  /** Of the figures, when they were stored. */
  readonly digest: string
}
