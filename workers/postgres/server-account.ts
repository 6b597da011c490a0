/**
 * Under which account the server runs. PostgreSQL refuses to run as root; for root it runs as `nobody`, an account
 * that every system has, so that none need be created.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { chownSync } from 'node:fs'
import process from 'node:process'
import { OperationalError } from '../operational-error.ts'
import { MINIMAL_ENVIRONMENT } from './minimal-environment.ts'

/** Absent: the account of this program. */
export type ServerAccount = { readonly uid: number; readonly gid: number } | undefined

export function serverAccount(): ServerAccount {
  if (process.getuid?.() !== 0) return undefined
  try {
    return { uid: numberOf('-u'), gid: numberOf('-g') }
  } catch (cause) {
    throw new OperationalError(
      {
        zh: '以 root 运行时, 数据库使用系统账户 nobody, 但本机没有这个账户; 请以普通用户运行, 或设置 DATABASE_URL',
        en: 'As root the database runs under the system account nobody, which this machine does not have; run as an ordinary user, or set DATABASE_URL',
      },
      { cause },
    )
  }
}

function numberOf(flag: '-u' | '-g'): number {
  const text = execFileSync('id', [flag, 'nobody'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  // macOS prints -2 for what is stored as an unsigned number.
  const id = Number(text) >>> 0
  if (!/^-?\d+\n$/.test(text) || id === 0) throw new Error(`id ${flag} nobody: ${text}`)
  return id
}

/** Gives a file or folder to the account that the server runs under. */
export function giveTo(account: ServerAccount, path: string): void {
  if (account) chownSync(path, account.uid, account.gid)
}

/** Whether the account can get at what lies in `folder`. Asked of the system itself: modes do not tell all. */
export function canEnter(account: ServerAccount, folder: string): boolean {
  if (!account) return true
  const { status } = spawnSync('/bin/sh', ['-c', 'cd "$1/."', 'sh', folder], {
    ...account,
    cwd: '/',
    env: MINIMAL_ENVIRONMENT,
    stdio: 'ignore',
  })
  return status === 0
}
