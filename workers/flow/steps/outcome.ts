/** What a run has found, put together from its portions. */
import { Evaluation, type Outcome } from '../../../pipelines/evaluation/evaluate.ts'
import { stepName } from '../../../pipelines/flow/steps.ts'
import { rulesOf } from '../../../pipelines/rules/packs.ts'
import { withholdUncovered } from '../../evaluation/conclusions.ts'
import { filesOf } from '../../evaluation/evaluate.ts'
import type { OutcomeMessage } from '../../evaluation/messages.ts'
import { ruleContext } from '../../evaluation/rule-context.ts'
import { unpackJson } from '../../store/packing.ts'
import type { RegisterResult, RunWork } from '../run-work.ts'
import { contextOf, requestOf } from './evaluation.ts'

export const outcomeOf = (work: RunWork): Promise<Outcome> =>
  work.remember('outcome', async () => {
    const { counties, policy } = work.record
    const rules = rulesOf(policy)
    const context = ruleContext(await contextOf(work))
    const evaluation = new Evaluation(rules, context, counties)
    const files = filesOf(await requestOf(work))
    const { portions } = (await work.results()).get('register') as RegisterResult
    for (const part of portions)
      for (const bytes of await work.parts(stepName({ kind: 'evaluation', part })))
        for (const message of unpackJson(bytes) as readonly OutcomeMessage[])
          evaluation.absorb(files.openOutcome(message))
    await withholdUncovered(work.services.pool, evaluation, rules, context, await work.register(), counties)
    return evaluation.finish()
  })
