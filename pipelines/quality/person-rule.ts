/** Rules about the record of a person 贫困人口 (P): members with a valid key and those without, orphans too. */
import { ageAt, birthDate } from '../../connectors/id-number.ts'
import { textOf, usable } from '../../connectors/reading.ts'
import { isDate } from '../rules/conditions.ts'
import { refOf } from '../rules/evidence.ts'
import { isRegistered } from '../rules/on-households.ts'
import type { Addressee } from '../rules/statement.ts'
import type { Finding, HouseholdDossier, IsoDate, Member, RegisterRow, Rule, RuleContext } from '../types.ts'
import { findingsOf, type Judgement } from './judgement.ts'
import { published, type QualityTexts } from './published.ts'

type MemberColumn = keyof RegisterRow<'members'> & string

/** What the predicate of a person rule reads. */
export interface AboutPerson {
  readonly member: Member
  readonly values: RegisterRow<'members'>
  readonly dossier: HouseholdDossier
  readonly context: RuleContext
}

export interface PersonRule extends QualityTexts {
  /** Columns that the rule reads *no*, *without* or *not one of* from: it does not conclude where they are absent. */
  readonly needs?: readonly MemberColumn[]
  /** P17 is about the key, not about one of its rows. */
  readonly subject?: 'none'
  readonly judge: (about: AboutPerson) => Judgement
}

const addressee = (dossier: HouseholdDossier, member: Member): Addressee => ({
  household: dossier.code,
  idNumber: member.key ?? member.idText,
  county: dossier.county,
  village: dossier.village,
  personName: usable(member.values.name) ?? '',
})

export function personRule({ judge, needs = [], subject, ...texts }: PersonRule): Rule<'household'> {
  const rule = published(texts)
  const evaluate = (dossier: HouseholdDossier, context: RuleContext): readonly Finding[] => {
    // Asked of every member of the city: an array only where there is something to say.
    let findings: Finding[] | undefined
    for (const member of dossier.members) {
      const judgement = judge({ member, values: member.values, dossier, context })
      if (judgement === undefined) continue
      findings ??= []
      findings.push(
        ...findingsOf(judgement, {
          rule,
          table: 'members',
          to: addressee(dossier, member),
          subject: subject === 'none' ? '' : textOf(member.values.memberCode),
          row: refOf(member),
          lacks: needs.some(column => !member.file.columns.has(column)) ? 'members' : undefined,
        }),
      )
    }
    return findings ?? NONE
  }
  return { ...rule, reads: 'household', evaluate }
}

const NONE: readonly never[] = []

/** The birth date by the ID number, else by 出生日期; undefined where neither says it. */
export function birthOf({ key, values: { bornOn } }: Pick<Member, 'key' | 'values'>): IsoDate | undefined {
  if (key !== undefined) return birthDate(key)
  return isDate(bornOn) ? bornOn : undefined
}

/** Full years at the day of the comparison; undefined where the birth date is not known. */
export function ageOf(
  member: Pick<Member, 'key' | 'values'>,
  { asOf }: Pick<RuleContext, 'asOf'>,
): number | undefined {
  const birth = birthOf(member)
  return birth === undefined ? undefined : ageAt(birth, asOf)
}

/** The record of the household, which an orphan member has none of. */
export const householdOf = (dossier: HouseholdDossier) => (isRegistered(dossier) ? dossier : undefined)
