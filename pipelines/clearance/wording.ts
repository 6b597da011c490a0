/** What states, movements and origins of problems are called for people. */
import type { Bilingual } from '../types.ts'
import type { MovementKind, ProblemState } from './states.ts'

export const STATE_NAMES: Readonly<Record<ProblemState, Bilingual>> = {
  open: { zh: '未清', en: 'open' },
  corrected: { zh: '已改正', en: 'corrected' },
  verified: { zh: '已核实存证', en: 'verified' },
}

export const MOVEMENT_NAMES: Readonly<Record<MovementKind, Bilingual>> = {
  raised: { zh: '发现', en: 'raised' },
  changed: { zh: '变化', en: 'changed' },
  corrected: { zh: '改正', en: 'corrected' },
  verified: { zh: '核实存证', en: 'verified' },
  reopened: { zh: '重新打开', en: 'reopened' },
}

export const ORIGINS = ['rule', 'list', 'both'] as const
export type ProblemOrigin = (typeof ORIGINS)[number]

export const ORIGIN_NAMES: Readonly<Record<ProblemOrigin, Bilingual>> = {
  rule: { zh: '本系统规则', en: 'our rules' },
  list: { zh: '下发清单', en: 'a list' },
  both: { zh: '规则和清单', en: 'rules and a list' },
}
