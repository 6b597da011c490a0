/** X07, X08: registered real estate. */

import type { Evidence } from '../../types.ts'
import { isNumber, oneOf } from '../conditions.ts'
import { ruleOnMemberRows } from '../on-members.ts'
import type { RowJudge } from '../statement.ts'
import { both, HARDSHIP, KEYED_ONCE, negativeLists } from '../text.ts'
import { maybe, said, sourceOf } from '../wording.ts'

const FEED = 'housing.property'
type PropertyRow = Evidence<typeof FEED>

const EXEMPT_ACQUISITIONS = ['易地搬迁', '灾后重建', '拆迁安置', '棚改', '继承'] as const

/** An exempt way of coming by a property must be stated. */
const isExempt = (row: PropertyRow): boolean => oneOf(row.values.acquisition, EXEMPT_ACQUISITIONS)

/** 产权证号, if missing 坐落. */
const subjectOf = ({ values: { certificate, location } }: PropertyRow): string =>
  typeof certificate === 'string' ? certificate : typeof location === 'string' ? location : ''

const registered = (row: PropertyRow, what: string): string =>
  `${sourceOf(row)}登记${what} 1 处（${said(row.values.location)}）${maybe('建筑面积', row.values.area, '㎡')}` +
  `${maybe('取得方式', row.values.acquisition)}${maybe('登记日期', row.values.registeredOn)}`

export const commercialHousing: RowJudge<typeof FEED> = (row, context) => {
  const { use, nature, setting, share } = row.values
  if (use !== '住宅' || nature !== '商品房' || setting === '乡村' || isExempt(row)) return undefined
  const minor = context.parameter('property.minorShare')
  if (minor === undefined) return 'no parameter'
  const isMinor = isNumber(share) && share < minor
  const part = isNumber(share) ? `，共有份额 ${share}% ${isMinor ? '<' : '≥'} ${minor}%` : ''
  return {
    severity: isMinor ? 'C' : 'A',
    subject: subjectOf(row),
    detail: `${registered(row, '商品房住宅')}${part}`,
  }
}

export const businessPremises: RowJudge<typeof FEED> = row => {
  const { use } = row.values
  if ((use !== '商业' && use !== '车位') || isExempt(row)) return undefined
  return {
    severity: use === '商业' ? 'A' : 'B',
    subject: subjectOf(row),
    detail: registered(row, use === '商业' ? '商业用房' : '车位'),
  }
}

const common = {
  version: 1,
  direction: 'exclusion',
  class: 'suspected',
  severity: 'A',
  check: [
    both(
      '产权来源：购买合同、付款人、贷款情况；谁在居住或使用',
      'Where the title comes from: contract, who paid, loans; who lives in it or uses it',
    ),
    both(
      '是否搬迁、安置、继承所得而登记未注明',
      'Whether it came by relocation, resettlement or inheritance',
    ),
    HARDSHIP,
  ],
  innocent: [
    both('亲属借名购房、为贷款挂名', "Bought in this name for a relative, or for a relative's loan"),
    both(
      '婚前财产，或离婚判归对方尚未过户',
      'Property from before the marriage, or awarded to the other spouse',
    ),
    both('继承房产多人共有，尚未分割', 'Inherited with others and not divided yet'),
    both(
      '易地搬迁、灾后重建、拆迁安置房登记成商品房',
      'A resettlement home that was entered as a commercial one',
    ),
    both('已出售未办转移登记', 'Sold without transfer of the title'),
    KEYED_ONCE,
  ],
  feeds: [FEED],
  absence: [],
} as const

export const X07 = ruleOnMemberRows({
  ...common,
  id: 'X07',
  title: both('商品房住宅', 'Commercial housing'),
  text: both(
    '成员名下有规划用途为住宅、性质为商品房的房产，城乡类别未写明乡村，取得方式未写明易地搬迁、灾后重建、拆迁安置、棚改或继承；共有份额不足 50% 的降为提示',
    'A member owns a dwelling that is commercial housing, not stated to be rural, nor stated to come from relocation, reconstruction, resettlement, renewal or inheritance; a share below 50 % falls to C',
  ),
  parameters: ['property.minorShare'],
  basis: negativeLists(
    '集镇、县城购买商品房，搬迁、灾后重建、拆迁安置除外',
    'commercial housing in towns, except relocation, reconstruction and resettlement',
  ),
  feed: FEED,
  judge: commercialHousing,
})

export const X08 = ruleOnMemberRows({
  ...common,
  id: 'X08',
  title: both('商业用房或车位', 'Business premises or parking space'),
  text: both(
    '成员名下有规划用途为商业的房产（重点核查）或车位（核查）；写明易地搬迁、灾后重建、拆迁安置、棚改、继承取得的除外',
    'A member owns business premises (A) or a parking space (B) that is not stated to come from relocation, reconstruction, resettlement, renewal or inheritance',
  ),
  parameters: [],
  basis: negativeLists('门面、商铺、经营用房', 'shops and business premises'),
  feed: FEED,
  judge: businessPremises,
})
