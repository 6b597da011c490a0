/**
 * A server without its program: both the program and the supervisor were killed, or the supervisor is still stopping
 * it. Whoever calls this holds the state folder's lock, so no living program can own such a server.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, readlinkSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname } from 'node:path'
import process from 'node:process'
import { setTimeout as sleep } from 'node:timers/promises'
import { OperationalError } from '../operational-error.ts'
import { MINIMAL_ENVIRONMENT } from './minimal-environment.ts'
import { disownPid, readPostmaster } from './postmaster-file.ts'
import { errorCode } from './refusals.ts'

const CHECK_EVERY = 50
/** A fast shutdown writes a last checkpoint: seconds on an idle disk. */
const POLITE = 60_000
const IMPOLITE = 15_000

/** Stops the server that runs on `data`, if any, and clears away what a dead one left in the system. */
export async function stopLeftOverServer(data: string): Promise<void> {
  const postmaster = readPostmaster(data)
  if (!postmaster) return
  const { pid, socketFolder } = postmaster
  if (exists(pid)) {
    if (servesFolder(pid, data)) await stopServer(pid, data)
    else disownPid(data)
  }
  const temporary = basename(socketFolder).startsWith('bidui-') && dirname(socketFolder) === tmpdir()
  if (temporary) rmSync(socketFolder, { recursive: true, force: true })
}

async function stopServer(pid: number, data: string): Promise<void> {
  for (const [signal, patience] of [
    ['SIGINT', POLITE],
    ['SIGQUIT', IMPOLITE],
  ] as const) {
    sendSignal(pid, signal)
    for (let waited = 0; waited < patience; waited += CHECK_EVERY) {
      if (!exists(pid) || !servesFolder(pid, data)) return
      await sleep(CHECK_EVERY)
    }
  }
  throw new OperationalError({
    zh: `上次留下的数据库进程 ${pid} (${data}) 不能停止; 请结束该进程后重试`,
    en: `A database process left over from before, ${pid} (${data}), does not stop; end it and try again`,
  })
}

function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if (errorCode(error) !== 'ESRCH') throw error
  }
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return errorCode(error) === 'EPERM'
  }
}

/** Whether process `pid` is a PostgreSQL server on `data`: pids are given out again, after a restart above all. */
function servesFolder(pid: number, data: string): boolean {
  const command = existsSync('/proc/self') ? commandInProc(pid) : commandFromPs(pid)
  if (!/postgres/.test(command)) return false
  return command.includes(data) || workingDirectory(pid) === data
}

function commandInProc(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
  } catch {
    return ''
  }
}

const commandFromPs = (pid: number): string =>
  spawnSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], {
    env: MINIMAL_ENVIRONMENT,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).stdout ?? ''

function workingDirectory(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return undefined
  }
}
