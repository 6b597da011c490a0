/** Villages 行政村 and hamlets 自然村: where registered households live, and the hamlets where none does. */
import type { County } from './counties.ts'

/** Registered households of a village, and hamlets over which they are spread. */
export const PER_VILLAGE = 180
const HAMLETS = 12
const VILLAGES_PER_TOWN = 12

const FIRST = [
  '麦地',
  '核桃',
  '松林',
  '石板',
  '马街',
  '龙潭',
  '白土',
  '红石',
  '落水',
  '大箐',
  '鲁嘎',
  '多姑',
  '安秋',
  '树德',
  '发明',
] as const
const SECOND = ['心', '坪', '箐', '沟', '坡', '塘', '营', '湾', '哨', '村', '岩', '寨', '山'] as const
const HAMLET_NAMES = [
  '上村',
  '下村',
  '大村',
  '小村',
  '岩子脚',
  '新房子',
  '老村',
  '马家村',
  '水井边',
  '梨树坪',
  '干海子',
  '大麦地',
  '小江边',
  '尖山顶',
] as const

export interface Place {
  readonly town: string
  readonly townCode: string
  readonly village: string
  /** 12 digits. */
  readonly villageCode: string
  /** Which village of the county it is, from 0. */
  readonly villageIndex: number
  readonly hamlet: string
  /** 15 digits. */
  readonly hamletCode: string
}

/** Where the `ordinal`-th registered household of a county lives. */
export function placeOf(county: County, ordinal: number): Place {
  return hamletAt(county, Math.floor(ordinal / PER_VILLAGE), (ordinal % PER_VILLAGE) % HAMLETS)
}

/** One hamlet of a village; those after the twelfth have no registered household. */
export function hamletAt(county: County, villageIndex: number, hamlet: number): Place {
  const town = Math.floor(villageIndex / VILLAGES_PER_TOWN)
  const townCode = `${county.code}${100 + town}`
  const villageCode = `${townCode}${200 + (villageIndex % VILLAGES_PER_TOWN)}`
  const round = Math.floor(town / county.towns.length)
  const townName = county.towns[town % county.towns.length] as string
  const first = FIRST[villageIndex % FIRST.length] as string
  const second = SECOND[villageIndex % SECOND.length] as string
  return {
    town: round === 0 ? townName : `${townName}${round + 1}`,
    townCode,
    village: `${first}${second}村委会`,
    villageCode,
    villageIndex,
    hamlet: HAMLET_NAMES[hamlet] as string,
    hamletCode: `${villageCode}${String(101 + hamlet)}`,
  }
}

export const HAMLETS_PER_VILLAGE = HAMLETS
