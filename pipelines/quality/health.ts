/** What 健康状况 says: several states may stand in one cell. */
import { contains, type Listed, partsOf } from '../../connectors/column.ts'
import { maskText } from '../../connectors/mask.ts'
import { isUnusable, type Reading } from '../../connectors/reading.ts'
import type { HealthState } from '../../connectors/register/code-sets.ts'
import { said } from '../rules/wording.ts'

type Health = Reading<Listed<HealthState>>

/** 健康, and nothing beside it, readable or not: 「健康,体弱」 is not. */
export const isHealthy = (health: Health): boolean =>
  health !== undefined &&
  !isUnusable(health) &&
  health.items.every(item => item === '健康') &&
  partsOf(health.text).length === health.items.length

/** Stated to be disabled or seriously ill: what excuses a child from school, as in T06. */
export const isGravelyImpaired = (health: Health): boolean =>
  contains(health, '残疾') || contains(health, '大病')

/** Any stated illness or disability. */
export const isImpaired = (health: Health): boolean => isGravelyImpaired(health) || contains(health, '慢性病')

export const saidHealth = (health: Health): string =>
  health === undefined || isUnusable(health) ? said(health) : maskText(health.text)
