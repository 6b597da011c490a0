/** Which day a clearance report is about, and what may be said of it. */
import { cutOf } from '../../pipelines/reports/clearance/daily-report.ts'
import { dayAfter, daysBetween } from '../../pipelines/reports/clearance/days.ts'
import type { ClearanceHistory } from '../../pipelines/reports/clearance/ledger.ts'
import type { Bilingual, IsoDate } from '../../pipelines/types.ts'
import { OperationalError } from '../operational-error.ts'
import type { CountedExport } from './clearance-history.ts'

/** Days that the newest export may be old for today to be the day of the report. */
const FRESH_DAYS = 7

export interface ReportDay {
  readonly day: IsoDate
  /** Its 15:00 has not passed. */
  readonly provisional: boolean
  /** Why this day, where nobody named one. */
  readonly chosen?: Bilingual
}

export interface DayQuestion {
  readonly asked: IsoDate | undefined
  readonly today: IsoDate
  readonly now: Date
}

const nothingYet = (exports: readonly CountedExport[]): OperationalError =>
  exports.length === 0
    ? new OperationalError({
        zh: '还没有比对过建档立卡数据，没有可报的问题。请先运行 bidui run',
        en: 'Nothing has been compared yet, there are no problems to report. Call bidui run first',
      })
    : new OperationalError({
        zh: '比对过了，但没有发现任何数据质量问题，没有可报的',
        en: 'Comparisons were made, and no quality problem was ever found: there is nothing to report',
      })

/** @throws OperationalError where there is nothing to report, or nothing on that day */
export function reportDay(
  { events }: Pick<ClearanceHistory, 'events'>,
  exports: readonly CountedExport[],
  { asked, today, now }: DayQuestion,
): ReportDay {
  const days = events.map(({ day }) => day).toSorted()
  const [first] = days
  const newest = days.at(-1)
  if (first === undefined || newest === undefined) throw nothingYet(exports)
  const chosen = asked === undefined ? chosenDay(exports, newest, today) : undefined
  const day = asked ?? chosen?.day ?? newest
  if (day < first)
    throw new OperationalError(
      {
        zh: `${day} 还没有问题记录：第一天是 ${first}`,
        en: `There is no record of problems on ${day}: the first day is ${first}`,
      },
      { exitCode: 2 },
    )
  const latest = [dayAfter(today), newest].toSorted().at(-1) ?? newest
  if (day > latest)
    throw new OperationalError(
      {
        zh: `${day} 还没有到：最晚可报 ${latest}`,
        en: `${day} has not come yet: ${latest} is the latest day that can be reported`,
      },
      { exitCode: 2 },
    )
  return { day, provisional: now < cutOf(day), ...(chosen ? { chosen: chosen.why } : {}) }
}

function chosenDay(
  exports: readonly CountedExport[],
  newest: IsoDate,
  today: IsoDate,
): { readonly day: IsoDate; readonly why: Bilingual } {
  const last = exports.at(-1)?.day
  if (last !== undefined && daysBetween(last, today) <= FRESH_DAYS)
    return {
      day: today,
      why: { zh: `今天，最新的导出是 ${last}`, en: `today, the newest export is of ${last}` },
    }
  return {
    day: newest,
    why: {
      zh: `最后有变动的一天；最新的导出${last === undefined ? '没有' : `是 ${last}`}，早于 ${FRESH_DAYS} 天前`,
      en: `the last day on which anything moved; the newest export is ${last === undefined ? 'missing' : `of ${last}`}, more than ${FRESH_DAYS} days ago`,
    },
  }
}
