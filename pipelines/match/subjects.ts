/**
 * Subjects: the persons whom evidence is kept about.
 *
 * Members of the register, persons removed from it earlier, persons whom a candidate row may show to be left out
 * (rules I), and everybody who shares a 户号 with one of them, since what those people own is counter-evidence.
 */
import { hashHouseNumber } from './house-numbers.ts'
import { type KeyTable, keyHigh, keyLow, PairTable, type SharedPairs } from './key-table.ts'

/** Flags of a subject. */
export const MEMBER = 1
export const CANDIDATE = 2
export const RELATED = 4

/** What the index keeps of a residents row. */
export interface ResidentRow {
  readonly key: string
  /** 户号, folded; '' if missing. */
  readonly houseNumber: string
  /** 户籍状态=正常 */
  readonly living: boolean
  readonly livesInVillage: boolean
  /** Meets the feed's candidate predicate (I04). */
  readonly candidate: boolean
}

const LIVING = 1
const IN_VILLAGE = 2
const ELDER = 4
const MAY_BE_LEFT_OUT = 8

/** Flags of a 户号. */
const REGISTERED = 1
const HAS_ELDER = 2
const HAS_YOUNGER = 4
const INHABITED = 8
const WANTED = 16
const HAS_STRANGER = 32

const CHUNK = 1 << 16

/** Rows of residents as 17 bytes each: enough to find out which 户号 matter before the rows are read again. */
export class ResidentIndex {
  readonly #chunks: { readonly pairs: Uint32Array; readonly flags: Uint8Array }[] = []
  readonly #bornBy: string
  #size = 0

  /**
   * @param asOf the day at which age is counted
   * @param eldersAge full years from which somebody is an elder (I07); without it nobody is
   */
  constructor(asOf: string, eldersAge: number | undefined) {
    this.#bornBy =
      eldersAge === undefined
        ? ''
        : `${String(Number(asOf.slice(0, 4)) - eldersAge)}${asOf.slice(5, 7)}${asOf.slice(8, 10)}`
  }

  add(row: ResidentRow): void {
    const at = this.#size % CHUNK
    if (at === 0) this.#chunks.push({ pairs: new Uint32Array(CHUNK * 4), flags: new Uint8Array(CHUNK) })
    const chunk = this.#chunks.at(-1)
    if (!chunk) return
    const [houseHigh, houseLow] = hashHouseNumber(row.houseNumber)
    chunk.pairs.set([keyHigh(row.key), keyLow(row.key), houseHigh, houseLow], at * 4)
    chunk.flags[at] =
      (row.living ? LIVING : 0) |
      (row.livesInVillage ? IN_VILLAGE : 0) |
      (row.key.slice(6, 14) <= this.#bornBy ? ELDER : 0) |
      (row.candidate ? MAY_BE_LEFT_OUT : 0)
    this.#size++
  }

  *rows(): Generator<IndexedRow> {
    const row = { keyHigh: 0, keyLow: 0, houseHigh: 0, houseLow: 0, flags: 0 }
    for (let at = 0; at < this.#size; at++) {
      const chunk = this.#chunks[Math.floor(at / CHUNK)]
      if (!chunk) return
      const first = (at % CHUNK) * 4
      row.keyHigh = chunk.pairs[first] ?? 0
      row.keyLow = chunk.pairs[first + 1] ?? 0
      row.houseHigh = chunk.pairs[first + 2] ?? 0
      row.houseLow = chunk.pairs[first + 3] ?? 0
      row.flags = chunk.flags[at % CHUNK] ?? 0
      yield row
    }
  }
}

/** The same object for every row: read it before the next one is asked for. */
interface IndexedRow {
  readonly keyHigh: number
  readonly keyLow: number
  readonly houseHigh: number
  readonly houseLow: number
  readonly flags: number
}

const isHouse = (row: IndexedRow): boolean => row.houseHigh !== 0 || row.houseLow !== 0

/** The 户号 of the residents deliveries, as what they are to the register. */
export class WholeHouses {
  readonly #houses: PairTable

  /** @param houses of which it is known what they are, or as another thread shares them */
  constructor(houses: PairTable | SharedPairs) {
    this.#houses = houses instanceof PairTable ? houses : new PairTable(houses)
  }

  share(): SharedPairs {
    return this.#houses.share()
  }

  /** Whether every row under it is kept. */
  has(houseNumber: string): boolean {
    return (this.#flags(houseNumber) & WANTED) !== 0
  }

  /** Whether it has a member and somebody who is none. */
  isShared(houseNumber: string): boolean {
    const both = REGISTERED | HAS_STRANGER
    return (this.#flags(houseNumber) & both) === both
  }

  #flags(houseNumber: string): number {
    if (houseNumber === '') return 0
    const [high, low] = hashHouseNumber(houseNumber)
    return this.#houses.get(high, low) ?? 0
  }
}

/**
 * Completes the subjects with what only residents can tell: I04's candidates, I12's (unregistered, 正常, under a 户号
 * that a member has), and everybody under a 户号 of a member, of a candidate, or of I07's form.
 * @param subjects members and candidates known so far; more are marked in it
 */
export function completeSubjects(subjects: KeyTable, indexes: readonly ResidentIndex[]): WholeHouses {
  const houses = new PairTable()
  for (const index of indexes)
    for (const row of index.rows()) {
      if ((row.flags & MAY_BE_LEFT_OUT) !== 0 && subjects.getPair(row.keyHigh, row.keyLow) === 0)
        subjects.markPair(row.keyHigh, row.keyLow, CANDIDATE)
      if (!isHouse(row)) continue
      const registered = (subjects.getPair(row.keyHigh, row.keyLow) & MEMBER) !== 0
      const living = (row.flags & LIVING) !== 0
      houses.mark(
        row.houseHigh,
        row.houseLow,
        (registered ? REGISTERED : HAS_STRANGER) |
          (living && (row.flags & ELDER) !== 0 ? HAS_ELDER : 0) |
          (living && (row.flags & ELDER) === 0 ? HAS_YOUNGER : 0) |
          (living && (row.flags & IN_VILLAGE) !== 0 ? INHABITED : 0),
      )
    }
  // I12: who lives under a member's 户号 becomes a candidate, whatever other 户号 the person has.
  for (const index of indexes)
    for (const row of index.rows()) {
      if (!isHouse(row) || (row.flags & LIVING) === 0) continue
      if (((houses.get(row.houseHigh, row.houseLow) ?? 0) & REGISTERED) === 0) continue
      if ((subjects.getPair(row.keyHigh, row.keyLow) & MEMBER) === 0)
        subjects.markPair(row.keyHigh, row.keyLow, CANDIDATE)
    }
  for (const index of indexes)
    for (const row of index.rows()) {
      if (!isHouse(row)) continue
      const house = houses.get(row.houseHigh, row.houseLow) ?? 0
      const ofElders =
        (house & (REGISTERED | HAS_ELDER | HAS_YOUNGER | INHABITED)) === (HAS_ELDER | INHABITED)
      const candidate = (subjects.getPair(row.keyHigh, row.keyLow) & CANDIDATE) !== 0
      if (ofElders || candidate || (house & REGISTERED) !== 0)
        houses.mark(row.houseHigh, row.houseLow, WANTED)
    }
  for (const index of indexes)
    for (const row of index.rows())
      if (isHouse(row) && ((houses.get(row.houseHigh, row.houseLow) ?? 0) & WANTED) !== 0)
        subjects.markPair(row.keyHigh, row.keyLow, RELATED)
  return new WholeHouses(houses)
}
