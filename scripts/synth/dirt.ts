/**
 * Dirt: how ID numbers get mangled on the way. `soiled` forms are accepted by the product (contract §3), `spoiled`
 * ones are rejects, each by its own reason.
 */
import type { Cell } from './files/sink.ts'
import { checkOf } from './id-numbers.ts'
import type { Random } from './random.ts'

/** Share of ID cells that arrive in another accepted form. */
const SOILED = 0.022
const FULL_WIDTH = 0xfee0

const fullWidth = (text: string): string =>
  [...text].map(character => String.fromCharCode(character.charCodeAt(0) + FULL_WIDTH)).join('')

/** The form of 15 digits, which people born before 2000 still have on old papers. */
export const fifteen = (key: string): string => key.slice(0, 6) + key.slice(8, 17)

/** The number as it is, or so that folding makes it the same: it stays one of 18 characters. */
export function disguised(random: Random, key: string): string {
  const draw = random.next()
  if (draw >= SOILED) return key.endsWith('X') && draw > 0.9 ? key.toLowerCase() : key
  if (draw < 0.004) return fullWidth(key)
  if (draw < 0.008) return `'${key}`
  if (draw < 0.012) return ` ${key} `
  if (draw < 0.016) return `="${key}"`
  if (draw < 0.019) return `${key.slice(0, 6)} ${key.slice(6, 14)} ${key.slice(14)}`
  return `${key}\u00a0`
}

/** An accepted form of the number, mostly the number itself. Safe in cells of several numbers if `alone` is false. */
export function soiled(random: Random, key: string, alone = true): string {
  const draw = random.next()
  if (draw >= SOILED) return key.endsWith('X') && draw > 0.9 ? key.toLowerCase() : key
  if (draw < 0.003) return fullWidth(key)
  if (draw < 0.008) return Number(key.slice(6, 10)) < 1986 ? fifteen(key) : key
  if (draw < 0.011) return `${key}${random.between(1, 7)}${random.between(1, 4)}`
  if (draw < 0.012) return `${key}${random.between(1, 7)}${random.between(1, 4)}B${random.between(1, 3)}`
  if (!alone) return key
  if (draw < 0.014) return `'${key}`
  if (draw < 0.016) return ` ${key} `
  if (draw < 0.018) return `\u200b${key}`
  if (draw < 0.019) return `="${key}"`
  if (draw < 0.02) return `${key.slice(0, 6)} ${key.slice(6, 14)} ${key.slice(14)}`
  return `${key}\u00a0`
}

/** A form that is rejected: an ID that nobody can repair. `numeric` cells exist in workbooks only. */
export function spoiled(random: Random, key: string, workbook: boolean): Cell {
  switch (random.below(workbook ? 9 : 8)) {
    case 0:
      return `${key[0]}.${key.slice(1, 6)}E+17`
    case 1:
      return `${key.slice(0, 6)}********${key.slice(14)}`
    case 2:
      return checkOf(`${key.slice(0, 15)}00`) === '0' ? wrongCheck(random, key) : `${key.slice(0, 15)}000`
    case 3:
      return key.slice(0, 17)
    case 4:
      return `${key.slice(0, 13)}O${key.slice(14)}`
    case 5:
      return wrongDate(key)
    case 6:
      return ''
    case 7:
      return wrongCheck(random, key)
    default:
      return Number(key.slice(0, 15)) * 1000
  }
}

function wrongCheck(random: Random, key: string): string {
  const wrong = '0123456789X'.replace(key.slice(17), '')
  const text = key.slice(0, 17) + wrong[random.below(wrong.length)]
  return text.endsWith('000') ? `${key.slice(0, 17)}${key.endsWith('1') ? '2' : '1'}` : text
}

function wrongDate(key: string): string {
  const seventeen = `${key.slice(0, 10)}13${key.slice(12, 17)}`
  return seventeen + checkOf(seventeen)
}
