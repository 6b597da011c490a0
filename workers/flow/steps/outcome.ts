/** What a run has found, put together from its portions. */
import { Evaluation, type Outcome } from '../../../pipelines/evaluation/evaluate.ts'
import { stepName } from '../../../pipelines/flow/steps.ts'
import { rulesOf } from '../../../pipelines/rules/packs.ts'
import type { CountyCode } from '../../../pipelines/types.ts'
import { withholdUncovered } from '../../evaluation/conclusions.ts'
import { filesOf } from '../../evaluation/evaluate.ts'
import type { OutcomeMessage } from '../../evaluation/messages.ts'
import { ruleContext } from '../../evaluation/rule-context.ts'
import { unpackJson } from '../../store/packing.ts'
import type { RegisterResult, RunWork } from '../run-work.ts'
import { contextOf, householdsAskedFor, requestOf } from './evaluation.ts'

export const outcomeOf = (work: RunWork): Promise<Outcome> =>
  work.remember('outcome', async () => {
    const { counties, policy } = work.record
    const rules = rulesOf(policy)
    const context = ruleContext(await contextOf(work))
    const evaluation = new Evaluation(rules, context, counties)
    const files = filesOf(await requestOf(work))
    const { portions } = (await work.results()).get('register') as RegisterResult
    const asked = new Set(await countiesAskedFor(work))
    for (const part of portions)
      for (const bytes of await work.parts(stepName({ kind: 'evaluation', part })))
        for (const message of unpackJson(bytes) as readonly OutcomeMessage[]) {
          const outcome = files.openOutcome(message)
          evaluation.absorb(outcome)
          // Persons outside the register bring the counties of their leads.
          if (work.record.only) for (const { county } of outcome.leads) asked.add(county)
        }
    const isAsked = (county: CountyCode) => (asked.size === 0 && !work.record.only) || asked.has(county)
    await withholdUncovered(work.services.pool, evaluation, rules, context, await work.register(), isAsked)
    return evaluation.finish()
  })

/** The counties that the run is about, as far as they are known from the register; none, of a run that is about all. */
async function countiesAskedFor(work: RunWork): Promise<readonly CountyCode[]> {
  const households = await householdsAskedFor(work)
  if (!households) return work.record.counties
  const { rows } = await work.services.pool.query<{ county: CountyCode }>(
    'select distinct county from register_household where snapshot = $1 and code = any($2)',
    [(await work.register()).id, [...households]],
  )
  return rows.map(({ county }) => county)
}
