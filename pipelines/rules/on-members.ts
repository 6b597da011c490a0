/** Rules about single members of a household: the builders of person rules. */
import { type Reading, usable } from '../../connectors/reading.ts'
import { type NameDoubt, nameDoubt } from '../identity.ts'
import type {
  Evidence,
  EvidenceRef,
  FeedId,
  Finding,
  HouseholdDossier,
  IdKey,
  Member,
  Rule,
  RuleContext,
} from '../types.ts'
import { refOf, rowsOf } from './evidence.ts'
import {
  type Addressee,
  type Answer,
  claim,
  exempt,
  isVerdict,
  type Published,
  type Verdict,
  withheld,
} from './statement.ts'

/** A member whom rows can be matched to. */
export interface KeyedMember extends Member {
  readonly key: IdKey
}

const hasKey = (member: Member): member is KeyedMember => member.key !== undefined

export const keyedMembers = (dossier: HouseholdDossier): readonly KeyedMember[] =>
  dossier.members.every(hasKey) ? dossier.members : dossier.members.filter(hasKey)

const registeredName = (member: Member): Reading<string> => member.values.name

const toMember = (dossier: HouseholdDossier, member: KeyedMember): Addressee => ({
  household: dossier.code,
  idNumber: member.key,
  county: dossier.county,
  village: dossier.village,
  personName: usable(registeredName(member)) ?? '',
})

/** What rows about a member name instead of the member; undefined where they agree or name nobody. */
export const doubtOf = (member: Member, row: Evidence): NameDoubt | undefined =>
  nameDoubt(registeredName(member), row.name)

export interface AboutMember {
  readonly member: KeyedMember
  readonly dossier: HouseholdDossier
}

/**
 * A rule that each row of one feed about each member decides by itself. Rows that name somebody else fall to C;
 * whether other rows are enough for the lead shows when claims are merged.
 */
export function ruleOnMemberRows<F extends FeedId>(
  rule: Published & {
    readonly feed: F
    readonly judge: (row: Evidence<F>, context: RuleContext, about: AboutMember) => Answer
    /** Rows whose own matter is the name (X25): no doubt is raised. */
    readonly aboutTheName?: boolean
  },
): Rule<'household'> {
  const { feed, judge, aboutTheName = false, ...published } = rule
  const evaluate = (dossier: HouseholdDossier, context: RuleContext): readonly Finding[] => {
    const findings: Finding[] = []
    for (const member of keyedMembers(dossier))
      for (const row of rowsOf(member.evidence, feed)) {
        const answer = judge(row, context, { member, dossier })
        if (answer === undefined) continue
        if (answer === 'exempt') findings.push(exempt(dossier.county))
        else if (!isVerdict(answer)) findings.push(withheld(feed, dossier.county, answer))
        else {
          const doubt = aboutTheName ? undefined : doubtOf(member, row)
          findings.push(claim(published, toMember(dossier, member), answer, [refOf(row)], doubt))
        }
      }
    return findings
  }
  return { ...published, reads: 'household', evaluate }
}

/** What a rule says about a member from several rows, or from none. */
export interface MemberVerdict extends Verdict {
  readonly evidence: readonly EvidenceRef[]
  readonly doubt?: NameDoubt | undefined
}

/** A rule that looks at all that is known about a member, or at what is not. */
export function ruleOnMembers(
  rule: Published & {
    readonly judge: (about: AboutMember, context: RuleContext) => readonly (MemberVerdict | Finding)[]
  },
): Rule<'household'> {
  const { judge, ...published } = rule
  const evaluate = (dossier: HouseholdDossier, context: RuleContext): readonly Finding[] => {
    const findings: Finding[] = []
    for (const member of keyedMembers(dossier))
      for (const answer of judge({ member, dossier }, context))
        findings.push(
          'outcome' in answer
            ? answer
            : claim(published, toMember(dossier, member), answer, answer.evidence, answer.doubt),
        )
    return findings
  }
  return { ...published, reads: 'household', evaluate }
}
