/** Rules about places: the explicit lists, V01 to V23 for villages 行政村, N01 to N12 for hamlets 自然村. */
import type { AnyRule } from '../../types.ts'
import { V06, V09, V15, V23 } from './blanks.ts'
import { N04, N08, V05, V07, V11, V16, V18, V19 } from './bounds.ts'
import { V22 } from './change.ts'
import { N02, V01, V02, V03 } from './counts.ts'
import { V13, V14, V20 } from './delisted.ts'
import { N01, N11 } from './identity.ts'
import { N05, N10, N12, V04, V10, V12, V17 } from './registered.ts'
import { N06, N07, N09 } from './services.ts'
import { N03, V08, V21 } from './sums.ts'

// biome-ignore format: as in the catalogue
export const VILLAGE_RULES: readonly AnyRule[] = [
  V01, V02, V03, V04, V05, V06, V07, V08, V09, V10, V11, V12,
  V13, V14, V15, V16, V17, V18, V19, V20, V21, V22, V23,
]

// biome-ignore format: as in the catalogue
export const HAMLET_RULES: readonly AnyRule[] = [N01, N02, N03, N04, N05, N06, N07, N08, N09, N10, N11, N12]
