/** W08, W09: newly and severely disabled. */
import type { Evidence, RuleContext, Withheld } from '../../types.ts'
import { oneOf } from '../conditions.ts'
import { hasColumn, refOf, rowsOf } from '../evidence.ts'
import { doubtOf, type MemberVerdict, ruleOnMembers } from '../on-members.ts'
import { ruleOnPersonRows } from '../on-persons.ts'
import { withheld } from '../statement.ts'
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
import { luohe } from './sources.ts'

const FEED = 'disabled.certificates'

const common = {
  ...warning,
  severity: 'B',
  parameters: [RECENT_MONTHS],
  basis: luohe('新增重度残疾', 'newly and severely disabled'),
  check: [
    both(
      '致残原因，护理由谁承担，两项补贴是否落实',
      'What happened, who gives care, whether the two allowances are paid',
    ),
    VISIT,
  ],
  innocent: [
    both(
      '换领或补办证件，残疾早已存在并已有保障',
      'A renewed certificate; the disability is old and provided for',
    ),
    NO_RISK,
    ENTERED_LATER,
    KEYED_ONCE,
  ],
  feeds: [FEED],
  absence: [],
} as const

/** Whether a certificate is valid, severe and new, or why that cannot be told. */
function isNewAndSevere(row: Evidence<typeof FEED>, context: RuleContext) {
  const { status, level, issuedOn } = row.values
  if (status !== '有效' || !oneOf(level, ['一级', '二级'] as const)) return false
  if (!hasColumn(row, 'issuedOn')) return 'no column'
  return isRecent(issuedOn, context) ?? 'no parameter'
}

const described = (row: Evidence<typeof FEED>): string =>
  `${sourceOf(row)}有效，等级 ${said(row.values.level)}${maybe('类别', row.values.kind)}，${said(row.values.issuedOn)} 发证`

export const W08 = ruleOnMembers({
  ...common,
  id: 'W08',
  title: both('新增重度残疾未纳入监测', 'Newly and severely disabled, not monitored'),
  text: both(
    `${UNMONITORED_ZH}成员有效的一级或二级残疾人证在最近若干月内发证`,
    `${UNMONITORED_EN}a member's valid certificate of level 1 or 2 was issued within the last months`,
  ),
  judge: ({ member, dossier }, context) =>
    unlessMonitored<MemberVerdict>(dossier, () =>
      rowsOf(member.evidence, FEED).flatMap((row): readonly (MemberVerdict | Withheld)[] => {
        const answer = isNewAndSevere(row, context)
        if (answer === false) return []
        if (answer !== true) return [withheld(FEED, dossier.county, answer)]
        const detail = `${described(row)}，${NOT_YET}`
        return [{ severity: 'B', detail, evidence: [refOf(row)], doubt: doubtOf(member, row) }]
      }),
    ),
})

export const W09 = ruleOnPersonRows({
  ...common,
  id: 'W09',
  title: both('未建档户新增重度残疾', 'Newly and severely disabled, unregistered'),
  text: both(
    '有效的一级或二级残疾人证在最近若干月内发证，城乡类别未写明城镇，且不是任何户的成员',
    'A valid certificate of level 1 or 2 issued within the last months, not stated to be urban, of a person who is no member of any household',
  ),
  feed: FEED,
  judge: (row, context) => {
    const answer = row.values.setting === '城镇' ? false : isNewAndSevere(row, context)
    if (answer === false) return undefined
    if (answer !== true) return answer
    return { severity: 'B', detail: `${described(row)}；建档立卡和监测对象中没有此人` }
  },
})
