/** I06: unregistered, with a serious illness. */
import { isMissing, isNumber } from '../conditions.ts'
import { ruleOnPersonRows } from '../on-persons.ts'
import { both, plan } from '../text.ts'
import { said, sourceOf, yuan } from '../wording.ts'
import { inclusion, LIVES_WELL, OTHER_NUMBER, VISIT, WITH_WHOM } from './outside.ts'

const FEED = 'health.serious-illness'

export const I06 = ruleOnPersonRows({
  ...inclusion,
  id: 'I06',
  title: both('未建档的大病患者', 'Unregistered, seriously ill'),
  severity: 'B',
  text: both(
    '大病记录中城乡类别未写明城镇，年度自付费用未填或达到限额，且不是任何户的成员',
    'A serious-illness row that is not stated to be urban, whose self-paid cost of the year is missing or reaches the limit, of a person who is no member of any household',
  ),
  parameters: ['illness.selfPaid'],
  basis: plan(
    '患大病重病户纳入漏评排查重点',
    'households with serious illness are a focus of the search for the left out',
  ),
  check: [both('报销后实际自付、借债情况', 'What was paid after reimbursement; debts'), VISIT, WITH_WHOM],
  innocent: [
    both('商业保险或子女承担了费用', 'Private insurance or the children paid'),
    both('费用跨年累计', 'The cost of several years'),
    LIVES_WELL,
    OTHER_NUMBER,
  ],
  feeds: [FEED],
  feed: FEED,
  judge: (row, context) => {
    const { setting, selfPaid, illness } = row.values
    if (setting === '城镇') return undefined
    const registered = `${sourceOf(row)}登记病种 ${said(illness)}`
    if (isMissing(selfPaid)) {
      return { severity: 'B', detail: `${registered}，年度自付费用未填；建档立卡中没有此人` }
    }
    if (!isNumber(selfPaid)) return undefined
    const limit = context.parameter('illness.selfPaid')
    if (limit === undefined) return 'no parameter'
    if (selfPaid < limit) return undefined
    return {
      severity: 'B',
      detail: `${registered}，年度自付费用 ${yuan(selfPaid)} ≥ ${yuan(limit)}；建档立卡中没有此人`,
    }
  },
})
