/** I08: an unregistered child who left compulsory education. */
import { oneOf } from '../conditions.ts'
import { ruleOnPersonRows } from '../on-persons.ts'
import { both, plan } from '../text.ts'
import { maybe, said, sourceOf } from '../wording.ts'
import { inclusion, LIVES_WELL, OTHER_NUMBER, VISIT, WITH_WHOM } from './outside.ts'

const FEED = 'education.enrolment'

export const I08 = ruleOnPersonRows({
  ...inclusion,
  id: 'I08',
  title: both('未建档家庭的义务教育辍学生', 'A child out of compulsory education, unregistered'),
  severity: 'B',
  text: both(
    '学籍状态为辍学，学段为小学或初中，且不是任何户的成员',
    'An enrolment row 辍学 in primary or junior secondary school, of a child who is no member of any household',
  ),
  parameters: [],
  basis: plan(
    '义务教育有保障；因贫辍学的重点排查',
    'compulsory education is a guarantee; leaving school for poverty is looked into',
  ),
  check: [
    both('辍学原因：因贫、因病、厌学、外出', 'Why: poverty, illness, dislike, work away'),
    VISIT,
    WITH_WHOM,
  ],
  innocent: [
    both('已转学外地就读，学籍未转出', 'Goes to school elsewhere; the record was not transferred'),
    both('因重病重残送教上门', 'Taught at home for severe illness or disability'),
    LIVES_WELL,
    OTHER_NUMBER,
  ],
  feeds: [FEED],
  feed: FEED,
  judge: row => {
    const { status, stage, school } = row.values
    if (status !== '辍学' || !oneOf(stage, ['小学', '初中'] as const)) return undefined
    return {
      severity: 'B',
      detail: `${sourceOf(row)}状态为辍学，学段 ${said(stage)}${maybe('学校', school)}；建档立卡中没有此人`,
    }
  },
})
