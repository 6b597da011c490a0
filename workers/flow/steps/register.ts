import { OUTSIDE, WHOLE } from '../../../pipelines/flow/steps.ts'
import { countyOfSlice } from '../../../pipelines/match/slices.ts'
import { findSnapshot, type RegisterSnapshot, takeRegister } from '../../reading/register.ts'
import { type StepResult, stepResults } from '../ledger.ts'
import type { RegisterResult, RunWork } from '../run-work.ts'
import type { StepTask } from '../services.ts'

/** Reads the register, or finds it as it was read before. */
export async function register(work: RunWork, task: StepTask): Promise<StepResult> {
  const { pool, threads, alone } = work.services
  const snapshot =
    (await registerOfRun(work)) ??
    (await takeRegister(work.record.inbox, {
      pool,
      threads,
      progress: rows => task.progress(rows, 0),
      signal: task.signal,
    }))
  const value: RegisterResult = {
    fingerprint: snapshot.fingerprint,
    unchanged: snapshot.unchanged,
    portions: alone ? [WHOLE] : [...(await countiesOf(work, snapshot.id)), OUTSIDE],
  }
  return { value }
}

/** In a re-match without a register of its own: that of the run whose deliveries are compared again. */
async function registerOfRun({ record, services: { pool } }: RunWork): Promise<RegisterSnapshot | undefined> {
  if (record.restsOn === undefined || record.inbox.register.size > 0) return undefined
  const before = (await stepResults(pool, record.restsOn)).get('register') as RegisterResult | undefined
  const snapshot = before && (await findSnapshot(pool, before.fingerprint))
  return snapshot && { ...snapshot, unchanged: true }
}

/** The counties that slices are of; '' where households or members are of none. */
async function countiesOf({ services: { pool } }: RunWork, snapshot: string): Promise<readonly string[]> {
  const { rows } = await pool.query<{ slice: number }>(
    'select distinct slice from register_block where snapshot = $1',
    [snapshot],
  )
  return [...new Set(rows.map(({ slice }) => countyOfSlice(slice)))].toSorted()
}
