/**
 * Statements: what a predicate says about rows, before it is addressed to somebody.
 *
 * A rule's predicate answers with a statement, or with why it does not conclude; the builders beside this file
 * (on-members, on-households, on-persons) add whom it is about and make findings of it.
 */
import { type NameDoubt, withDoubt } from '../identity.ts'
import type {
  AnyRule,
  Claim,
  CountyCode,
  Evidence,
  EvidenceRef,
  Exempt,
  FeedId,
  IdKey,
  LeadClass,
  RuleContext,
  Severity,
  Withheld,
} from '../types.ts'

/** The texts and needs of a rule: all but what it reads and how it decides. */
export type Published = Omit<AnyRule, 'reads' | 'evaluate'>

/** What a rule says about one row. */
export interface Verdict {
  readonly severity: Severity
  /** The rule's class where it is left out. */
  readonly class?: LeadClass
  readonly subject?: string
  readonly detail: string
  /** Further rows that it rests on. */
  readonly also?: readonly EvidenceRef[]
}

/** What a predicate answers about one row: a verdict, why it says nothing, or that the rule is not about it. */
export type Answer = Verdict | 'exempt' | Withheld['reason'] | undefined

/** Judges one row by itself. */
export type RowJudge<F extends FeedId> = (row: Evidence<F>, context: RuleContext) => Answer

/** The parts of a claim that do not depend on the rule. */
export interface Addressee {
  readonly household: string
  readonly idNumber: IdKey
  readonly county: CountyCode
  readonly village: string
  readonly personName: string
}

export const isVerdict = (answer: Answer): answer is Verdict => typeof answer === 'object'

/** A claim about `to`; with a doubt it falls to C and speaks of identity first, its class stays. */
export function claim(
  rule: Pick<Published, 'class'>,
  to: Addressee,
  verdict: Verdict,
  evidence: readonly EvidenceRef[],
  doubt?: NameDoubt,
): Claim {
  return {
    ...to,
    outcome: 'claim',
    class: verdict.class ?? rule.class,
    severity: doubt ? 'C' : verdict.severity,
    subject: verdict.subject ?? '',
    evidence: [...evidence, ...(verdict.also ?? [])],
    identityDoubt: doubt !== undefined,
    detail: doubt ? withDoubt(doubt, verdict.detail) : verdict.detail,
  }
}

export const withheld = (
  feed: Withheld['feed'],
  county: CountyCode,
  reason: Withheld['reason'],
): Withheld => ({ outcome: 'withheld', county, feed, reason })

export const exempt = (county: CountyCode): Exempt => ({ outcome: 'exempt', county })
