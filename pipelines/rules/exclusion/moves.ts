/** X21, X22: members who moved away, or in shortly before their household was identified. */
import { byPlace } from '../../claims.ts'
import { isDate, isNumber, monthsBefore } from '../conditions.ts'
import { rowsOf } from '../evidence.ts'
import { ruleOnMemberRows } from '../on-members.ts'
import { both, negativeLists, plan } from '../text.ts'
import { maybe, said, sourceOf } from '../wording.ts'

const FEED = 'public-security.residents'

const common = {
  version: 1,
  direction: 'exclusion',
  class: 'suspected',
  severity: 'B',
  feeds: [FEED],
  absence: [],
  feed: FEED,
} as const

export const X21 = ruleOnMemberRows({
  ...common,
  id: 'X21',
  title: both('户籍已迁出', 'Moved away'),
  text: both(
    '成员的户籍状态为迁出注销，或迁移类型为迁出，迁移原因未写明升学；该成员另有一条户籍记录为正常的除外（数据范围内迁移）',
    'A member was deregistered for moving or moved out, not stated to be for study; not where another residents row of the person says 正常 (a move inside the area of the feed)',
  ),
  parameters: [],
  basis: plan(
    '共同生活的可作为家庭成员，升学迁出的保留',
    'who lives with the household stays a member; who moved for study is kept',
  ),
  check: [
    both(
      '是否仍与该户共同生活、共享开支',
      'Whether the person still lives with the household and shares its budget',
    ),
    both('迁往何处、何时、何因，是否在迁入地已建档', 'Where to, when, why; whether registered there'),
  ],
  innocent: [
    both('大学生因升学迁出，应保留', 'A student whose hukou moved to the university: to be kept'),
    both('婚嫁迁出后离异返回，户口未迁回', 'Married away and came back; the hukou did not'),
    both('务工落户但家人仍在村共同生活', 'Registered where the work is; the family lives in the village'),
  ],
  judge: (row, _context, { member }) => {
    const { status, move, moveReason, movedOn } = row.values
    if ((status !== '迁出注销' && move !== '迁出') || moveReason === '升学') return undefined
    const isElsewhere = rowsOf(member.evidence, FEED).some(
      // One row that holds a number twice is one row.
      other => byPlace(other, row) !== 0 && other.values.status === '正常',
    )
    if (isElsewhere) return undefined
    return {
      severity: 'B',
      detail: `${sourceOf(row)}户籍状态 ${said(status)}${maybe('迁移类型', move)}，迁移原因 ${said(moveReason)}${maybe('迁移日期', movedOn)}`,
    }
  },
})

export const X22 = ruleOnMemberRows({
  ...common,
  id: 'X22',
  title: both('识别前迁入且无承包地', 'Moved in before identification, without land'),
  text: both(
    '成员在所在户首次识别前 12 个月内迁入，迁移原因未写明婚嫁，承包地为 0',
    "A member moved in within the 12 months before the household's first identification, not stated to be for marriage, and has contracted land of 0",
  ),
  parameters: ['moveIn.months'],
  basis: negativeLists('空挂户、拆户分户', 'households that exist on paper, or were split for the purpose'),
  check: [
    both('是否实际在村居住、生产', 'Whether the person lives and works in the village'),
    both('迁入原因：婚嫁、出生、回迁、易地搬迁', 'Why the move: marriage, birth, return, relocation'),
  ],
  innocent: [
    both(
      '婚入、投靠、回迁等正常迁入，原因登记不准',
      'Marriage, joining family, return: the reason was entered wrongly',
    ),
    both('易地搬迁户随迁落户', 'Moved with a relocation'),
    both('土地二轮承包后新增人口本就无地', 'Who came after the land was allotted has none'),
  ],
  judge: (row, context, { dossier }) => {
    const { move, moveReason, movedOn, contractLand } = row.values
    const identifiedOn = dossier.household?.values.identifiedOn
    if (move !== '迁入' || moveReason === '婚嫁' || !isDate(movedOn) || !isDate(identifiedOn))
      return undefined
    if (!isNumber(contractLand) || contractLand !== 0) return undefined
    const months = context.parameter('moveIn.months')
    if (months === undefined) return 'no parameter'
    if (movedOn < monthsBefore(identifiedOn, months) || movedOn > identifiedOn) return undefined
    return {
      severity: 'B',
      detail: `${sourceOf(row)}登记 ${movedOn} 迁入（原因 ${said(moveReason)}），在首次识别时间 ${identifiedOn} 前 ${months} 个月内，承包地 0 亩`,
    }
  },
})
