/** What a problem is about: 村, 户, 人, 自然村. */
import type { AnyRule, Bilingual } from '../types.ts'

export const PROBLEM_OBJECTS = ['village', 'household', 'person', 'hamlet'] as const
export type ProblemObject = (typeof PROBLEM_OBJECTS)[number]

export const OBJECT_NAMES: Readonly<Record<ProblemObject, Bilingual>> = {
  village: { zh: '村', en: 'village' },
  household: { zh: '户', en: 'household' },
  person: { zh: '人', en: 'person' },
  hamlet: { zh: '自然村', en: 'hamlet' },
}

const BY_FAMILY: Readonly<Record<string, ProblemObject>> = {
  V: 'village',
  H: 'household',
  P: 'person',
  N: 'hamlet',
}

/** Of a quality rule: by its family, else by what it reads. */
export const objectOfRule = ({ id, reads }: Pick<AnyRule, 'id' | 'reads'>): ProblemObject =>
  BY_FAMILY[/^([VHPN])\d/.exec(id)?.[1] ?? ''] ?? (reads === 'village' ? 'village' : 'household')
