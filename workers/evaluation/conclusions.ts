/** What follows from silence: the questions that could not be asked, and those that could. */
import type { Pool } from 'pg'
import type { Evaluation } from '../../pipelines/evaluation/evaluate.ts'
import { RULES } from '../../pipelines/rules/index.ts'
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

/** Says of every registered county that is asked about which questions of absence could not even be asked there. */
export async function withholdUncovered(
  pool: Pool,
  evaluation: Evaluation,
  context: RuleContext,
  register: RegisterSnapshot,
  isAsked: (county: CountyCode) => boolean,
): Promise<void> {
  for (const county of (await registeredCounties(pool, register)).filter(isAsked))
    for (const rule of RULES)
      for (const feed of rule.absence)
        if (context.covering(feed, county).length === 0)
          evaluation.withhold({ rule: rule.id, county, feed, reason: 'no coverage' }, 0)
}

/**
 * Where silence means that a lead is gone: all feeds of the rule have said their last word, its tables were given.
 * @param hasSpoken pipelines/coverage.ts, lastWord
 */
export async function concludedQuestions(
  pool: Pool,
  register: RegisterSnapshot,
  context: Pick<RuleContext, 'hasTable'>,
  hasSpoken: (feed: FeedId, county: CountyCode) => boolean,
  scope: readonly CountyCode[],
): Promise<readonly Concluded[]> {
  const { rows } = await pool.query<{ county: string }>(
    `select distinct county from review_item where presence <> 'gone'`,
  )
  const counties = new Set([
    ...(await registeredCounties(pool, register)),
    ...rows.map(({ county }) => county),
  ])
  const asked = scope.length > 0 ? scope : [...counties]
  const spoke = (rule: AnyRule, county: CountyCode): boolean =>
    rule.feeds.every((feed: FeedId) => hasSpoken(feed, county)) &&
    (rule.tables ?? []).every(table => context.hasTable(table))
  return RULES.flatMap(rule =>
    asked.filter(county => spoke(rule, county)).map(county => ({ rule: rule.id, county })),
  )
}
