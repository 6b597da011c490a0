/** Everything that must agree before a clearance report leaves the house. */

import { PROBLEM_OBJECTS } from '../../clearance/objects.ts'
import { CLASSES } from '../wording.ts'
import { nothing } from './day-counts.ts'
import type { Disagreement } from './disagreement.ts'
import {
  type Bilingual,
  type Cell,
  type CellFigures,
  type ClosedDay,
  type DayCount,
  type EventKind,
  MEASURE_NAMES,
  MEASURES,
  OBJECT_NAMES,
  PROBLEM_CLASSES,
  type Problem,
  type ProblemEvent,
  type ProblemState,
} from './model.ts'
import { digestOf } from './stored-figures.ts'

const both = (zh: string, en: string): Bilingual => ({ zh, en })
const BY_EVENTS = both('按变动记录', 'by events')
const BY_STATE = both('按问题现状', 'by state')
const STORED = both('结账时', 'when closed')
const COUNTED = both('现在重算', 'counted now')

const sides = (one: Bilingual, says: string | number, other: Bilingual, otherSays: string | number) => [
  { what: one, says },
  { what: other, says: otherSays },
]

const cellName = ({ county, object, class: clazz }: Cell): Bilingual =>
  both(
    `${county || '县未知'} ${OBJECT_NAMES[object].zh} ${CLASSES[clazz].zh}`,
    `${county || 'no county'}, ${OBJECT_NAMES[object].en}, ${CLASSES[clazz].en}`,
  )

const SHOWN_OF_KEY = 10
const problemName = (key: string, day?: string): Bilingual => {
  const short = key.slice(0, SHOWN_OF_KEY)
  return both(`问题 ${short}${day ? ` ${day}` : ''}`, `problem ${short}${day ? `, ${day}` : ''}`)
}

const STATE_AFTER: Readonly<Partial<Record<EventKind, ProblemState>>> = {
  raised: 'open',
  reopened: 'open',
  corrected: 'corrected',
  verified: 'verified',
}

/** Whether an event may follow this state; undefined: before the first event. */
function mayFollow(kind: EventKind, state: ProblemState | undefined): boolean {
  if (state === undefined) return kind === 'raised'
  if (kind === 'raised') return false
  if (kind === 'reopened') return state !== 'open'
  return kind === 'changed' || state === 'open'
}

/**
 * Each problem's history is one that can be, and ends in the state that the problem has.
 * @param events in the order of their ids
 */
export function disagreementsOfHistory(
  problems: readonly Problem[],
  events: readonly ProblemEvent[],
): readonly Disagreement[] {
  const found: Disagreement[] = []
  const histories = Map.groupBy(events, event => event.problem)
  for (const problem of problems) {
    const own = histories.get(problem.key) ?? []
    histories.delete(problem.key)
    const broken = brokenAt(own)
    if (broken) found.push(broken)
    else found.push(...disagreementsOfEnd(problem, own))
  }
  for (const [key, own] of histories)
    found.push({
      where: problemName(key),
      sides: sides(BY_EVENTS, own.length, both('问题表中', 'in the table of problems'), 0),
    })
  return found
}

function brokenAt(events: readonly ProblemEvent[]): Disagreement | undefined {
  let state: ProblemState | undefined
  let day = ''
  for (const event of events) {
    const wrong =
      !mayFollow(event.kind, state) ||
      event.day < day ||
      (event.kind === 'verified' && event.class === 'error')
    if (wrong)
      return {
        where: problemName(event.problem, event.day),
        sides: sides(
          both('此前', 'before'),
          `${state ?? '—'} ${day}`.trim(),
          both('变动', 'event'),
          `${event.kind} ${event.class}`,
        ),
      }
    state = STATE_AFTER[event.kind] ?? state
    day = event.day
  }
  return undefined
}

function disagreementsOfEnd(problem: Problem, events: readonly ProblemEvent[]): readonly Disagreement[] {
  const first = events[0]
  const moved = events.filter(({ kind }) => kind !== 'changed').at(-1)
  const last = events.at(-1)
  if (!first || !moved || !last)
    return [{ where: problemName(problem.key), sides: sides(BY_EVENTS, '—', BY_STATE, problem.state) }]
  const open = isOpening(moved)
  // Of one that is not open, class and county may have changed since without a movement, and so may why it is not.
  const byEvents = open
    ? ['open', last.class, last.county, first.day]
    : [proofMayFollow(moved, last, problem) ? problem.state : moved.kind, moved.day, first.day]
  const byState = open
    ? [problem.state, problem.class, problem.county, problem.firstDay]
    : [problem.state, problem.clearedDay ?? '—', problem.firstDay]
  return byEvents.join(' ') === byState.join(' ')
    ? []
    : [
        {
          where: problemName(problem.key),
          sides: sides(BY_EVENTS, byEvents.join(' '), BY_STATE, byState.join(' ')),
        },
      ]
}

const isOpening = ({ kind }: ProblemEvent): boolean => kind === 'raised' || kind === 'reopened'

/** What was corrected and is seen again with a value for which there is proof is verified, and only its value changed. */
const proofMayFollow = (moved: ProblemEvent, last: ProblemEvent, { state }: Problem): boolean =>
  state === 'verified' && moved.kind === 'corrected' && last.kind === 'changed'

/** opening + new − cleared = closing in every cell, and the sums along each axis are one number. */
export function disagreementsOfDay(day: DayCount): readonly Disagreement[] {
  const found: Disagreement[] = []
  for (const cell of day.cells) {
    const sum = cell.opening + cell.raised + cell.reopened - cell.corrected - cell.verified
    if (sum === cell.closing) continue
    const name = cellName(cell)
    found.push({
      where: both(`${day.day} ${name.zh}`, `${day.day}, ${name.en}`),
      sides: sides(
        both(
          `期初 ${cell.opening} + 新增 ${cell.raised + cell.reopened} − 清零 ${cell.corrected + cell.verified} =`,
          `opening ${cell.opening} + new ${cell.raised + cell.reopened} − cleared ${cell.corrected + cell.verified} =`,
        ),
        sum,
        both('期末剩余', 'closing'),
        cell.closing,
      ),
    })
  }
  return [...found, ...disagreementsOfSums(day)]
}

function disagreementsOfSums({ day, cells }: DayCount): readonly Disagreement[] {
  return MEASURES.flatMap(measure => {
    const sum = (of: readonly CellFigures[]) => of.reduce((all, cell) => all + cell[measure], 0)
    const axes = [
      { what: both('合计', 'total'), says: sum(cells) },
      {
        what: both('按对象', 'by object'),
        says: PROBLEM_OBJECTS.reduce(
          (all, object) => all + sum(cells.filter(cell => cell.object === object)),
          0,
        ),
      },
      {
        what: both('按类别', 'by class'),
        says: PROBLEM_CLASSES.reduce(
          (all, clazz) => all + sum(cells.filter(cell => cell.class === clazz)),
          0,
        ),
      },
    ]
    const name = MEASURE_NAMES[measure]
    return new Set(axes.map(({ says }) => says)).size === 1
      ? []
      : [{ where: both(`${day} ${name.zh}`, `${day}, ${name.en}`), sides: axes }]
  })
}

/** What is open by the balance of all events is what is open by the state of the problems, in every cell. */
export function disagreementsOfState(
  problems: readonly Problem[],
  newest: DayCount,
): readonly Disagreement[] {
  const key = ({ county, object, class: clazz }: Cell) => `${county}\n${object}\n${clazz}`
  const open = Map.groupBy(
    problems.filter(({ state }) => state === 'open'),
    key,
  )
  const balances = new Map(newest.cells.map(cell => [key(cell), cell.closing]))
  return [...new Set([...balances.keys(), ...open.keys()])].flatMap(cell => {
    const [byEvents, byState] = [balances.get(cell) ?? 0, open.get(cell)?.length ?? 0]
    if (byEvents === byState) return []
    const [county = '', object, clazz] = cell.split('\n')
    const name = cellName({ county, object, class: clazz } as Cell)
    return [
      {
        where: both(`${name.zh} 剩余`, `open: ${name.en}`),
        sides: sides(BY_EVENTS, byEvents, BY_STATE, byState),
      },
    ]
  })
}

/**
 * Closed days are what they were: their digests, their chain, and every number of them as it is counted now; each
 * opens with what the day before closed with.
 * @param closed in the order of the days
 */
export function disagreementsOfClosed(
  closed: readonly ClosedDay[],
  counted: readonly DayCount[],
): readonly Disagreement[] {
  const found: Disagreement[] = []
  const now = new Map(counted.map(day => [day.day, day]))
  let before: ClosedDay | undefined
  for (const each of closed) {
    const { figures, digest } = each
    const day = now.get(figures.day)
    const digests = (zh: string, en: string, one: string, other: string) => {
      if (one !== other)
        found.push({
          where: both(`${figures.day} ${zh}`, `${figures.day}, ${en}`),
          sides: sides(STORED, one.slice(0, 8) || '—', COUNTED, other.slice(0, 8) || '—'),
        })
    }
    digests('数字的摘要', 'digest of the figures', digest, digestOf(figures))
    digests('前一日的摘要', 'digest of the day before', figures.previous, before?.digest ?? '')
    digests('变动记录的摘要', 'digest of the events', figures.history, day?.history ?? '')
    if (figures.events !== (day?.events ?? 0))
      found.push({
        where: both(`${figures.day} 变动条数`, `${figures.day}, events`),
        sides: sides(STORED, figures.events, COUNTED, day?.events ?? 0),
      })
    found.push(...cellsApart(figures, day?.cells ?? [], MEASURES, STORED, COUNTED))
    if (before) found.push(...openingsApart(before.figures, figures))
    before = each
  }
  return found
}

/** What a day opens with, held against what the day before closed with, as stored. */
export function openingsApart(before: DayCount, day: DayCount): readonly Disagreement[] {
  const closings = before.cells.map((cell): CellFigures => ({ ...cell, opening: cell.closing }))
  return cellsApart(
    { day: day.day, cells: closings },
    day.cells,
    ['opening'],
    both(`${before.day} 期末`, `closing of ${before.day}`),
    both(`${day.day} 期初`, `opening of ${day.day}`),
  )
}

function cellsApart(
  { day, cells }: Pick<DayCount, 'day' | 'cells'>,
  others: readonly CellFigures[],
  measures: readonly (typeof MEASURES)[number][],
  one: Bilingual,
  other: Bilingual,
): readonly Disagreement[] {
  const key = ({ county, object, class: clazz }: Cell) => `${county}\n${object}\n${clazz}`
  const left = new Map(cells.map(cell => [key(cell), cell]))
  const right = new Map(others.map(cell => [key(cell), cell]))
  return [...new Set([...left.keys(), ...right.keys()])].flatMap(cell => {
    const [place = right.get(cell)] = [left.get(cell)]
    if (!place) return []
    const [mine, theirs] = [left.get(cell) ?? nothing(), right.get(cell) ?? nothing()]
    const name = cellName(place)
    return measures
      .filter(measure => mine[measure] !== theirs[measure])
      .map(measure => ({
        where: both(
          `${day} ${name.zh} ${MEASURE_NAMES[measure].zh}`,
          `${day}, ${name.en}, ${MEASURE_NAMES[measure].en}`,
        ),
        sides: sides(one, mine[measure], other, theirs[measure]),
      }))
  })
}
