/** M06: a poor household without a measure of the year. */
import { usable } from '../../../connectors/reading.ts'
import { oneOf } from '../conditions.ts'
import { refOf } from '../evidence.ts'
import { ruleOnHouseholds } from '../on-households.ts'
import { withheld } from '../statement.ts'
import { both } from '../text.ts'
import { said } from '../wording.ts'
import { basis, check, innocent, measuresRule } from './measure.ts'

export const M06 = ruleOnHouseholds({
  ...measuresRule,
  id: 'M06',
  class: 'suspected',
  title: both('本年无帮扶措施', 'No measure this year'),
  text: both(
    '脱贫属性为未脱贫或返贫，户措施中没有本年度的措施',
    '脱贫属性 is 未脱贫 or 返贫 (0 or 3), and there is no measure of the year',
  ),
  basis,
  check: [
    both('本年实际得到哪些帮扶，是否漏录', 'What support there was this year, and whether it was left out'),
    ...check,
  ],
  innocent: [
    both('年末新识别户，措施尚未安排', 'Identified at the end of the year'),
    both('措施的年度录成上年', 'The measure was entered under the year before'),
    ...innocent,
  ],
  feeds: [],
  absence: [],
  judge: (dossier, context) => {
    const { exitState } = dossier.household.values
    if (!oneOf(exitState, ['未脱贫', '返贫'] as const)) return []
    if (!context.hasTable('measures')) return [withheld('register.measures', dossier.county, 'no table')]
    if (dossier.measures.some(measure => usable(measure.values.year) === context.year)) return []
    if (dossier.measures.some(measure => !measure.file.columns.has('year'))) {
      return [withheld('register.measures', dossier.county, 'no column')]
    }
    const detail = `登记脱贫属性为${said(exitState)}，户措施中没有 ${context.year} 年度的措施`
    return [{ severity: 'B', detail, evidence: [refOf(dossier.household)] }]
  },
})
