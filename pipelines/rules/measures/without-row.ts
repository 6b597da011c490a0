/** M03–M05: a measure that no row of a department confirms. */
import type { FeedId, LeadClass, Rule } from '../../types.ts'
import { silenceOf } from '../absence.ts'
import { refOf, rowsOf } from '../evidence.ts'
import { memberRows, type RegisteredHousehold, ruleOnHouseholds } from '../on-households.ts'
import { keyedMembers } from '../on-members.ts'
import { withheld } from '../statement.ts'
import { both } from '../text.ts'
import { basis, check, innocent, measuresOf, measuresRule } from './measure.ts'

interface Unconfirmed {
  readonly id: string
  readonly measure: string
  readonly class?: LeadClass
  readonly feeds: readonly FeedId[]
  readonly title: Rule['title']
  readonly text: Rule['text']
  readonly isConfirmed: (dossier: RegisteredHousehold) => boolean
}

const unconfirmed = ({ measure, isConfirmed, feeds, ...texts }: Unconfirmed) =>
  ruleOnHouseholds({
    ...measuresRule,
    ...texts,
    basis,
    check,
    innocent,
    feeds,
    absence: feeds,
    judge: (dossier, context) => {
      if (isConfirmed(dossier)) return []
      if (!context.hasTable('measures')) return [withheld('register.measures', dossier.county, 'no table')]
      const recorded = measuresOf(dossier, measure)
      if (recorded.length === 0) return []
      const silences = feeds.map(feed => silenceOf(feed, dossier.county, context))
      const uncovered = silences.flatMap(silence => (silence.covered ? [] : [silence.withheld]))
      if (uncovered.length > 0) return uncovered
      const covering = silences.flatMap(silence => (silence.covered ? silence.evidence : []))
      const detail = `户措施登记有「${measure}」，部门数据覆盖本县，其中没有该户成员的相应记录`
      return [{ severity: 'B', detail, evidence: [...covering, ...recorded.map(refOf)] }]
    },
  })

export const M03 = unconfirmed({
  id: 'M03',
  measure: '低保',
  title: both('低保措施无民政记录', 'Dibao measure without a dibao row'),
  text: both(
    '登记有低保措施而没有成员在低保数据中（申请人或成员，该县在覆盖范围内）',
    'A measure 低保 and no member with a dibao row, as applicant or further member (absence)',
  ),
  feeds: ['civil-affairs.dibao'],
  isConfirmed: dossier => memberRows(dossier, 'civil-affairs.dibao').length > 0,
})

export const M04 = unconfirmed({
  id: 'M04',
  measure: '五保',
  title: both('五保措施无民政记录', 'Wubao measure without a tekun row'),
  text: both(
    '登记有五保措施而没有成员在特困供养数据中（该县在覆盖范围内）',
    'A measure 五保 and no member with a tekun row (absence)',
  ),
  feeds: ['civil-affairs.tekun'],
  isConfirmed: dossier => memberRows(dossier, 'civil-affairs.tekun').length > 0,
})

export const M05 = unconfirmed({
  id: 'M05',
  measure: '教育资助',
  class: 'suspected',
  title: both('教育资助措施无在读记录', 'Education grant without a student'),
  text: both(
    '登记有教育资助措施而没有成员在学籍或高校数据中在读（两类数据都须覆盖该县）',
    'A measure 教育资助 and no member with an enrolment or university row 在读 (absence; needs coverage of both)',
  ),
  feeds: ['education.enrolment', 'education.university'],
  isConfirmed: dossier =>
    keyedMembers(dossier).some(
      ({ evidence }) =>
        rowsOf(evidence, 'education.enrolment').some(row => row.values.status === '在读') ||
        rowsOf(evidence, 'education.university').some(row => row.values.status === '在读'),
    ),
})
