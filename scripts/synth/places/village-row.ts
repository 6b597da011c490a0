/** One village 行政村 as the register lists it, and how an ordinary one looks. */
import type { County } from '../counties.ts'
import type { Cell } from '../files/sink.ts'
import type { Place } from '../places.ts'
import type { Random } from '../random.ts'
import type { Hamlet } from './hamlet-row.ts'
import { LAND_KINDS, type LandKind, type Sums } from './written.ts'

export const VILLAGE_COLUMNS = [
  '县',
  '乡',
  '村编码',
  '行政村',
  '是否出列',
  '总户数',
  '总人口数',
  '乡村人口',
  '贫困户数',
  '贫困人口',
  '一般贫困户数',
  '低保贫困户数',
  '五保贫困户数',
  '贫困发生率',
  '低保户数',
  '低保人口数',
  '特困供养户数',
  '特困供养人口数',
  '残疾人口数',
  '劳动力人数',
  '外出务工人数',
  '村级集体经济收入（万元）',
  '到乡镇是否通沥青（水泥）路',
  '是否通客运班车',
  '未实现饮水安全户数',
  '饮水困难户数',
  '危房户数',
  '通生产用电户数',
  '通生活用电户数',
  '通宽带户数',
  '参加新农合人数',
  '参加城乡居民基本养老保险人数',
  '行政村卫生室个数',
  '行政村执业（助理）医师（人）',
  '行政村公共卫生厕所个数',
  '行政村生产生活垃圾集中堆放点个数（个）',
  '行政村文化（图书）室个数 （个）',
  '村小学（个数）',
  '自然村数',
  '耕地面积',
  '有效灌溉面积',
  '林地面积',
  '退耕还林面积',
  '林果面积',
  '牧草地面积',
  '水面面积',
  '上年总户数',
  '上年总人口数',
  '上年耕地面积',
  '负责人',
  '联系电话',
] as const
export type VillageColumn = (typeof VILLAGE_COLUMNS)[number]
export type VillageCells = Record<VillageColumn, Cell>

/** A village before its row is written. */
export interface Settlement {
  readonly county: County
  readonly place: Place
  readonly hamlets: readonly Hamlet[]
  readonly registered: Sums
  /** Whether a household's land is compared with that of the village (H48): it has no more than it must. */
  readonly landCompared: boolean
}

export const LAND_COLUMNS = {
  arable: '耕地面积',
  irrigated: '有效灌溉面积',
  forest: '林地面积',
  reforested: '退耕还林面积',
  orchard: '林果面积',
  pasture: '牧草地面积',
  water: '水面面积',
} as const satisfies Readonly<Record<LandKind, VillageColumn>>

/** Most poor that a delisted village may have: just as many are no lead. */
const POVERTY_RATE = 3

export const hundredths = (area: number): number => Number(area.toFixed(2))

/** An ordinary village: every number agrees with its hamlets and with its registered households. */
export function ordinaryVillage(
  { county, place, hamlets, registered, landCompared }: Settlement,
  delisted: boolean,
  random: Random,
): VillageCells {
  const total = sumOf(hamlets, 'total')
  const people = sumOf(hamlets, 'people')
  const { dibao, wubao, dilapidated, unsafeWater } = registered
  const dibaoHouseholds = dibao + random.between(0, 3)
  const tekunHouseholds = wubao + random.between(0, 2)
  const labourers = Math.floor(people * 0.55)
  const land = landOf(registered, landCompared ? 0 : people * random.pick([0.8, 1.3]), random)
  return {
    县: county.name,
    乡: place.town,
    村编码: place.villageCode,
    行政村: place.village,
    是否出列: delisted ? '是' : '否',
    总户数: total,
    总人口数: people,
    乡村人口: Math.round(people * 0.94),
    贫困户数: registered.households,
    贫困人口: registered.persons,
    一般贫困户数: registered.households - dibao - wubao,
    低保贫困户数: dibao,
    五保贫困户数: wubao,
    贫困发生率: delisted ? random.pick([0.8, 1.25, 2.4, POVERTY_RATE]) : random.between(31, 180) / 10,
    低保户数: dibaoHouseholds,
    低保人口数: dibaoHouseholds * 2,
    特困供养户数: tekunHouseholds,
    特困供养人口数: tekunHouseholds,
    残疾人口数: registered.disabled + random.pick([0, 3, 8]),
    劳动力人数: labourers,
    外出务工人数: Math.floor(labourers * random.pick([0.2, 0.4, 1])),
    '村级集体经济收入（万元）': random.between(3, 90) / 10,
    '到乡镇是否通沥青（水泥）路': delisted || random.chance(0.8) ? '是' : '否',
    是否通客运班车: random.chance(0.7) ? '是' : '否',
    未实现饮水安全户数: unsafeWater,
    饮水困难户数: unsafeWater,
    危房户数: dilapidated + Math.min(random.between(0, 4), Math.max(0, total - dilapidated - unsafeWater)),
    通生产用电户数: Math.round(total * 0.9),
    通生活用电户数: total,
    通宽带户数: Math.round(total * 0.4),
    参加新农合人数: random.chance(0.3) ? people : Math.floor(people * 0.97),
    参加城乡居民基本养老保险人数: Math.floor(people * 0.6),
    行政村卫生室个数: 1,
    '行政村执业（助理）医师（人）': random.between(0, 3),
    行政村公共卫生厕所个数: random.between(0, 4),
    '行政村生产生活垃圾集中堆放点个数（个）': random.between(0, 9),
    '行政村文化（图书）室个数 （个）': 1,
    '村小学（个数）': random.between(0, 2),
    自然村数: hamlets.length,
    ...land,
    上年总户数: lastYear(total, random),
    上年总人口数: lastYear(people, random),
    上年耕地面积: lastYear(Number(land.耕地面积), random),
    负责人: `${random.pick(['李', '王', '杨', '毕', '张'])}${random.pick(['文', '永', '光'])}${random.pick(['明', '贵', '昌'])}`,
    联系电话: phoneOf(random),
  }
}

const sumOf = (hamlets: readonly Hamlet[], what: 'total' | 'people'): number =>
  hamlets.reduce((sum, hamlet) => sum + hamlet[what], 0)

type LandCells = Record<(typeof LAND_COLUMNS)[LandKind], number>

/** At least what the registered households have of each kind, and no more irrigated than arable land. */
function landOf({ land }: Sums, usual: number, random: Random): LandCells {
  const cells = Object.fromEntries(
    LAND_KINDS.map(kind => [
      LAND_COLUMNS[kind],
      hundredths(land[kind] * random.pick([1, 1.4, 2.5]) + random.pick([0, 12, 35.5])),
    ]),
  ) as LandCells
  const irrigated = hundredths(land.irrigated)
  const arable = hundredths(Math.max(hundredths(land.arable), irrigated, usual))
  cells.耕地面积 = arable
  cells.有效灌溉面积 = random.chance(0.1) ? arable : hundredths(irrigated + (arable - irrigated) * 0.3)
  return cells
}

/** Last year's number: within ±20 % of it, now and then just as far. */
function lastYear(now: number, random: Random): number {
  if (now % 6 === 0 && random.chance(0.1)) return (now / 6) * 5
  return now + Math.trunc(now * random.pick([0, 0, 0.04, -0.05, 0.08, -0.09]))
}

function phoneOf(random: Random): string {
  const digits = String(random.below(1e7)).padStart(7, '0')
  return random.pick([
    `1388${digits}`,
    `1598${digits}`,
    `0871-6${digits}`,
    `（0871）6${digits}`,
    `6${digits}`,
  ])
}
