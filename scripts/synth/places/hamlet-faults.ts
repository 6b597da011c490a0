/** What can be wrong with the row of a hamlet, by rule; some faults are a row more. */
import type { Random } from '../random.ts'
import type { Hamlet, HamletCells } from './hamlet-row.ts'
import type { Settlement } from './village-row.ts'

/** A lead on one hamlet. */
export interface HamletLead {
  readonly rule: string
  readonly code: string
}

export interface Told {
  readonly leads: readonly HamletLead[]
  /** A row of the table beside the hamlet's own. */
  readonly another?: Hamlet
  /** Whether that row belongs to the village, and adds to its numbers. */
  readonly within?: boolean
}

export interface HamletFault {
  /** The rule that it is planted for. */
  readonly rule: string
  readonly fits: (hamlet: Hamlet, village: Settlement) => boolean
  readonly make: (hamlet: Hamlet, village: Settlement, random: Random) => Told
}

const codeOf = ({ cells }: Hamlet): string => String(cells.编码)
const inhabited = ({ registered, cells }: Hamlet): boolean =>
  registered.households > 0 && typeof cells.总户数 === 'number'
/** Nobody registered lives there, and its row is otherwise whole: its name is nobody's address. */
const empty = ({ registered, cells }: Hamlet): boolean =>
  registered.households === 0 && typeof cells.总户数 === 'number' && cells.总户数 > 0

/** A fault of some cells. */
const fault = (
  rules: string,
  fits: HamletFault['fits'],
  change: (hamlet: Hamlet, random: Random) => Partial<HamletCells>,
): HamletFault => ({
  rule: rules.split(' ')[0] as string,
  fits,
  make: (hamlet, _, random) => {
    Object.assign(hamlet.cells, change(hamlet, random))
    return { leads: rules.split(' ').map(rule => ({ rule, code: codeOf(hamlet) })) }
  },
})

const copyOf = (hamlet: Hamlet, own: Partial<HamletCells> = {}): Hamlet => ({
  ...hamlet,
  cells: { ...hamlet.cells, ...own },
  faulty: true,
})

/** Endings that no hamlet of a village has; every row that is added makes the next one another. */
const FIRST_FREE = 200

const freeCode = ({ place, hamlets }: Settlement): string =>
  `${place.villageCode}${FIRST_FREE + hamlets.length}`

/** Behind the last three digits of every village: no village has such a code. */
const NO_VILLAGE = 500

const N01: readonly HamletFault[] = [
  fault('N01', inhabited, ({ cells }) => ({ 所属行政村: `上${cells.所属行政村}` })),
  {
    // under a village that there is not
    rule: 'N01',
    fits: () => true,
    make: (hamlet, { place }) => {
      const nowhere = `${place.townCode}${Number(place.villageCode.slice(9)) + NO_VILLAGE}`
      const code = nowhere + codeOf(hamlet).slice(12)
      const cells: HamletCells = {
        ...hamlet.cells,
        ...{ 编码: code, 自然村名称: `${hamlet.cells.自然村名称}后山`, 所属行政村: '' },
        ...{ 总户数: 12, 总人口: 40, 贫困户数: 0, 贫困人口: 0, 未实现饮水安全户数: 0 },
      }
      return { leads: [{ rule: 'N01', code }], another: { ...hamlet, cells, faulty: true } }
    },
  },
  {
    // written twice: a repeated code, and a name that stands there twice
    rule: 'N01',
    fits: inhabited,
    make: hamlet => ({
      leads: ['N01', 'N11'].map(rule => ({ rule, code: codeOf(hamlet) })),
      another: copyOf(hamlet),
      within: true,
    }),
  },
]

const N02: readonly HamletFault[] = [
  fault('N02', inhabited, () => ({ 总人口: '' })),
  fault('N02', empty, () => ({ 总人口: 0 })),
  fault(
    'N02',
    (hamlet, { hamlets }) => inhabited(hamlet) && hamlets.length > 5,
    (_, random) => ({ 总户数: random.pick(['', '无']) }),
  ),
]

const N04: readonly HamletFault[] = [
  fault(
    'N04',
    ({ registered }) => registered.persons > 1,
    ({ registered }) => ({ 总人口: registered.persons - 1 }),
  ),
  fault('N04 N05', inhabited, ({ total }) => ({ 贫困户数: total + 2 })),
]

const N05: readonly HamletFault[] = [
  fault(
    'N05',
    hamlet => inhabited(hamlet) || empty(hamlet),
    ({ registered }) => ({ 贫困户数: registered.households + 1 }),
  ),
  fault('N05', inhabited, ({ registered }) => ({ 贫困户数: registered.households - 1 })),
]

const N06: readonly HamletFault[] = [
  fault(
    'N06',
    ({ cells }) => cells['是否通(沥青/水泥)路'] === '是',
    (_, random) => ({ 未通里程: random.between(1, 60) / 10 }),
  ),
  fault(
    'N06',
    ({ cells }) => cells['是否通(沥青/水泥)路'] === '否',
    () => ({ 未通里程: 0 }),
  ),
]

const N07: readonly HamletFault[] = [
  fault(
    'N07',
    () => true,
    (_, random) => ({ 距行政村里程: random.between(301, 900) / 10 }),
  ),
]

const N08: readonly HamletFault[] = [
  fault('N08', inhabited, ({ total }, random) => ({ 未实现饮水安全户数: total + random.between(1, 9) })),
]

const N09: readonly HamletFault[] = [
  fault(
    'N09',
    () => true,
    () => ({ 是否通电: '否', 是否通生产用电: '是' }),
  ),
]

const N10: readonly HamletFault[] = [
  fault(
    'N10',
    ({ registered }) => registered.unsafeWater > 0,
    () => ({ 未实现饮水安全户数: 0 }),
  ),
]

const NUMBERS = ['3组', '第二村民小组', '十二社', '７ 组'] as const

const N11: readonly HamletFault[] = [
  fault('N11', empty, () => ({ 自然村名称: '' })),
  fault('N11', empty, (_, random) => ({ 自然村名称: random.pick(NUMBERS) })),
  {
    // two hamlets of one name: the same households belong to both
    rule: 'N11',
    fits: inhabited,
    make: (hamlet, village) => {
      const code = freeCode(village)
      return {
        leads: [codeOf(hamlet), code].map(each => ({ rule: 'N11', code: each })),
        another: copyOf(hamlet, { 编码: code }),
        within: true,
      }
    },
  },
]

const N12: readonly HamletFault[] = [
  fault(
    'N12',
    ({ registered: { minority, nationStated } }) => 2 * minority !== nationStated,
    ({ cells }) => ({ 少数民族聚居: cells.少数民族聚居 === '是' ? '否' : '是' }),
  ),
]

/** By rule; N03 is about the village. */
export const HAMLET_FAULTS: readonly (readonly HamletFault[])[] = [
  N01,
  N02,
  N04,
  N05,
  N06,
  N07,
  N08,
  N09,
  N10,
  N11,
  N12,
]
