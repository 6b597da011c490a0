/** W13: everybody of a household that left poverty, or is monitored, is insured. */
import { usable } from '../../../connectors/reading.ts'
import { silenceOf } from '../absence.ts'
import { rowsOf } from '../evidence.ts'
import { isRegistered } from '../on-households.ts'
import { ruleOnMembers } from '../on-members.ts'
import { both } from '../text.ts'
import { isMonitored, leftPoverty, warning } from './monitored.ts'

const FEED = 'health.insurance'

export const W13 = ruleOnMembers({
  ...warning,
  id: 'W13',
  title: both(
    '脱贫户、监测户成员未参加基本医保',
    'Not insured, of a household that left poverty or is monitored',
  ),
  severity: 'B',
  text: both(
    '脱贫户或监测对象的成员没有本年度参合参保记录（该县在数据覆盖范围内）；已纳入监测的户也核',
    'A member of a household that left poverty or is monitored has no insurance row of the year (absence)',
  ),
  parameters: [],
  basis: both(
    '各地防返贫监测的要求（未见文件原文）：脱贫人口未参加基本医保的应为零',
    'What monitoring asks for everywhere (no text was found): nobody who left poverty is without basic insurance',
  ),
  check: [
    both('参保缴费凭证，参保地', 'Proof of payment, and where insured'),
    both(
      '未参保原因，协助补办；无力缴费的评估返贫风险',
      'Why not; help to join; where they cannot pay, weigh the risk',
    ),
  ],
  innocent: [
    both('在外地参保', 'Insured elsewhere'),
    both('新生儿随母参保', 'A newborn, insured with the mother'),
    both('现役军人、服刑人员等不参保', 'Soldiers and prisoners are not insured'),
    both('年初集中缴费期未结束，数据尚未更新', 'The year’s payments are still being taken in'),
  ],
  feeds: [FEED],
  absence: [FEED],
  judge: ({ member, dossier }, context) => {
    if (!isRegistered(dossier) || (!leftPoverty(dossier) && !isMonitored(dossier))) return []
    if (rowsOf(member.evidence, FEED).some(row => usable(row.values.year) === context.year)) return []
    const silence = silenceOf(FEED, dossier.county, context)
    if (!silence.covered) return [silence.withheld]
    const whose = isMonitored(dossier) ? '监测对象' : '脱贫户'
    const detail = `${whose}成员，卫计·参合参保数据覆盖本县，其中没有其 ${context.year} 年度的记录`
    return [{ severity: 'B', detail, evidence: silence.evidence }]
  },
})
