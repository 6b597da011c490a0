/** Cells of ID numbers as departments write them: plain, in forms that fold to the key, and malformed ones. */
import type { IdRejectReason } from '../../../connectors/id-number.ts'
import type { Random } from '../../synth/random.ts'
import { type Encoding, encode } from './encoding.ts'
import { checkByte } from './persons.ts'

/** In the order in which the contract tests them. */
export const ID_REJECT_REASONS = [
  'empty',
  'masked',
  'scientific',
  'precision_lost',
  'length',
  'characters',
  'date',
  'check_digit',
] as const satisfies readonly IdRejectReason[]

const X = 88
const LOWER_X = 120
const ZERO = 48
const STAR = 42
const BLANK = 32
const APOSTROPHE = 39
const LETTERS = Buffer.from('OISBZ', 'latin1')
const CHARACTERS = Buffer.from('0123456789X', 'latin1')
/** Months and days that no calendar has, a year before the earliest, years after every cut-off. */
const NO_DATES: readonly (readonly [place: number, digits: string])[] = [
  [10, '1301'],
  [10, '0015'],
  [10, '0230'],
  [10, '0431'],
  [12, '00'],
  [12, '32'],
  [6, '1899'],
  [6, '2018'],
  [6, '2101'],
]

/** One cell that is written over and over. */
export class IdCell {
  readonly bytes = new Uint8Array(64)
  length = 0
  readonly #wideBlank: Uint8Array

  constructor(encoding: Encoding) {
    this.#wideBlank = encode('\u3000', encoding)
  }

  /** The 18 characters as they are. */
  plain(id: Uint8Array): void {
    for (let place = 0; place < 18; place++) this.bytes[place] = id[place] ?? 0
    this.length = 18
  }

  /** A form that folds to the key; whether it is the 15 digits of earlier years. */
  folding(id: Uint8Array, random: Random): 'fifteen' | 'eighteen' {
    this.plain(id)
    const form = random.below(8)
    if (this.bytes[17] === X && form < 5) {
      this.bytes[17] = LOWER_X
      return 'eighteen'
    }
    const inThe1900s = this.bytes[6] === ZERO + 1
    if (form < 3 && inThe1900s) {
      this.bytes.copyWithin(6, 8, 17)
      this.length = 15
      return 'fifteen'
    }
    if (form < 5) this.#prefix(APOSTROPHE)
    else if (form === 5) this.#prefix(BLANK)
    else if (form === 6) this.#append(BLANK)
    else {
      this.#prefix(BLANK)
      for (const byte of this.#wideBlank) this.#append(byte)
    }
    return 'eighteen'
  }

  /** A cell that is rejected for `reason`, made of a good ID number. */
  malformed(id: Uint8Array, reason: IdRejectReason, random: Random): void {
    this.plain(id)
    MALFORMED[reason](this, random)
    if (random.below(16) === 0) this.#append(BLANK)
  }

  #prefix(byte: number): void {
    this.bytes.copyWithin(1, 0, this.length)
    this.bytes[0] = byte
    this.length++
  }

  #append(byte: number): void {
    this.bytes[this.length++] = byte
  }
}

const MALFORMED: Readonly<Record<IdRejectReason, (cell: IdCell, random: Random) => void>> = {
  empty(cell, random) {
    cell.length = random.below(3)
    cell.bytes.fill(BLANK, 0, cell.length)
  },
  masked(cell) {
    cell.bytes.fill(STAR, 6, 14)
  },
  scientific(cell, random) {
    const digits = Buffer.from(cell.bytes.subarray(0, 6)).toString('latin1')
    const text = random.below(4) === 0 ? `${digits[0]}E+17` : `${digits[0]}.${digits.slice(1)}E+17`
    write(cell, 0, text)
    cell.length = text.length
  },
  precision_lost(cell) {
    cell.bytes.fill(ZERO, 15, 18)
    // Where 0 is the right check character nothing would be wrong: another digit before the zeros changes it.
    while (checkByte(cell.bytes) === ZERO)
      cell.bytes[14] = ZERO + (((cell.bytes[14] ?? ZERO) - ZERO + 1) % 10)
  },
  length(cell, random) {
    if (random.below(2) === 0) cell.length = 17
    else cell.bytes[cell.length++] = ZERO + random.below(10)
  },
  characters(cell, random) {
    cell.bytes[random.below(17)] = random.pick([...LETTERS])
  },
  date(cell, random) {
    const [place, digits] = random.pick(NO_DATES)
    write(cell, place, digits)
    cell.bytes[17] = checkByte(cell.bytes)
  },
  check_digit(cell, random) {
    const right = cell.bytes[17]
    const endsInZeros = cell.bytes[15] === ZERO && cell.bytes[16] === ZERO
    const wrong = [...CHARACTERS].filter(byte => byte !== right && !(endsInZeros && byte === ZERO))
    cell.bytes[17] = random.pick(wrong)
  },
}

function write(cell: IdCell, place: number, text: string): void {
  for (let at = 0; at < text.length; at++) cell.bytes[place + at] = text.charCodeAt(at)
}
