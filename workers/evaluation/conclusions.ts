/** Evaluating a run: the rules over every dossier, and the questions that could not be asked. */
import type { Pool } from 'pg'
import { coveringFiles } from '../../pipelines/coverage.ts'
import { Evaluation } from '../../pipelines/evaluation/evaluate.ts'
import { type Policy, parameterAt } from '../../pipelines/policies/index.ts'
import { COUNTER_FEEDS, counterCases } from '../../pipelines/rules/counter-cases.ts'
import { RULES } from '../../pipelines/rules/index.ts'
import type { AnyRule, CountyCode, FeedId, RuleContext } from '../../pipelines/types.ts'
import type { Inbox } from '../reading/inbox.ts'
import type { RegisterSnapshot } from '../reading/register.ts'
import { DossierStore } from '../store/dossiers.ts'
import type { Concluded } from '../store/leads.ts'
import { type Matched, sourceFiles } from './matching.ts'

export function contextOf(
  policy: Policy,
  inbox: Inbox,
  register: RegisterSnapshot,
  matched: Matched,
): RuleContext {
  const { asOf } = inbox.plan
  return {
    asOf,
    year: Number(asOf.slice(0, 4)),
    parameter: name => parameterAt(policy, name, asOf),
    covering: coveringFiles(
      matched.intakes.flatMap(intake =>
        intake.taken.map(delivery => ({ ...delivery, files: sourceFiles(delivery) })),
      ),
    ),
    hasTable: table => register.files.has(table),
  }
}

export async function evaluateAll(
  pool: Pool,
  register: RegisterSnapshot,
  matched: Matched,
  context: RuleContext,
  { counties, signal }: { readonly counties: readonly CountyCode[]; readonly signal: AbortSignal },
  progress: (households: number) => void,
): Promise<Evaluation> {
  const evaluation = new Evaluation(RULES, context, counties)
  const dossiers = new DossierStore({
    pool,
    snapshot: register.id,
    register: register.files,
    scans: matched.scans,
    isMember: matched.isMember,
  })
  await dossiers.countEvidence(COUNTER_FEEDS, evidence => counterCases(evidence, context))
  const streams = [dossiers.households(counties), dossiers.persons(), dossiers.houseNumbers()]
  for (const stream of streams)
    for await (const block of stream) {
      signal.throwIfAborted()
      for (const dossier of block) evaluation.add(dossier)
      if (stream === streams[0]) progress(block.length)
    }
  for (const village of await dossiers.villages()) evaluation.add(village)
  return evaluation
}

const registeredCounties = async (pool: Pool, register: RegisterSnapshot): Promise<readonly CountyCode[]> => {
  const { rows } = await pool.query<{ county: string }>(
    `select distinct county from register_household where snapshot = $1 and county <> '' order by county`,
    [register.id],
  )
  return rows.map(({ county }) => county)
}

/** Says of every registered county which questions of absence could not even be asked there. */
export async function withholdUncovered(
  pool: Pool,
  evaluation: Evaluation,
  context: RuleContext,
  register: RegisterSnapshot,
  scope: readonly CountyCode[],
): Promise<void> {
  const counties = await registeredCounties(pool, register)
  for (const county of scope.length > 0 ? counties.filter(code => scope.includes(code)) : counties)
    for (const rule of RULES)
      for (const feed of rule.absence)
        if (context.covering(feed, county).length === 0)
          evaluation.withhold({ rule: rule.id, county, feed, reason: 'no coverage' }, 0)
}

/** Where silence means that a lead is gone: all feeds of the rule cover the county, its tables were given. */
export async function concludedQuestions(
  pool: Pool,
  register: RegisterSnapshot,
  context: RuleContext,
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
    rule.feeds.every((feed: FeedId) => context.covering(feed, county).length > 0) &&
    (rule.tables ?? []).every(table => context.hasTable(table))
  return RULES.flatMap(rule =>
    asked.filter(county => spoke(rule, county)).map(county => ({ rule: rule.id, county })),
  )
}
