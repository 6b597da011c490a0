/** A store that is open, whichever it is. */
import type { Migration } from 'kysely/migration'
import type pg from 'pg'
import type { Said } from '../operational-error.ts'
import type { DatabaseAddress } from './database-url.ts'

export interface DatabaseOptions {
  /** Connections of the pool; 16 unless told otherwise. The embedded server takes 80 in all. */
  readonly poolSize?: number
  /** Things worth telling that stop nothing: an idle connection was lost, an unusual place for the data. */
  readonly warn?: (text: Said) => void
  /** The program's own unless a test brings others. */
  readonly migrations?: Readonly<Record<string, Migration>>
  /** The schema stays as it is, whatever it is: for who backs up, restores or examines. */
  readonly asItIs?: true
}

export interface Database {
  readonly pool: pg.Pool
  /** What the pool connects with, for libraries that connect by themselves. Holds the password. */
  readonly connection: pg.ClientConfig
  readonly connectionString: string
  /** Where it is, without the password. */
  readonly address: DatabaseAddress
  readonly embedded: boolean
  /** Settles when an embedded server that this program has started is gone, whatever ended it. */
  readonly exited?: Promise<void>
  /** Lets other programs on this host use an embedded server that this program has started. */
  readonly share?: () => Disposable
  /** Which database this is, for people; without its password. */
  describe(): Said
  /** Ends the pool, then an embedded server. May be called twice. */
  stop(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}
