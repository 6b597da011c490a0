/** What a run that is done lets go: derived from files, and found again in the archive if it is ever wanted. */
import { keepOnlyScans } from './deliveries.ts'
import type { Queryable } from './queryable.ts'

/**
 * Forgets scans, register snapshots and parts of steps that neither this run nor one that goes on rests on.
 * @param run the newest comparison of the whole register, which is done
 */
export async function forgetSuperseded(
  db: Queryable,
  {
    run,
    snapshot,
    scans,
  }: { readonly run: string; readonly snapshot: string; readonly scans: readonly string[] },
): Promise<void> {
  await keepOnlyScans(db, scans)
  // One that is newer may belong to a step that has not said so yet.
  await db.query(
    `delete from register_snapshot where id < $1 and fingerprint not in (
       select s.result->>'fingerprint' from run_step s join run on run.id = s.run
        where s.step = 'register' and s.state = 'done' and run.state = 'running')`,
    [snapshot],
  )
  await db.query(
    `delete from run_part where run <> $1 and run in (
       select id from run where state in ('done', 'failed', 'cancelled'))`,
    [run],
  )
}
