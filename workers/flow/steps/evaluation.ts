/** The steps that apply the rules, portion by portion. */
import {
  type EvaluationRequest,
  evaluatePortion,
  type Ground,
  surveyGround,
} from '../../evaluation/evaluate.ts'
import { EvidenceStore } from '../../store/evidence.ts'
import { packJson } from '../../store/packing.ts'
import { tiedSlices } from '../../store/tied-slices.ts'
import type { StepResult } from '../ledger.ts'
import type { RunWork } from '../run-work.ts'
import type { StepTask } from '../services.ts'

export async function evaluation(work: RunWork, portion: string, task: StepTask): Promise<StepResult> {
  const outcomes = await evaluatePortion(
    await requestOf(work),
    await groundOf(work),
    portion,
    households => task.progress(households, 0),
    task.signal,
  )
  const leads = outcomes.reduce((sum, outcome) => sum + outcome.leads.length, 0)
  return { value: { leads }, parts: [packJson(JSON.stringify(outcomes))] }
}

/** What the run's rules are asked with. */
export const contextOf = async (work: RunWork) => ({
  asOf: work.asOf,
  policy: work.record.policy,
  accepted: (await work.matched()).accepted,
  tables: [...(await work.register()).files.keys()],
})

export const requestOf = (work: RunWork): Promise<EvaluationRequest> =>
  work.remember('evaluation request', async () => {
    const { pool, connection, threads, evaluators } = work.services
    const register = await work.register()
    const { scans } = await work.matched()
    const { members } = await (await work.subjects()).registered()
    return {
      ...{ pool, connection, threads, scans, members },
      context: await contextOf(work),
      snapshot: register.id,
      register: register.files,
      counties: work.record.counties,
      ...(await onlyOf(work, register.id, scans)),
      ...(evaluators === undefined ? {} : { atOnce: evaluators }),
    }
  })

/** The households that a re-match is about, those of its persons among them, and the slices where they may be. */
async function onlyOf(
  work: RunWork,
  snapshot: string,
  scans: EvaluationRequest['scans'],
): Promise<Pick<EvaluationRequest, 'only'>> {
  const households = await householdsAskedFor(work)
  if (!households) return {}
  const { pool } = work.services
  const { rows } = await pool.query<{ slice: number }>(
    `select slice from register_household where snapshot = $1 and code = any($2)
      union select slice from register_member where snapshot = $1 and household = any($2)`,
    [snapshot, [...households]],
  )
  const keys = new Set(work.record.only?.keys)
  const tied = await tiedSlices(pool, snapshot, new EvidenceStore(pool, scans), [...keys])
  return { only: { households, keys, slices: new Set([...rows.map(({ slice }) => slice), ...tied]) } }
}

/** 户编号 of a re-match of some households or persons; undefined in any other run. */
export const householdsAskedFor = (work: RunWork): Promise<ReadonlySet<string> | undefined> =>
  work.remember('households asked for', async () => {
    const { only } = work.record
    if (!only) return undefined
    const { rows } = await work.services.pool.query<{ household: string }>(
      'select distinct household from register_member where snapshot = $1 and key = any($2)',
      [(await work.register()).id, only.keys],
    )
    return new Set([...only.households, ...rows.map(({ household }) => household)])
  })

const groundOf = (work: RunWork): Promise<Ground> =>
  work.remember('ground', async () => surveyGround(await requestOf(work)))
