/**
 * Policy 政策: the dated, sourced numbers that rules read, and the calendar of a campaign.
 *
 * A policy is a JSON file. Rules name parameters; the policy says what they are, from when, for where, by what
 * source, and whether somebody has verified the source. What is not in the schema is an error: a mistyped parameter
 * must not fall back to a default that nobody chose.
 */
import { z } from 'zod'
import { isCalendarDate } from '../../connectors/reading.ts'
import type { IsoDate } from '../types.ts'
import { isParameterName, PARAMETER_NAMES, type ParameterName } from './parameters.ts'

const isoDate = z
  .string()
  .refine(
    text =>
      /^\d{4}-\d{2}-\d{2}$/.test(text) &&
      isCalendarDate(Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8, 10))),
    { error: 'YYYY-MM-DD' },
  )
const bilingual = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) })

const provenance = {
  unit: z.string().optional(),
  source: z.string().min(1),
  /** The administrative area that the value holds for. */
  locality: z.string().min(1),
  verified: z.enum(['yes', 'no']),
  note: z.string().optional(),
}

const parameter = z.strictObject({
  ...provenance,
  /** One value for all dates, */
  value: z.number().optional(),
  /** or values each from a date on, */
  dated: z
    .array(z.strictObject({ from: isoDate, value: z.number() }))
    .min(1)
    .optional(),
  /** or a value for each year. */
  byYear: z.record(z.string().regex(/^\d{4}$/, { error: 'YYYY' }), z.number()).optional(),
})
export type PolicyParameter = z.infer<typeof parameter>

const parameters = z.strictObject(
  Object.fromEntries(PARAMETER_NAMES.map(name => [name, parameter])) as Record<
    ParameterName,
    typeof parameter
  >,
)

/** Milestones that the program itself goes by. `clearance`: all problems of the register are cleared. */
export const MILESTONE_IDS = ['clearance'] as const

const milestone = z.strictObject({
  date: isoDate,
  title: bilingual,
  id: z.enum(MILESTONE_IDS).optional(),
})
export type Milestone = z.infer<typeof milestone>

export const policySchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9.-]*$/, { error: 'a-z 0-9 . -' }),
  title: bilingual,
  /** The administrative area that the policy was made for. */
  locality: z.string().min(1),
  source: z.string().min(1),
  parameters,
  milestones: z.array(milestone),
  /** 重点县: followed down to their townships. */
  keyCounties: z.array(z.string().regex(/^\d{6}$/, { error: '530129' })).optional(),
})
export type Policy = z.infer<typeof policySchema>

/** The day until which all problems of the register are to be cleared, where the policy sets one. */
export const clearanceDeadline = ({ milestones }: Pick<Policy, 'milestones'>): IsoDate | undefined =>
  milestones.find(({ id }) => id === 'clearance')?.date

/** What a parameter is at a date: the year's value, the newest dated one that holds already, or the only one. */
export function valueAt({ value, dated, byYear }: PolicyParameter, asOf: IsoDate): number | undefined {
  if (byYear) return byYear[asOf.slice(0, 4)]
  if (!dated) return value
  const begun = dated.filter(({ from }) => from <= asOf)
  return begun.toSorted((one, other) => (one.from < other.from ? 1 : -1))[0]?.value
}

/** The value of a parameter at `asOf`; undefined where the policy says nothing for that date. */
export const parameterAt = (policy: Policy, name: string, asOf: IsoDate): number | undefined =>
  isParameterName(name) ? valueAt(policy.parameters[name], asOf) : undefined
