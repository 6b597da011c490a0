/**
 * Where a state folder keeps its database.
 *
 *   <home>/postgres.json   where the cluster is, and the server's password (0600)
 *   <home>/postgres.log    what the server says, without data
 *   <cluster>/data         PostgreSQL's own; made aside and renamed, so it is whole or not there
 *   <cluster>/run          the server's socket
 *   <cluster>/programs     a copy of the server's programs, where they cannot run in the npm package
 *
 * The cluster is `<home>/postgres`, but for root it may have to lie elsewhere: the server then runs as `nobody`, who
 * often cannot enter the state folder.
 */
import { createHash, randomBytes } from 'node:crypto'
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { z } from 'zod'
import { OperationalError, type Said } from '../operational-error.ts'
import { errorCode, explainRefusal } from './refusals.ts'
import { canEnter, type ServerAccount } from './server-account.ts'

export interface Cluster {
  readonly folder: string
  readonly data: string
  readonly run: string
  readonly programs: string
  readonly password: string
  /** The account that owns the data and runs the server. */
  readonly account: ServerAccount
}

const RECORD = z.object({
  /** Relative to the state folder where it lies inside, so that the state folder can be moved. */
  cluster: z.string().min(1),
  password: z.string().min(1),
})

const OUTSIDE = '/var/lib/bidui'

/** Makes the state folder if it is not there. Root leaves it open to pass through, not to read. */
export function makeStateFolder(home: string, account: ServerAccount): void {
  try {
    makeFolder(home, account ? 0o711 : 0o700)
    accessSync(home, constants.W_OK | constants.X_OK)
  } catch (error) {
    throw explainRefusal(error, home)
  }
}

/** A new folder gets exactly `mode`, whatever the umask; one that is there keeps its own. */
function makeFolder(folder: string, mode: number): void {
  if (mkdirSync(folder, { recursive: true }) !== undefined) chmodSync(folder, mode)
}

/** The cluster of a state folder; chooses and records its place the first time. */
export function locateCluster(
  home: string,
  account: ServerAccount,
  warn: (text: Said) => void,
  outside = OUTSIDE,
): Cluster {
  const recordFile = join(home, 'postgres.json')
  if (existsSync(recordFile)) return recordedCluster(home, recordFile, account)
  const inside = join(home, 'postgres')
  if (existsSync(join(inside, 'data'))) throw damaged(recordFile)
  const folder = canEnter(account, home) ? inside : placeOutside(home, account, outside, warn)
  mkdirSync(folder, { recursive: true })
  chmodSync(folder, account ? 0o711 : 0o700)
  const password = randomBytes(24).toString('base64url')
  const cluster = folder === inside ? 'postgres' : folder
  writeWhole(recordFile, JSON.stringify({ cluster, password }))
  return clusterAt(home, folder, password, account)
}

/** Where a state folder's database is and its password, for who only looks; undefined if it has none. @throws OperationalError */
export function findCluster(home: string): Pick<Cluster, 'folder' | 'data' | 'password'> | undefined {
  const recordFile = join(home, 'postgres.json')
  if (!existsSync(recordFile)) return undefined
  const { folder, password } = readRecord(home, recordFile)
  const data = join(folder, 'data')
  return existsSync(data) ? { folder, data, password } : undefined
}

function readRecord(
  home: string,
  recordFile: string,
): { readonly folder: string; readonly password: string } {
  const record = RECORD.safeParse(parseJson(readFileSync(recordFile, 'utf8')))
  if (!record.success) throw damaged(recordFile)
  return { folder: resolve(home, record.data.cluster), password: record.data.password }
}

function recordedCluster(home: string, recordFile: string, account: ServerAccount): Cluster {
  const { folder, password } = readRecord(home, recordFile)
  if (!existsSync(folder)) {
    throw new OperationalError({
      zh: `数据库文件夹 ${folder} 不见了 (记录在 ${recordFile}); 请恢复它, 或删除 ${recordFile} 从空数据库重新开始`,
      en: `The database folder ${folder} is missing (recorded in ${recordFile}); restore it, or delete ${recordFile} to begin again with an empty database`,
    })
  }
  return clusterAt(home, folder, password, ownerOf(join(folder, 'data'), account))
}

function clusterAt(home: string, folder: string, password: string, account: ServerAccount): Cluster {
  if (!canEnter(account, folder)) {
    throw new OperationalError({
      zh: `数据库账户 (uid ${account?.uid}) 不能进入 ${folder}; 请放开上级文件夹的通过权限 (chmod o+x)`,
      en: `The database's account (uid ${account?.uid}) cannot enter ${folder}; allow passing through the folders above it (chmod o+x)`,
    })
  }
  // The state folder names its place so that a folder left over outside can be told from one in use.
  if (!isWithin(home, folder)) writeFileSync(join(folder, 'home'), `${home}\n`, { mode: 0o600 })
  const real = realpathSync(folder)
  return {
    folder: real,
    data: join(real, 'data'),
    run: join(real, 'run'),
    programs: join(real, 'programs'),
    password,
    account,
  }
}

export const isWithin = (home: string, folder: string): boolean => !relative(home, folder).startsWith('..')

/** Root may open what an ordinary user began: the data keep their owner. */
function ownerOf(data: string, account: ServerAccount): ServerAccount {
  if (!account || !existsSync(data)) return account
  const { uid, gid } = statSync(data)
  return uid === 0 ? account : { uid, gid }
}

function placeOutside(
  home: string,
  account: ServerAccount,
  outside: string,
  warn: (text: Said) => void,
): string {
  const prefix = `${createHash('sha256').update(home).digest('hex').slice(0, 12)}-`
  try {
    makeFolder(outside, 0o711)
    if (canEnter(account, outside)) {
      const left = leftOver(outside, home)
      if (left.length > 0) {
        warn({
          zh: `以前的数据库留在 ${left.join('、')}, 其状态文件夹已不存在; 确认不需要后请删除, 其中有个人信息`,
          en: `Earlier databases are left in ${left.join(', ')}; their state folders are gone. Delete them when you are sure that they are not needed, they hold personal data`,
        })
      }
      return mkdtempSync(join(outside, prefix))
    }
  } catch (error) {
    if (errorCode(error) === 'ENOSPC') throw explainRefusal(error, outside)
  }
  const temporary = mkdtempSync(join(tmpdir(), `bidui-${prefix}`))
  chmodSync(temporary, 0o711)
  warn({
    zh: `数据库放在临时文件夹 ${temporary}, 重启后可能丢失; 请把 BIDUI_HOME 设到账户 nobody 能进入的地方`,
    en: `The database is kept in the temporary folder ${temporary} and may be lost when the machine restarts; set BIDUI_HOME to a place that the account nobody can enter`,
  })
  return temporary
}

/** Databases whose state folder was deleted. Called only where `home` has no record: what claims it is left over. */
const leftOver = (outside: string, home: string): readonly string[] =>
  readdirSync(outside)
    .map(name => join(outside, name))
    .filter(folder => {
      const claim = join(folder, 'home')
      if (!existsSync(claim)) return false
      const claimed = readFileSync(claim, 'utf8').trimEnd()
      return claimed === home || !existsSync(claimed)
    })

const damaged = (recordFile: string): OperationalError =>
  new OperationalError({
    zh: `${recordFile} 缺失或损坏, 它记着数据库的位置和密码; 请从备份恢复, 或把整个状态文件夹移开后重新开始`,
    en: `${recordFile} is missing or damaged; it records where the database is, and its password. Restore it from a backup, or move the whole state folder away to begin again`,
  })

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function writeWhole(path: string, text: string): void {
  const aside = `${path}.new`
  writeFileSync(aside, text, { mode: 0o600, flush: true })
  renameSync(aside, path)
}
