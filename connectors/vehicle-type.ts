/**
 * 车辆类型: a GA/T 16.4 code, or its Chinese name, as the class that rules ask about.
 *
 * K1…K4 客车 大型/中型/小型/微型 · H1…H4 货车 重型/中型/轻型/微型 · H5 低速货车 · Q 牵引 · Z 专项作业 · J 轮式机械 ·
 * M 摩托 · N 三轮汽车 · T 拖拉机 · none: a known type that no rule speaks of (挂车, 电车, 其他).
 */
import { foldCategory } from './fold.ts'
import { type Reading, reading } from './reading.ts'

export const VEHICLE_TYPES = [
  'K1',
  'K2',
  'K3',
  'K4',
  'H1',
  'H2',
  'H3',
  'H4',
  'H5',
  'Q',
  'Z',
  'J',
  'M',
  'N',
  'T',
  'none',
] as const
export type VehicleType = (typeof VEHICLE_TYPES)[number]

export const VEHICLE_TYPE_TEXT = {
  zh: 'GA/T 16.4 代码(如 K33、H12、M21)或名称(如 小型轿车、重型普通货车); 客车、货车须写明大小',
  en: 'a GA/T 16.4 code (K33, H12, M21) or a name (小型轿车, 重型普通货车); coaches and lorries with their size',
} as const

/** The code may be followed by its name (`K33小型轿车`), but not by more letters: 「JEEP」 is no code. */
const CODE = /^([KHQZJMNTDGBX])(?:(\d)[0-9A-Z]?)?(?![0-9A-Z])/

const byCode = (letter: string, size: string): VehicleType | undefined => {
  if ('DGBX'.includes(letter)) return 'none'
  const type = letter === 'K' || letter === 'H' ? letter + size : letter
  return VEHICLE_TYPES.find(known => known === type)
}

/** In this order: 「重型半挂牵引车」 is 牵引, 「正三轮摩托车」 is 摩托. */
const BY_WORD: readonly (readonly [RegExp, VehicleType])[] = [
  [/摩托/, 'M'],
  [/三轮汽车/, 'N'],
  [/拖拉机|手扶/, 'T'],
  [/牵引/, 'Q'],
  [/专项作业/, 'Z'],
  [/轮式/, 'J'],
  [/挂车/, 'none'],
  [/低速/, 'H5'],
]
const COACH_SIZES = { 大型: 'K1', 中型: 'K2', 小型: 'K3', 微型: 'K4' } as const
const LORRY_SIZES = { 重型: 'H1', 中型: 'H2', 轻型: 'H3', 微型: 'H4' } as const

const bySize = (name: string, sizes: Readonly<Record<string, VehicleType>>): VehicleType | undefined =>
  Object.entries(sizes).find(([size]) => name.includes(size))?.[1]

const byName = (name: string): VehicleType | undefined => {
  const word = BY_WORD.find(([pattern]) => pattern.test(name))
  if (word) return word[1]
  if (/客车|轿车|越野|面包/.test(name))
    return bySize(name, COACH_SIZES) ?? (name.includes('轿车') ? 'K3' : undefined)
  return /货车|自卸/.test(name) ? bySize(name, LORRY_SIZES) : undefined
}

/** Reads a code (`K33`) or a name (`小型轿车`); a coach or lorry without a size is unusable, a 轿车 is 小型. */
export const readVehicleType = (cell: string): Reading<VehicleType> =>
  reading(cell, folded => {
    const text = foldCategory(folded)
    const code = CODE.exec(text)
    return code ? byCode(code[1] ?? '', code[2] ?? '') : byName(text)
  })
