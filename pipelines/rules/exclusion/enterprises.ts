/** X11, X12: companies and farmers' cooperatives. */

import type { Evidence } from '../../types.ts'
import { isNumber } from '../conditions.ts'
import { ruleOnMemberRows } from '../on-members.ts'
import type { RowJudge } from '../statement.ts'
import { both, HARDSHIP, KEYED_ONCE, negativeLists } from '../text.ts'
import { maybe, said, sourceOf } from '../wording.ts'

const FEED = 'commerce.enterprises'
type EnterpriseRow = Evidence<typeof FEED>

/** 统一社会信用代码, if missing 企业名称. */
const subjectOf = ({ values: { creditCode, enterprise } }: EnterpriseRow): string =>
  typeof creditCode === 'string' ? creditCode : typeof enterprise === 'string' ? enterprise : ''

const registered = (row: EnterpriseRow): string =>
  `${sourceOf(row)}登记为存续${said(row.values.kind)}「${said(row.values.enterprise)}」的${said(row.values.role)}`

export const companyPart: RowJudge<typeof FEED> = row => {
  const { kind, role, status, paidIn } = row.values
  if (kind !== '企业' || status !== '存续' || (role !== '法定代表人' && role !== '股东')) return undefined
  const isPaper = isNumber(paidIn) && paidIn === 0
  return {
    severity: isPaper ? 'C' : 'A',
    subject: subjectOf(row),
    detail: `${registered(row)}，实缴出资 ${said(paidIn, '万元')}${maybe('成立日期', row.values.foundedOn)}`,
  }
}

const common = {
  version: 1,
  direction: 'exclusion',
  class: 'suspected',
  parameters: [],
  check: [
    both(
      '是否实际开展经营：场所、雇工、纳税、流水',
      'Whether it does business: premises, staff, taxes, turnover',
    ),
    both('本人是否知情、是否出资、是否分红', 'Whether the person knows of it, paid in, or receives a share'),
    HARDSHIP,
  ],
  innocent: [
    both('被他人借用身份证挂名登记', 'Somebody else used the ID card to register'),
    both('空壳企业，未经营、未注销', 'A shell that never did business and was not deregistered'),
    both('扶贫车间、产业扶持项目挂名', 'A name lent to a poverty-alleviation workshop or project'),
    KEYED_ONCE,
  ],
  feeds: [FEED],
  absence: [],
  feed: FEED,
} as const

export const X11 = ruleOnMemberRows({
  ...common,
  id: 'X11',
  title: both('企业法定代表人或股东', 'Legal representative or shareholder of a company'),
  severity: 'A',
  text: both(
    '成员是存续企业的法定代表人或股东；实缴出资为 0 的降为提示',
    'A member is legal representative or shareholder of an existing company; with a paid-in capital of 0 it falls to C',
  ),
  basis: negativeLists('开办公司、企业并实际经营', 'running a company that does business'),
  judge: companyPart,
})

export const X12 = ruleOnMemberRows({
  ...common,
  id: 'X12',
  title: both('农民专业合作社负责人', "Head of a farmers' cooperative"),
  severity: 'B',
  text: both(
    '成员是存续农民专业合作社的法定代表人或理事长（社员不算）',
    "A member is legal representative or chair of an existing farmers' cooperative (mere membership does not count)",
  ),
  basis: negativeLists('合作社负责人', 'heads of cooperatives'),
  innocent: [
    both('贫困户自发联合成立的合作社', 'A cooperative that poor households founded together'),
    ...common.innocent,
  ],
  judge: row => {
    const { kind, role, status } = row.values
    if (kind !== '农民专业合作社' || status !== '存续') return undefined
    if (role !== '法定代表人' && role !== '理事长') return undefined
    return { severity: 'B', subject: subjectOf(row), detail: registered(row) }
  },
})
