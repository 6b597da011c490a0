/**
 * Runs one program and ends it when whoever started this process is gone.
 *
 * A process of its own, started by supervised.ts. Its standard input is a pipe that the starter holds open and never
 * writes to: however the starter ends, `kill -9` included, the system closes the pipe, and the program is stopped.
 * The program's output goes to this process's standard error; standard output carries one line, the program's pid.
 */
import { spawn, spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import process from 'node:process'

/** What to run. Passed as JSON in the first argument. */
export interface Order {
  readonly command: string
  readonly arguments: readonly string[]
  readonly uid?: number
  readonly gid?: number
  readonly environment: Record<string, string>
  readonly workingDirectory: string
  /** Milliseconds that the program has after the first, polite signal; then it is made to stop without cleaning up. */
  readonly patience: number
  /** A folder to remove when the program has ended. */
  readonly remove?: string
  /** Windows has no signals: PostgreSQL's own way to send one. */
  readonly pgCtl?: string
}

const COULD_NOT_START = 127

function supervise(order: Order): void {
  const program = spawn(order.command, order.arguments, {
    ...(order.uid === undefined ? {} : { uid: order.uid }),
    ...(order.gid === undefined ? {} : { gid: order.gid }),
    env: order.environment,
    cwd: order.workingDirectory,
    stdio: ['ignore', 2, 2],
  })
  const signal = (name: 'SIGINT' | 'SIGQUIT' | 'SIGKILL') => {
    if (process.platform === 'win32' && order.pgCtl !== undefined && name !== 'SIGKILL') {
      spawnSync(order.pgCtl, ['kill', name.slice(3), String(program.pid)], { stdio: 'ignore' })
    } else program.kill(name)
  }
  let stopping = false
  const stop = () => {
    if (stopping) return
    stopping = true
    signal('SIGINT')
    setTimeout(() => signal('SIGQUIT'), order.patience).unref()
    setTimeout(() => signal('SIGKILL'), order.patience * 2).unref()
  }
  const end = (status: number) => {
    if (order.remove !== undefined) rmSync(order.remove, { recursive: true, force: true })
    process.exit(status)
  }
  program.on('error', error => {
    if (program.pid !== undefined) return
    process.stderr.write(`${error.message}\n`)
    end(COULD_NOT_START)
  })
  program.on('exit', status => end(status ?? COULD_NOT_START + 1))
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, stop)
  for (const event of ['end', 'close', 'error']) process.stdin.on(event, stop)
  process.stdin.resume()
  // Nobody may be left to read the pid.
  process.stdout.on('error', stop)
  if (program.pid !== undefined) process.stdout.write(`${program.pid}\n`)
}

supervise(JSON.parse(process.argv[2] ?? '{}') as Order)
