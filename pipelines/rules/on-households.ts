/** Rules about a household as a whole: the builders of household rules. They do not speak about orphans. */
import { usable } from '../../connectors/reading.ts'
import type { NameDoubt } from '../identity.ts'
import type {
  Evidence,
  EvidenceRef,
  FeedId,
  Finding,
  HouseholdDossier,
  RegisterRecord,
  Rule,
  RuleContext,
} from '../types.ts'
import { refOf, rowsOf } from './evidence.ts'
import { doubtOf, type KeyedMember, keyedMembers } from './on-members.ts'
import { type Addressee, claim, type Published, type Verdict } from './statement.ts'

/** A household with its record: what orphan members do not have. */
export interface RegisteredHousehold extends HouseholdDossier {
  readonly household: RegisterRecord<'households'>
}

export const isRegistered = (dossier: HouseholdDossier): dossier is RegisteredHousehold =>
  dossier.household !== undefined

const toHousehold = (dossier: RegisteredHousehold): Addressee => ({
  household: dossier.code,
  idNumber: '',
  county: dossier.county,
  village: dossier.village,
  personName: usable(dossier.household.values.headName) ?? '',
})

/** What a rule says about a household, with the rows that it rests on. */
export interface HouseholdVerdict extends Verdict {
  readonly evidence: readonly EvidenceRef[]
  readonly doubt?: NameDoubt | undefined
}

export function ruleOnHouseholds(
  rule: Published & {
    readonly judge: (
      dossier: RegisteredHousehold,
      context: RuleContext,
    ) => readonly (HouseholdVerdict | Finding)[]
  },
): Rule<'household'> {
  const { judge, ...published } = rule
  const evaluate = (dossier: HouseholdDossier, context: RuleContext): readonly Finding[] => {
    if (!isRegistered(dossier)) return []
    return judge(dossier, context).map(answer =>
      'outcome' in answer
        ? answer
        : claim(published, toHousehold(dossier), answer, answer.evidence, answer.doubt),
    )
  }
  return { ...published, reads: 'household', evaluate }
}

/** A row of a feed together with the member whom it was matched to. */
export interface MemberRow<F extends FeedId> {
  readonly member: KeyedMember
  readonly row: Evidence<F>
}

/** Every row of `feed` about any member. */
export function memberRows<F extends FeedId>(dossier: HouseholdDossier, feed: F): readonly MemberRow<F>[] {
  const found: MemberRow<F>[] = []
  for (const member of keyedMembers(dossier))
    for (const row of rowsOf(member.evidence, feed)) found.push({ member, row })
  return found
}

/** One verdict a row, so that rows which name somebody else do not count once an agreeing one is there. */
export const rowVerdict = <F extends FeedId>(
  { member, row }: MemberRow<F>,
  verdict: Verdict,
): HouseholdVerdict => ({ ...verdict, evidence: [refOf(row)], doubt: doubtOf(member, row) })
