/** X25, X26: members whom the population register knows differently, or not at all. */

import { silenceOf } from '../absence.ts'
import { isDate } from '../conditions.ts'
import { refOf, rowsOf } from '../evidence.ts'
import { doubtOf, ruleOnMemberRows, ruleOnMembers } from '../on-members.ts'
import { both, KEYED_ONCE, plan, SAME_PERSON } from '../text.ts'
import { said, sourceOf } from '../wording.ts'

const FEED = 'public-security.residents'

const basis = plan(
  '扶贫对象信息与公安户籍逐人比对，做到账实相符',
  'every person is compared with the population register, so that record and reality agree',
)

export const X25 = ruleOnMemberRows({
  id: 'X25',
  version: 1,
  title: both('同一身份证号身份信息不符', 'Same number, different person'),
  direction: 'exclusion',
  class: 'suspected',
  severity: 'A',
  text: both(
    '公安户籍同一身份证号的姓名与登记不同（疑似，核查）；性别或出生日期也不同的为错误（重点核查）',
    'The residents row of the same number carries a different name (suspected, B); if sex or birth date differ too, it is an error (A)',
  ),
  parameters: [],
  basis,
  check: [SAME_PERSON, both('按身份证原件更正登记', 'Correct the register by the ID card')],
  innocent: [
    both('生僻字、同音字、繁简体、曾用名', 'Rare, homophonous or traditional characters; a former name'),
    both('少数民族姓名译写不一', 'A minority name written in several ways'),
    both('成员之间身份证号互相录串', 'The numbers of two members were swapped'),
  ],
  feeds: [FEED],
  absence: [],
  feed: FEED,
  aboutTheName: true,
  judge: (row, _context, { member }) => {
    const names = doubtOf(member, row)
    if (!names) return undefined
    const { sex, bornOn } = member.values
    const found = row.values
    const sexDiffers = typeof sex === 'string' && typeof found.sex === 'string' && sex !== found.sex
    const birthDiffers = isDate(bornOn) && isDate(found.bornOn) && bornOn !== found.bornOn
    const differences = [
      `姓名登记为「${said(names.registered)}」，公安为「${said(names.delivered)}」`,
      ...(sexDiffers ? [`性别登记为${said(sex)}，公安为${said(found.sex)}`] : []),
      ...(birthDiffers ? [`出生日期登记为 ${bornOn}，公安为 ${said(found.bornOn)}`] : []),
    ]
    const isError = sexDiffers || birthDiffers
    return {
      severity: isError ? 'A' : 'B',
      class: isError ? 'error' : 'suspected',
      detail: `${sourceOf(row)}同一身份证号${differences.join('，')}`,
      also: [refOf(member)],
    }
  },
})

export const X26 = ruleOnMembers({
  id: 'X26',
  version: 1,
  title: both('户籍中查无此号', 'Number unknown to the population register'),
  direction: 'exclusion',
  class: 'error',
  severity: 'A',
  text: both(
    '成员的身份证号在公安户籍数据中没有记录（该县在数据覆盖范围内）',
    "A member's number has no row in residents, where an accepted delivery covers the county",
  ),
  parameters: [],
  basis,
  check: [
    SAME_PERSON,
    both('到派出所核对号码，更正登记', 'Compare the number at the police station; correct it'),
  ],
  innocent: [
    both('新生儿刚落户，数据截止日期之前未入库', 'A newborn, registered after the cut-off date'),
    both('户口在外市外省的婚入人员', 'Married in; the hukou is in another city or province'),
    both('换过身份证号（重号更正）', 'The number was replaced because two people had it'),
    KEYED_ONCE,
  ],
  feeds: [FEED],
  absence: [FEED],
  judge: ({ member, dossier }, context) => {
    if (rowsOf(member.evidence, FEED).length > 0) return []
    const silence = silenceOf(FEED, dossier.county, context)
    if (!silence.covered) return [silence.withheld]
    return [
      {
        severity: 'A',
        detail: '公安·户籍数据覆盖本县，其中没有该成员身份证号的记录',
        evidence: silence.evidence,
      },
    ]
  },
})
