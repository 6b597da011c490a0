/** Who became a subject by what residents told, and the 户号 that matter: kept by scope, so that nobody looks again. */
import { type Subjects, WholeHouses } from '../../pipelines/match/subjects.ts'
import { pack, unpack } from './packing.ts'
import type { Queryable } from './queryable.ts'

/** Words of a subject: the halves of the key, flags. */
const WORDS = 3

/** Subjects that remember who was marked. */
export class RememberingSubjects implements Subjects {
  readonly #subjects: Subjects
  #words = new Uint32Array(WORDS * 1024)
  #used = 0

  constructor(subjects: Subjects) {
    this.#subjects = subjects
  }

  getPair(high: number, low: number): number {
    return this.#subjects.getPair(high, low)
  }

  markPair(high: number, low: number, flags: number): void {
    if ((this.#subjects.getPair(high, low) & flags) === flags) return
    this.#subjects.markPair(high, low, flags)
    if (this.#used === this.#words.length) {
      const larger = new Uint32Array(this.#words.length * 2)
      larger.set(this.#words)
      this.#words = larger
    }
    this.#words.set([high, low, flags], this.#used)
    this.#used += WORDS
  }

  marks(): Uint32Array {
    return this.#words.subarray(0, this.#used)
  }
}

export interface Completion {
  readonly marks: Uint32Array
  readonly houses: WholeHouses
}

const packWords = (words: Uint32Array): Buffer =>
  pack(new Uint8Array(words.buffer, words.byteOffset, words.byteLength))

/** Copied, so that words begin where words may begin. */
const unpackWords = (bytes: Buffer): Uint32Array => new Uint32Array(Uint8Array.from(unpack(bytes)).buffer)

export async function storeCompletion(
  db: Queryable,
  scope: string,
  { marks, houses }: Completion,
): Promise<void> {
  await db.query(
    `insert into scope_subjects (scope, marks, houses) values ($1, $2, $3) on conflict do nothing`,
    [scope, packWords(marks), packWords(houses.words())],
  )
}

export async function findCompletion(db: Queryable, scope: string): Promise<Completion | undefined> {
  const { rows } = await db.query<{ marks: Buffer; houses: Buffer }>(
    'select marks, houses from scope_subjects where scope = $1',
    [scope],
  )
  const row = rows[0]
  return row && { marks: unpackWords(row.marks), houses: WholeHouses.of(unpackWords(row.houses)) }
}

export async function isCompleted(db: Queryable, scope: string): Promise<boolean> {
  return (await db.query('select from scope_subjects where scope = $1', [scope])).rowCount === 1
}

/** Marks the subjects of a completion. */
export function markAll(subjects: Subjects, marks: Uint32Array): void {
  for (let at = 0; at + 2 < marks.length; at += WORDS)
    subjects.markPair(marks[at] ?? 0, marks[at + 1] ?? 0, marks[at + 2] ?? 0)
}
