/**
 * Policy 政策: the packs of rules that are applied, the dated, sourced numbers that these read, and the calendar of a
 * campaign.
 *
 * A policy is a JSON file. Rules name parameters; the policy says what they are, from when, for where, by what
 * source, and whether somebody has verified the source. What is not in the schema is an error: a mistyped parameter
 * must not fall back to a default that nobody chose.
 */
import { z } from 'zod'
import { isCalendarDate } from '../../connectors/reading.ts'
import { PACK_IDS, parametersOf } from '../rules/packs.ts'
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

export const parameterSchema = z.strictObject({
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
export type PolicyParameter = z.infer<typeof parameterSchema>

/** Which of them must be there depends on the packs: {@link requiredParameters}. */
const parameters = z.strictObject(
  Object.fromEntries(PARAMETER_NAMES.map(name => [name, parameterSchema.optional()])) as Record<
    ParameterName,
    z.ZodOptional<typeof parameterSchema>
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
  /** The packs of rules that are applied. */
  packs: z
    .array(z.enum(PACK_IDS))
    .min(1)
    .refine(packs => new Set(packs).size === packs.length, { error: 'each pack once' })
    .readonly(),
  /** Readings that were chosen, and what the policy does not ask for, with the reason. */
  notes: z.array(bilingual).optional(),
  parameters,
  milestones: z.array(milestone),
  /** 重点县: followed down to their townships. */
  keyCounties: z.array(z.string().regex(/^\d{6}$/, { error: '530129' })).optional(),
})
export type Policy = z.infer<typeof policySchema>

/** Read whatever the rules are: what holds a delivery back. */
const ALWAYS: readonly ParameterName[] = ['delivery.rejectLimit', 'delivery.shrinkLimit']

/** The parameters that a policy of these packs must set. */
export function requiredParameters(choice: Pick<Policy, 'packs'>): readonly ParameterName[] {
  const read = parametersOf(choice)
  return PARAMETER_NAMES.filter(name => read.has(name) || ALWAYS.includes(name))
}

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
export function parameterAt(policy: Policy, name: string, asOf: IsoDate): number | undefined {
  const parameter = isParameterName(name) ? policy.parameters[name] : undefined
  return parameter && valueAt(parameter, asOf)
}
