/** Runs, for whoever looks: GET /runs, GET /runs/:id. */
import type { FastifyInstance } from 'fastify'
import type { Pool } from 'pg'
import { z } from 'zod'
import { isBilingual } from '../../connectors/bilingual.ts'
import type { Bilingual } from '../../connectors/definition.ts'
import { redactText } from '../../workers/log/redact.ts'
import { listRuns, runDetails } from '../../workers/store/run-list.ts'
import { RUN_STATES } from '../../workers/store/run-states.ts'
import { Refusal } from './failures.ts'

const MOST = 200
const QUERY = z.strictObject({
  limit: z.coerce.number().int().min(1).max(MOST).default(50),
  state: z.enum(RUN_STATES).optional(),
})
const RUN_ID = /^[\w-]{1,100}$/

export interface RunParameters {
  readonly Params: { readonly id: string }
}

export function runRoutes(app: FastifyInstance, pool: Pool): void {
  app.get('/runs', async request => {
    const query = QUERY.safeParse(request.query)
    if (!query.success) throw wrongQuery()
    return { runs: await listRuns(pool, query.data) }
  })
  app.get<RunParameters>('/runs/:id', async request => {
    const run = await runDetails(pool, runIdOf(request.params.id))
    if (!run) throw noSuchRun()
    return {
      ...run,
      failure: failureOf(run.failure),
      openSteps: run.openSteps.map(step => ({ ...step, failure: failureOf(step.failure) })),
    }
  })
}

export function runIdOf(text: string): string {
  if (!RUN_ID.test(text)) throw noSuchRun()
  return text
}

export const noSuchRun = (): Refusal =>
  new Refusal(404, {
    zh: '没有这次比对; 编号见 /runs',
    en: 'there is no such run; /runs has their ids',
  })

const wrongQuery = (): Refusal =>
  new Refusal(400, {
    zh: `参数不对; 允许: limit=1..${MOST}, state=${RUN_STATES.join('|')}`,
    en: `a parameter is wrong; allowed: limit=1..${MOST}, state=${RUN_STATES.join('|')}`,
  })

/** Of a stored failure its sentence: that of a run is one, a step has the last of its attempts. */
function failureOf(stored: unknown): Bilingual | null {
  if (stored === null || stored === undefined) return null
  const { text: own, last } = Object(stored)
  const text = [stored, own, last].find(isBilingual)
  return text === undefined
    ? { zh: '原因见服务日志', en: 'the log of the service says why' }
    : { zh: redactText(text.zh), en: redactText(text.en) }
}
