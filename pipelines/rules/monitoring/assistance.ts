/** W15, W16: civil affairs has newly begun to support somebody. */
import type { Evidence, Finding, Rule, RuleContext } from '../../types.ts'
import { hasColumn } from '../evidence.ts'
import { type HouseholdVerdict, memberRows, rowVerdict, ruleOnHouseholds } from '../on-households.ts'
import { judgeRows } from '../on-persons.ts'
import { type Answer, type Published, withheld } from '../statement.ts'
import { both, KEYED_ONCE } from '../text.ts'
import { maybe, said, sourceOf } from '../wording.ts'
import {
  ENTERED_LATER,
  NO_RISK,
  NOT_YET,
  UNMONITORED_EN,
  UNMONITORED_ZH,
  unlessMonitored,
  VISIT,
  warning,
} from './monitored.ts'
import { isRecent, RECENT_MONTHS } from './recent.ts'
import { eshan } from './sources.ts'

const DIBAO = 'civil-affairs.dibao'
const TEKUN = 'civil-affairs.tekun'

const common = {
  ...warning,
  severity: 'B',
  parameters: [RECENT_MONTHS],
  basis: eshan(
    '民政部门提供新纳入低保、特困供养、给予各类救助帮扶的农户或个人信息',
    'civil affairs hands down who was newly granted dibao, support of the destitute or other aid',
  ),
  check: [
    both(
      '纳入低保、特困的原因，是否同时存在返贫致贫风险',
      'Why support was granted, and whether there is a risk of poverty as well',
    ),
    VISIT,
  ],
  innocent: [
    both('低保兜底后生活稳定，评议认为没有风险', 'Stable with the allowance; the village sees no risk'),
    both('城市低保对象，或已停发而名单未更新', 'Urban dibao, or stopped and the list is old'),
    NO_RISK,
    ENTERED_LATER,
    KEYED_ONCE,
  ],
  feeds: [DIBAO, TEKUN],
  absence: [],
} as const

/** Whether support began lately; nobody is warned of who lives in an institution. */
function beganLately(row: Evidence<typeof DIBAO> | Evidence<typeof TEKUN>, context: RuleContext): Answer {
  if (row.feed === TEKUN && row.values.mode === '集中') return undefined
  if (!hasColumn(row, 'startsOn')) return 'no column'
  const recent = isRecent(row.values.startsOn, context)
  if (recent === undefined) return 'no parameter'
  if (!recent) return undefined
  const what =
    row.feed === DIBAO ? maybe('保障类别', row.values.category) : maybe('供养方式', row.values.mode)
  return { severity: 'B', detail: `${sourceOf(row)}登记 ${said(row.values.startsOn)} 起保障${what}` }
}

export const W15 = ruleOnHouseholds({
  ...common,
  id: 'W15',
  title: both('新纳入低保、特困供养未纳入监测', 'Newly on dibao or supported, not monitored'),
  text: both(
    `${UNMONITORED_ZH}成员的低保（申请人或成员）或特困供养起始月在最近若干月内，集中供养除外`,
    `${UNMONITORED_EN}a member's dibao (as applicant or further member) or support began within the last months, unless in an institution`,
  ),
  judge: (dossier, context) =>
    unlessMonitored<HouseholdVerdict>(dossier, () =>
      [...memberRows(dossier, DIBAO), ...memberRows(dossier, TEKUN)].flatMap(
        (of): readonly (HouseholdVerdict | Finding)[] => {
          const answer = beganLately(of.row, context)
          if (answer === undefined || answer === 'exempt') return []
          if (typeof answer === 'string') return [withheld(of.row.feed, dossier.county, answer)]
          return [rowVerdict(of, { ...answer, detail: `${answer.detail}，${NOT_YET}` })]
        },
      ),
    ),
})

const outside: Published = {
  ...common,
  id: 'W16',
  title: both('未建档户新纳入低保、特困供养', 'Newly on dibao or supported, unregistered'),
  text: both(
    '低保申请人，或供养方式不是集中的特困人员，起始月在最近若干月内，且不是任何户的成员',
    'The applicant of a dibao row, or a person supported elsewhere than in an institution, since within the last months, who is no member of any household',
  ),
}

const unknown = (answer: Answer): Answer =>
  typeof answer === 'object'
    ? { ...answer, detail: `${answer.detail}；建档立卡和监测对象中没有此人` }
    : answer

export const W16: Rule<'person'> = {
  ...outside,
  reads: 'person',
  evaluate: (dossier, context) => [
    ...judgeRows(outside, dossier, context, DIBAO, row =>
      row.role === 'self' ? unknown(beganLately(row, context)) : undefined,
    ),
    ...judgeRows(outside, dossier, context, TEKUN, row => unknown(beganLately(row, context))),
  ],
}
