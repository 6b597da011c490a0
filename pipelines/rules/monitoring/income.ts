/** W01, W02: income within the range of monitoring, as recorded and after what had to be paid. */
import { isMissing, isNumber } from '../conditions.ts'
import { refOf } from '../evidence.ts'
import { type RegisteredHousehold, ruleOnHouseholds } from '../on-households.ts'
import { withheld } from '../statement.ts'
import { both } from '../text.ts'
import { yuan } from '../wording.ts'
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
import { guizhou } from './sources.ts'

const LINE = 'monitoring.incomeLine'

const common = {
  ...warning,
  parameters: [LINE],
  basis: guizhou(
    '1_02_006，脱贫户人均纯收入低于 7300 元而未纳入监测；监测范围由各省按年公布，2021 年为 6000 元',
    '1_02_006, income per head below 7 300 yuan and not monitored; each province publishes its line, 6 000 yuan in 2021',
  ),
  check: [
    both(
      '各项收入有无漏记，务工、产业、转移性收入凭证',
      'Whether all income is recorded; proof of wages, business, transfers',
    ),
    VISIT,
  ],
  innocent: [
    both(
      '收入漏记、单位录错或家庭人口数录错',
      'Income left out, entered in the wrong unit, or a wrong number of persons',
    ),
    NO_RISK,
    ENTERED_LATER,
  ],
  feeds: [],
  absence: [],
} as const

export const W01 = ruleOnHouseholds({
  ...common,
  id: 'W01',
  title: both('收入低于监测范围未纳入监测', 'Income below the line, not monitored'),
  severity: 'A',
  text: both(
    `${UNMONITORED_ZH}人均纯收入低于当日的监测范围`,
    `${UNMONITORED_EN}income per head is below the line of the day`,
  ),
  judge: (dossier, context) =>
    unlessMonitored(dossier, ({ household }) => {
      const income = household.values.incomePerHead
      if (!isNumber(income)) return []
      const line = context.parameter(LINE)
      if (line === undefined) return [withheld('register.households', dossier.county, 'no parameter')]
      if (income >= line) return []
      const detail = `登记人均纯收入 ${yuan(income)} < 监测范围 ${yuan(line)}，${NOT_YET}`
      return [{ severity: 'A', detail, evidence: [refOf(household)] }]
    }),
})

/** 纳入监测范围收入, else 纯收入 + 家庭理赔收入 − 合规自付支出; undefined where that cannot be told. */
function incomeAfterCosts({ household }: RegisteredHousehold): number | undefined {
  const { monitoringIncome, netIncome, claims, selfPaid } = household.values
  if (isNumber(monitoringIncome)) return monitoringIncome
  if (!isNumber(netIncome) || !isNumber(selfPaid)) return undefined
  if (isNumber(claims)) return netIncome + claims - selfPaid
  return isMissing(claims) ? netIncome - selfPaid : undefined
}

export const W02 = ruleOnHouseholds({
  ...common,
  id: 'W02',
  title: both('扣除自付支出后低于监测范围未纳入监测', 'Below the line after medical costs, not monitored'),
  severity: 'B',
  text: both(
    `${UNMONITORED_ZH}人均纯收入不低于监测范围或未填，而纳入监测范围收入（未填的取纯收入加家庭理赔收入减合规自付支出）除以家庭人口数低于监测范围`,
    `${UNMONITORED_EN}income per head is not below the line or missing, but 纳入监测范围收入 (if missing: net income + claims − self-paid cost) per head is below it`,
  ),
  reading: both(
    '纳入监测范围收入的算法各地不一；未填时按纯收入加家庭理赔收入减合规自付支出推算，理赔收入未填按零，家庭人口数未填按成员数',
    'How 纳入监测范围收入 is made differs from place to place; where it is missing it is net income + claims (missing: none) − self-paid cost, and where 家庭人口数 is missing the members are counted',
  ),
  judge: (dossier, context) =>
    unlessMonitored(dossier, household => {
      const { size, incomePerHead } = household.household.values
      const income = incomeAfterCosts(household)
      const persons = isNumber(size) && size > 0 ? size : dossier.members.length
      if (income === undefined || persons === 0) return []
      const line = context.parameter(LINE)
      if (line === undefined) return [withheld('register.households', dossier.county, 'no parameter')]
      if (isNumber(incomePerHead) && incomePerHead < line) return []
      const each = Math.round((income / persons) * 100) / 100
      if (each >= line) return []
      const detail = `扣除合规自付支出后人均 ${yuan(each)}（${persons} 人）< 监测范围 ${yuan(line)}，${NOT_YET}`
      return [{ severity: 'B', detail, evidence: [refOf(household.household)] }]
    }),
})
