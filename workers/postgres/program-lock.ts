/**
 * One program per state folder.
 *
 * The lock is the operating system's own, taken through SQLite (Node has no flock): it cannot go stale, whatever
 * kills the program, and does not depend on process ids, which are recycled and differ between containers. SQLite
 * never writes to the file. Do not open and close `program.lock` otherwise while holding it: POSIX drops the lock.
 */
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { DatabaseSync } from 'node:sqlite'
import { OperationalError } from '../operational-error.ts'
import { explainRefusal } from './refusals.ts'

export interface ProgramLock {
  /** Tells other programs that they may use what this one runs here, for as long as it is not disposed of. */
  share(): Disposable
  release(): void
}

/** Who holds the lock, as the holder noted it for others to read. */
interface Holder {
  readonly pid: number
  readonly host: string
  /** ISO 8601. */
  readonly since: string
  /** Whether others may join. */
  readonly shared?: boolean
}

/** Milliseconds: a program that was killed just now may still be on its way out. */
const PATIENCE = 500

const SQLITE_BUSY = 5
const SQLITE_LOCKED = 6

/** Another program has the folder. */
export class FolderInUse extends OperationalError {}

/** Takes a folder for this program. @throws FolderInUse, which says who has it already; OperationalError */
export function lockFolder(folder: string): ProgramLock {
  const notice = noticeIn(folder)
  const holder: Holder = { pid: process.pid, host: hostname(), since: new Date().toISOString() }
  let file: DatabaseSync | undefined
  try {
    file = new DatabaseSync(join(folder, 'program.lock'), { timeout: PATIENCE })
    file.exec('BEGIN EXCLUSIVE')
    // It may belong to another account, which was killed.
    rmSync(notice, { force: true })
    writeNotice(notice, holder)
  } catch (error) {
    file?.close()
    throw explain(error, folder, notice)
  }
  const held = file
  return {
    share() {
      writeNotice(notice, { ...holder, shared: true })
      return { [Symbol.dispose]: () => writeNotice(notice, holder) }
    },
    release() {
      rmSync(notice, { force: true })
      held.close()
    },
  }
}

const noticeIn = (folder: string): string => join(folder, 'program.json')

/** Whole or not there, whoever reads it meanwhile. */
function writeNotice(notice: string, holder: Holder): void {
  const partial = `${notice}.partial`
  writeFileSync(partial, JSON.stringify(holder), { mode: 0o600 })
  renameSync(partial, notice)
}

/** Whether the program that has a folder lets others use what it runs there. */
export const isShared = (folder: string): boolean => readHolder(noticeIn(folder))?.shared === true

function explain(error: unknown, folder: string, notice: string): unknown {
  if (!(error instanceof Error && 'errcode' in error)) return explainRefusal(error, folder)
  const code = Number(error.errcode) & 0xff
  if (code === SQLITE_BUSY || code === SQLITE_LOCKED) return taken(folder, readHolder(notice), error)
  return new OperationalError(
    {
      zh: `不能锁定状态文件夹 ${folder} (${error.message}); 请检查权限和磁盘空间, 并用 BIDUI_HOME 指定本机磁盘上的文件夹 (网络盘可能不支持锁)`,
      en: `The state folder ${folder} cannot be locked (${error.message}); check permissions and disk space, and set BIDUI_HOME to a folder on a local disk (network shares may not support locks)`,
    },
    { cause: error },
  )
}

function taken(folder: string, holder: Holder | undefined, cause: Error): OperationalError {
  const elsewhere = holder !== undefined && holder.host !== hostname()
  const who = holder
    ? {
        zh: `进程 ${holder.pid}${elsewhere ? ` (主机 ${holder.host})` : ''}, 自 ${holder.since} 起`,
        en: `process ${holder.pid}${elsewhere ? ` on ${holder.host}` : ''}, since ${holder.since}`,
      }
    : { zh: '另一个程序', en: 'another program' }
  return new FolderInUse(
    {
      zh: `状态文件夹 ${folder} 正在使用中: ${who.zh}。请等它结束, 或先停止它; 同时做另一件工作请用 BIDUI_HOME 指定另一个文件夹`,
      en: `The state folder ${folder} is in use: ${who.en}. Wait until it is done, or stop it first; for other work at the same time set BIDUI_HOME to another folder`,
    },
    { cause },
  )
}

function readHolder(notice: string): Holder | undefined {
  try {
    const holder: unknown = JSON.parse(readFileSync(notice, 'utf8'))
    return isHolder(holder) ? holder : undefined
  } catch {
    return undefined
  }
}

const isHolder = (value: unknown): value is Holder =>
  typeof value === 'object' &&
  value !== null &&
  'pid' in value &&
  typeof value.pid === 'number' &&
  'host' in value &&
  typeof value.host === 'string' &&
  'since' in value &&
  typeof value.since === 'string'
