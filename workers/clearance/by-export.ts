/** An export of the register, looked at by a run: whether it counts, on which day, and what it moves. */
import type { PoolClient } from 'pg'
import {
  dayAfter,
  dayOfMoment,
  momentOfExport,
  openDay,
  type RegisterExport,
} from '../../pipelines/clearance/days.ts'
import type { TrackedRule } from '../../pipelines/clearance/tracked-rule.ts'
import type { IsoDate } from '../../pipelines/types.ts'
import type { Concluded } from '../store/leads.ts'
import { lastClosedDay, lockClearance, type MovementCounts, moveProblems } from '../store/problems.ts'

export interface ExportOfRun {
  readonly run: string
  readonly startedAt: Date
  readonly export: RegisterExport
  readonly snapshot: string
  readonly rules: readonly TrackedRule[]
  readonly concluded: readonly Concluded[]
  readonly only?: { readonly households: readonly string[]; readonly keys: readonly string[] }
}

/**
 * What an export did to the problems. `older` than the newest one that counted, or dated in the `future`: it moved
 * nothing.
 */
export interface ExportOutcome {
  readonly outcome: 'counted' | 'older' | 'future'
  readonly day: IsoDate
  /** Of the newest export that counted, where this one did not. */
  readonly newest?: IsoDate
  readonly moved: MovementCounts
}

const NOTHING: MovementCounts = { raised: 0, changed: 0, corrected: 0, verified: 0, reopened: 0 }

/** @param client in the transaction in which the leads of the run become visible */
export async function clearByExport(client: PoolClient, seen: ExportOfRun): Promise<ExportOutcome> {
  await lockClearance(client)
  const moment = momentOfExport(seen.export)
  const { rows } = await client.query<{ at: Date | null }>(
    `select max(exported_at) as at from clearance_export where outcome = 'counted'`,
  )
  const newest = rows[0]?.at ?? undefined
  const own = dayOfMoment(moment)
  const outcome =
    own > dayAfter(dayOfMoment(seen.startedAt))
      ? 'future'
      : newest !== undefined && moment < newest
        ? 'older'
        : 'counted'
  const day = openDay(own, await lastClosedDay(client))
  const moved = outcome === 'counted' ? await moveProblems(client, { ...seen, day }) : NOTHING
  await client.query(
    'insert into clearance_export (run, exported_at, day, outcome, moved) values ($1, $2, $3, $4, $5)',
    [seen.run, moment, day, outcome, JSON.stringify(moved)],
  )
  return {
    outcome,
    day,
    ...(outcome === 'older' && newest ? { newest: dayOfMoment(newest) } : {}),
    moved,
  }
}
