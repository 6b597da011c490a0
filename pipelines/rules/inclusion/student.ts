/** I03: a student whose parent is registered. */
import { ruleOnOutsiders } from '../on-outsiders.ts'
import { both, plan } from '../text.ts'
import { maybe, said, sourceOf } from '../wording.ts'
import { inclusion, OTHER_NUMBER } from './outside.ts'

const FEED = 'education.university'

export const I03 = ruleOnOutsiders({
  ...inclusion,
  id: 'I03',
  title: both('在册户漏登的大学生', 'A student missing from a registered household'),
  severity: 'A',
  text: both(
    '高校在读学生，其家长身份证号是本户成员，学生本人不是任何户的成员',
    'A student in attendance whose parent is a member of the household, and who is no member of any',
  ),
  parameters: [],
  basis: plan(
    '户口迁出的在校大学生，与家庭共同生活的应作为家庭成员登记',
    'students whose hukou moved to the university belong to the household that keeps them',
  ),
  check: [
    both('学籍、录取通知书；户口是否因升学迁出', 'Enrolment; whether the hukou moved for study'),
    both(
      '学费和生活费由谁承担，是否与该户共同生活',
      'Who pays; whether the student lives with the household',
    ),
  ],
  innocent: [
    both('已结婚或已独立生活', 'Married, or lives independently'),
    both('随父母另一方在别户生活', 'Lives with the other parent in another household'),
    OTHER_NUMBER,
  ],
  feeds: [FEED],
  rows: outsider => outsider.studies.filter(row => row.values.status === '在读'),
  judge: row => ({
    severity: 'A',
    detail: `${sourceOf(row)}登记为「${said(row.values.institution)}」在读学生${maybe('入学', row.values.enrolledOn)}，家长是本户成员，学生本人未登记`,
  }),
})
