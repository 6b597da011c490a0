/** Quality rules 数据质量 (P, H, V, N): the explicit list, in the order of the catalogue. */
import type { AnyRule } from '../types.ts'
import { HOUSEHOLD_RULES } from './households/index.ts'
import { PERSON_RULES } from './persons/index.ts'
import { HAMLET_RULES, VILLAGE_RULES } from './places/index.ts'

export const QUALITY_RULES: readonly AnyRule[] = [
  ...PERSON_RULES,
  ...HOUSEHOLD_RULES,
  ...VILLAGE_RULES,
  ...HAMLET_RULES,
]

/** Published again since 2021, by the tool of that year (S4) or by Guizhou in 2023 (S2): about records as they are now. */
export const QUALITY_RULES_SINCE_2021: readonly AnyRule[] = QUALITY_RULES.filter(({ provenance }) =>
  provenance?.sources.some(source => /^S[24]\b/.test(source)),
)
