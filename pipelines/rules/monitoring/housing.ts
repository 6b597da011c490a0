/** W10, W11: a house that is not safe. */
import type { Evidence, Finding } from '../../types.ts'
import { isMissing, oneOf } from '../conditions.ts'
import { hasColumn, refOf } from '../evidence.ts'
import { type HouseholdVerdict, memberRows, rowVerdict, ruleOnHouseholds } from '../on-households.ts'
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
import { guizhou } from './sources.ts'

const FEED = 'housing.dilapidated'
const DANGEROUS = ['C', 'D'] as const

const common = {
  ...warning,
  severity: 'A',
  parameters: [],
  basis: guizhou(
    '1_02_001，危房户未纳入监测；“因安全住房”是致贫返贫风险之一',
    '1_02_001, in a dangerous house and not monitored; an unsafe house is one of the risks',
  ),
  check: [
    both(
      '现住哪里，是否还有其他安全住房，改造是否竣工入住',
      'Where they live, another safe home, whether it was rebuilt and lived in',
    ),
    VISIT,
  ],
  innocent: [
    both('另有安全住房，鉴定的是闲置老屋', 'Has a safe home; the surveyed house stands empty'),
    both('已改造完工，台账未录竣工', 'Rebuilt, and the completion was not entered'),
    NO_RISK,
    ENTERED_LATER,
    KEYED_ONCE,
  ],
  feeds: [FEED],
  absence: [],
} as const

/** Whether a survey says: dangerous, not rebuilt, not stated not to be the only home; or that the file cannot say. */
function isUnsafe(row: Evidence<typeof FEED>) {
  const { level, onlyHome, completedOn } = row.values
  if (!oneOf(level, DANGEROUS) || onlyHome === '否') return false
  return hasColumn(row, 'completedOn') ? isMissing(completedOn) : 'no column'
}

const described = (row: Evidence<typeof FEED>): string =>
  `${sourceOf(row)}鉴定住房为 ${said(row.values.level)} 级${maybe('鉴定日期', row.values.surveyedOn)}，未见竣工日期，是否唯一住房 ${said(row.values.onlyHome)}`

export const W10 = ruleOnHouseholds({
  ...common,
  id: 'W10',
  title: both('住房不安全未纳入监测', 'Unsafe house, not monitored'),
  text: both(
    `${UNMONITORED_ZH}登记危房户为是或危房级别为 C、D，或成员的住房鉴定为 C、D 级、没有竣工日期且未写明不是唯一住房`,
    `${UNMONITORED_EN}the register says 危房户 = 是 or grade C or D, or a member's house is graded C or D, has no completion date and is not stated not to be the only home`,
  ),
  judge: dossier =>
    unlessMonitored<HouseholdVerdict>(dossier, ({ household }) => {
      const { dilapidated, dilapidatedLevel } = household.values
      const found: (HouseholdVerdict | Finding)[] = []
      if (dilapidated === '是' || oneOf(dilapidatedLevel, DANGEROUS)) {
        const detail = `登记危房户 ${said(dilapidated)}，危房级别 ${said(dilapidatedLevel)}，${NOT_YET}`
        found.push({ severity: 'A', detail, evidence: [refOf(household)] })
      }
      for (const of of memberRows(dossier, FEED)) {
        const answer = isUnsafe(of.row)
        if (answer === 'no column') found.push(withheld(FEED, dossier.county, answer))
        else if (answer)
          found.push(rowVerdict(of, { severity: 'A', detail: `${described(of.row)}，${NOT_YET}` }))
      }
      return found
    }),
})

export const W11 = ruleOnPersonRows({
  ...common,
  id: 'W11',
  title: both('未建档户住房不安全', 'Unsafe house, unregistered'),
  text: both(
    '住房鉴定为 C 级或 D 级，没有竣工日期，未写明不是唯一住房，且不是任何户的成员',
    'The house is graded C or D, has no completion date, is not stated not to be the only home, and the person is no member of any household',
  ),
  feed: FEED,
  judge: row => {
    const answer = isUnsafe(row)
    if (answer === 'no column') return answer
    return answer ? { severity: 'A', detail: `${described(row)}；建档立卡和监测对象中没有此人` } : undefined
  },
})
