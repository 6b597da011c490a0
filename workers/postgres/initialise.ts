/** How a cluster comes to have a database: made aside and renamed, so that it is whole or not there. */
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { OperationalError } from '../operational-error.ts'
import type { Binaries } from './binaries.ts'
import type { Cluster } from './cluster.ts'
import { diskFull, errorCode, saysDiskFull } from './refusals.ts'
import { giveTo } from './server-account.ts'
import { CONFIGURATION_FILE, writeSettings } from './settings.ts'
import { startSupervised } from './supervised.ts'

export const SUPERUSER = 'bidui'

/** @throws OperationalError if the data were written by another major version of PostgreSQL. */
function checkVersion({ data }: Cluster, binaries: Binaries): void {
  const written = readFileSync(join(data, 'PG_VERSION'), 'utf8').trim()
  if (written === String(binaries.major)) return
  throw new OperationalError({
    zh: `${data} 中的数据由 PostgreSQL ${written} 写成, 本程序内置的是 ${binaries.version}, 不能读取; 请用原来版本的程序打开, 或用 BIDUI_HOME 指定新的文件夹重新开始`,
    en: `The data in ${data} were written by PostgreSQL ${written}; this program has ${binaries.version} and cannot read them. Use the program's former version, or set BIDUI_HOME to a new folder to begin again`,
  })
}

const INITDB_PATIENCE = 5_000

/** Makes the data folder if it is not there. What an interrupted attempt left is removed first. */
export async function initialise(cluster: Cluster, binaries: Binaries): Promise<void> {
  const { folder, data, account } = cluster
  for (const left of readdirSync(folder).filter(name => name.startsWith('initdb-'))) {
    await removeUnderWriter(join(folder, left))
  }
  if (existsSync(data)) return checkVersion(cluster, binaries)
  const aside = mkdtempSync(join(folder, 'initdb-'))
  giveTo(account, aside)
  const passwordFile = `${aside}.password`
  writeFileSync(passwordFile, `${cluster.password}\n`, { mode: 0o600 })
  giveTo(account, passwordFile)
  const initdb = startSupervised({
    command: binaries.initdb,
    arguments: [
      `--pgdata=${aside}`,
      `--username=${SUPERUSER}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--no-instructions',
    ],
    account,
    workingDirectory: folder,
    output: 'collect',
    patience: INITDB_PATIENCE,
  })
  const { status, output } = await initdb.exited
  rmSync(passwordFile, { force: true })
  if (status !== 0) {
    await removeUnderWriter(aside)
    throw saysDiskFull(output) ? diskFull(folder) : notInitialised(folder, output)
  }
  const includes = `\ninclude '${CONFIGURATION_FILE}'\ninclude_if_exists 'local.conf'\n`
  writeFileSync(join(aside, 'postgresql.conf'), includes, { flag: 'a' })
  writeFileSync(join(aside, 'local.conf'), '', { mode: 0o600 })
  giveTo(account, join(aside, 'local.conf'))
  writeSettings(aside, account)
  syncFolder(aside)
  renameSync(aside, data)
  syncFolder(folder)
}

const REMOVAL_ATTEMPTS = 50
const BETWEEN_REMOVALS = 100

/**
 * Removes a folder that an initdb whose program was killed may still be writing to, for a moment. What cannot be
 * removed is in nobody's way, and is tried again at the next start.
 */
async function removeUnderWriter(path: string): Promise<void> {
  for (let attempt = 0; attempt < REMOVAL_ATTEMPTS; attempt += 1) {
    try {
      rmSync(path, { recursive: true, force: true })
    } catch (error) {
      if (errorCode(error) !== 'ENOTEMPTY') throw error
    }
    if (!existsSync(path)) return
    await sleep(BETWEEN_REMOVALS)
  }
}

const notInitialised = (folder: string, output: string): OperationalError =>
  new OperationalError({
    zh: `不能在 ${folder} 建立数据库: ${lastLine(output)}`,
    en: `The database could not be made in ${folder}: ${lastLine(output)}`,
  })

export const lastLine = (output: string): string =>
  output
    .split('\n')
    .filter(line => line.trim() !== '' && !/^initdb: (?:removing|hint)/.test(line))
    .at(-1)
    ?.trim() ?? ''

/** A rename lasts through a power failure once its folder is on disk. */
function syncFolder(folder: string): void {
  try {
    const handle = openSync(folder, 'r')
    fsyncSync(handle)
    closeSync(handle)
  } catch (error) {
    // Windows does not open folders.
    if (errorCode(error) !== 'EPERM' && errorCode(error) !== 'EISDIR') throw error
  }
}
