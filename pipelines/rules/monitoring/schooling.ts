/** W06, W07: children who left compulsory education. */
import { ageAt, birthDate } from '../../../connectors/id-number.ts'
import { oneOf } from '../conditions.ts'
import { refOf, rowsOf } from '../evidence.ts'
import { doubtOf, type MemberVerdict, ruleOnMembers } from '../on-members.ts'
import { ruleOnPersonRows } from '../on-persons.ts'
import { withheld } from '../statement.ts'
import { both, KEYED_ONCE } from '../text.ts'
import { maybe, said, sourceOf } from '../wording.ts'
import {
  ENTERED_LATER,
  NO_RISK,
  NOT_YET,
  UNMONITORED_EN,
  UNMONITORED_ZH,
  unlessMonitored,
  VISIT,
  warning,
} from './monitored.ts'
import { eshan } from './sources.ts'

const FEED = 'education.enrolment'
const [FROM_AGE, TO_AGE] = ['schooling.fromAge', 'schooling.toAge'] as const

const common = {
  ...warning,
  absence: [],
  feeds: [FEED],
  basis: eshan(
    '教育部门提供脱贫户及监测户新增疑似辍学人员名单',
    'education hands down children newly suspected to have left school',
  ),
  check: [
    both(
      '现就读学校、年级，辍学原因：因贫、因病、厌学、外出',
      'School and grade now; why: poverty, illness, dislike, work away',
    ),
    VISIT,
  ],
  innocent: [
    both('已转学外地就读，学籍未转出', 'Goes to school elsewhere; the record was not transferred'),
    both('因重病重残送教上门', 'Taught at home for severe illness or disability'),
    NO_RISK,
    ENTERED_LATER,
    KEYED_ONCE,
  ],
} as const

export const W06 = ruleOnMembers({
  ...common,
  id: 'W06',
  title: both('义务教育阶段疑似辍学未纳入监测', 'Out of compulsory education, not monitored'),
  severity: 'A',
  text: both(
    `${UNMONITORED_ZH}义务教育年龄的成员学籍状态为辍学，没有在读记录`,
    `${UNMONITORED_EN}a member of compulsory age has an enrolment row 辍学 and none 在读`,
  ),
  parameters: [FROM_AGE, TO_AGE],
  judge: ({ member, dossier }, context) =>
    unlessMonitored<MemberVerdict>(dossier, () => {
      const rows = rowsOf(member.evidence, FEED)
      const dropouts = rows.filter(row => row.values.status === '辍学')
      if (dropouts.length === 0 || rows.some(row => row.values.status === '在读')) return []
      const [from, to] = [context.parameter(FROM_AGE), context.parameter(TO_AGE)]
      if (from === undefined || to === undefined) return [withheld(FEED, dossier.county, 'no parameter')]
      const age = ageAt(birthDate(member.key), context.asOf)
      if (age < from || age > to) return []
      return dropouts.map(row => {
        const detail = `成员 ${age} 周岁，${sourceOf(row)}状态为辍学${maybe('学校', row.values.school)}，没有在读记录，${NOT_YET}`
        return { severity: 'A', detail, evidence: [refOf(row)], doubt: doubtOf(member, row) }
      })
    }),
})

export const W07 = ruleOnPersonRows({
  ...common,
  id: 'W07',
  title: both('未建档户义务教育阶段疑似辍学', 'Out of compulsory education, unregistered'),
  severity: 'B',
  text: both(
    '学籍状态为辍学，学段为小学或初中，且不是任何户的成员',
    'An enrolment row 辍学 in primary or junior secondary school, of a child who is no member of any household',
  ),
  parameters: [],
  feed: FEED,
  judge: row => {
    const { status, stage, school } = row.values
    if (status !== '辍学' || !oneOf(stage, ['小学', '初中'] as const)) return undefined
    return {
      severity: 'B',
      detail: `${sourceOf(row)}状态为辍学，学段 ${said(stage)}${maybe('学校', school)}；建档立卡和监测对象中没有此人`,
    }
  },
})
