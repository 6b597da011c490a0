/** I10: taken off the register earlier, though nothing grave is known today. */
import type { EvidenceByFeed, Finding, PersonDossier, Rule, RuleContext } from '../../types.ts'
import { counterCases } from '../counter-cases.ts'
import { refOf, rowsOf } from '../evidence.ts'
import { supportedInInstitution } from '../exclusion/civil-affairs.ts'
import { deathRecorded, unrecordedDeaths } from '../exclusion/deaths.ts'
import { countyOutside, toPerson, weighed } from '../on-persons.ts'
import { claim, isVerdict, type Published, withheld } from '../statement.ts'
import { both, plan } from '../text.ts'
import { maybe, said } from '../wording.ts'
import { inclusion, OTHER_NUMBER, VISIT, WITH_WHOM } from './outside.ts'

const published: Published = {
  ...inclusion,
  id: 'I10',
  title: both('疑似错退', 'Perhaps removed wrongly'),
  severity: 'B',
  text: both(
    '在清退名单上，现不是任何户的成员，且本人身份证号不符合 X01、X03、X07（A）、X08（A）、X11（A）、X14、X18、X19、X28 中任何一条（不比对姓名）',
    'On the removal list, now no member of any household, and meeting none of X01, X03, X07 (A), X08 (A), X11 (A), X14, X18, X19, X28 on that key (without a name check)',
  ),
  parameters: ['vehicle.limit', 'vehicle.recentYears', 'property.minorShare'],
  basis: plan(
    '纠正误删除，防止一刀切，错退的重新纳入',
    'wrong removals are put right: no single criterion decides',
  ),
  check: [
    both(
      '当时剔除的原因和依据，是否仍成立',
      'The reason and basis of the removal, and whether it still holds',
    ),
    VISIT,
    WITH_WHOM,
  ],
  innocent: [
    both(
      '剔除原因不在部门数据之内（如收入明显超标、不共同生活）',
      'Removed for a reason that no feed shows: income, not living there',
    ),
    both('已举家迁走', 'The whole family moved away'),
    OTHER_NUMBER,
  ],
  feeds: [
    'public-security.vehicles',
    'housing.property',
    'commerce.enterprises',
    'hr.public-payroll',
    'public-security.residents',
    'civil-affairs.cremations',
    'civil-affairs.tekun',
  ],
  tables: ['removed'],
}

/** Whether the reasons for the removal still stand, as far as the feeds show. */
function isStillExcluded(evidence: EvidenceByFeed, context: RuleContext): boolean {
  return (
    counterCases(evidence, context).length > 0 ||
    rowsOf(evidence, 'public-security.residents').some(row => isVerdict(deathRecorded(row, context))) ||
    unrecordedDeaths(evidence).length > 0 ||
    rowsOf(evidence, 'civil-affairs.tekun').some(row => isVerdict(supportedInInstitution(row, context)))
  )
}

function evaluate(dossier: PersonDossier, context: RuleContext): readonly Finding[] {
  if (dossier.removals.length === 0 || isStillExcluded(dossier.evidence, context)) return []
  const lacksParameter = published.parameters.some(name => context.parameter(name) === undefined)
  return dossier.removals.map(removal => {
    const county = countyOutside(dossier, removal)
    if (lacksParameter) return withheld('register.removed', county, 'no parameter')
    const { headName, removedOn, reason } = removal.values
    const detail = `清退名单：${said(removedOn)} 剔除${maybe('原因', reason)}；现有部门数据未见应剔除的情形，建档立卡中没有此人`
    const verdict = weighed({ severity: 'B', detail }, dossier.counter, context)
    const name = typeof headName === 'string' ? headName : ''
    return claim(published, toPerson(dossier, county, name), verdict, [refOf(removal)])
  })
}

export const I10: Rule<'person'> = { ...published, reads: 'person', evaluate }
