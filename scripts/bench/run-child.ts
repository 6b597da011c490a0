/** Starts a program of its own and measures it from outside. */
import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { MINIMAL_ENVIRONMENT } from '../../workers/postgres/minimal-environment.ts'

export interface ChildCall {
  readonly module: URL
  readonly words: readonly string[]
  /** A folder where Node keeps compiled source from start to start. */
  readonly compileCache: string
  readonly environment?: Readonly<Record<string, string>>
  /** Shows the child's own messages instead of keeping them for an error. */
  readonly shown?: boolean
  /** Exit statuses beside 0 that are no failure. */
  readonly accepted?: readonly number[]
  /** Told of the process when it has started. */
  readonly onStart?: (pid: number) => void
}

export interface ChildRun {
  /** Of the whole process, from its start to its end. */
  readonly wallSeconds: number
  readonly output: string
}

/** The user or the system has ended the measuring. */
export class Interrupted extends Error {
  readonly exitStatus: number

  constructor(signal: NodeJS.Signals) {
    super(`Ended by ${signal}`)
    this.exitStatus = 128 + constants.signals[signal]
  }
}

/** Of the end of a message; the rest of what a failed child said is of no use. */
const LAST_WORDS = 2000

/** Runs a module on the Node of this process, without what the user's environment says. @throws Interrupted; Error if it fails */
export async function runChild(call: ChildCall): Promise<ChildRun> {
  const { module, words, compileCache, environment = {}, shown = false, accepted = [], onStart } = call
  const started = performance.now()
  const child = spawn(process.execPath, [fileURLToPath(module), ...words], {
    stdio: ['ignore', 'pipe', shown ? 'inherit' : 'pipe'],
    env: { ...MINIMAL_ENVIRONMENT, NODE_COMPILE_CACHE: compileCache, ...environment },
  })
  if (child.pid !== undefined) onStart?.(child.pid)
  let output = ''
  let complaints = ''
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    output += text
  })
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    complaints = (complaints + text).slice(-LAST_WORDS)
  })
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  let interrupted: Interrupted | undefined
  const forward = (signal: NodeJS.Signals): void => {
    interrupted = new Interrupted(signal)
    child.kill(signal)
  }
  process.on('SIGINT', forward).on('SIGTERM', forward)
  let wallSeconds = 0
  child.on('error', reject)
  child.on('exit', () => {
    wallSeconds = (performance.now() - started) / 1000
  })
  child.on('close', (code, signal) => resolve(code ?? 128 + constants.signals[signal ?? 'SIGKILL']))
  try {
    const status = await promise
    if (interrupted) throw interrupted
    if (status !== 0 && !accepted.includes(status))
      throw new Error(`exit status ${status}: ${complaints.trim() || output.trim()}`)
    return { wallSeconds, output }
  } finally {
    process.off('SIGINT', forward).off('SIGTERM', forward)
  }
}
