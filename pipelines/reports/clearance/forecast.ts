/** 预测: when it would be done at the pace of the last days, and which pace would do. */
import { dayAfter, daysBetween } from './days.ts'
import type { Bilingual, IsoDate } from './model.ts'

/** Days that the pace is taken from. */
export const PACE_DAYS = 7

/** Open problems at the end of a day. */
export interface OpenOnDay {
  readonly day: IsoDate
  readonly open: number
}

export interface Forecast {
  readonly open: number
  /** Days that the pace is taken from: fewer than {@link PACE_DAYS} in the first week; 0: there is no pace yet. */
  readonly paceDays: number
  /** What went of the open problems in these days, new ones counted against it; negative where there are more now. */
  readonly decrease: number
  readonly outcome: 'cleared' | 'reaches zero' | 'not at this pace' | 'no pace yet'
  /** The day on which it would reach zero. */
  readonly zeroOn?: IsoDate
  readonly deadline?: IsoDate
  /** Whole days from the day of the report to the deadline; negative behind it. */
  readonly daysLeft?: number
  /** A day, on average, to reach zero on the deadline; absent without a deadline, and behind it. */
  readonly needed?: number
}

/** @param days in their order, without gaps; the last is the day of the report */
export function forecastOf(days: readonly OpenOnDay[], deadline: IsoDate | undefined): Forecast {
  const last = days.at(-1)
  if (!last) throw new RangeError('A forecast needs a day')
  const paceDays = Math.min(PACE_DAYS, days.length - 1)
  const decrease = (days.at(-1 - paceDays)?.open ?? 0) - last.open
  const daysLeft = deadline === undefined ? undefined : daysBetween(last.day, deadline)
  const shared = {
    open: last.open,
    paceDays,
    decrease,
    ...(deadline === undefined ? {} : { deadline }),
    ...(daysLeft === undefined ? {} : { daysLeft }),
    ...(daysLeft !== undefined && daysLeft > 0 ? { needed: last.open / daysLeft } : {}),
  }
  if (last.open === 0) return { ...shared, outcome: 'cleared' }
  if (paceDays === 0) return { ...shared, outcome: 'no pace yet' }
  if (decrease <= 0) return { ...shared, outcome: 'not at this pace' }
  const zeroOn = dayAfter(last.day, Math.ceil((last.open * paceDays) / decrease))
  return { ...shared, outcome: 'reaches zero', zeroOn }
}

/** Whether it reaches zero on or before the deadline. */
export const isInTime = ({ outcome, zeroOn, deadline }: Forecast): boolean | undefined =>
  outcome === 'cleared'
    ? true
    : deadline === undefined || outcome === 'no pace yet'
      ? undefined
      : zeroOn !== undefined && zeroOn <= deadline

/** The outcome in words, e.g. 按此速度 2017-12-04 清零. */
export function outcomeText(forecast: Forecast): Bilingual {
  const { outcome, zeroOn, deadline } = forecast
  switch (outcome) {
    case 'cleared':
      return { zh: '已清零', en: 'cleared' }
    case 'no pace yet':
      return { zh: '第一天，尚无速度', en: 'the first day, no pace yet' }
    case 'not at this pace':
      return { zh: '按此速度不能清零', en: 'not at this pace' }
    case 'reaches zero': {
      const late = deadline !== undefined && !isInTime(forecast)
      return {
        zh: `按此速度 ${zeroOn} 清零${late ? '，晚于期限' : ''}`,
        en: `reaches zero on ${zeroOn}${late ? ', behind the deadline' : ''}`,
      }
    }
  }
}

/** A pace that is needed, as text: rounded up, so that it does. */
export const neededText = (amount: number): string => paceText(Math.ceil(amount * 10 - 1e-9) / 10)

/** A pace as text, e.g. 12.3; whole numbers without a fraction. */
export const paceText = (amount: number): string =>
  Number.isInteger(amount) ? String(amount) : amount.toFixed(1)
