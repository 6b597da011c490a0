/** M01, M02: a measure without the department's row, or the row without a measure. */
import { usable } from '../../../connectors/reading.ts'
import type { FeedId, Rule } from '../../types.ts'
import { silenceOf } from '../absence.ts'
import { refOf } from '../evidence.ts'
import { type MemberRow, memberRows, rowVerdict, ruleOnHouseholds } from '../on-households.ts'
import { withheld } from '../statement.ts'
import { both } from '../text.ts'
import { sourceOf } from '../wording.ts'
import { basis, check, innocent, measuresOf, measuresRule } from './measure.ts'

interface Pairing<F extends FeedId> {
  readonly id: string
  readonly measure: string
  readonly feed: F
  /** What the department's data is called, 「易地扶贫搬迁」. */
  readonly data: string
  readonly title: Rule['title']
  readonly text: Rule['text']
  /** Which rows count; all where it is left out. */
  readonly counts?: (row: MemberRow<F>['row']) => boolean
  /** The column that `counts` reads: silence is covered only by files that have it. */
  readonly column?: string
}

const pairing = <F extends FeedId>({
  measure,
  feed,
  data,
  counts = () => true,
  column,
  ...texts
}: Pairing<F>) =>
  ruleOnHouseholds({
    ...measuresRule,
    ...texts,
    basis,
    check,
    innocent,
    feeds: [feed],
    absence: [feed],
    judge: (dossier, context) => {
      if (!context.hasTable('measures')) return [withheld('register.measures', dossier.county, 'no table')]
      const recorded = measuresOf(dossier, measure)
      const rows = memberRows(dossier, feed).filter(({ row }) => counts(row))
      if (recorded.length === 0) {
        const household = refOf(dossier.household)
        return rows.map(of => {
          const detail = `${sourceOf(of.row)}数据中有该户成员，户措施没有登记「${measure}」`
          return rowVerdict(of, { severity: 'B', detail, also: [household] })
        })
      }
      if (rows.length > 0) return []
      const silence = silenceOf(feed, dossier.county, context, column)
      if (!silence.covered) return [silence.withheld]
      const detail = `户措施登记有「${measure}」，${data}数据覆盖本县，其中没有该户成员的相应记录`
      return [{ severity: 'B', detail, evidence: [...silence.evidence, ...recorded.map(refOf)] }]
    },
  })

export const M01 = pairing({
  id: 'M01',
  measure: '易地搬迁',
  feed: 'development.relocation',
  data: '发改·易地扶贫搬迁',
  title: both('易地搬迁措施与发改数据不符', 'Relocation: measure and data disagree'),
  text: both(
    '登记有易地搬迁措施而没有成员在易地搬迁数据中（该县在覆盖范围内），或有成员在数据中而没有登记该措施',
    'A measure 易地搬迁 and no member with a relocation row (absence), or a relocation row and no such measure',
  ),
})

export const M02 = pairing({
  id: 'M02',
  measure: '危房改造',
  feed: 'housing.dilapidated',
  data: '住建·危房鉴定',
  title: both('危房改造措施与住建数据不符', 'Rebuilding: measure and data disagree'),
  text: both(
    '登记有危房改造措施而没有成员的住房列入计划年度（该县在覆盖范围内），或有成员的住房列入计划年度而没有登记该措施',
    'A measure 危房改造 and no member with a dilapidated row with 列入计划的年度 (absence), or such a row and no such measure',
  ),
  counts: row => usable(row.values.planYear) !== undefined,
  column: 'planYear',
})
