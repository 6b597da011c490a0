/** One hamlet 自然村 as the register lists it, and how an ordinary one looks. */
import type { Place } from '../places.ts'
import type { Random } from '../random.ts'
import type { Sums } from './written.ts'

export const HAMLET_COLUMNS = [
  '编码',
  '自然村名称',
  '所属行政村',
  '总户数',
  '总人口',
  '贫困户数',
  '贫困人口',
  '是否通(沥青/水泥)路',
  '未通里程',
  '距行政村里程',
  '是否通电',
  '是否通生产用电',
  '未实现饮水安全户数',
  '是否通广播电视',
  '是否通宽带',
  '少数民族聚居',
] as const
export type HamletColumn = (typeof HAMLET_COLUMNS)[number]
export type HamletCells = Record<HamletColumn, string | number>

export interface Hamlet {
  /** Households and people that live there, whatever its row says. */
  readonly total: number
  readonly people: number
  /** What the registered households of its name add up to. */
  readonly registered: Sums
  readonly cells: HamletCells
  /** A hamlet has one fault at most, so that none can hide or cause another. */
  faulty: boolean
}

/** How far a hamlet may lie from its village: just that far is no lead. */
const FARTHEST = 30

/** @param written 总户数 as the row says it, where that is not how many there are (I11) */
export function ordinaryHamlet(
  place: Place,
  registered: Sums,
  total: number,
  random: Random,
  written: number | '' = total,
): Hamlet {
  const people = Math.max(registered.persons, Math.round(total * 3.6))
  const paved = random.chance(0.7)
  const power = random.chance(0.98)
  return {
    total,
    people,
    registered,
    faulty: false,
    cells: {
      编码: place.hamletCode,
      自然村名称: place.hamlet,
      所属行政村: place.village,
      总户数: written,
      总人口: written === '' ? '' : people,
      贫困户数: registered.households,
      贫困人口: registered.persons,
      '是否通(沥青/水泥)路': paved ? '是' : '否',
      未通里程: paved ? random.pick([0, '']) : random.between(2, 90) / 10,
      距行政村里程: random.chance(0.02) ? FARTHEST : random.between(2, 120) / 10,
      是否通电: power ? '是' : '否',
      是否通生产用电: power && random.chance(0.8) ? '是' : '否',
      未实现饮水安全户数: registered.unsafeWater,
      是否通广播电视: random.chance(0.9) ? '是' : '否',
      是否通宽带: random.chance(0.6) ? '是' : '否',
      少数民族聚居: inhabitedByMinorities(registered, random),
    },
  }
}

/** As most of its registered people are; where there is no majority, either. */
function inhabitedByMinorities({ minority, nationStated }: Sums, random: Random): '是' | '否' {
  if (2 * minority === nationStated) return random.chance(0.3) ? '是' : '否'
  return 2 * minority > nationStated ? '是' : '否'
}
