/** Households that need support: without labour, without somebody who helps, without measures. */
import { usable } from '../../../connectors/reading.ts'
import { both } from '../../rules/text.ts'
import { emptyAmong } from '../emptiness.ts'
import { type AboutHousehold, householdRule } from '../household-rule.ts'
import type { Unconcluded } from '../judgement.ts'
import { PLAN } from '../published.ts'
import { isLabourer, isOnDibao } from './kinds.ts'
import { saidByMembers } from './wording.ts'

export const H66 = householdRule({
  id: 'H66',
  title: both('整户无劳动力而无低保', 'No labour, and no 低保'),
  class: 'suspected',
  text: both('没有成员是劳动力，也没有成员享受低保', 'No member is a labourer, and no member is on 低保'),
  reading: both(
    '劳动力：普通劳动力、技能劳动力、弱劳动力或半劳动力；没有成员的户不算',
    'Labourers: 普通劳动力, 技能劳动力, 弱劳动力或半劳动力. A household without members does not count',
  ),
  fields: ['AAB010', 'AAB030'],
  from: ['S2:5_19_003'],
  needsOfMembers: ['labour', 'dibao'],
  innocent: [
    both('有财政供养或外地赡养人供给', 'Relatives elsewhere support them'),
    both('已申请低保，正在审批', '低保 has been applied for'),
    both('低保按人施保，录在其他成员名下', '低保 is entered under another person'),
  ],
  judge: ({ dossier: { members } }) =>
    members.length === 0 || members.some(isLabourer) || members.some(isOnDibao)
      ? undefined
      : `${members.length} 名成员劳动技能 ${saidByMembers(members, 'labour')}，是否享受低保 ${saidByMembers(members, 'dibao')}`,
})

const HELPER = ['helper'] as const

export const H68 = householdRule({
  id: 'H68',
  title: both('无帮扶责任人或本年无措施', 'Nobody who helps, or no measure this year'),
  class: 'suspected',
  text: both(
    '帮扶责任人为空，或户措施中没有本年度的措施',
    '帮扶责任人 is empty, or there is no measure of the year',
  ),
  reading: both(
    '所有户，不论脱贫属性；本年度按比对日；没有户措施表时只看帮扶责任人',
    'Every household, whatever its 脱贫属性; the year is that of the comparison; without the table of measures only 帮扶责任人 is looked at',
  ),
  from: [PLAN],
  tables: ['measures'],
  innocent: [
    both('帮扶责任人调整中', 'The person in charge is being changed'),
    both('稳定脱贫户不再安排措施', 'Out of poverty for good, and without measures'),
    both('措施年度录成上年', 'The measure was entered under the year before'),
  ],
  judge: about => {
    const helper = emptyAmong('households', about.dossier.household, HELPER)
    const measures = withoutMeasure(about)
    const faults = [helper, measures].filter(each => typeof each === 'string')
    return faults.length > 0 ? faults.join('，') : (measures ?? helper)
  },
})

/** Whether the year has no measure, or why that cannot be said. */
function withoutMeasure({
  dossier: { measures },
  context,
}: AboutHousehold): string | Unconcluded | undefined {
  if (measures.some(({ values }) => usable(values.year) === context.year)) return undefined
  if (!context.hasTable('measures')) return { reason: 'no table', table: 'measures' }
  if (measures.some(({ file }) => !file.columns.has('year')))
    return { reason: 'no column', table: 'measures' }
  return `户措施中没有 ${context.year} 年度的措施`
}
