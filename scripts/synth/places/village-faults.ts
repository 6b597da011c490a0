/** What can be wrong with the row of a village, by rule: each with the columns that it changes and rests on. */
import type { Random } from '../random.ts'
import {
  hundredths,
  LAND_COLUMNS,
  type Settlement,
  type VillageCells,
  type VillageColumn,
} from './village-row.ts'
import { LAND_KINDS, type LandKind } from './written.ts'

export interface Village extends Settlement {
  readonly cells: VillageCells
}

export interface VillageFault {
  /** The rules that say something of it. */
  readonly leads: readonly string[]
  readonly writes: readonly VillageColumn[]
  readonly reads: readonly VillageColumn[]
  /** Whether the village is one that can have it. */
  readonly fits: (village: Village) => boolean
  readonly make: (village: Village, random: Random) => void
}

type Change = (village: Village, random: Random) => Partial<VillageCells>

const always = () => true

/** A fault that changes some cells; what else it rests on is in `reads`. */
const fault = (
  leads: string,
  writes: readonly VillageColumn[],
  reads: readonly VillageColumn[],
  change: Change,
  fits: (village: Village) => boolean = always,
): VillageFault => ({
  leads: leads.split(' '),
  writes,
  reads,
  fits,
  make: (village, random) => {
    Object.assign(village.cells, change(village, random))
  },
})

const MISSING = ['', '无', '/', '—'] as const

const blank = (rule: string, column: VillageColumn): VillageFault =>
  fault(rule, [column], [], (_, random) => ({ [column]: random.pick(MISSING) }))

const delisted = ({ cells }: Village): boolean => cells.是否出列 === '是'

const ofDelisted = (rule: string, column: VillageColumn, change: (random: Random) => string | number) =>
  fault(rule, [column], ['是否出列'], (_, random) => ({ [column]: change(random) }), delisted)

const numberOf = (cells: VillageCells, column: VillageColumn): number => Number(cells[column])

/** More of a part than of the whole. */
const more = (rule: string, part: VillageColumn, whole: VillageColumn): VillageFault =>
  fault(rule, [part], [whole], ({ cells }, random) => ({
    [part]: numberOf(cells, whole) + random.between(1, 40),
  }))

/** Last year's as another number than this year's allows. */
const changed = (now: VillageColumn, before: VillageColumn): VillageFault =>
  fault(
    'V22',
    [before],
    [now],
    ({ cells }, random) => ({ [before]: Math.floor(numberOf(cells, now) * random.pick([0.6, 0.8, 1.4, 2])) }),
    ({ cells }) => numberOf(cells, now) >= 20,
  )

const PEOPLE: readonly VillageColumn[] = [
  '总人口数',
  '乡村人口',
  '贫困人口',
  '参加新农合人数',
  '参加城乡居民基本养老保险人数',
  '劳动力人数',
  '上年总人口数',
]

const V01 = [fault('V01', ['总户数'], [], (_, random) => ({ 总户数: random.pick(MISSING) }))]

/** Nobody at all is fewer than there are households, so V03 speaks too; nothing else is there to compare. */
const V02 = [
  fault(
    'V02 V03',
    PEOPLE,
    ['总户数'],
    () => ({
      总人口数: 0,
      乡村人口: '',
      贫困人口: '',
      参加新农合人数: '',
      参加城乡居民基本养老保险人数: '',
      劳动力人数: '',
      上年总人口数: 0,
    }),
    ({ landCompared }) => !landCompared,
  ),
]

const V03 = [
  fault(
    'V03',
    ['总人口数', '上年总人口数'],
    ['总户数'],
    ({ cells }, random) => {
      const people = Math.floor(numberOf(cells, '总户数') * 7) + random.between(1, 300)
      return { 总人口数: people, 上年总人口数: people }
    },
    ({ cells }) => numberOf(cells, '总户数') > 0,
  ),
]

const V04 = [
  fault('V04', ['贫困户数', '一般贫困户数'], ['总户数'], ({ registered, cells }) => ({
    贫困户数: registered.households + 1,
    一般贫困户数: numberOf(cells, '一般贫困户数') + 1,
  })),
  fault(
    'V04',
    ['贫困人口'],
    [],
    ({ registered }) => ({ 贫困人口: registered.persons - 1 }),
    ({ registered }) => registered.persons > 1,
  ),
]

const V05 = [more('V05', '乡村人口', '总人口数')]

const V06 = [ofDelisted('V06', '低保户数', () => ''), ofDelisted('V06', '低保人口数', () => '')]

const fewer = (part: VillageColumn, whole: VillageColumn): VillageFault =>
  fault(
    'V07',
    [whole],
    [part],
    ({ cells }) => ({ [whole]: numberOf(cells, part) - 1 }),
    ({ cells }) => numberOf(cells, part) > 0,
  )
const V07 = [fewer('低保贫困户数', '低保户数'), fewer('五保贫困户数', '特困供养户数')]

const V08 = [
  fault('V08', ['一般贫困户数'], ['低保贫困户数', '五保贫困户数', '贫困户数'], ({ cells }, random) => ({
    一般贫困户数: numberOf(cells, '一般贫困户数') + random.between(1, 9),
  })),
]

const V09 = [blank('V09', '特困供养人口数'), blank('V09', '残疾人口数')]

const V10 = [
  fault(
    'V10',
    ['残疾人口数'],
    [],
    ({ registered }) => ({ 残疾人口数: registered.disabled - 1 }),
    ({ registered }) => registered.disabled > 0,
  ),
]

const V11 = [
  more('V11', '未实现饮水安全户数', '总户数'),
  fault(
    'V11',
    ['未实现饮水安全户数'],
    ['总户数', '危房户数'],
    ({ cells }) => ({ 未实现饮水安全户数: numberOf(cells, '总户数') - numberOf(cells, '危房户数') + 1 }),
    ({ cells }) => numberOf(cells, '危房户数') > 0,
  ),
  more('V11', '危房户数', '总户数'),
]

const V12 = [
  fault(
    'V12',
    ['危房户数'],
    [],
    ({ registered }) => ({ 危房户数: registered.dilapidated - 1 }),
    ({ registered }) => registered.dilapidated > 0,
  ),
]

const V13 = [ofDelisted('V13', '到乡镇是否通沥青（水泥）路', () => '否')]

const V14 = [
  ofDelisted('V14', '村级集体经济收入（万元）', () => 0),
  ofDelisted('V14', '村级集体经济收入（万元）', random => random.pick(MISSING)),
]

const V15 = (
  [
    '行政村卫生室个数',
    '行政村执业（助理）医师（人）',
    '行政村公共卫生厕所个数',
    '行政村生产生活垃圾集中堆放点个数（个）',
    '行政村文化（图书）室个数 （个）',
    '村小学（个数）',
    '是否通客运班车',
  ] as const
).map(column => blank('V15', column))

const V16 = [
  more('V16', '参加新农合人数', '总人口数'),
  more('V16', '参加城乡居民基本养老保险人数', '总人口数'),
]

/** A hundredth of a 亩 less than the registered households have. */
const lessLand = (kind: LandKind): VillageFault =>
  fault(
    'V17',
    [LAND_COLUMNS[kind]],
    [],
    ({ registered }) => ({ [LAND_COLUMNS[kind]]: hundredths(hundredths(registered.land[kind]) - 0.01) }),
    ({ registered }) => registered.land[kind] >= 1,
  )
const V17 = LAND_KINDS.filter(kind => kind !== 'arable').map(lessLand)

const V18 = [
  fault('V18', ['有效灌溉面积'], ['耕地面积'], ({ cells }, random) => ({
    有效灌溉面积: hundredths(numberOf(cells, '耕地面积') + random.between(1, 900) / 10),
  })),
]

const V19 = [more('V19', '劳动力人数', '总人口数'), more('V19', '外出务工人数', '劳动力人数')]

const V20 = [ofDelisted('V20', '贫困发生率', random => random.between(31, 90) / 10)]

const V21 = [
  fault('V21', ['自然村数'], [], ({ hamlets }) => ({ 自然村数: hamlets.length + 1 })),
  fault('V21', ['自然村数'], [], ({ hamlets }) => ({ 自然村数: hamlets.length - 1 })),
]

const V22 = [
  changed('总人口数', '上年总人口数'),
  changed('总户数', '上年总户数'),
  changed('耕地面积', '上年耕地面积'),
]

const V23 = [
  blank('V23', '负责人'),
  blank('V23', '联系电话'),
  fault('V23', ['联系电话'], [], (_, random) => ({
    联系电话: `${random.pick(['1388', '0871', '128087'])}${random.between(10_000, 99_999)}`,
  })),
]

/** More or fewer households than its hamlets have together; a lead on the village. */
export const N03: readonly VillageFault[] = [
  fault(
    'N03',
    ['总户数', '上年总户数'],
    [],
    ({ cells }, random) => {
      const total = numberOf(cells, '总户数')
      const stated = total + random.between(1, Math.max(1, Math.floor(total * 0.05)))
      return { 总户数: stated, 上年总户数: stated }
    },
    ({ hamlets }) => hamlets.every(hamlet => typeof hamlet.cells.总户数 === 'number'),
  ),
]

export const VILLAGE_FAULTS: readonly (readonly VillageFault[])[] = [
  V01,
  V02,
  V03,
  V04,
  V05,
  V06,
  V07,
  V08,
  V09,
  V10,
  V11,
  V12,
  V13,
  V14,
  V15,
  V16,
  V17,
  V18,
  V19,
  V20,
  V21,
  V22,
  V23,
]
