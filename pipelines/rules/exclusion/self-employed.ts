/** X13: sole traders. */
import { isNumber } from '../conditions.ts'
import { ruleOnMemberRows } from '../on-members.ts'
import { both, HARDSHIP, KEYED_ONCE, negativeLists } from '../text.ts'
import { maybe, said, sourceOf } from '../wording.ts'

const FEED = 'commerce.self-employed'

export const X13 = ruleOnMemberRows({
  id: 'X13',
  version: 1,
  title: both('个体工商户', 'Sole trader'),
  direction: 'exclusion',
  class: 'suspected',
  severity: 'B',
  text: both(
    '成员名下有存续的个体工商户；资金数额低于 5 万元的降为提示',
    'A member runs an existing sole trade; with a capital below 50 000 yuan it falls to C',
  ),
  parameters: ['selfEmployed.capital'],
  basis: negativeLists('有工商登记并实际经营', 'a registered business that is really run'),
  check: [
    both('店面是否开业、经营规模、年纯收入', 'Whether it is open, how large, what it earns a year'),
    HARDSHIP,
  ],
  innocent: [
    both('村内小卖部、小型种养殖，收入微薄', 'A village kiosk or small farm with little income'),
    both('早已停业未注销', 'Closed long ago, not deregistered'),
    both('亲属借用身份证办照', 'A relative used the ID card for the licence'),
    KEYED_ONCE,
  ],
  feeds: [FEED],
  absence: [],
  feed: FEED,
  judge: (row, context) => {
    const { business, capital, status, trade } = row.values
    if (status !== '存续') return undefined
    const limit = context.parameter('selfEmployed.capital')
    if (limit === undefined) return 'no parameter'
    const isSmall = isNumber(capital) && capital < limit
    const compared = isNumber(capital) ? ` ${isSmall ? '<' : '≥'} ${limit} 万元` : ''
    return {
      severity: isSmall ? 'C' : 'B',
      subject: typeof business === 'string' ? business : '',
      detail: `${sourceOf(row)}登记存续个体工商户「${said(business)}」${maybe('行业', trade)}，资金数额 ${said(capital, '万元')}${compared}`,
    }
  },
})
