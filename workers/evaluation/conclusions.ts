/** What follows from silence: the questions that could not be asked, and those that could. */
import type { Pool } from 'pg'
import type { Evaluation } from '../../pipelines/evaluation/evaluate.ts'
import type { NotConcluded } from '../../pipelines/reports/model.ts'
import type { AnyRule, CountyCode, FeedId, RuleContext } from '../../pipelines/types.ts'
import type { RegisterSnapshot } from '../reading/register.ts'
import type { Concluded } from '../store/leads.ts'

const registeredCounties = async (pool: Pool, register: RegisterSnapshot): Promise<readonly CountyCode[]> => {
  const { rows } = await pool.query<{ county: string }>(
    `select distinct county from register_household where snapshot = $1 and county <> '' order by county`,
    [register.id],
  )
  return rows.map(({ county }) => county)
}

/** Says of every registered county that is asked about which questions could not even be asked there: no coverage, no table. */
export async function withholdUncovered(
  pool: Pool,
  evaluation: Evaluation,
  rules: readonly AnyRule[],
  context: RuleContext,
  register: RegisterSnapshot,
  isAsked: (county: CountyCode) => boolean,
): Promise<void> {
  for (const county of (await registeredCounties(pool, register)).filter(isAsked))
    for (const rule of rules) {
      for (const feed of rule.absence)
        if (context.covering(feed, county).length === 0)
          evaluation.withhold({ rule: rule.id, county, feed, reason: 'no coverage' }, 0)
      for (const table of rule.tables ?? [])
        if (!context.hasTable(table))
          evaluation.withhold({ rule: rule.id, county, feed: `register.${table}`, reason: 'no table' }, 0)
    }
}

/**
 * Where silence means that a lead is gone: all feeds of the rule have said their last word, its tables were given, and
 * it did not withhold itself there (a column that yesterday's file had, a parameter that the policy no longer gives).
 * Of rules that the run does not have nothing is said, and their items stay.
 * @param hasSpoken pipelines/coverage.ts, lastWord
 */
export async function concludedQuestions(
  pool: Pool,
  rules: readonly AnyRule[],
  register: RegisterSnapshot,
  context: Pick<RuleContext, 'hasTable'>,
  hasSpoken: (feed: FeedId, county: CountyCode) => boolean,
  scope: readonly CountyCode[],
  notConcluded: readonly NotConcluded[],
): Promise<readonly Concluded[]> {
  const { rows } = await pool.query<{ county: string }>(
    `select distinct county from review_item where presence <> 'gone'`,
  )
  const counties = new Set([
    ...(await registeredCounties(pool, register)),
    ...rows.map(({ county }) => county),
  ])
  const asked = scope.length > 0 ? scope : [...counties]
  const withheld = new Set(
    notConcluded.filter(({ count }) => count > 0).map(({ rule, county }) => `${rule} ${county}`),
  )
  const spoke = (rule: AnyRule, county: CountyCode): boolean =>
    !withheld.has(`${rule.id} ${county}`) &&
    rule.feeds.every((feed: FeedId) => hasSpoken(feed, county)) &&
    (rule.tables ?? []).every(table => context.hasTable(table))
  return rules.flatMap(rule =>
    asked.filter(county => spoke(rule, county)).map(county => ({ rule: rule.id, county })),
  )
}
