/** T02–T04: housing that is safe, and lived in. */
import type { Finding } from '../../types.ts'
import { isDate, isMissing, oneOf } from '../conditions.ts'
import { hasColumn, refOf } from '../evidence.ts'
import { type HouseholdVerdict, memberRows, rowVerdict, ruleOnHouseholds } from '../on-households.ts'
import { withheld } from '../statement.ts'
import { both, KEYED_ONCE, plan } from '../text.ts'
import { maybe, said, sourceOf } from '../wording.ts'
import { CANDIDATE_EN, CANDIDATE_ZH, exit, isExitCandidate, RECORD_BEHIND } from './candidates.ts'

const DILAPIDATED = 'housing.dilapidated'
const RELOCATION = 'development.relocation'
const DANGEROUS = ['C', 'D'] as const

const basis = plan(
  '不住 C、D 级危房且已入住；易地扶贫搬迁户未入住的不能退出',
  'no exit from a house of grade C or D, nor before the new home is lived in',
)

const common = {
  ...exit,
  basis,
  check: [
    both('到现场看房：是否安全、是否已竣工、是否实际入住', 'See the house: safe, completed, lived in'),
    both('鉴定书、竣工验收、入住凭证', 'Survey, acceptance, proof of moving in'),
  ],
  absence: [],
} as const

const innocent = [
  both(
    '已改造竣工或已入住，部门台账未录日期',
    'Completed or lived in; the department did not enter the date',
  ),
  both('鉴定的是闲置老屋，现住安全住房', 'The surveyed house stands empty; they live in a safe one'),
  RECORD_BEHIND,
  KEYED_ONCE,
]

export const T02 = ruleOnHouseholds({
  ...common,
  id: 'T02',
  title: both('仍有危房', 'Still in a dangerous house'),
  text: both(
    `${CANDIDATE_ZH}登记危房户为是或危房级别为 C、D，或成员有 C、D 级住房鉴定且没有竣工日期`,
    `${CANDIDATE_EN}the register says 危房户 = 是 or grade C or D, or a member has a dilapidated row C or D without a completion date`,
  ),
  parameters: [],
  innocent,
  feeds: [DILAPIDATED],
  judge: (dossier, context) => {
    if (!isExitCandidate(dossier, context)) return []
    const { dilapidated, dilapidatedLevel } = dossier.household.values
    const found: (HouseholdVerdict | Finding)[] = []
    if (dilapidated === '是' || oneOf(dilapidatedLevel, DANGEROUS)) {
      const detail = `登记危房户 ${said(dilapidated)}，危房级别 ${said(dilapidatedLevel)}`
      found.push({ severity: 'A', detail, evidence: [refOf(dossier.household)] })
    }
    for (const of of memberRows(dossier, DILAPIDATED)) {
      const { level, completedOn, surveyedOn } = of.row.values
      if (!oneOf(level, DANGEROUS)) continue
      if (!hasColumn(of.row, 'completedOn')) found.push(withheld(DILAPIDATED, dossier.county, 'no column'))
      else if (isMissing(completedOn)) {
        const detail = `${sourceOf(of.row)}鉴定成员住房为 ${level} 级${maybe('鉴定日期', surveyedOn)}，未见竣工日期`
        found.push(rowVerdict(of, { severity: 'A', detail }))
      }
    }
    return found
  },
})

export const T03 = ruleOnHouseholds({
  ...common,
  id: 'T03',
  title: both('易地搬迁未入住', 'Relocated, not moved in'),
  text: both(
    `${CANDIDATE_ZH}登记易地搬迁户为是而是否入住未写明是，或成员有易地搬迁记录且没有入住日期`,
    `${CANDIDATE_EN}the register says 易地搬迁户 = 是 and does not state 是否入住 = 是, or a member has a relocation row without a date of moving in`,
  ),
  parameters: [],
  innocent,
  feeds: [RELOCATION],
  judge: (dossier, context) => {
    if (!isExitCandidate(dossier, context)) return []
    const { relocated, movedIn } = dossier.household.values
    const found: (HouseholdVerdict | Finding)[] = []
    if (relocated === '是' && movedIn !== '是') {
      const detail = `登记易地搬迁户为是，是否入住 ${said(movedIn)}`
      found.push({ severity: 'A', detail, evidence: [refOf(dossier.household)] })
    }
    for (const of of memberRows(dossier, RELOCATION)) {
      if (!hasColumn(of.row, 'movedInOn')) found.push(withheld(RELOCATION, dossier.county, 'no column'))
      else if (isMissing(of.row.values.movedInOn)) {
        const detail = `${sourceOf(of.row)}有成员搬迁记录${maybe('安置点', of.row.values.site)}，未见入住日期`
        found.push(rowVerdict(of, { severity: 'A', detail }))
      }
    }
    return found
  },
})

export const T04 = ruleOnHouseholds({
  ...common,
  id: 'T04',
  title: both('危房改造竣工未入住', 'Rebuilt, not moved in'),
  text: both(
    `${CANDIDATE_ZH}成员的住房鉴定记录有竣工日期而没有入住日期`,
    `${CANDIDATE_EN}a member has a dilapidated row with a completion date and without a date of moving in`,
  ),
  parameters: [],
  innocent,
  feeds: [DILAPIDATED],
  judge: (dossier, context) => {
    if (!isExitCandidate(dossier, context)) return []
    return memberRows(dossier, DILAPIDATED).flatMap((of): readonly (HouseholdVerdict | Finding)[] => {
      const { completedOn, movedInOn } = of.row.values
      if (!isDate(completedOn)) return []
      if (!hasColumn(of.row, 'movedInOn')) return [withheld(DILAPIDATED, dossier.county, 'no column')]
      if (!isMissing(movedInOn)) return []
      const detail = `${sourceOf(of.row)}登记成员住房 ${completedOn} 竣工，未见入住日期`
      return [rowVerdict(of, { severity: 'A', detail })]
    })
  },
})
