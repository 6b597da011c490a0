/** The figures of a closed day as they are stored: one form, one digest. */

import { createHash } from 'node:crypto'
import { z } from 'zod'
import { PROBLEM_OBJECTS } from '../../clearance/objects.ts'
import { byParts } from '../tally.ts'
import { byCell } from './day-counts.ts'
import { type DayFigures, MEASURES, type Measure, PROBLEM_CLASSES } from './model.ts'

const count = z.number().int()
const cell = z.strictObject({
  county: z.string(),
  object: z.enum(PROBLEM_OBJECTS),
  class: z.enum(PROBLEM_CLASSES),
  ...(Object.fromEntries(MEASURES.map(measure => [measure, count])) as Record<Measure, typeof count>),
})
const figures = z.strictObject({
  day: z.iso.date(),
  previous: z.string(),
  source: z.strictObject({ run: z.string(), register: z.string() }).optional(),
  events: count,
  history: z.string(),
  counties: z.array(z.strictObject({ code: z.string(), name: z.string() })),
  cells: z.array(cell),
})

/** What is stored, if it has the form of figures. */
export function readFigures(stored: unknown): DayFigures | undefined {
  const parsed = figures.safeParse(stored)
  if (!parsed.success) return undefined
  const { source, ...rest } = parsed.data
  return { ...rest, ...(source === undefined ? {} : { source }) }
}

/** One text for equal figures, whatever order their parts were kept in. */
function canonical({ day, previous, source, events, history, counties, cells }: DayFigures): string {
  return JSON.stringify([
    day,
    previous,
    source ? [source.run, source.register] : null,
    events,
    history,
    [...counties].sort(byParts(({ code }) => code)).map(({ code, name }) => [code, name]),
    [...cells]
      .sort(byCell)
      .map(each => [each.county, each.object, each.class, ...MEASURES.map(measure => each[measure])]),
  ])
}

/** SHA-256, 64 hex digits. Each day's figures hold the digest of the day before: no day can be changed by itself. */
export const digestOf = (day: DayFigures): string => createHash('sha256').update(canonical(day)).digest('hex')
