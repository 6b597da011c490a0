/** T01: income below the line. */
import { isNumber } from '../conditions.ts'
import { refOf } from '../evidence.ts'
import { ruleOnHouseholds } from '../on-households.ts'
import { withheld } from '../statement.ts'
import { both, plan } from '../text.ts'
import { yuan } from '../wording.ts'
import { CANDIDATE_EN, CANDIDATE_ZH, exit, isExitCandidate, RECORD_BEHIND } from './candidates.ts'

export const T01 = ruleOnHouseholds({
  ...exit,
  id: 'T01',
  title: both('人均纯收入未达退出标准', 'Income below the exit line'),
  text: both(
    `${CANDIDATE_ZH}人均纯收入低于当年退出标准`,
    `${CANDIDATE_EN}income per head is below the exit line of the year`,
  ),
  parameters: ['exit.incomeLine'],
  basis: plan('人均纯收入稳定超过标准方可退出', 'exit needs an income per head above the line'),
  check: [
    both(
      '收入采集周期（上年10月1日至当年9月30日）内各项收入有无漏记',
      'Whether all income of the period (1 October to 30 September) is recorded',
    ),
    both('务工收入、产业分红、转移性收入凭证', 'Proof of wages, dividends, transfers'),
  ],
  innocent: [
    both('收入漏记或单位录错（元／万元）', 'Income left out, or entered in the wrong unit'),
    both('家庭人口数录错导致人均偏低', 'A wrong number of persons makes the average low'),
    RECORD_BEHIND,
  ],
  feeds: [],
  absence: [],
  judge: (dossier, context) => {
    const income = dossier.household.values.incomePerHead
    if (!isExitCandidate(dossier, context) || !isNumber(income)) return []
    const line = context.parameter('exit.incomeLine')
    if (line === undefined) return [withheld('register.households', dossier.county, 'no parameter')]
    if (income >= line) return []
    return [
      {
        severity: 'A',
        detail: `登记人均纯收入 ${yuan(income)} < ${context.year} 年退出标准 ${yuan(line)}`,
        evidence: [refOf(dossier.household)],
      },
    ]
  },
})
