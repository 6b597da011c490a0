/** The daily clearance report out of the store. Making it of a day that is over closes that day, and all before it. */
import type { Pool } from 'pg'
import { clearanceDeadline, type Policy } from '../../pipelines/policies/index.ts'
import { type DailyReport, dailyReport } from '../../pipelines/reports/clearance/daily-report.ts'
import { daysToClose, figuresOf, openLedger } from '../../pipelines/reports/clearance/ledger.ts'
import type { CountyCode } from '../../pipelines/types.ts'
import { lockClearance } from '../store/problems.ts'
import { inTransaction } from '../store/transaction.ts'
import { type DayQuestion, type ReportDay, reportDay } from './clearance-day.ts'
import { closingFacts, countedExports, readHistory, storeClosed } from './clearance-history.ts'
import { requireCounties } from './known-counties.ts'

export interface DailyRequest extends DayQuestion {
  /** Empty: all. */
  readonly counties: readonly CountyCode[]
  /** The policy to go by, told of which policy the newest export's run was. */
  readonly policyOf: (id: string) => Promise<Policy>
}

export interface MadeDaily {
  readonly report: DailyReport
  readonly day: ReportDay
  /** Days that were closed by this. */
  readonly closed: readonly string[]
}

/**
 * Counts, checks, and closes what is over.
 * @throws ClearanceRefused where numbers disagree; nothing is closed then
 * @throws OperationalError where there is nothing to report
 */
export async function makeDaily(pool: Pool, request: DailyRequest): Promise<MadeDaily> {
  return await inTransaction(pool, async client => {
    // Whoever books waits until this has read, and closed.
    await lockClearance(client)
    const exports = await countedExports(client)
    const history = await readHistory(client)
    const day = reportDay(history, exports, request)
    const ledger = openLedger(history, day.day)
    const facts = closingFacts(exports)
    const closing = day.provisional ? [] : daysToClose(ledger, day.day, facts)
    const known = [...ledger.closed, ...closing]
    const stored = known.find(({ figures }) => figures.day === day.day)
    const counted = ledger.days.find(each => each.day === day.day)
    if (!counted) throw new RangeError(`No figures of ${day.day}`)
    const before = known.findLast(({ figures }) => figures.day < day.day)
    const figures = stored?.figures ?? figuresOf(counted, before?.digest ?? '', facts)
    requireCounties(request.counties, [...figures.counties, ...countiesOf(figures.cells)])
    const policy = await request.policyOf(
      exports.findLast(({ run }) => run === figures.source?.run)?.policy ?? '',
    )
    const deadline = clearanceDeadline(policy)
    const report = dailyReport({
      figures,
      digest: stored?.digest ?? '',
      provisional: stored === undefined,
      days: ledger.days.filter(each => each.day <= day.day),
      only: request.counties,
      ...(deadline === undefined ? {} : { deadline }),
    })
    await storeClosed(client, closing, request.now)
    return { report, day, closed: closing.map(each => each.figures.day) }
  })
}

const countiesOf = (cells: readonly { readonly county: CountyCode }[]) =>
  cells.map(({ county }) => ({ code: county, name: '' }))
