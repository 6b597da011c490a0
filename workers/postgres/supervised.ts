/** Starting a program that cannot outlive this one: see supervise.ts. */
import { type ChildProcess, spawn } from 'node:child_process'
import { Socket } from 'node:net'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { MINIMAL_ENVIRONMENT } from './minimal-environment.ts'
import type { ServerAccount } from './server-account.ts'
import type { Order } from './supervise.ts'

export interface Program {
  readonly command: string
  readonly arguments: readonly string[]
  readonly account: ServerAccount
  readonly workingDirectory: string
  /** Where the output goes: an open file, or collected for {@link Supervised.exited}. */
  readonly output: number | 'collect'
  readonly patience: number
  readonly remove?: string
  readonly pgCtl?: string
}

export interface Supervised {
  /** Of the program, not of its supervisor. Rejects if it could not be started. */
  readonly pid: Promise<number>
  /** Settles when the program is gone. `output` is empty unless it was collected. */
  readonly exited: Promise<{ readonly status: number; readonly output: string }>
  /** Whether `exited` has settled. */
  readonly gone: () => boolean
  /** From now on this program may end without waiting; the supervisor then stops the other one. */
  letGo(): void
  /** Asks the program to stop, and waits until it is gone. */
  stop(): Promise<void>
}

const SUPERVISE = fileURLToPath(new URL('./supervise.ts', import.meta.url))
/** The supervisor does next to nothing; it should also weigh next to nothing. */
const SMALL = ['--max-old-space-size=16', '--max-semi-space-size=1', '--disable-warning=ExperimentalWarning']

export function startSupervised(program: Program): Supervised {
  const order: Order = {
    command: program.command,
    arguments: program.arguments,
    ...(program.account ?? {}),
    environment: MINIMAL_ENVIRONMENT,
    workingDirectory: program.workingDirectory,
    patience: program.patience,
    ...(program.remove === undefined ? {} : { remove: program.remove }),
    ...(program.pgCtl === undefined ? {} : { pgCtl: program.pgCtl }),
  }
  const supervisor = spawn(process.execPath, [...SMALL, SUPERVISE, JSON.stringify(order)], {
    // Its own session: Ctrl-C or a closed terminal reaches this program only, which then stops the other in order.
    detached: true,
    windowsHide: true,
    cwd: '/',
    env: MINIMAL_ENVIRONMENT,
    stdio: ['pipe', 'pipe', program.output === 'collect' ? 'pipe' : program.output],
  })
  let gone = false
  let output = ''
  supervisor.stderr?.setEncoding('utf8').on('data', (text: string) => {
    output += text
  })
  const exited = new Promise<{ status: number; output: string }>((resolve, reject) => {
    supervisor.on('error', reject)
    supervisor.on('close', status => resolve({ status: status ?? -1, output }))
  }).finally(() => {
    gone = true
  })
  const pid = new Promise<number>((resolve, reject) => {
    supervisor.stdout?.setEncoding('utf8').once('data', (text: string) => resolve(Number.parseInt(text, 10)))
    exited.then(({ output: said }) => reject(new Error(`ended before it started: ${said.trim()}`)), reject)
  })
  pid.catch(() => undefined)
  exited.catch(() => undefined)
  supervisor.stdin?.on('error', () => undefined)
  return {
    pid,
    exited,
    gone: () => gone,
    letGo: () => setReferences(supervisor, false),
    async stop() {
      setReferences(supervisor, true)
      supervisor.stdin?.end()
      await exited
    },
  }
}

function setReferences(supervisor: ChildProcess, wanted: boolean): void {
  for (const part of [supervisor, ...supervisor.stdio]) {
    if (!(part instanceof Socket) && part !== supervisor) continue
    if (wanted) part.ref()
    else part.unref()
  }
}
