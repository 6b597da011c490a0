/**
 * Rule packs 规则包: what a policy chooses from. A run applies the rules of its policy's packs and no others.
 */
import { QUALITY_RULES, QUALITY_RULES_SINCE_2021 } from '../quality/index.ts'
import type { AnyRule, Bilingual, FeedId } from '../types.ts'
import { COUNTER_PARAMETERS } from './counter-cases.ts'
import { COMPARISON_RULES, IDENTITY_RULES, MONITORING_RULES, RULES } from './index.ts'
import { both } from './text.ts'

export interface Pack {
  readonly title: Bilingual
  readonly rules: readonly AnyRule[]
  /** Parameters that are read beside those that its rules name. */
  readonly alsoReads: readonly string[]
}

export const PACK_IDS = ['comparison', 'identity', 'quality', 'quality-2021', 'monitoring'] as const
export type PackId = (typeof PACK_IDS)[number]

export const PACKS: Readonly<Record<PackId, Pack>> = {
  comparison: {
    title: both('扶贫对象跨部门比对', 'comparison of the register with the departments'),
    rules: COMPARISON_RULES,
    alsoReads: COUNTER_PARAMETERS,
  },
  identity: {
    title: both('身份核验（跨部门比对的一部分）', 'identity checks, a part of the comparison'),
    rules: IDENTITY_RULES,
    alsoReads: [],
  },
  quality: {
    title: both('数据质量', 'data quality'),
    rules: QUALITY_RULES,
    alsoReads: [],
  },
  'quality-2021': {
    title: both(
      '数据质量（2021 年以来仍公布的规则）',
      'data quality, the rules that were published again since 2021',
    ),
    rules: QUALITY_RULES_SINCE_2021,
    alsoReads: [],
  },
  monitoring: {
    title: both('防返贫动态监测', 'monitoring against falling back into poverty'),
    rules: MONITORING_RULES,
    alsoReads: COUNTER_PARAMETERS,
  },
}

/** What says which packs are used: a policy. */
export interface PackChoice {
  readonly packs: readonly PackId[]
}

/** The rules of the packs, each once, in the order of the catalogue. */
export function rulesOf({ packs }: PackChoice): readonly AnyRule[] {
  const chosen = new Set(packs.flatMap(id => PACKS[id].rules))
  return RULES.filter(rule => chosen.has(rule))
}

/** The feeds that rules about persons outside the register read; 户籍 says in which county such a person is. */
export const feedsAboutPersons = (rules: readonly AnyRule[]): readonly FeedId[] => [
  ...new Set([
    'public-security.residents' as const,
    ...rules.filter(({ reads }) => reads === 'person').flatMap(({ feeds }) => feeds),
  ]),
]

/** Names of the parameters that the packs read. */
export const parametersOf = ({ packs }: PackChoice): ReadonlySet<string> =>
  new Set(packs.flatMap(id => [...PACKS[id].rules.flatMap(rule => rule.parameters), ...PACKS[id].alsoReads]))
