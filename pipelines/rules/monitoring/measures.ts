/** W39: a household that is monitored is helped. */
import { usable } from '../../../connectors/reading.ts'
import { refOf } from '../evidence.ts'
import { ruleOnHouseholds } from '../on-households.ts'
import { withheld } from '../statement.ts'
import { both } from '../text.ts'
import { said } from '../wording.ts'
import { isMonitored } from './monitored.ts'
import { guizhou } from './sources.ts'

export const W39 = ruleOnHouseholds({
  id: 'W39',
  version: 1,
  direction: 'measures',
  class: 'suspected',
  severity: 'B',
  title: both('监测对象本年无帮扶措施', 'Monitored, no measure this year'),
  text: both(
    '风险未消除的监测对象，户措施中没有本年度的措施',
    'Monitored now, and there is no measure of the year',
  ),
  parameters: [],
  tables: ['measures'],
  basis: guizhou(
    '1_11_009、1_11_010，监测对象识别后或风险消除前没有帮扶措施',
    '1_11_009 and 1_11_010, a monitored household without measures',
  ),
  check: [
    both('本年实际得到哪些帮扶，是否漏录', 'What support there was this year, and whether it was left out'),
    both('针对每项风险是否都有措施', 'Whether there is a measure for each risk'),
  ],
  innocent: [
    both('新识别，措施尚在安排', 'Taken in lately; measures are being arranged'),
    both('整户无劳动能力，由低保、特困兜底', 'Nobody can work; dibao or tekun provide'),
    both('措施的年度录成上年', 'The measure was entered under the year before'),
  ],
  feeds: [],
  absence: [],
  judge: (dossier, context) => {
    if (!isMonitored(dossier)) return []
    if (!context.hasTable('measures')) return [withheld('register.measures', dossier.county, 'no table')]
    if (dossier.measures.some(measure => usable(measure.values.year) === context.year)) return []
    if (dossier.measures.some(measure => !measure.file.columns.has('year')))
      return [withheld('register.measures', dossier.county, 'no column')]
    const detail = `监测对象类别 ${said(dossier.household.values.monitoringCategory)}，风险未消除，户措施中没有 ${context.year} 年度的措施`
    return [{ severity: 'B', detail, evidence: [refOf(dossier.household)] }]
  },
})
