import { dueSteps, type Step, stepName } from '../../pipelines/flow/steps.ts'
import { announceSteps } from './ledger.ts'
import type { RegisterResult, RunWork } from './run-work.ts'

/** The wave of a run that is due now, put into the ledger. None: the run is done. */
export async function advance(work: RunWork): Promise<readonly Step[]> {
  const results = await work.results()
  const register = results.get('register') as RegisterResult | undefined
  const due = dueSteps(new Set(results.keys()), {
    portions: register?.portions ?? [],
    stretches: new Map([...work.stretches].map(([feed, own]) => [feed, own.length])),
  })
  await announceSteps(work.services.pool, work.record.id, due.map(stepName))
  return due
}
