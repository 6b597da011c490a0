/** X09: pre-sale contracts. */
import { ruleOnMemberRows } from '../on-members.ts'
import { both, HARDSHIP, KEYED_ONCE, negativeLists } from '../text.ts'
import { maybe, said, sourceOf } from '../wording.ts'

const FEED = 'housing.presale'

export const X09 = ruleOnMemberRows({
  id: 'X09',
  version: 1,
  title: both('商品房预售合同', 'Pre-sale contract of a flat'),
  direction: 'exclusion',
  class: 'suspected',
  severity: 'B',
  text: both('成员名下有状态为有效的商品房预售合同', 'A member is the buyer in a valid pre-sale contract'),
  parameters: [],
  basis: negativeLists('在集镇、县城购买商品房', 'buying commercial housing in towns'),
  check: [
    both('合同、付款凭证、贷款还款人', 'The contract, what was paid, who repays the loan'),
    both('是否已退房、撤销合同', 'Whether the contract was cancelled'),
    HARDSHIP,
  ],
  innocent: [
    both('为子女、亲属借名签约', 'Signed in this name for children or relatives'),
    both('合同已解除，网签未撤销', 'The contract was dissolved, its entry was not'),
    both('县城安置房用网签方式备案', 'A resettlement home that was filed as a sale'),
    KEYED_ONCE,
  ],
  feeds: [FEED],
  absence: [],
  feed: FEED,
  judge: row => {
    const { status, contract, location, boughtOn, area } = row.values
    if (status !== '有效') return undefined
    return {
      severity: 'B',
      subject: typeof contract === 'string' ? contract : typeof location === 'string' ? location : '',
      detail: `${sourceOf(row)}有有效预售合同 1 份（${said(location)}），购房日期 ${said(boughtOn)}${maybe('面积', area, '㎡')}`,
    }
  },
})
