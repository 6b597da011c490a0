/**
 * The nightly comparison's clock. Any number of services may have one on one database: a night is decided under a lock,
 * and in one transaction with the row of its run.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Pool, PoolClient } from 'pg'
import { isBilingual } from '../../connectors/bilingual.ts'
import { OFFICE_ZONE } from '../../pipelines/office-time.ts'
import { openCalendar } from '../../pipelines/schedule/calendar.ts'
import { type Decision, decide } from '../../pipelines/schedule/decide.ts'
import type { DecidedNight, Night, Refusal } from '../../pipelines/schedule/night.ts'
import type { Bilingual } from '../../pipelines/types.ts'
import { inTransaction } from '../store/transaction.ts'
import { insertNight, setRunOfNight } from './nights.ts'
import { CATCH_UP_HOURS, type Clockwork, readQuestion } from './question.ts'

export interface ScheduleOptions {
  readonly pool: Pool
  readonly cron: string
  /** The office's unless a test says otherwise. */
  readonly zone?: string
  /** How long after its time a night may be started. */
  readonly catchUpHours?: number
  /** Inserts the run of a night, in the transaction that decides it, and returns its id. What it throws is told, and tried again. */
  readonly startRun: (client: PoolClient, night: Night) => Promise<string>
  readonly now?: () => Date
  /** What was decided, once it is stored. */
  readonly decided?: (night: DecidedNight) => void
  /** Why nothing could be decided; the loop goes on. */
  readonly failed?: (error: unknown) => void
  /** Passes time; returns early when aborted. */
  readonly pause?: (milliseconds: number, signal: AbortSignal) => Promise<void>
}

export interface Schedule {
  /** Decides what is due; returns when to look again. @throws what kept it from deciding, `startRun` among it */
  tick(): Promise<Date>
  /** Looks until aborted. */
  run(signal: AbortSignal): Promise<void>
}

/** Also how long a change of the machine's clock can go unseen. */
const LONGEST_PAUSE = 60_000

/** @throws RangeError where `cron` says no night, see `isNightly` */
export function openSchedule(options: ScheduleOptions): Schedule {
  const { pool, now = () => new Date(), pause = pauseFor } = options
  const clockwork: Clockwork = {
    calendar: openCalendar(options.cron, options.zone ?? OFFICE_ZONE),
    catchUpHours: options.catchUpHours ?? CATCH_UP_HOURS,
  }
  /** Known to this service alone: another one tries for itself. */
  let refusal: Refusal | undefined

  async function start(client: PoolClient, night: DecidedNight): Promise<readonly DecidedNight[]> {
    if (!(await insertNight(client, night, now()))) return []
    try {
      const run = await options.startRun(client, night)
      await setRunOfNight(client, night, run)
      return [{ ...night, run }]
    } catch (error) {
      refusal = { day: night.day, text: textOf(error) }
      throw error
    }
  }

  async function note(client: PoolClient, nights: readonly DecidedNight[]): Promise<readonly DecidedNight[]> {
    const noted: DecidedNight[] = []
    for (const night of nights) if (await insertNight(client, night, now())) noted.push(night)
    return noted
  }

  async function step(client: PoolClient) {
    await client.query(`select pg_advisory_xact_lock(hashtextextended('bidui night', 0))`)
    const question = await readQuestion(client, clockwork, now())
    const decision: Decision = decide(refusal ? { ...question, refusal } : question)
    if (decision.do === 'wait') return { until: decision.until, decided: [] }
    const decided =
      decision.do === 'note'
        ? await note(client, decision.nights)
        : await start(client, {
            ...decision.night,
            state: 'started',
            ...(decision.reason ? { reason: decision.reason } : {}),
          })
    return { decided }
  }

  async function tick(): Promise<Date> {
    for (;;) {
      const { until, decided } = await inTransaction(pool, step)
      for (const night of decided) options.decided?.(night)
      if (until) return until
    }
  }

  return {
    tick,
    async run(signal) {
      while (!signal.aborted) {
        const until = await tick().catch(error => {
          options.failed?.(error)
          return new Date(now().getTime() + LONGEST_PAUSE)
        })
        while (!signal.aborted && now() < until)
          await pause(Math.min(until.getTime() - now().getTime(), LONGEST_PAUSE), signal)
      }
    },
  }
}

const pauseFor = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  sleep(milliseconds, undefined, { signal }).catch(() => undefined)

const UNEXPECTED: Bilingual = {
  zh: '程序出错, 详情见日志',
  en: 'the program failed; the log says how',
}

/** An error that was made for people carries its text; any other may say more than may be kept. */
const textOf = (error: unknown): Bilingual =>
  error instanceof Error && 'text' in error && isBilingual(error.text) ? error.text : UNEXPECTED
