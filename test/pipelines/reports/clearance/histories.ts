/** Histories of problems, written by hand or made at random. */
import fc from 'fast-check'
import { dayAfter } from '../../../../pipelines/reports/clearance/days.ts'
import type {
  EventKind,
  Problem,
  ProblemClass,
  ProblemEvent,
  ProblemObject,
  ProblemState,
} from '../../../../pipelines/reports/clearance/model.ts'

export const FIRST = '2017-11-01'

/** problem, day of November, kind, and class or county where they change. */
export type Row = readonly [
  problem: string,
  day: number,
  kind: EventKind,
  moved?: { readonly class?: ProblemClass; readonly county?: string },
]

export interface Kind {
  readonly object: ProblemObject
  readonly class: ProblemClass
  readonly county: string
}

/** Problems as they stand after the rows, and the rows as events. */
export function historyOf(
  kinds: Readonly<Record<string, Kind>>,
  rows: readonly Row[],
): { readonly problems: readonly Problem[]; readonly events: readonly ProblemEvent[] } {
  const now = new Map(Object.entries(kinds).map(([key, kind]) => [key, { ...kind }]))
  const events = rows.map(([problem, day, kind, moved], place): ProblemEvent => {
    const at = now.get(problem)
    if (!at) throw new RangeError(`no problem ${problem}`)
    Object.assign(at, moved)
    return {
      id: place + 1,
      problem,
      day: dayAfter(FIRST, day - 1),
      kind,
      class: at.class,
      county: at.county,
      said: `${place}`,
    }
  })
  const problems = [...now].flatMap(([key, at]): readonly Problem[] => {
    const own = events.filter(event => event.problem === key)
    const [first] = own
    const last = own.findLast(({ kind }) => kind !== 'changed')
    if (!first || !last) return []
    const state: ProblemState = last.kind === 'corrected' || last.kind === 'verified' ? last.kind : 'open'
    return [
      {
        key,
        code: 'H12',
        object: at.object,
        class: at.class,
        county: at.county,
        township: '某镇',
        state,
        firstDay: first.day,
        ...(state === 'open' ? {} : { clearedDay: last.day }),
      },
    ]
  })
  return { problems, events }
}

const kind: fc.Arbitrary<Kind> = fc.record({
  object: fc.constantFrom('village', 'household', 'person', 'hamlet'),
  class: fc.constantFrom('error', 'suspected'),
  county: fc.constantFrom('530113', '530128', '530129'),
})

/** What may come next: a share decides, so that shrinking leads to shorter histories. */
function nextRows(key: string, state: ProblemState | undefined, at: Kind, day: number, turn: number): Row[] {
  if (state === undefined) return turn < 0.5 ? [[key, day, 'raised']] : []
  if (state !== 'open') return turn < 0.3 ? [[key, day, 'reopened']] : []
  if (turn < 0.25) return [[key, day, 'corrected']]
  if (turn < 0.4) return at.class === 'suspected' ? [[key, day, 'verified']] : []
  if (turn < 0.5) return [[key, day, 'changed']]
  if (turn > 0.92) {
    const other = at.class === 'error' ? 'suspected' : 'error'
    return [
      [key, day, 'corrected'],
      [key, day, 'reopened', { class: other }],
    ]
  }
  return []
}

export const DAYS = 12

/** Ten problems and more over twelve days: found, changed, corrected, proven, found again, moved to the other class. */
export const randomHistory = fc
  .tuple(
    fc.array(kind, { minLength: 1, maxLength: 25 }),
    fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
  )
  .map(([list, turns]) => {
    const kinds = Object.fromEntries(list.map((each, place) => [`p${place}`, each]))
    const now = new Map(
      Object.entries(kinds).map(([key, at]) => [
        key,
        { at: { ...at }, state: undefined as ProblemState | undefined },
      ]),
    )
    const rows: Row[] = []
    for (let day = 1; day <= DAYS; day++)
      for (const [key, each] of now) {
        const more = nextRows(key, each.state, each.at, day, Number(turns.next().value))
        for (const row of more) {
          rows.push(row)
          const [, , event, moved] = row
          Object.assign(each.at, moved)
          if (event === 'corrected' || event === 'verified') each.state = event
          else if (event !== 'changed') each.state = 'open'
        }
      }
    return historyOf(kinds, rows)
  })
