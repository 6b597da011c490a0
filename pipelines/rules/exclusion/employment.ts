/** X15, X16: employees' insurance and pensions. */
import { isNumber, oneOf } from '../conditions.ts'
import { ruleOnMemberRows } from '../on-members.ts'
import { both, HARDSHIP, KEYED_ONCE, negativeLists } from '../text.ts'
import { maybe, said, sourceOf } from '../wording.ts'

const EMPLOYMENT = 'hr.employment'
const PENSIONS = 'hr.pensions'

const common = { version: 1, direction: 'exclusion', class: 'suspected', severity: 'B', absence: [] } as const

export const X15 = ruleOnMemberRows({
  ...common,
  id: 'X15',
  title: both('单位职工稳定参保', 'Insured as an employee'),
  text: both(
    '成员以单位职工身份正常参保，缴费满 12 个月',
    'A member is insured as an employee of a unit, in good standing, with at least 12 months paid',
  ),
  parameters: ['employment.months'],
  basis: negativeLists('企事业单位固定职业、稳定收入', 'a permanent post with a stable income'),
  check: [
    both('工资流水、劳动合同、是否仍在岗', 'Wages, contract, whether still employed'),
    both('是否已计入家庭工资性收入', 'Whether the wages are in the household’s income'),
    HARDSHIP,
  ],
  innocent: [
    both('务工增收本身就是脱贫措施，不是问题', 'Work away from home is a poverty measure, not an offence'),
    both('挂靠单位缴费，实际自费', 'Insured through a unit, but paying alone'),
    both('已离职未减员', 'Left the unit, which did not report it'),
    KEYED_ONCE,
  ],
  feeds: [EMPLOYMENT],
  feed: EMPLOYMENT,
  judge: (row, context) => {
    const { status, standing, monthsPaid, employer } = row.values
    if (status !== '正常' || standing !== '单位职工' || !isNumber(monthsPaid)) return undefined
    const months = context.parameter('employment.months')
    if (months === undefined) return 'no parameter'
    if (monthsPaid < months) return undefined
    return {
      severity: 'B',
      detail: `${sourceOf(row)}登记以单位职工身份正常参保${maybe('单位', employer)}，缴费 ${monthsPaid} 个月 ≥ ${months} 个月`,
    }
  },
})

export const X16 = ruleOnMemberRows({
  ...common,
  id: 'X16',
  title: both('领取职工养老金', 'Receives an employee pension'),
  text: both(
    '成员正在领取企业养老或机关养老待遇（城乡居民养老不算）',
    "A member is being paid an enterprise or public servant's pension (the residents' pension does not count)",
  ),
  parameters: [],
  basis: negativeLists('稳定的退休收入', 'a stable retirement income'),
  check: [
    both('月待遇金额，是否已计入家庭收入', 'How much a month, and whether it is in the household’s income'),
    HARDSHIP,
  ],
  innocent: [
    both('养老金低，家中有重病或多名被赡养人', 'A small pension that a sick or large family lives on'),
    both('已死亡未停发', 'Died, and payment was not stopped'),
    both('居民养老误标为企业养老', "A residents' pension labelled as an enterprise one"),
    KEYED_ONCE,
  ],
  feeds: [PENSIONS],
  feed: PENSIONS,
  judge: row => {
    const { insurance, status, monthly } = row.values
    if (status !== '发放' || !oneOf(insurance, ['企业养老', '机关养老'] as const)) return undefined
    return {
      severity: 'B',
      detail: `${sourceOf(row)}登记正在发放${said(insurance)}${maybe('月待遇', monthly, '元')}`,
    }
  },
})
