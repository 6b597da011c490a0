/**
 * From events to the figures of every day. Movements are counted; what is open is not their sum but found by following
 * each problem from event to event, so that the two can be held against each other.
 */

import { createHash } from 'node:crypto'
import { PROBLEM_OBJECTS } from '../../clearance/objects.ts'
import { compareTuples } from '../code-point.ts'
import { daysThrough } from './days.ts'
import {
  type Cell,
  type CellFigures,
  type Counted,
  type DayCount,
  type IsoDate,
  MEASURES,
  PROBLEM_CLASSES,
  type Problem,
  type ProblemEvent,
} from './model.ts'

type Counts = { -readonly [M in keyof Counted]: number }

const keyOf = ({ county, object, class: clazz }: Cell): string => `${county}\n${object}\n${clazz}`

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** An event as the digest of the history takes it. */
const lineOf = ({ id, problem, day, kind, class: clazz, county, said }: ProblemEvent): string =>
  JSON.stringify([id, problem, day, kind, clazz, county, said])

/**
 * The figures of each day from the first event to `last`, both included; none where there is no event until then.
 * @param events in the order of their ids
 */
export function countDays(
  problems: readonly Problem[],
  events: readonly ProblemEvent[],
  last: IsoDate,
): readonly DayCount[] {
  const objects = new Map(problems.map(({ key, object }) => [key, object]))
  const byDay = Map.groupBy(events, event => event.day)
  const first = [...byDay.keys()].toSorted()[0]
  if (first === undefined || first > last) return []
  const tally = new Tally()
  return daysThrough(first, last).map(day => {
    tally.begin()
    for (const event of byDay.get(day) ?? []) {
      const object = objects.get(event.problem)
      if (object) tally.add({ county: event.county, object, class: event.class }, event, day === first)
    }
    return tally.dayCount(day)
  })
}

class Tally {
  readonly #cells = new Map<string, Cell & Counts>()
  /** The cell in which a problem is open. */
  readonly #open = new Map<string, Cell & Counts>()
  #events = 0
  #history = ''

  /** What was closing is opening now, and nothing has moved yet. */
  begin(): void {
    for (const cell of this.#cells.values()) {
      cell.opening = cell.closing
      cell.raised = cell.reopened = cell.corrected = cell.verified = 0
    }
  }

  add(place: Cell, event: ProblemEvent, onFirstDay: boolean): void {
    const cell = this.#cell(place)
    this.#events++
    this.#history = sha256(this.#history + lineOf(event))
    const before = this.#open.get(event.problem)
    switch (event.kind) {
      case 'raised':
        if (onFirstDay) cell.baseline++
        cell.raised++
        cell.allRaised++
        break
      case 'reopened':
        cell.reopened++
        cell.allReopened++
        break
      case 'corrected':
        cell.corrected++
        cell.allCorrected++
        break
      case 'verified':
        cell.verified++
        cell.allVerified++
        break
      case 'changed':
        return
    }
    const opens = event.kind === 'raised' || event.kind === 'reopened'
    if (before) before.closing--
    if (opens) {
      cell.closing++
      this.#open.set(event.problem, cell)
    } else this.#open.delete(event.problem)
  }

  dayCount(day: IsoDate): DayCount {
    const cells = [...this.#cells.values()].map((cell): CellFigures => ({ ...cell }))
    return { day, events: this.#events, history: this.#history, cells: cells.toSorted(byCell) }
  }

  #cell(place: Cell): Cell & Counts {
    const key = keyOf(place)
    const known = this.#cells.get(key)
    if (known) return known
    const { county, object, class: clazz } = place
    const cell = { county, object, class: clazz, ...nothing() }
    this.#cells.set(key, cell)
    return cell
  }
}

export const nothing = (): Counts => Object.fromEntries(MEASURES.map(measure => [measure, 0])) as Counts

const placeOf = ({ county, object, class: clazz }: Cell): readonly string[] => [
  county,
  String(PROBLEM_OBJECTS.indexOf(object)),
  String(PROBLEM_CLASSES.indexOf(clazz)),
]

/** County, object, class, in the order of the report. */
export const byCell = (one: Cell, other: Cell): number => compareTuples(placeOf(one), placeOf(other))

/** Sums of cells, measure by measure. */
export function sumCells(cells: Iterable<Counted>): Counted {
  const sums = nothing()
  for (const cell of cells) for (const measure of MEASURES) sums[measure] += cell[measure]
  return sums
}
