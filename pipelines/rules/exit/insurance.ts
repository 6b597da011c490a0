/** T07, T08: medical insurance of the year, one and not two. */
import { usable } from '../../../connectors/reading.ts'
import type { RuleContext } from '../../types.ts'
import { silenceOf } from '../absence.ts'
import { refOf, rowsOf } from '../evidence.ts'
import { isRegistered } from '../on-households.ts'
import { doubtOf, type KeyedMember, ruleOnMembers } from '../on-members.ts'
import { both, KEYED_ONCE, plan } from '../text.ts'
import { CANDIDATE_EN, CANDIDATE_ZH, exit, isExitCandidate, RECORD_BEHIND } from './candidates.ts'

const FEED = 'health.insurance'

const basis = plan('基本医疗有保障方可退出', 'exit needs basic medical insurance')

const rowsOfYear = (member: KeyedMember, context: RuleContext) =>
  rowsOf(member.evidence, FEED).filter(row => usable(row.values.year) === context.year)

export const T07 = ruleOnMembers({
  ...exit,
  id: 'T07',
  title: both('未参加基本医疗保险', 'Without medical insurance'),
  text: both(
    `${CANDIDATE_ZH}成员没有本年度参合参保记录（该县在数据覆盖范围内）`,
    `${CANDIDATE_EN}a member has no insurance row of the year (absence)`,
  ),
  parameters: [],
  basis,
  check: [
    both('参保缴费凭证，参保地', 'Proof of payment, and where insured'),
    both('未参保原因，协助补办', 'Why not insured; help to join'),
  ],
  innocent: [
    both('在外地参保', 'Insured elsewhere'),
    both('新生儿随母参保', 'A newborn, insured with the mother'),
    both('现役军人、服刑人员等不参保', 'Soldiers and prisoners are not insured'),
    RECORD_BEHIND,
  ],
  feeds: [FEED],
  absence: [FEED],
  judge: ({ member, dossier }, context) => {
    if (!isRegistered(dossier) || !isExitCandidate(dossier, context)) return []
    if (rowsOfYear(member, context).length > 0) return []
    const silence = silenceOf(FEED, dossier.county, context)
    if (!silence.covered) return [silence.withheld]
    const detail = `卫计·参合参保数据覆盖本县，其中没有该成员 ${context.year} 年度的记录`
    return [{ severity: 'A', detail, evidence: silence.evidence }]
  },
})

const KINDS = ['居民', '职工'] as const

export const T08 = ruleOnMembers({
  ...exit,
  id: 'T08',
  title: both('重复参加医疗保险', 'Insured twice'),
  class: 'suspected',
  severity: 'C',
  text: both(
    `${CANDIDATE_ZH}成员本年度既有居民医保又有职工医保记录`,
    `${CANDIDATE_EN}a member has both 居民 and 职工 insurance rows of the year`,
  ),
  parameters: [],
  basis,
  check: [both('实际享受哪一种，办理退保', 'Which of the two is used; leave the other')],
  innocent: [
    both('年中就业，由居民医保转职工医保', 'Found work during the year and changed over'),
    both('政府统一代缴居民医保', 'The government paid the residents’ insurance for everybody'),
    KEYED_ONCE,
  ],
  feeds: [FEED],
  absence: [],
  judge: ({ member, dossier }, context) => {
    if (!isRegistered(dossier) || !isExitCandidate(dossier, context)) return []
    const rows = rowsOfYear(member, context)
      .filter(row => KINDS.some(kind => kind === row.values.kind))
      .map(row => ({ row, doubt: doubtOf(member, row) }))
    const hasBoth = (of: typeof rows): boolean =>
      KINDS.every(kind => of.some(({ row }) => row.values.kind === kind))
    if (!hasBoth(rows)) return []
    const agreeing = rows.filter(({ doubt }) => !doubt)
    return [
      {
        severity: 'C',
        detail: `卫计·参合参保 ${context.year} 年度同时有居民和职工参保记录`,
        evidence: rows.map(({ row }) => refOf(row)),
        doubt: hasBoth(agreeing) ? undefined : rows.find(({ doubt }) => doubt)?.doubt,
      },
    ]
  },
})
