/** I12: in the same 户 as a member for the police, and not registered. */
import { ruleOnOutsiders } from '../on-outsiders.ts'
import { both, plan } from '../text.ts'
import { maybe, sourceOf } from '../wording.ts'
import { inclusion, OTHER_NUMBER } from './outside.ts'

const FEED = 'public-security.residents'

export const I12 = ruleOnOutsiders({
  ...inclusion,
  id: 'I12',
  title: both('同户号未登记人员', 'Under one 户号 with a member, not registered'),
  severity: 'C',
  text: both(
    '公安户籍正常，户号与本户某成员相同，本人不是任何户的成员',
    'A residents row 正常 with the same 户号 as a member of the household, of a person who is no member of any',
  ),
  parameters: [],
  basis: plan(
    '整户识别，共同生活的家庭成员不得漏登',
    'households are registered whole: who lives with them is not left out',
  ),
  check: [
    both('是否与该户共同生活、共享开支', 'Whether the person lives with the household and shares its budget'),
    both('出生、婚入、回迁人员及时增加', 'Births, marriages and returns are added in time'),
  ],
  innocent: [
    both('户口同本、实际已分家另过', 'On one hukou booklet, and long living apart'),
    both('空挂户口、户在人不在', 'The hukou is there, the person is not'),
    both('由其他家庭成员供养，评议为非共同生活', 'Found not to live with the household'),
    OTHER_NUMBER,
  ],
  feeds: [FEED],
  rows: outsider => outsider.sharesHouseNumber.filter(row => row.values.status === '正常'),
  judge: row => ({
    severity: 'C',
    detail: `${sourceOf(row)}与本户成员同一户号、户籍正常${maybe('与户主关系', row.values.relation)}，本人未登记`,
  }),
})
