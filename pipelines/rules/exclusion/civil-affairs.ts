/** X27, X28: the register against 低保 and 特困供养. */

import type { Finding, RuleContext } from '../../types.ts'
import { silenceOf } from '../absence.ts'
import { oneOf } from '../conditions.ts'
import { refOf } from '../evidence.ts'
import {
  type HouseholdVerdict,
  memberRows,
  type RegisteredHousehold,
  rowVerdict,
  ruleOnHouseholds,
} from '../on-households.ts'
import { ruleOnMemberRows } from '../on-members.ts'
import type { RowJudge } from '../statement.ts'
import { both, KEYED_ONCE, plan, SAME_PERSON } from '../text.ts'
import { maybe, said, sourceOf } from '../wording.ts'

const DIBAO = 'civil-affairs.dibao'
const TEKUN = 'civil-affairs.tekun'

/** Codes 02 04 07 08, 03 06 07 08, and 01 05 of 贫困户属性. */
const SAYS_DIBAO = ['低保户', '低保贫困户', '低保特困供养贫困户', '低保特困供养户'] as const
const SAYS_WUBAO = ['五保户', '五保贫困户', '低保特困供养贫困户', '低保特困供养户'] as const
const SAYS_GENERAL = ['一般贫困户', '一般农户'] as const

function compare(
  dossier: RegisteredHousehold,
  context: RuleContext,
  feed: typeof DIBAO | typeof TEKUN,
  claimed: readonly string[],
  label: string,
): readonly (HouseholdVerdict | Finding)[] {
  const { attribute } = dossier.household.values
  const rows = memberRows(dossier, feed)
  const register = refOf(dossier.household)
  if (oneOf<string>(attribute, claimed) && rows.length === 0) {
    const silence = silenceOf(feed, dossier.county, context)
    if (!silence.covered) return [silence.withheld]
    const detail = `登记贫困户属性为「${said(attribute)}」，民政${label}数据覆盖本县，其中没有该户成员`
    return [{ severity: 'B', detail, evidence: [...silence.evidence, register] }]
  }
  if (!oneOf(attribute, SAYS_GENERAL)) return []
  return rows.map(of => {
    const detail = `登记贫困户属性为「${said(attribute)}」，${sourceOf(of.row)}数据中有该户成员`
    return rowVerdict(of, { severity: 'B', detail, also: [register] })
  })
}

export const X27 = ruleOnHouseholds({
  id: 'X27',
  version: 1,
  title: both('贫困户属性与民政不符', 'Household attribute contradicts civil affairs'),
  direction: 'exclusion',
  class: 'error',
  severity: 'B',
  text: both(
    '贫困户属性为低保类（02、04、07、08）而没有成员在低保数据中，或为五保特困类（03、06、07、08）而没有成员在特困供养数据中；或属性为一般（01、05）而有成员在低保或特困供养数据中（申请人或成员均算）',
    'The attribute says 低保 (02 04 07 08) and no member has a dibao row, or 五保/特困 (03 06 07 08) and no member has a tekun row (absence); or it says 一般 (01 05) and a member has a row in either, as applicant or further member',
  ),
  parameters: [],
  basis: plan(
    '低保、特困供养与扶贫对象逐户比对衔接',
    'dibao and tekun are compared with the register house by house',
  ),
  check: [
    both('低保证、特困供养证及起始月', 'The certificates and the month from which they hold'),
    both('按民政审批结果更正贫困户属性', 'Correct the attribute by what civil affairs decided'),
  ],
  innocent: [
    both('民政审批在数据截止日期之后生效', 'Approved after the cut-off date of the data'),
    both('低保刚停发，属性尚未调整', 'Payment has just stopped; the attribute not yet changed'),
    both('分户后低保留在原户', 'The household was split, and dibao stayed with the old one'),
    KEYED_ONCE,
  ],
  feeds: [DIBAO, TEKUN],
  absence: [DIBAO, TEKUN],
  judge: (dossier, context) => [
    ...compare(dossier, context, DIBAO, SAYS_DIBAO, '低保'),
    ...compare(dossier, context, TEKUN, SAYS_WUBAO, '特困供养'),
  ],
})

export const supportedInInstitution: RowJudge<typeof TEKUN> = row =>
  row.values.mode === '集中'
    ? {
        severity: 'A',
        detail: `${sourceOf(row)}登记为集中供养${maybe('供养机构', row.values.institution)}${maybe('起始', row.values.startsOn)}`,
      }
    : undefined

export const X28 = ruleOnMemberRows({
  id: 'X28',
  version: 1,
  title: both('集中供养特困人员在册', 'Supported in an institution'),
  direction: 'exclusion',
  class: 'suspected',
  severity: 'A',
  text: both(
    '成员在特困供养数据中供养方式为集中',
    'A member is supported in an institution (供养方式 = 集中)',
  ),
  parameters: [],
  basis: plan('集中供养五保对象不纳入建档立卡', 'persons supported in institutions are not registered'),
  check: [
    SAME_PERSON,
    both('是否实际入住供养机构，何时入住', 'Whether and since when the person lives there'),
  ],
  innocent: [
    both('已离院改为分散供养，名单未更新', 'Left the institution for support at home; the list is old'),
    both('短期托养、治病', 'A short stay for care or treatment'),
    KEYED_ONCE,
  ],
  feeds: [TEKUN],
  absence: [],
  feed: TEKUN,
  judge: supportedInInstitution,
})
