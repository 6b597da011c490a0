/** 通报: two weeks of clearing, county by county, with what stalls and which data the departments owe. */

import { compareTuples } from '../code-point.ts'
import { openByDay } from './daily-report.ts'
import { sumCells } from './day-counts.ts'
import { dayAfter, daysBetween } from './days.ts'
import { type Disagreement, refuseIfAny } from './disagreement.ts'
import type { FeedsOfRun } from './feeds-due.ts'
import { type Forecast, forecastOf } from './forecast.ts'
import type { Ledger } from './ledger.ts'
import type {
  Counted,
  CountyCode,
  DayCount,
  DaySource,
  IsoDate,
  Problem,
  ProblemClass,
  ProblemEvent,
} from './model.ts'
import { type Progress, progressOf, ranksOf } from './standing.ts'

/** Days of a bulletin. */
export const FORTNIGHT = 14
/** Days without a movement after which an open problem stalls, unless somebody says otherwise. */
export const STALLED_DAYS = 7

export interface BulletinQuestion {
  readonly ledger: Ledger
  readonly day: IsoDate
  readonly provisional: boolean
  readonly source?: DaySource
  readonly counties: readonly { readonly code: CountyCode; readonly name: string }[]
  readonly keyCounties: readonly CountyCode[]
  readonly stalledDays: number
  readonly deadline?: IsoDate
  /** Absent where no comparison was made. */
  readonly feeds?: FeedsOfRun
  /** Empty: all. */
  readonly only: readonly CountyCode[]
}

/** What moved in the two weeks, and how it stands at their end. */
export interface Movement {
  readonly before: number
  readonly raised: number
  readonly reopened: number
  readonly corrected: number
  readonly verified: number
  readonly open: number
  readonly progress: Progress
}

export interface RankedCounty extends Movement {
  readonly code: CountyCode
  readonly name: string
  readonly rank?: number
  /** Two weeks ago; absent where there was no problem then. */
  readonly rankBefore?: number
  readonly progressBefore: Progress
  readonly forecast: Forecast
  readonly stalled: number
  readonly oldest?: IsoDate
}

export interface Township extends Movement {
  readonly county: string
  readonly township: string
  readonly class: ProblemClass
  readonly stalled: number
  readonly oldest?: IsoDate
}

/** A problem that is open on the day of the bulletin. */
export interface OpenProblem {
  readonly problem: Problem
  readonly county: CountyCode
  readonly class: ProblemClass
  /** Of its last event on or before the day. */
  readonly lastMoved: IsoDate
}

export interface Bulletin extends Omit<BulletinQuestion, 'ledger'> {
  readonly from: IsoDate
  readonly events: number
  readonly ranking: readonly RankedCounty[]
  readonly townships: readonly Township[]
  /** Open without a movement for the days asked for, oldest first. */
  readonly stalling: readonly OpenProblem[]
  readonly nameOf: (county: CountyCode) => string
}

/** @throws ClearanceRefused where townships do not add up to their county */
export function bulletin(question: BulletinQuestion): Bulletin {
  const { ledger, day, counties, keyCounties, stalledDays, deadline, only } = question
  const days = ledger.days.filter(each => each.day <= day)
  const today = days.at(-1)
  if (!today) throw new RangeError(`No figures of ${day}`)
  const from = dayAfter(day, 1 - FORTNIGHT)
  const names = new Map(counties.map(({ code, name }) => [code, name]))
  const nameOf = (code: CountyCode) => names.get(code) || code || '县未知'
  const shown = (code: CountyCode) => only.length === 0 || only.includes(code)
  const codes = [...new Set([...names.keys(), ...today.cells.map(({ county }) => county)])].toSorted()
  const standing = standingOn(ledger, day)
  const stalls = ({ lastMoved }: OpenProblem) => daysBetween(lastMoved, day) >= stalledDays
  const { ranks, ranksBefore } = ranksAt(days, from, codes)
  const ranking = codes.filter(shown).map((code): RankedCounty => {
    const own = standing.filter(({ county }) => county === code)
    const oldest = own.map(({ problem }) => problem.firstDay).toSorted()[0]
    const [rank, rankBefore] = [ranks.get(code), ranksBefore.get(code)]
    return {
      code,
      name: nameOf(code),
      ...movementOf(days, from, code),
      progressBefore: progressAt(days, dayAfter(from, -1), code),
      forecast: forecastOf(openByDay(days, code), deadline),
      stalled: own.filter(stalls).length,
      ...(rank === undefined ? {} : { rank }),
      ...(rankBefore === undefined ? {} : { rankBefore }),
      ...(oldest === undefined ? {} : { oldest }),
    }
  })
  const followed = keyCounties.filter(shown)
  const townships = followed.flatMap(code =>
    townshipsOf(ledger, { code, from, day, standing, stalls, nameOf }),
  )
  refuseIfAny(followed.flatMap(code => townshipsApart(today, code, nameOf(code), townships)))
  const { ledger: _, ...rest } = question
  return {
    ...rest,
    from,
    events: today.events,
    ranking: ranking.toSorted(
      (one, other) => (one.rank ?? Infinity) - (other.rank ?? Infinity) || byCode(one, other),
    ),
    townships,
    stalling: standing
      .filter(each => shown(each.county) && stalls(each))
      .toSorted((one, other) => compareTuples(placeOf(one), placeOf(other))),
    nameOf,
  }
}

const placeOf = ({ problem, county }: OpenProblem): readonly string[] => [
  problem.firstDay,
  county,
  problem.key,
]

const byCode = (one: { readonly code: string }, other: { readonly code: string }): number =>
  one.code < other.code ? -1 : one.code > other.code ? 1 : 0

const countyAt = (day: DayCount | undefined, county: CountyCode): Counted =>
  sumCells((day?.cells ?? []).filter(cell => cell.county === county))

const dayAt = (days: readonly DayCount[], day: IsoDate): DayCount | undefined =>
  days.findLast(each => each.day <= day)

const progressAt = (days: readonly DayCount[], day: IsoDate, county: CountyCode): Progress =>
  progressOf(countyAt(dayAt(days, day), county))

function ranksAt(days: readonly DayCount[], from: IsoDate, codes: readonly CountyCode[]) {
  const at = (day: IsoDate) => ranksOf(new Map(codes.map(code => [code, progressAt(days, day, code)])))
  const last = days.at(-1)?.day ?? from
  return { ranks: at(last), ranksBefore: at(dayAfter(from, -1)) }
}

function movementOf(days: readonly DayCount[], from: IsoDate, county: CountyCode): Movement {
  const within = days.filter(({ day }) => day >= from).map(day => countyAt(day, county))
  const sum = (measure: 'raised' | 'reopened' | 'corrected' | 'verified') =>
    within.reduce((all, counted) => all + counted[measure], 0)
  const last = countyAt(days.at(-1), county)
  return {
    before: countyAt(dayAt(days, dayAfter(from, -1)), county).closing,
    raised: sum('raised'),
    reopened: sum('reopened'),
    corrected: sum('corrected'),
    verified: sum('verified'),
    open: last.closing,
    progress: progressOf(last),
  }
}

/** The problems that were open at the end of a day, and where. */
function standingOn({ problems, events }: Ledger, day: IsoDate): readonly OpenProblem[] {
  const open = new Map<string, ProblemEvent>()
  const moved = new Map<string, IsoDate>()
  for (const event of events) {
    if (event.day > day) continue
    moved.set(event.problem, event.day)
    if (event.kind === 'raised' || event.kind === 'reopened') open.set(event.problem, event)
    else if (event.kind !== 'changed') open.delete(event.problem)
  }
  return problems.flatMap(problem => {
    const opened = open.get(problem.key)
    const lastMoved = moved.get(problem.key)
    if (!opened || lastMoved === undefined) return []
    return [{ problem, county: opened.county, class: opened.class, lastMoved }]
  })
}

interface TownshipQuestion {
  readonly code: CountyCode
  readonly from: IsoDate
  readonly day: IsoDate
  readonly standing: readonly OpenProblem[]
  readonly stalls: (problem: OpenProblem) => boolean
  readonly nameOf: (code: CountyCode) => string
}

/** Counted as a county is, with the township in its place: one that the register names now. */
function townshipsOf(ledger: Ledger, question: TownshipQuestion): readonly Township[] {
  const { code, from, day, standing, stalls, nameOf } = question
  const townshipOf = new Map(ledger.problems.map(({ key, township }) => [key, township || '乡镇未知']))
  const rows = new Map<string, { township: string; class: ProblemClass; events: ProblemEvent[] }>()
  for (const event of ledger.events) {
    const township = townshipOf.get(event.problem)
    if (event.county !== code || event.day > day || township === undefined) continue
    const key = `${township}\n${event.class}`
    const row = rows.get(key) ?? { township, class: event.class, events: [] }
    rows.set(key, row)
    row.events.push(event)
  }
  const open = standing.filter(({ county }) => county === code)
  return [...rows.values()]
    .map(({ township, class: clazz, events }): Township => {
      const own = open.filter(each => each.class === clazz && townshipOf.get(each.problem.key) === township)
      const count = (kind: ProblemEvent['kind'], among: readonly ProblemEvent[]) =>
        among.filter(event => event.kind === kind).length
      const until = events.filter(event => event.day < from)
      const within = events.filter(event => event.day >= from)
      const oldest = own.map(({ problem }) => problem.firstDay).toSorted()[0]
      return {
        county: nameOf(code),
        township,
        class: clazz,
        before:
          count('raised', until) +
          count('reopened', until) -
          count('corrected', until) -
          count('verified', until),
        raised: count('raised', within),
        reopened: count('reopened', within),
        corrected: count('corrected', within),
        verified: count('verified', within),
        open: own.length,
        progress: {
          found: count('raised', events) + count('reopened', events),
          cleared: count('corrected', events) + count('verified', events),
        },
        stalled: own.filter(stalls).length,
        ...(oldest === undefined ? {} : { oldest }),
      }
    })
    .toSorted((one, other) => compareTuples([one.township, one.class], [other.township, other.class]))
}

/** The townships' balances are what is open in them, and add up to the county's. */
function townshipsApart(
  today: DayCount,
  code: CountyCode,
  name: string,
  townships: readonly Township[],
): readonly Disagreement[] {
  const own = townships.filter(({ county }) => county === name)
  const side = (zh: string, en: string, says: number) => ({ what: { zh, en }, says })
  const county = countyAt(today, code).closing
  const sum = own.reduce((all, { open }) => all + open, 0)
  const balance = own.reduce((all, { progress }) => all + progress.found - progress.cleared, 0)
  if (county === sum && sum === balance) return []
  return [
    {
      where: { zh: `${today.day} ${name} 剩余`, en: `${today.day}, open in ${name}` },
      sides: [
        side('县', 'county', county),
        side('Σ 乡镇', 'Σ townships', sum),
        side('Σ 乡镇变动', 'Σ movements of townships', balance),
      ],
    },
  ]
}
