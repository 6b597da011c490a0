/** 问题清零日报表: the figures of one day, arranged as the report shows them. */

import { CUT_HOUR, lastMomentOf } from '../../clearance/days.ts'
import { PROBLEM_OBJECTS } from '../../clearance/objects.ts'
import { nothing, sumCells } from './day-counts.ts'
import { dayAfter } from './days.ts'
import { type Forecast, forecastOf, type OpenOnDay } from './forecast.ts'
import {
  type Counted,
  type CountyCode,
  type DayCount,
  type DayFigures,
  type IsoDate,
  PROBLEM_CLASSES,
  type ProblemClass,
  type ProblemObject,
} from './model.ts'
import { type Progress, progressOf, ranksOf } from './standing.ts'

export interface DailyQuestion {
  readonly figures: DayFigures
  readonly digest: string
  /** The day is not over: its figures may still change, and are not stored. */
  readonly provisional: boolean
  /** All days up to the day of the report. */
  readonly days: readonly DayCount[]
  readonly deadline?: IsoDate
  /** Show these counties only; empty: all, and the city. */
  readonly only: readonly CountyCode[]
}

/** The figures of one object: both classes, and their sum. */
export interface ObjectLine {
  readonly object: ProblemObject
  readonly byClass: Readonly<Record<ProblemClass, Counted>>
  readonly total: Counted
}

/** A county, or the city. */
export interface AreaReport {
  /** '' for the city. */
  readonly code: CountyCode
  readonly name: string
  readonly lines: readonly ObjectLine[]
  readonly byClass: Readonly<Record<ProblemClass, Counted>>
  readonly total: Counted
  readonly progress: Progress
  /** Absent for the city, and where there never was a problem. */
  readonly rank?: number
  readonly open: readonly OpenOnDay[]
  readonly forecast: Forecast
}

export interface DailyReport extends DailyQuestion {
  readonly areas: readonly AreaReport[]
  /** Absent where only some counties were asked for. */
  readonly city?: AreaReport
  readonly counties: number
}

export const CITY_NAME = '全市'

/** Arranges the figures; ranks are among all counties, whichever are shown. */
export function dailyReport(question: DailyQuestion): DailyReport {
  const { figures, days, only, deadline } = question
  const names = new Map(figures.counties.map(({ code, name }) => [code, name]))
  const codes = [...new Set([...names.keys(), ...figures.cells.map(cell => cell.county)])].toSorted()
  const area = (code: CountyCode | undefined): AreaReport => {
    const own = code === undefined ? figures.cells : figures.cells.filter(({ county }) => county === code)
    const sum = (object?: ProblemObject, clazz?: ProblemClass): Counted =>
      own.length === 0
        ? nothing()
        : sumCells(
            own.filter(
              cell =>
                (object === undefined || cell.object === object) &&
                (clazz === undefined || cell.class === clazz),
            ),
          )
    const classes = (object?: ProblemObject) =>
      Object.fromEntries(PROBLEM_CLASSES.map(clazz => [clazz, sum(object, clazz)])) as Record<
        ProblemClass,
        Counted
      >
    const open = openByDay(days, code)
    const total = sum()
    return {
      code: code ?? '',
      name: code === undefined ? CITY_NAME : names.get(code) || code || '县未知',
      lines: PROBLEM_OBJECTS.map(object => ({ object, byClass: classes(object), total: sum(object) })),
      byClass: classes(),
      total,
      progress: progressOf(total),
      open,
      forecast: forecastOf(open, deadline),
    }
  }
  const all = codes.map(area)
  const ranks = ranksOf(new Map(all.map(({ code, progress }) => [code, progress])))
  const ranked = all.map((each): AreaReport => {
    const rank = ranks.get(each.code)
    return rank === undefined ? each : { ...each, rank }
  })
  return {
    ...question,
    areas: only.length === 0 ? ranked : ranked.filter(({ code }) => only.includes(code)),
    counties: codes.length,
    ...(only.length === 0 ? { city: area(undefined) } : {}),
  }
}

/** Open problems at the end of each day, of a county or of all; the day before the first is not told. */
export const openByDay = (days: readonly DayCount[], county: CountyCode | undefined): readonly OpenOnDay[] =>
  days.map(({ day, cells }) => ({
    day,
    open: cells.reduce(
      (sum, cell) => (county === undefined || cell.county === county ? sum + cell.closing : sum),
      0,
    ),
  }))

/** The instant at which a day ends. */
export const cutOf = (day: IsoDate): Date => new Date(lastMomentOf(day).getTime() + 1)
/** When a day begins and ends, for people. */
export const dayText = (day: IsoDate): string =>
  `${dayAfter(day, -1)} ${CUT_HOUR}:00 至 ${day} ${CUT_HOUR}:00（北京时间）`
