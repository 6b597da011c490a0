/**
 * A pool as BullMQ wants it while the database is away. BullMQ knows a lost connection only by ECONNREFUSED: it takes
 * everything else for a fault of the statement, drops what it was about to store, and asks again at once.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'

const PAUSE = 250

export interface PatientPool {
  connect(): Promise<pg.PoolClient>
  query(text: string, parameters?: readonly unknown[]): Promise<pg.QueryResult>
  end(): Promise<void>
  on(event: 'error', listener: (error: Error) => void): this
  removeAllListeners(event?: string): this
  readonly options: pg.PoolOptions
}

/** @param lost hears of every lost connection. */
export function patientPool(configuration: pg.PoolConfig, lost: (error: unknown) => void): PatientPool {
  const pool = new pg.Pool({
    ...configuration,
    // Not by `options`: those of an address would win.
    onConnect: client => client.query('SET search_path TO bullmq'),
  })
  pool.on('error', lost)
  // The pool listens to idle clients only; one in use that is lost would end the program.
  pool.on('connect', client => client.on('error', () => undefined))
  const patiently = async <Result>(work: Promise<Result>): Promise<Result> => {
    try {
      return await work
    } catch (error) {
      if (isStatementError(error)) throw error
      lost(error)
      await sleep(PAUSE)
      throw new ConnectionLost(error)
    }
  }
  return {
    connect: () => patiently(pool.connect()),
    query: (text, parameters) => patiently(pool.query(text, parameters as unknown[])),
    end: () => pool.end(),
    // BullMQ would listen for errors; they are told already.
    on() {
      return this
    },
    removeAllListeners() {
      return this
    },
    options: pool.options,
  }
}

/** What was lost is in `cause`; the code is the one that BullMQ tries again for. */
export class ConnectionLost extends Error {
  override readonly name = 'ConnectionLost'
  readonly code = 'ECONNREFUSED'

  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause })
  }
}

/** The server took the statement and refused it; classes 57P, 53 and 08 say that it is not there for now. */
const isStatementError = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && !/^(?:57P|53|08)/.test(error.code ?? '')
