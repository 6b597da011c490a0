/** Looking at processes from outside, as an operator would. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import process from 'node:process'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

interface Seen {
  readonly pid: number
  readonly parent: number
  readonly command: string
}

/** Every process that still runs; one that only waits to be collected by its parent does not. */
function running(): readonly Seen[] {
  const lines = execFileSync('ps', ['-ww', '-eo', 'pid=,ppid=,stat=,args='], { encoding: 'utf8' }).split('\n')
  return lines
    .map(line => /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line))
    .filter(match => match !== null && !match[3]?.startsWith('Z'))
    .map(match => ({ pid: Number(match?.[1]), parent: Number(match?.[2]), command: match?.[4] ?? '' }))
}

export const isRunning = (pid: number): boolean => running().some(seen => seen.pid === pid)

export const parentOf = (pid: number): number => running().find(seen => seen.pid === pid)?.parent ?? 0

/** Processes whose command line names `path`: servers, supervisors, initdb. */
export const naming = (path: string): readonly string[] =>
  running()
    .filter(
      seen => seen.pid !== process.pid && seen.command.includes(path) && !seen.command.includes(PROGRAM),
    )
    .map(seen => seen.command)

/** Waits as long as the test may take. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await sleep(25)
}

const PROGRAM = fileURLToPath(new URL('./program.ts', import.meta.url))

/** `hold` waits for the end of its input and stops in order; the others end without stopping the server. */
export type Ending = 'hold' | 'exit' | 'throw' | 'end'

export interface Account {
  readonly uid: number
  readonly gid: number
}

export const spawnProgram = (home: string, ending: Ending, account?: Account): ChildProcess =>
  spawn(process.execPath, ['--disable-warning=ExperimentalWarning', PROGRAM, home, ending], {
    ...account,
    cwd: '/',
    stdio: ['pipe', 'pipe', 'pipe'],
  })

export interface Program {
  readonly process: ChildProcess
  readonly server: { readonly pid: number; readonly dataDir: string; readonly connectionString: string }
}

/** Starts a program of its own that opens the embedded server, and waits until it has. */
export async function startProgram(home: string, ending: Ending, account?: Account): Promise<Program> {
  const program = spawnProgram(home, ending, account)
  let complaints = ''
  program.stderr?.on('data', chunk => {
    complaints += String(chunk)
  })
  const [line] = await Promise.race([
    once(program.stdout ?? program, 'data'),
    once(program, 'close').then(() => Promise.reject(new Error(`the program ended: ${complaints}`))),
  ])
  return { process: program, server: JSON.parse(String(line)) }
}

/** Runs a program to its end. */
export async function runProgram(home: string, ending: Ending, account?: Account) {
  const program = spawnProgram(home, ending, account)
  let [out, complaints] = ['', '']
  program.stdout?.on('data', chunk => {
    out += String(chunk)
  })
  program.stderr?.on('data', chunk => {
    complaints += String(chunk)
  })
  program.stdin?.end()
  const [status] = await once(program, 'close')
  return { status: Number(status), out, complaints }
}

export async function kill(program: Program, signal: NodeJS.Signals): Promise<void> {
  const ended = once(program.process, 'close')
  program.process.kill(signal)
  await ended
}
