/** W12: drinking water. */
import { refOf } from '../evidence.ts'
import { type HouseholdVerdict, ruleOnHouseholds } from '../on-households.ts'
import { both } from '../text.ts'
import { said } from '../wording.ts'
import {
  ENTERED_LATER,
  NOT_YET,
  UNMONITORED_EN,
  UNMONITORED_ZH,
  unlessMonitored,
  VISIT,
  warning,
} from './monitored.ts'
import { guizhou } from './sources.ts'

export const W12 = ruleOnHouseholds({
  ...warning,
  id: 'W12',
  title: both('饮水不安全未纳入监测', 'Drinking water not safe, not monitored'),
  severity: 'A',
  text: both(
    `${UNMONITORED_ZH}登记饮水困难为是，或饮水安全为否`,
    `${UNMONITORED_EN}the register says 饮水困难 = 是 or 饮水安全 = 否`,
  ),
  parameters: [],
  basis: guizhou(
    '1_02_002，未解决安全饮用水而未纳入监测；“因安全饮水”是致贫返贫风险之一',
    '1_02_002, without safe water and not monitored; unsafe water is one of the risks',
  ),
  check: [
    both(
      '现场看水量、水质、取水距离、保证率',
      'See quantity, quality, distance and reliability of the water',
    ),
    VISIT,
  ],
  innocent: [
    both('饮水工程已修复，登记未更新', 'The water scheme is in service again; the record is behind'),
    both('季节性缺水，已有应急供水', 'Short of water in one season, supplied meanwhile'),
    ENTERED_LATER,
  ],
  feeds: [],
  absence: [],
  judge: dossier =>
    unlessMonitored<HouseholdVerdict>(dossier, ({ household }) => {
      const { waterDifficult, waterSafe } = household.values
      if (waterDifficult !== '是' && waterSafe !== '否') return []
      const detail = `登记饮水困难 ${said(waterDifficult)}，饮水安全 ${said(waterSafe)}，${NOT_YET}`
      return [{ severity: 'A', detail, evidence: [refOf(household)] }]
    }),
})
