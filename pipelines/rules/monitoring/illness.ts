/** W03–W05: serious illness, by what it cost and by how new it is. */

import type { Finding } from '../../types.ts'
import { isNumber } from '../conditions.ts'
import { hasColumn, refOf, rowsOf } from '../evidence.ts'
import { doubtOf, type MemberVerdict, ruleOnMembers } from '../on-members.ts'
import { ruleOnPersonRows } from '../on-persons.ts'
import { withheld } from '../statement.ts'
import { both, KEYED_ONCE } from '../text.ts'
import { maybe, said, sourceOf, yuan } from '../wording.ts'
import {
  ENTERED_LATER,
  leftPoverty,
  NO_RISK,
  NOT_YET,
  UNMONITORED_EN,
  UNMONITORED_ZH,
  unlessMonitored,
  VISIT,
  warning,
} from './monitored.ts'
import { isRecent, RECENT_MONTHS } from './recent.ts'
import { departments } from './sources.ts'

const FEED = 'health.serious-illness'
const OF_LEFT_POVERTY = 'monitoring.selfPaid'
const OF_OTHERS = 'monitoring.selfPaidOthers'

const common = {
  ...warning,
  absence: [],
  feeds: [FEED],
  check: [
    both(
      '报销、救助、商业保险赔付后的实际自付，有无借债',
      'What remained after reimbursement, aid and insurance; debts',
    ),
    VISIT,
  ],
  innocent: [
    both('商业保险或子女承担了费用', 'Private insurance or the children paid'),
    both('医疗救助、二次报销尚未入账', 'Medical aid or a second reimbursement is still to come'),
    NO_RISK,
    ENTERED_LATER,
    KEYED_ONCE,
  ],
} as const

const costs = departments(
  '脱贫户住院自付达到 5000 元、非脱贫户达到 20000 元的筛查预警',
  'warn at 5 000 yuan of self-paid hospital cost for a household that left poverty, at 20 000 for others',
)

export const W03 = ruleOnMembers({
  ...common,
  id: 'W03',
  title: both('大病自付超过预警线未纳入监测', 'Illness cost above the threshold, not monitored'),
  severity: 'A',
  text: both(
    `${UNMONITORED_ZH}成员的大病年度自付费用达到预警线（脱贫户与其他户分别设定）`,
    `${UNMONITORED_EN}a member's self-paid cost of a serious illness reaches the threshold, which differs for 脱贫户 and others`,
  ),
  reading: both(
    '公布的是住院自付；大病数据只有年度自付费用，以其代替。户类型未填的，脱贫属性为已脱贫或稳定脱贫的算脱贫户',
    'Published for hospital costs; the feed has the self-paid cost of the year, which stands for them. Without 户类型, 脱贫属性 decides who left poverty',
  ),
  parameters: [OF_LEFT_POVERTY, OF_OTHERS],
  basis: costs,
  judge: ({ member, dossier }, context) =>
    unlessMonitored<MemberVerdict>(dossier, registered =>
      rowsOf(member.evidence, FEED).flatMap((row): readonly (MemberVerdict | Finding)[] => {
        const { selfPaid, illness } = row.values
        if (!isNumber(selfPaid)) {
          return hasColumn(row, 'selfPaid') ? [] : [withheld(FEED, dossier.county, 'no column')]
        }
        const ofLeftPoverty = leftPoverty(registered)
        const limit = context.parameter(ofLeftPoverty ? OF_LEFT_POVERTY : OF_OTHERS)
        if (limit === undefined) return [withheld(FEED, dossier.county, 'no parameter')]
        if (selfPaid < limit) return []
        const whose = ofLeftPoverty ? '脱贫户' : '非脱贫户'
        const detail = `${sourceOf(row)}登记病种 ${said(illness)}，年度自付费用 ${yuan(selfPaid)} ≥ ${whose}预警线 ${yuan(limit)}，${NOT_YET}`
        return [{ severity: 'A', detail, evidence: [refOf(row)], doubt: doubtOf(member, row) }]
      }),
    ),
})

export const W04 = ruleOnMembers({
  ...common,
  id: 'W04',
  title: both('新增大病患者未纳入监测', 'Newly ill, not monitored'),
  severity: 'B',
  text: both(
    `${UNMONITORED_ZH}成员的大病确诊日期在最近若干月内，不论自付多少`,
    `${UNMONITORED_EN}a member's serious illness was diagnosed within the last months, whatever it cost`,
  ),
  parameters: [RECENT_MONTHS],
  basis: departments(
    '每月推送新增的大病专项救治对象',
    'newly treated serious illnesses are handed down each month',
  ),
  judge: ({ member, dossier }, context) =>
    unlessMonitored<MemberVerdict>(dossier, () =>
      rowsOf(member.evidence, FEED).flatMap((row): readonly (MemberVerdict | Finding)[] => {
        const { diagnosedOn, illness, selfPaid } = row.values
        if (!hasColumn(row, 'diagnosedOn')) return [withheld(FEED, dossier.county, 'no column')]
        const recent = isRecent(diagnosedOn, context)
        if (recent === undefined) return [withheld(FEED, dossier.county, 'no parameter')]
        if (!recent) return []
        const detail = `${sourceOf(row)}登记病种 ${said(illness)}，${said(diagnosedOn)} 确诊${maybe('年度自付费用', selfPaid, '元')}，${NOT_YET}`
        return [{ severity: 'B', detail, evidence: [refOf(row)], doubt: doubtOf(member, row) }]
      }),
    ),
})

export const W05 = ruleOnPersonRows({
  ...common,
  id: 'W05',
  title: both('未建档户大病自付超过预警线', 'Illness cost above the threshold, unregistered'),
  severity: 'B',
  text: both(
    '大病记录中城乡类别未写明城镇，年度自付费用达到非脱贫户预警线，且不是任何户的成员',
    'A serious-illness row that is not stated to be urban, whose self-paid cost reaches the threshold for others than 脱贫户, of a person who is no member of any household',
  ),
  parameters: [OF_OTHERS],
  basis: costs,
  feed: FEED,
  judge: (row, context) => {
    const { setting, selfPaid, illness } = row.values
    if (setting === '城镇') return undefined
    if (!isNumber(selfPaid)) return hasColumn(row, 'selfPaid') ? undefined : 'no column'
    const limit = context.parameter(OF_OTHERS)
    if (limit === undefined) return 'no parameter'
    if (selfPaid < limit) return undefined
    return {
      severity: 'B',
      detail: `${sourceOf(row)}登记病种 ${said(illness)}，年度自付费用 ${yuan(selfPaid)} ≥ 非脱贫户预警线 ${yuan(limit)}；建档立卡和监测对象中没有此人`,
    }
  },
})
