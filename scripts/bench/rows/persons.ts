/**
 * Persons by number: every number has an ID number of its own, scattered over areas, days and sequences by a
 * bijection. Who is a subject is then a matter of the number alone, and nothing has to be remembered.
 */
const AREAS = [
  '530102 530103 530111 530112 530113 530114 530115 530124',
  '530125 530126 530127 530128 530129 530181 530100 530101',
].flatMap(line => line.split(' '))
const FIRST_DAY = Date.UTC(1930, 0, 1)
const LAST_DAY = Date.UTC(2016, 11, 31)
const DAY = 86_400_000
const DAYS = Math.round((LAST_DAY - FIRST_DAY) / DAY) + 1
const SEQUENCES = 1000

/** How many persons there are. */
export const PERSONS = AREAS.length * DAYS * SEQUENCES

/** A prime that divides none of the three; its product with a person's number stays below 2 ** 53. */
const STEP = 15_485_863
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const
const CHECKS = Buffer.from('10X98765432', 'latin1')

/** ASCII digits of equal length side by side, with the sum of each by the weights of its places in an ID number. */
interface DigitTable {
  readonly width: number
  readonly bytes: Uint8Array
  readonly sums: Uint16Array
}

function digitTable(texts: readonly string[], place: number): DigitTable {
  const width = texts[0]?.length ?? 0
  const sums = texts.map(text =>
    [...text].reduce((sum, digit, at) => sum + Number(digit) * (WEIGHTS[place + at] ?? 0), 0),
  )
  return { width, bytes: Buffer.from(texts.join(''), 'latin1'), sums: Uint16Array.from(sums) }
}

const AREA_DIGITS = digitTable(AREAS, 0)
const DAY_DIGITS = digitTable(
  Array.from({ length: DAYS }, (_, day) =>
    new Date(FIRST_DAY + day * DAY).toISOString().slice(0, 10).replaceAll('-', ''),
  ),
  6,
)
const SEQUENCE_DIGITS = digitTable(
  Array.from({ length: SEQUENCES }, (_, sequence) => String(sequence).padStart(3, '0')),
  14,
)

/** The check character, as ASCII, of the 17 ASCII digits at the beginning of `digits`. */
export function checkByte(digits: Uint8Array): number {
  let sum = 0
  for (let place = 0; place < 17; place++) sum += ((digits[place] ?? 48) - 48) * (WEIGHTS[place] ?? 0)
  return CHECKS[sum % 11] ?? 0
}

/** Writes ID numbers. */
export class Persons {
  readonly #offset: number

  /** @param offset other offsets make other people, 0 to {@link PERSONS} */
  constructor(offset: number) {
    this.#offset = offset % PERSONS
  }

  /** Writes the 18 ASCII characters of a person's ID number to the beginning of `id`. */
  write(person: number, id: Uint8Array): void {
    const scattered = (person * STEP + this.#offset) % PERSONS
    const sequence = scattered % SEQUENCES
    const rest = Math.floor(scattered / SEQUENCES)
    const day = rest % DAYS
    const area = Math.floor(rest / DAYS)
    copyDigits(AREA_DIGITS, area, id, 0)
    copyDigits(DAY_DIGITS, day, id, 6)
    copyDigits(SEQUENCE_DIGITS, sequence, id, 14)
    const sum =
      (AREA_DIGITS.sums[area] ?? 0) + (DAY_DIGITS.sums[day] ?? 0) + (SEQUENCE_DIGITS.sums[sequence] ?? 0)
    id[17] = CHECKS[sum % 11] ?? 0
  }
}

function copyDigits({ width, bytes }: DigitTable, index: number, target: Uint8Array, at: number): void {
  const from = index * width
  for (let place = 0; place < width; place++) target[at + place] = bytes[from + place] ?? 0
}

/** The first eight digits of a key as a number. */
export const highOf = (id: Uint8Array): number => numberAt(id, 0, 8)
/** The next nine digits of a key as a number; the check character follows from the seventeen. */
export const lowOf = (id: Uint8Array): number => numberAt(id, 8, 17)

function numberAt(digits: Uint8Array, from: number, to: number): number {
  let value = 0
  for (let place = from; place < to; place++) value = value * 10 + (digits[place] ?? 48) - 48
  return value
}
