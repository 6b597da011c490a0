/** X14: persons paid from public funds. */
import { oneOf } from '../conditions.ts'
import { ruleOnMemberRows } from '../on-members.ts'
import type { RowJudge } from '../statement.ts'
import { both, HARDSHIP, KEYED_ONCE, negativeLists, SAME_PERSON } from '../text.ts'
import { maybe, said, sourceOf } from '../wording.ts'

const FEED = 'hr.public-payroll'
const ESTABLISHED = ['公务员', '参公', '事业编', '机关退休', '事业退休'] as const
const PAID = ['在职', '退休'] as const

export const publicServant: RowJudge<typeof FEED> = row => {
  const { nature, status, workUnit, startsOn } = row.values
  if (!oneOf(nature, ESTABLISHED) || !oneOf(status, PAID)) return undefined
  return {
    severity: 'A',
    detail: `${sourceOf(row)}登记为${said(nature)}（${said(status)}），单位 ${said(workUnit)}${maybe('起始', startsOn)}`,
  }
}

export const X14 = ruleOnMemberRows({
  id: 'X14',
  version: 1,
  title: both('财政供养人员', 'Paid from public funds'),
  direction: 'exclusion',
  class: 'suspected',
  severity: 'A',
  text: both(
    '成员的人员性质为公务员、参公、事业编、机关退休或事业退休，且人员状态为在职或退休',
    'A member is an established public servant (or retired from such a post) and in service or retired',
  ),
  parameters: [],
  basis: negativeLists('家庭成员有财政统发工资', 'a member with a salary from public funds'),
  check: [
    SAME_PERSON,
    both(
      '单位、编制类型、工资由谁发放、是否与该户共同生活',
      'Unit, post, who pays, whether they live together',
    ),
    HARDSHIP,
  ],
  innocent: [
    both(
      '公益性岗位、护林员、村医、代课、临聘被误登为在编',
      'A public-welfare or temporary post entered as established',
    ),
    both('已离职、已死亡，名单未更新', 'Left or died, and the list was not updated'),
    both('与该户不共享开支的亲属', 'A relative who does not share the household’s budget'),
    KEYED_ONCE,
  ],
  feeds: [FEED],
  absence: [],
  feed: FEED,
  judge: publicServant,
})
