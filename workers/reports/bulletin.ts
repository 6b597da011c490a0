/** The fortnightly bulletin out of the store. It closes no day. */
import type { Pool } from 'pg'
import { clearanceDeadline, type Policy } from '../../pipelines/policies/index.ts'
import { type Bulletin, bulletin } from '../../pipelines/reports/clearance/bulletin.ts'
import { cutOf } from '../../pipelines/reports/clearance/daily-report.ts'
import { type FeedsOfRun, feedsDue } from '../../pipelines/reports/clearance/feeds-due.ts'
import { openLedger } from '../../pipelines/reports/clearance/ledger.ts'
import type { CountyCode, IsoDate } from '../../pipelines/types.ts'
import { lockClearance } from '../store/problems.ts'
import type { Queryable } from '../store/queryable.ts'
import { inTransaction } from '../store/transaction.ts'
import { type DayQuestion, type ReportDay, reportDay } from './clearance-day.ts'
import { closingFacts, countedExports, readHistory } from './clearance-history.ts'
import { requireCounties } from './known-counties.ts'
import { newestFullRun } from './newest-run.ts'

export interface BulletinRequest extends DayQuestion {
  /** Empty: all. */
  readonly counties: readonly CountyCode[]
  readonly stalledDays: number
  readonly policyOf: (id: string) => Promise<Policy>
}

/**
 * @throws ClearanceRefused where numbers disagree
 * @throws OperationalError where there is nothing to report
 */
export async function makeBulletin(
  pool: Pool,
  request: BulletinRequest,
): Promise<{ readonly report: Bulletin; readonly day: ReportDay }> {
  return await inTransaction(pool, async client => {
    await lockClearance(client)
    const exports = await countedExports(client)
    const history = await readHistory(client)
    const day = reportDay(history, exports, request)
    const ledger = openLedger(history, day.day)
    const stored = ledger.closed.find(({ figures }) => figures.day === day.day)
    const facts = closingFacts(exports)
    const counties = stored?.figures.counties ?? facts.counties
    requireCounties(request.counties, [
      ...counties,
      ...ledger.days.flatMap(({ cells }) => cells.map(({ county }) => ({ code: county, name: '' }))),
    ])
    const source = stored ? stored.figures.source : facts.sourceOf(day.day)
    const policy = await request.policyOf(exports.findLast(({ run }) => run === source?.run)?.policy ?? '')
    const deadline = clearanceDeadline(policy)
    const feeds = await feedsOn(client, day.provisional ? undefined : cutOf(day.day))
    const report = bulletin({
      ledger,
      day: day.day,
      provisional: day.provisional,
      counties,
      keyCounties: policy.keyCounties ?? [],
      stalledDays: request.stalledDays,
      only: request.counties,
      ...(source ? { source } : {}),
      ...(deadline === undefined ? {} : { deadline }),
      ...(feeds ? { feeds } : {}),
    })
    return { report, day }
  })
}

/** As the newest comparison of the whole register found them: before the end of the day, or the newest of all where none is older. */
async function feedsOn(db: Queryable, before: Date | undefined): Promise<FeedsOfRun | undefined> {
  const run = (await newestFullRun(db, before ? { before } : {})) ?? (await newestFullRun(db))
  if (!run) return undefined
  const { rows } = await db.query<{ feed: string; day: IsoDate }>(
    `select feed, to_char(max(as_of), 'YYYY-MM-DD') as day from delivery where outcome = 'accepted' group by feed`,
  )
  return feedsDue(run.summary, new Map(rows.map(({ feed, day }) => [feed, day])))
}
