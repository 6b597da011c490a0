/** T05: drinking water. */
import { refOf } from '../evidence.ts'
import { ruleOnHouseholds } from '../on-households.ts'
import { both, plan } from '../text.ts'
import { said } from '../wording.ts'
import { CANDIDATE_EN, CANDIDATE_ZH, exit, isExitCandidate, RECORD_BEHIND } from './candidates.ts'

export const T05 = ruleOnHouseholds({
  ...exit,
  id: 'T05',
  title: both('饮水安全未保障', 'Drinking water not safe'),
  text: both(
    `${CANDIDATE_ZH}登记饮水困难为是，或饮水安全为否`,
    `${CANDIDATE_EN}the register says 饮水困难 = 是 or 饮水安全 = 否`,
  ),
  parameters: [],
  basis: plan('饮水安全未保障的不能退出', 'no exit while drinking water is not safe'),
  check: [
    both(
      '现场看水量、水质、取水距离、保证率',
      'See quantity, quality, distance and reliability of the water',
    ),
  ],
  innocent: [both('饮水工程已通水', 'The water scheme is in service'), RECORD_BEHIND],
  feeds: [],
  absence: [],
  judge: (dossier, context) => {
    const { waterDifficult, waterSafe } = dossier.household.values
    if (!isExitCandidate(dossier, context) || (waterDifficult !== '是' && waterSafe !== '否')) return []
    const detail = `登记饮水困难 ${said(waterDifficult)}，饮水安全 ${said(waterSafe)}`
    return [{ severity: 'A', detail, evidence: [refOf(dossier.household)] }]
  },
})
