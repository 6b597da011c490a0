/** What the clearance needs to know of a quality rule. */
import type { AnyRule } from '../types.ts'
import { objectOfRule, type ProblemObject } from './objects.ts'

export interface TrackedRule {
  readonly id: string
  readonly object: ProblemObject
  /** Codes of published rules that mean the same: S3#6, S2:3_01_001. */
  readonly sources: readonly string[]
  /** Codes of the register's columns that it is about: AAB003. */
  readonly fields: readonly string[]
  readonly text: string
}

/** The rules whose leads are problems to be cleared. */
export const trackedRules = (rules: readonly AnyRule[]): readonly TrackedRule[] =>
  rules
    .filter(({ direction }) => direction === 'quality')
    .map(rule => ({
      id: rule.id,
      object: objectOfRule(rule),
      sources: rule.provenance?.sources ?? [],
      fields: rule.provenance?.fields ?? [],
      text: rule.text.zh,
    }))
