/**
 * Subjects: the persons whom evidence is kept about.
 *
 * Members of the register, persons removed from it earlier, persons whom a candidate row may show to be left out
 * (rules I), and everybody who shares a 户号 with one of them, since what those people own is counter-evidence.
 */
import { hashHouseNumber } from './house-numbers.ts'
import { PairTable, type SharedPairs } from './pair-table.ts'
import {
  ELDER,
  FLAGS_SHIFT,
  IN_VILLAGE,
  KEY_HIGH,
  LIVING,
  MAY_BE_LEFT_OUT,
  RESIDENT_WORDS,
} from './residents.ts'

/** Flags of a subject. */
export const MEMBER = 1
export const CANDIDATE = 2
const RELATED = 4

/** Who is a subject, by the two halves of a key: what {@link completeSubjects} needs of the table of subjects. */
export interface Subjects {
  /** Flags; 0: no subject. */
  getPair(high: number, low: number): number
  /** Sets flags beside those that a person has. */
  markPair(high: number, low: number, flags: number): void
}

/** Flags of a 户号. */
const REGISTERED = 1
const HAS_ELDER = 2
const HAS_YOUNGER = 4
const INHABITED = 8
/** Every row of it is kept. */
const WANTED = 16
/** Somebody of it is no member. */
const HAS_OUTSIDER = 32

/** The 户号 of which every row is kept, when all are known. */
export class WholeHouses {
  readonly #houses: PairTable

  /** As another thread shares them. */
  constructor(houses: SharedPairs) {
    this.#houses = new PairTable(houses)
  }

  /** Of 户号 of which it is known what they are. */
  static among(houses: PairTable): WholeHouses {
    const wanted = new PairTable()
    houses.each((high, low, flags) => {
      if ((flags & WANTED) !== 0) wanted.mark(high, low, flags)
    })
    return new WholeHouses(wanted.share())
  }

  /** Of the words of {@link words}. */
  static of(words: Uint32Array): WholeHouses {
    const houses = PairTable.forPairs(words.length / 3)
    for (let at = 0; at + 2 < words.length; at += 3)
      houses.mark(words[at] ?? 0, words[at + 1] ?? 0, words[at + 2] ?? 0)
    return new WholeHouses(houses.share())
  }

  share(): SharedPairs {
    return this.#houses.share()
  }

  /** Three words for each: its 64 bits and what it is. */
  words(): Uint32Array {
    const words = new Uint32Array(this.#houses.size * 3)
    let at = 0
    this.#houses.each((high, low, flags) => {
      words.set([high, low, flags], at)
      at += 3
    })
    return words
  }

  /** Whether every row of a 户号 is kept. */
  has(houseNumber: string): boolean {
    return (this.#flags(houseNumber) & WANTED) !== 0
  }

  /** Whether both members and others live under a 户号. */
  isShared(houseNumber: string): boolean {
    const both = REGISTERED | HAS_OUTSIDER
    return (this.#flags(houseNumber) & both) === both
  }

  #flags(houseNumber: string): number {
    if (houseNumber === '') return 0
    return this.#houses.get(...hashHouseNumber(houseNumber)) ?? 0
  }
}

const NO_HOUSE = 0xffff_ffff

/**
 * Completes the subjects with what only residents can tell: I04's candidates, I12's (unregistered, 正常, under a 户号
 * that a member has), and everybody under a 户号 of a member, of a candidate, or of I07's form.
 *
 * A province's residents take a minute: there is a pause after each block, in which whoever goes on with it may do
 * something else. Until it has ended, subjects are half complete.
 * @param subjects members and candidates known so far; more are marked in it
 * @param blocks residents, in the words of residents.ts
 */
export function* completingSubjects(
  subjects: Subjects,
  blocks: readonly Uint32Array[],
): Generator<void, WholeHouses> {
  const rows = blocks.reduce((sum, block) => sum + block.length / RESIDENT_WORDS, 0)
  const houses = PairTable.forPairs(rows)
  /** The place of each row's 户号, so that it is looked for once. */
  const places = new Uint32Array(rows)
  yield* eachRow(blocks, (row, high, low, flags, house, otherHouse) => {
    let known = subjects.getPair(high, low)
    if ((flags & MAY_BE_LEFT_OUT) !== 0 && known === 0) {
      subjects.markPair(high, low, CANDIDATE)
      known = CANDIDATE
    }
    if (house === 0 && otherHouse === 0) {
      places[row] = NO_HOUSE
      return
    }
    const place = houses.place(house, otherHouse)
    places[row] = place
    const living = (flags & LIVING) !== 0
    houses.markAt(
      place,
      ((known & MEMBER) !== 0 ? REGISTERED : HAS_OUTSIDER) |
        (living ? ((flags & ELDER) !== 0 ? HAS_ELDER : HAS_YOUNGER) : 0) |
        (living && (flags & IN_VILLAGE) !== 0 ? INHABITED : 0),
    )
  })
  const flagsOf = (row: number): number => {
    const place = places[row] ?? NO_HOUSE
    return place === NO_HOUSE ? 0 : houses.flagsAt(place)
  }
  // I12: who lives under a member's 户号 becomes a candidate, whatever other 户号 the person has.
  yield* eachRow(blocks, (row, high, low, flags) => {
    if ((flags & LIVING) === 0 || (flagsOf(row) & REGISTERED) === 0) return
    if ((subjects.getPair(high, low) & MEMBER) === 0) subjects.markPair(high, low, CANDIDATE)
  })
  yield* eachRow(blocks, (row, high, low) => {
    const house = flagsOf(row)
    if (house === 0 || (house & WANTED) !== 0) return
    const ofElders = (house & (REGISTERED | HAS_ELDER | HAS_YOUNGER | INHABITED)) === (HAS_ELDER | INHABITED)
    if (ofElders || (house & REGISTERED) !== 0 || (subjects.getPair(high, low) & CANDIDATE) !== 0)
      houses.markAt(places[row] ?? 0, WANTED)
  })
  yield* eachRow(blocks, (row, high, low) => {
    if ((flagsOf(row) & WANTED) !== 0) subjects.markPair(high, low, RELATED)
  })
  return WholeHouses.among(houses)
}

/** {@link completingSubjects} without pauses. */
export function completeSubjects(subjects: Subjects, blocks: readonly Uint32Array[]): WholeHouses {
  const work = completingSubjects(subjects, blocks)
  for (;;) {
    const { done, value } = work.next()
    if (done) return value
  }
}

function* eachRow(
  blocks: readonly Uint32Array[],
  take: (row: number, high: number, low: number, flags: number, house: number, otherHouse: number) => void,
): Generator<void, void> {
  let row = 0
  for (const block of blocks) {
    for (let at = 0; at + 3 < block.length; at += RESIDENT_WORDS) {
      const first = block[at] ?? 0
      take(
        row++,
        first & KEY_HIGH,
        block[at + 1] ?? 0,
        first >>> FLAGS_SHIFT,
        block[at + 2] ?? 0,
        block[at + 3] ?? 0,
      )
    }
    yield
  }
}
