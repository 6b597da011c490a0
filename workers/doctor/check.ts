/**
 * Examining an installation.
 *
 *  - check 检查: one thing that is looked at; a file under checks/
 *  - finding 结果: its state, what was seen, what to do
 *  - circumstances 情况: what is examined
 */
import type { Pool } from 'pg'
import type { Bilingual } from '../../pipelines/types.ts'
import type { EffectiveSetting } from '../config.ts'

/** `skipped`: could not be looked at, because something else is not there. */
export const STATES = ['good', 'skipped', 'warning', 'bad'] as const
export type State = (typeof STATES)[number]

export interface Finding {
  readonly state: State
  readonly found: Bilingual
  /** What to do. */
  readonly remedy?: Bilingual
  /** The same for programs: numbers and names, no personal data. */
  readonly facts?: Readonly<Record<string, string | number | boolean | null>>
  /** Set where checks that rest on this one cannot be made although it is not bad. */
  readonly blocks?: true
}

export interface Circumstances {
  readonly home: string
  readonly databaseUrl?: string
  readonly redisUrl?: string
  /** Where the files of deliveries are kept, if that is a folder. */
  readonly archive?: string
  readonly settings: {
    readonly effective: readonly EffectiveSetting[]
    readonly unknown: readonly string[]
  }
  readonly now: () => Date
  /** Of the database, once the check of that name has opened it. */
  pool?: Pool
  /** Ends what checks have opened. */
  readonly closing: (() => Promise<void>)[]
}

export interface Check {
  readonly name: string
  readonly title: Bilingual
  /** Checks without which this one cannot be made. */
  readonly after?: readonly string[]
  /** Seconds that it may take; 10 unless said. */
  readonly patience?: number
  /** @throws whatever it meets: that is a finding too */
  look(circumstances: Circumstances): Promise<Finding>
}

export interface Examined extends Finding {
  readonly name: string
  readonly title: Bilingual
}

/** A check that rests on the database. */
export interface StoreCheck extends Omit<Check, 'look'> {
  look(pool: Pool, circumstances: Circumstances): Promise<Finding>
}

/** @throws Error if the database was not opened: the check has to come after that one */
export const onStore = (check: StoreCheck): Check => ({
  ...check,
  look(circumstances) {
    if (!circumstances.pool) throw new Error(`The check ${check.name} was made without a database`)
    return check.look(circumstances.pool, circumstances)
  },
})
