/**
 * `postmaster.pid`: what a running server writes into its data folder, and what a killed one leaves there.
 * Lines: pid, data folder, start time, port, socket folder, listen address, shared memory, state.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { errorCode } from './refusals.ts'

export interface Postmaster {
  readonly pid: number
  readonly port: number
  readonly socketFolder: string
  /** Empty where it listens on the socket alone. */
  readonly listenAddress: string
  readonly ready: boolean
}

const fileIn = (data: string): string => join(data, 'postmaster.pid')

/** Undefined if there is none, or it is not written to its end yet. */
export function readPostmaster(data: string): Postmaster | undefined {
  let lines: readonly string[]
  try {
    lines = readFileSync(fileIn(data), 'utf8').split('\n')
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined
    throw error
  }
  const pid = Number(lines[0])
  if (!Number.isInteger(pid) || pid <= 0) return undefined
  return {
    pid,
    port: Number(lines[3]),
    socketFolder: lines[4] ?? '',
    listenAddress: lines[5] ?? '',
    ready: lines[7]?.trim() === 'ready',
  }
}

/** Higher than any system gives: no process has it, none ever will. */
const NOBODYS_PID = 999_999_999

/**
 * Tells the next server that the former one is dead, where its pid now belongs to a stranger. The file stays: its
 * shared memory line lets the server see whether children of the dead one still use the data.
 */
export function disownPid(data: string): void {
  if (!existsSync(fileIn(data))) return
  const [, ...rest] = readFileSync(fileIn(data), 'utf8').split('\n')
  writeFileSync(fileIn(data), [NOBODYS_PID, ...rest].join('\n'))
}
