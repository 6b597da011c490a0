/** Bounds of age that the policy sets, and whether a person lies within them. */
import type { ParameterName } from '../policies/parameters.ts'
import type { Member, RuleContext } from '../types.ts'
import { NO_PARAMETER, type Unconcluded } from './judgement.ts'
import { ageOf, birthOf } from './person-rule.ts'

export interface AgeBound {
  readonly parameter: ParameterName
  readonly holds: (age: number, limit: number) => boolean
  readonly words: (limit: number) => string
}

export const atLeast = (parameter: ParameterName): AgeBound => ({
  parameter,
  holds: (age, limit) => age >= limit,
  words: limit => `满 ${limit} 岁`,
})
export const below = (parameter: ParameterName): AgeBound => ({
  parameter,
  holds: (age, limit) => age < limit,
  words: limit => `未满 ${limit} 岁`,
})
/** In full years, so up to the day before the next birthday. */
export const upTo = (parameter: ParameterName): AgeBound => ({
  parameter,
  holds: (age, limit) => age <= limit,
  words: limit => `不超过 ${limit} 岁`,
})
export const over = (parameter: ParameterName): AgeBound => ({
  parameter,
  holds: (age, limit) => age > limit,
  words: limit => `超过 ${limit} 岁`,
})

export const parametersOf = (...bounds: readonly AgeBound[]): readonly ParameterName[] =>
  bounds.map(({ parameter }) => parameter)

/**
 * In words, where a person's age lies within all the bounds: 「1999 年出生（满 16 岁、不超过 65 岁）」. By the year of
 * birth, because an age would be another on the next birthday, though nothing in the register has changed.
 */
export function aged(
  member: Member,
  context: RuleContext,
  bounds: readonly AgeBound[],
): string | Unconcluded | undefined {
  const age = ageOf(member, context)
  if (age === undefined) return undefined
  let isOpen = false
  for (const { parameter, holds } of bounds) {
    const limit = context.parameter(parameter)
    if (limit === undefined) isOpen = true
    else if (!holds(age, limit)) return undefined
  }
  if (isOpen) return NO_PARAMETER
  const words = bounds.map(({ parameter, words }) => words(context.parameter(parameter) ?? 0))
  return `${bornIn(member)}（${words.join('、')}）`
}

/** Where the age lies beyond one of two bounds. */
export function agedBeyond(
  member: Member,
  context: RuleContext,
  ends: readonly AgeBound[],
): string | Unconcluded | undefined {
  let open: Unconcluded | undefined
  for (const end of ends) {
    const beyond = aged(member, context, [end])
    if (typeof beyond === 'string') return beyond
    open ??= beyond
  }
  return open
}

/** 「1999 年出生」. */
export const bornIn = (member: Member): string => `${birthOf(member)?.slice(0, 4)} 年出生`
