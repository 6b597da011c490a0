/** I01: unregistered, and in a dangerous house. */
import { isMissing, oneOf } from '../conditions.ts'
import { hasColumn } from '../evidence.ts'
import { ruleOnPersonRows } from '../on-persons.ts'
import { both, plan } from '../text.ts'
import { maybe, said, sourceOf } from '../wording.ts'
import { inclusion, LIVES_WELL, OTHER_NUMBER, VISIT, WITH_WHOM } from './outside.ts'

const FEED = 'housing.dilapidated'

export const I01 = ruleOnPersonRows({
  ...inclusion,
  id: 'I01',
  title: both('未建档的危房户', 'Unregistered, in a dangerous house'),
  severity: 'A',
  text: both(
    '住房鉴定为 C 级或 D 级，没有竣工日期，未写明不是唯一住房，且不是任何户的成员',
    'The house is graded C or D, has no completion date, is not stated not to be the only home, and the person is no member of any household',
  ),
  parameters: [],
  basis: plan(
    '非建档立卡住危房户纳入排查',
    'households in dangerous houses that are not registered are looked at',
  ),
  check: [
    both('现住哪里，是否还有其他安全住房', 'Where they live now, and whether there is another, safe home'),
    VISIT,
    WITH_WHOM,
  ],
  innocent: [
    both('户主另有新房，危房为闲置老屋', 'Has a new house; the dangerous one stands empty'),
    both('已改造完工，台账未录竣工', 'Rebuilt, and the completion was not entered'),
    LIVES_WELL,
    OTHER_NUMBER,
  ],
  feeds: [FEED],
  feed: FEED,
  judge: row => {
    const { level, completedOn, onlyHome, surveyedOn } = row.values
    if (!oneOf(level, ['C', 'D'] as const) || onlyHome === '否') return undefined
    if (!hasColumn(row, 'completedOn')) return 'no column'
    if (!isMissing(completedOn)) return undefined
    return {
      severity: 'A',
      detail: `${sourceOf(row)}鉴定住房为 ${said(level)} 级${maybe('鉴定日期', surveyedOn)}，未见竣工日期，是否唯一住房 ${said(onlyHome)}；建档立卡中没有此人`,
    }
  },
})
