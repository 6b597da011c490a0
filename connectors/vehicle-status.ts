/**
 * 机动车状态: whether the vehicle is still there.
 *
 * A cell holds one or more letters of GA/T 16.12 (`GQ`), or their names. The vehicle is `gone` if any of them is
 * B 转出, C 被盗抢, E 注销, M 强制注销 or P 达到报废标准. What is not understood is unusable; rules then take the
 * vehicle for active, because an exemption must be stated.
 */
import { foldCategory } from './fold.ts'
import { type Reading, reading } from './reading.ts'

export const VEHICLE_STATUSES = ['active', 'gone'] as const
export type VehicleStatus = (typeof VEHICLE_STATUSES)[number]

export const VEHICLE_STATUS_TEXT = {
  zh: '代码(A 正常、B 转出、C 被盗抢、E 注销、G 违法未处理、M 强制注销、P 达到报废标准、Q 逾期未检验等; 可连写, 如 GQ)或名称',
  en: 'codes (A 正常, B 转出, C 被盗抢, E 注销, G 违法未处理, M 强制注销, P 达到报废标准, Q 逾期未检验 …; several may stand together: GQ), or names',
} as const

const NAMES: Readonly<Record<string, string>> = {
  正常: 'A',
  转出: 'B',
  被盗抢: 'C',
  停驶: 'D',
  注销: 'E',
  违法未处理: 'G',
  海关监管: 'H',
  事故未处理: 'I',
  嫌疑车: 'J',
  查封: 'K',
  扣留: 'L',
  强制注销: 'M',
  事故逃逸: 'N',
  锁定: 'O',
  达到报废标准: 'P',
  逾期未检验: 'Q',
  其他: 'Z',
}
const GONE = 'BCEMP'
/** One status after the other, with or without separators. */
const STATUS = new RegExp(`(?:${Object.keys(NAMES).join('|')}|[A-QZ])[-、,;/|:+()]*`, 'gy')

/** Reads `A`, `GQ`, `G、Q`, `违法未处理,逾期未检验`, `E 注销`. */
export const readVehicleStatus = (cell: string): Reading<VehicleStatus> =>
  reading(cell, folded => {
    const text = foldCategory(folded)
    const found = text.match(STATUS) ?? []
    if (found.join('') !== text) return undefined
    const letters = found.map(part => part.replace(/[-、,;/|:+()]+$/, '')).map(part => NAMES[part] ?? part)
    return letters.some(letter => GONE.includes(letter)) ? 'gone' : 'active'
  })
