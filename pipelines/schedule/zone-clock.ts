/** What the clocks of a zone show. A reading is in milliseconds, as `Date.UTC` counts them for what is shown. */
const DAY = 86_400_000

export interface ZoneClock {
  /** What the clocks show at an instant. */
  readingAt(at: Date): number
  /**
   * The first instant at which they show a reading; one that they jump over comes as much later as they jump.
   */
  instantOf(reading: number): Date
}

/** @throws RangeError where there is no such zone */
export function zoneClock(zone: string): ZoneClock {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  const readingAt = (at: Date): number => {
    const shown: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {}
    for (const { type, value } of format.formatToParts(at)) shown[type] = Number(value)
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = shown
    return Date.UTC(year, month - 1, day, hour, minute, second)
  }
  /** How far the clocks are ahead of UTC: whole seconds, as zones have them. */
  const aheadAt = (time: number): number => readingAt(new Date(time)) - Math.floor(time / 1000) * 1000
  return {
    readingAt,
    instantOf(reading) {
      const [before, after] = [aheadAt(reading - DAY), aheadAt(reading + DAY)]
      const instants = [reading - Math.max(before, after), reading - Math.min(before, after)]
      return new Date(instants.find(time => readingAt(new Date(time)) === reading) ?? reading - before)
    },
  }
}
