/** W17: somebody who worked has died. */
import type { Finding } from '../../types.ts'
import { oneOf } from '../conditions.ts'
import { hasColumn } from '../evidence.ts'
import { type HouseholdVerdict, memberRows, rowVerdict, ruleOnHouseholds } from '../on-households.ts'
import { withheld } from '../statement.ts'
import { both, KEYED_ONCE } from '../text.ts'
import { said, sourceOf } from '../wording.ts'
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

const RESIDENTS = 'public-security.residents'
const CREMATIONS = 'civil-affairs.cremations'
const WORKING = ['普通劳动力', '技能劳动力', '弱劳动力或半劳动力'] as const

export const W17 = ruleOnHouseholds({
  ...warning,
  id: 'W17',
  title: both('劳动力近期死亡未纳入监测', 'A worker has died, not monitored'),
  severity: 'B',
  text: both(
    `${UNMONITORED_ZH}登记劳动技能为普通、技能或弱（半）劳动力的成员，公安户籍死亡注销或殡葬登记的死亡日期在最近若干月内`,
    `${UNMONITORED_EN}a member who is registered as able to work died within the last months, by residents (死亡注销) or cremations`,
  ),
  reading: both(
    '没有数据说明死亡原因（事故、刑案、疾病），由核查人员了解；重要劳动力，指劳动技能登记为普通、技能或弱（半）劳动力',
    'No feed says of what somebody died (accident, crime, illness): the visit does. A worker is who is registered as able to work, fully or in part',
  ),
  parameters: [RECENT_MONTHS],
  basis: eshan(
    '公安部门提供因交通事故、各类刑事案件造成家庭重要劳动力致伤、致残、致亡的农户信息',
    'public security hands down households whose workers were hurt or killed in traffic or by crime',
  ),
  check: [
    both('死亡时间、原因，有无赔付、债务', 'When and of what; compensation, debts'),
    both('剩余劳动力、未成年人和老人的赡养', 'Who can still work, and who cares for children and the old'),
    VISIT,
  ],
  innocent: [
    both('其他成员有稳定收入', 'Others have a stable income'),
    both(
      '公安误注销，或殡葬登记误用家属身份证号',
      'Deregistered by mistake, or entered under a relative’s number',
    ),
    NO_RISK,
    ENTERED_LATER,
    KEYED_ONCE,
  ],
  feeds: [RESIDENTS, CREMATIONS],
  absence: [],
  judge: (dossier, context) =>
    unlessMonitored<HouseholdVerdict>(dossier, () =>
      [
        ...memberRows(dossier, RESIDENTS).filter(({ row }) => row.values.status === '死亡注销'),
        ...memberRows(dossier, CREMATIONS),
      ]
        .filter(({ member }) => oneOf(member.values.labour, WORKING))
        .flatMap((of): readonly (HouseholdVerdict | Finding)[] => {
          const { member, row } = of
          if (!hasColumn(row, 'diedOn')) return [withheld(row.feed, dossier.county, 'no column')]
          const recent = isRecent(row.values.diedOn, context)
          if (recent === undefined) return [withheld(row.feed, dossier.county, 'no parameter')]
          if (!recent) return []
          const detail = `${sourceOf(row)}登记成员 ${said(row.values.diedOn)} 死亡，其劳动技能登记为${said(member.values.labour)}，${NOT_YET}`
          return [rowVerdict(of, { severity: 'B', detail })]
        }),
    ),
})
