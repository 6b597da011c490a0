/**
 * Quality rules 数据质量 (P, H, V, N): the explicit list, in the order of the catalogue.
 *
 * Empty for now. A quality rule is a rule like any other (docs/adding-a-rule.md): a file in this folder, and its
 * name in this list.
 */
import type { AnyRule } from '../types.ts'

export const QUALITY_RULES: readonly AnyRule[] = []
