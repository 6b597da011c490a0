/** T06: compulsory education. */
import { contains } from '../../../connectors/column.ts'
import { ageAt, birthDate } from '../../../connectors/id-number.ts'
import { silenceOf } from '../absence.ts'
import { refOf, rowsOf } from '../evidence.ts'
import { isRegistered } from '../on-households.ts'
import { doubtOf, type MemberVerdict, ruleOnMembers } from '../on-members.ts'
import { withheld } from '../statement.ts'
import { both, KEYED_ONCE, plan } from '../text.ts'
import { maybe, sourceOf } from '../wording.ts'
import { CANDIDATE_EN, CANDIDATE_ZH, exit, isExitCandidate, RECORD_BEHIND } from './candidates.ts'

const FEED = 'education.enrolment'

export const T06 = ruleOnMembers({
  ...exit,
  id: 'T06',
  title: both('义务教育未保障', 'Compulsory education not secured'),
  text: both(
    `${CANDIDATE_ZH}6 至 15 周岁的成员，健康状况未写明残疾或大病，学籍中有辍学记录而没有在读记录，或没有学籍记录（该县在数据覆盖范围内）`,
    `${CANDIDATE_EN}a member aged 6–15, not stated to be disabled or seriously ill, has an enrolment row 辍学 and none 在读, or has no enrolment row (absence)`,
  ),
  parameters: ['schooling.fromAge', 'schooling.toAge'],
  basis: plan(
    '义务教育阶段无因贫辍学方可退出',
    'exit needs compulsory education without leaving school for poverty',
  ),
  check: [
    both('现就读学校、年级，到校核实', 'School and grade, verified at the school'),
    both('不在校的原因，是否送教上门、控辍保学', 'Why not at school; whether taught at home'),
  ],
  innocent: [
    both('在外县外省随父母就读，学籍不在本地', 'Goes to school where the parents work'),
    both('年满 6 周岁但未到秋季入学时间', 'Turned 6 after the start of the school year'),
    both('初中已毕业', 'Has finished junior secondary school'),
    RECORD_BEHIND,
    KEYED_ONCE,
  ],
  feeds: [FEED],
  absence: [FEED],
  judge: ({ member, dossier }, context) => {
    if (!isRegistered(dossier) || !isExitCandidate(dossier, context)) return []
    const { healthState } = member.values
    if (contains(healthState, '残疾') || contains(healthState, '大病')) return []
    const rows = rowsOf(member.evidence, FEED)
    const dropouts = rows.filter(row => row.values.status === '辍学')
    const attends = rows.some(row => row.values.status === '在读')
    if (rows.length > 0 && (attends || dropouts.length === 0)) return []
    const [from, to] = [context.parameter('schooling.fromAge'), context.parameter('schooling.toAge')]
    if (from === undefined || to === undefined) return [withheld(FEED, dossier.county, 'no parameter')]
    const age = ageAt(birthDate(member.key), context.asOf)
    if (age < from || age > to) return []
    if (rows.length === 0) {
      const silence = silenceOf(FEED, dossier.county, context)
      if (!silence.covered) return [silence.withheld]
      const detail = `成员 ${age} 周岁，教育·学籍数据覆盖本县，其中没有其学籍记录`
      return [{ severity: 'A', detail, evidence: silence.evidence }]
    }
    return dropouts.map((row): MemberVerdict => {
      const detail = `成员 ${age} 周岁，${sourceOf(row)}状态为辍学${maybe('学校', row.values.school)}，没有在读记录`
      return { severity: 'A', detail, evidence: [refOf(row)], doubt: doubtOf(member, row) }
    })
  },
})
