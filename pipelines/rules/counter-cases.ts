/**
 * Counter-evidence: A-grade cases of X01, X03, X07, X08, X11 and X14 against somebody who may have been left out, or
 * against anyone under the same 户号. Judged by the very predicates of those rules, on the key, without a name check.
 */
import type { CounterEvidence, Evidence, EvidenceByFeed, FeedId, RuleContext } from '../types.ts'
import { rowsOf } from './evidence.ts'
import { companyPart, X11 } from './exclusion/enterprises.ts'
import { publicServant, X14 } from './exclusion/public-payroll.ts'
import { businessPremises, commercialHousing, X07, X08 } from './exclusion/real-estate.ts'
import { carOverLimit, heavyVehicle, X01, X03 } from './exclusion/vehicles.ts'
import { isVerdict, type RowJudge } from './statement.ts'

interface GraveCase {
  readonly rule: string
  readonly feed: FeedId
  cases(evidence: EvidenceByFeed, context: RuleContext): readonly CounterEvidence[]
  /** The case in words, or undefined where the row is none. */
  describe(row: Evidence, context: RuleContext): string | undefined
}

const isOf = <F extends FeedId>(feed: F, row: Evidence): row is Evidence<F> => row.feed === feed

function graveCase<F extends FeedId>(rule: string, feed: F, judge: RowJudge<F>): GraveCase {
  const describe = (row: Evidence, context: RuleContext): string | undefined => {
    const answer = isOf(feed, row) ? judge(row, context) : undefined
    return isVerdict(answer) && answer.severity === 'A' ? answer.detail : undefined
  }
  return {
    rule,
    feed,
    describe,
    cases: (evidence, context) =>
      rowsOf(evidence, feed)
        .filter(row => describe(row, context) !== undefined)
        .map(row => ({ rule, evidence: row })),
  }
}

const GRAVE_CASES: readonly GraveCase[] = [
  graveCase('X01', 'public-security.vehicles', carOverLimit),
  graveCase('X03', 'public-security.vehicles', heavyVehicle),
  graveCase('X07', 'housing.property', commercialHousing),
  graveCase('X08', 'housing.property', businessPremises),
  graveCase('X11', 'commerce.enterprises', companyPart),
  graveCase('X14', 'hr.public-payroll', publicServant),
]

/** The feeds that counter-evidence comes from. */
export const COUNTER_FEEDS: readonly FeedId[] = [...new Set(GRAVE_CASES.map(({ feed }) => feed))]

/** The parameters that counter-evidence is judged by: those of the rules whose predicates it uses. */
export const COUNTER_PARAMETERS: readonly string[] = [X01, X03, X07, X08, X11, X14].flatMap(
  ({ parameters }) => parameters,
)

/** The A-grade cases against one person, in the order of rules and rows. */
export const counterCases = (evidence: EvidenceByFeed, context: RuleContext): readonly CounterEvidence[] =>
  GRAVE_CASES.flatMap(({ cases }) => cases(evidence, context))

/** One case in words, as the exclusion rule would say it. */
export const describeCase = ({ rule, evidence }: CounterEvidence, context: RuleContext): string =>
  GRAVE_CASES.find(grave => grave.rule === rule)?.describe(evidence, context) ?? ''
