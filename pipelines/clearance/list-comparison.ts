/** What the lists handed down have and our rules do not, the reverse, and what both have. Pure. */
import type { WriteSheet } from 'hucre/xlsx'
import type { Shown } from '../reports/masking.ts'
import type { SheetColumn } from '../reports/table-sheet.ts'
import { crossFoot } from '../reports/tally.ts'
import { CLASSES } from '../reports/wording.ts'
import type { LeadClass } from '../types.ts'
import { OBJECT_NAMES, PROBLEM_OBJECTS, type ProblemObject } from './objects.ts'
import type { StoredProblem } from './problem.ts'
import { csvOf, problemColumns, sheetOf, type TableStamp } from './problem-table.ts'

export const SIDES = ['list', 'ours', 'both'] as const
export type Side = (typeof SIDES)[number]

export const SIDE_NAMES: Readonly<Record<Side, string>> = {
  list: '清单有、本系统没有',
  ours: '本系统有、清单没有',
  both: '双方都有',
}

/** Of what the newest list or the newest export shows; undefined of what neither shows any more. */
export const sideOf = ({ standing: { seen, listed } }: StoredProblem): Side | undefined =>
  seen && listed ? 'both' : seen ? 'ours' : listed ? 'list' : undefined

export type Compared = Readonly<Record<Side, readonly StoredProblem[]>>

export function compareLists(problems: Iterable<StoredProblem>): Compared {
  const compared: Record<Side, StoredProblem[]> = { list: [], ours: [], both: [] }
  for (const problem of problems) {
    const side = sideOf(problem)
    if (side !== undefined) compared[side].push(problem)
  }
  return compared
}

interface SummaryRow {
  readonly object: ProblemObject | undefined
  readonly class: LeadClass | undefined
  readonly counts: Readonly<Record<Side, number>>
}

/** By object and class, with a total. @throws CrossFootError where the parts are not the whole */
export function summaryOf(compared: Compared): readonly SummaryRow[] {
  const countsOf = (fits: (problem: StoredProblem) => boolean) =>
    Object.fromEntries(SIDES.map(side => [side, compared[side].filter(fits).length])) as Record<Side, number>
  const parts = PROBLEM_OBJECTS.flatMap(object =>
    (Object.keys(CLASSES) as LeadClass[]).map(of => ({
      object,
      class: of,
      counts: countsOf(problem => problem.object === object && problem.standing.class === of),
    })),
  )
  const total: SummaryRow = { object: undefined, class: undefined, counts: countsOf(() => true) }
  for (const side of SIDES)
    crossFoot(
      { zh: `清单比较「${SIDE_NAMES[side]}」`, en: `comparison with the lists, ${side}` },
      {
        total: total.counts[side],
        parts: parts.reduce((sum, { counts }) => sum + counts[side], 0),
      },
    )
  return [...parts, total]
}

const SUMMARY: readonly SheetColumn<SummaryRow>[] = [
  { head: '对象', width: 10, value: ({ object }) => (object ? OBJECT_NAMES[object].zh : '合计') },
  { head: '类别', width: 8, value: ({ class: of }) => (of ? CLASSES[of].zh : '') },
  ...SIDES.map(
    (side): SheetColumn<SummaryRow> => ({
      head: SIDE_NAMES[side],
      width: 20,
      kind: 'number',
      value: ({ counts }) => counts[side],
    }),
  ),
  {
    head: '合计',
    width: 10,
    kind: 'number',
    value: ({ counts }) => counts.list + counts.ours + counts.both,
  },
]

export const comparisonSheets = (
  stamp: TableStamp,
  compared: Compared,
  shown: Shown,
): readonly WriteSheet[] => [
  sheetOf(stamp, '汇总', SUMMARY, summaryOf(compared)),
  ...SIDES.map(side => sheetOf(stamp, SIDE_NAMES[side], problemColumns(shown), compared[side])),
]

interface SidedProblem {
  readonly side: Side
  readonly problem: StoredProblem
}

/** One file, the side in the first column. */
export function comparisonCsv(compared: Compared, shown: Shown): Generator<string> {
  const columns: readonly SheetColumn<SidedProblem>[] = [
    { head: '比较结果', width: 0, value: ({ side }) => SIDE_NAMES[side] },
    ...problemColumns(shown).map(
      ({ value, ...column }): SheetColumn<SidedProblem> => ({
        ...column,
        value: ({ problem }) => value?.(problem),
      }),
    ),
  ]
  return csvOf(
    columns,
    SIDES.flatMap(side => compared[side].map(problem => ({ side, problem }))),
  )
}
