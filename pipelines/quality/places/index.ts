/** Rules about places: the explicit lists, V01 to V23 for villages 行政村, N01 to N12 for hamlets 自然村. */
import type { AnyRule } from '../../types.ts'
import { N02, V01 } from './counts.ts'

export const VILLAGE_RULES: readonly AnyRule[] = [V01]
export const HAMLET_RULES: readonly AnyRule[] = [N02]
