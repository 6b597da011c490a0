/**
 * The embedded database: a real PostgreSQL that lives in the state folder and runs exactly as long as this program.
 *
 *   await using server = await openEmbedded({ home })
 *   const pool = new pg.Pool(server.connection)
 */
import { closeSync, existsSync, openSync, readFileSync, realpathSync, renameSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { OperationalError, type Said } from '../operational-error.ts'
import { type Binaries, installedPackage, usableBinaries } from './binaries.ts'
import { type Cluster, isWithin, locateCluster, makeStateFolder } from './cluster.ts'
import { type Endpoint, prepareEndpoint, type Transport } from './endpoint.ts'
import { initialise, lastLine, SUPERUSER } from './initialise.ts'
import { stopLeftOverServer } from './left-over-server.ts'
import { once } from './once.ts'
import { readPostmaster } from './postmaster-file.ts'
import { lockFolder } from './program-lock.ts'
import { diskFull, explainRefusal, saysDiskFull } from './refusals.ts'
import { serverAccount } from './server-account.ts'
import { writeSettings } from './settings.ts'
import { type Supervised, startSupervised } from './supervised.ts'

export interface EmbeddedOptions {
  /** The state folder, absolute. Made if it is not there. */
  readonly home: string
  /** A socket unless told otherwise, or where sockets cannot be had. */
  readonly transport?: Transport
  readonly warn?: (text: Said) => void
  /** Where root puts the database if the server's account cannot enter the state folder. */
  readonly outside?: string
}

/** What a client needs to connect. Holds the password. */
export interface Connection {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password: string
  readonly database: string
  readonly ssl: false
  /** Set, so that PGOPTIONS of the user's environment does not reach this server. */
  readonly options: string
}

export interface EmbeddedServer {
  readonly connection: Connection
  readonly connectionString: string
  readonly dataDir: string
  /** Of PostgreSQL, e.g. `18.4`. */
  readonly version: string
  /** Of the postmaster. */
  readonly pid: number
  /** Settles when the server is gone, whatever ended it. */
  readonly exited: Promise<void>
  /** Lets other programs on this host join, for as long as it is not disposed of. */
  share(): Disposable
  /** Stops the server in order and frees the state folder. May be called twice. */
  stop(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

export const DATABASE = 'bidui'
const LOG_LIMIT = 4 * 1024 * 1024
/** A shutdown writes what is still in memory; on a slow disk that takes its time. */
const STOP_PATIENCE = 60_000
/** Recovery after a crash replays up to max_wal_size; on a slow disk that takes minutes. */
const START_PATIENCE = 600_000
const CHECK_EVERY = 15
const ATTEMPTS = 6
const BETWEEN_ATTEMPTS = 500

/**
 * Starts the database of a state folder: makes it if there is none, recovers it if it was killed.
 *
 * @throws OperationalError if another program uses the folder, the disk is full or not writable, the platform has no
 *   server, or the data are of another version. Nothing is left running or locked then.
 */
export async function openEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const { home } = options
  const account = serverAccount()
  makeStateFolder(home, account)
  const lock = lockFolder(home)
  const locks = [lock]
  const free = () => {
    for (const lock of locks.splice(0)) lock.release()
  }
  try {
    const cluster = locateCluster(home, account, options.warn ?? emitWarning, options.outside)
    // A copied state folder names the same cluster as the original.
    if (!isWithin(realpathSync(home), cluster.folder)) locks.push(lockFolder(cluster.folder))
    const binaries = usableBinaries(installedPackage(), cluster.account, cluster.programs)
    if (existsSync(cluster.data)) await stopLeftOverServer(cluster.data)
    await initialise(cluster, binaries)
    writeSettings(cluster.data, cluster.account)
    const running = await start(cluster, binaries, join(home, 'postgres.log'), options.transport ?? 'socket')
    const connection = connectionTo(cluster, running.endpoint)
    try {
      await makeDatabase(connection)
    } catch (error) {
      await stopWhole(running.server, cluster)
      throw error
    }
    running.server.letGo()
    const stop = once(() => stopWhole(running.server, cluster).finally(free))
    return {
      connection,
      connectionString: connectionString(connection),
      dataDir: cluster.data,
      version: binaries.version,
      pid: running.pid,
      exited: running.server.exited.then(() => undefined),
      share: () => lock.share(),
      stop,
      [Symbol.asyncDispose]: stop,
    }
  } catch (error) {
    free()
    throw explainRefusal(error, home)
  }
}

/** Also where the supervisor was killed, and could not stop the server. */
async function stopWhole(server: Supervised, cluster: Cluster): Promise<void> {
  await server.stop()
  await stopLeftOverServer(cluster.data)
}

interface Running {
  readonly server: Supervised
  readonly pid: number
  readonly endpoint: Endpoint
}

async function start(
  cluster: Cluster,
  binaries: Binaries,
  logFile: string,
  wanted: Transport,
): Promise<Running> {
  let transport = wanted
  for (let attempt = 1; ; attempt += 1) {
    const endpoint = await prepareEndpoint(cluster, transport)
    const begin = rotate(logFile)
    const server = startServer(cluster, binaries, endpoint, logFile)
    const pid = await whenReady(server, cluster.data).catch(async error => {
      await server.stop()
      throw error
    })
    if (pid !== undefined) return { server, pid, endpoint }
    const { output } = await server.exited
    const said = output + readFileSync(logFile).subarray(begin).toString('utf8')
    if (attempt === ATTEMPTS || !isPassing(said)) throw explainFailure(said, cluster, logFile)
    // A file system without sockets (some shared folders): a port will do.
    if (/Unix-domain socket|Unix address/.test(said)) transport = 'port'
    await sleep(BETWEEN_ATTEMPTS)
  }
}

/** Another process holds the port, or the last children of a killed server still hold the data: it passes. */
const isPassing = (said: string): boolean =>
  /already in use|still in use|lock file ".*" already exists|could not bind|Unix-domain socket/.test(said)

function startServer(cluster: Cluster, binaries: Binaries, endpoint: Endpoint, logFile: string): Supervised {
  const onSocket = endpoint.host.startsWith('/')
  const log = openSync(logFile, 'a', 0o600)
  try {
    return startSupervised({
      command: binaries.postgres,
      arguments: [
        '-D',
        cluster.data,
        '-p',
        String(endpoint.port),
        '-c',
        `unix_socket_directories=${onSocket ? quotedListItem(endpoint.host) : ''}`,
        '-c',
        `listen_addresses=${onSocket ? '' : endpoint.host}`,
      ],
      account: cluster.account,
      workingDirectory: cluster.folder,
      output: log,
      patience: STOP_PATIENCE,
      pgCtl: join(dirname(binaries.postgres), 'pg_ctl.exe'),
      ...(endpoint.temporary === undefined ? {} : { remove: endpoint.temporary }),
    })
  } finally {
    closeSync(log)
  }
}

const quotedListItem = (text: string): string => `"${text.replaceAll('"', '""')}"`

/** The server's pid once it takes connections; undefined if it ended instead. */
async function whenReady(server: Supervised, data: string): Promise<number | undefined> {
  const pid = await server.pid.catch(() => undefined)
  if (pid === undefined) return undefined
  for (let waited = 0; waited < START_PATIENCE; waited += CHECK_EVERY) {
    if (server.gone()) return undefined
    const postmaster = readPostmaster(data)
    if (postmaster?.pid === pid && postmaster.ready) return pid
    await sleep(CHECK_EVERY)
  }
  await server.stop()
  return undefined
}

/** Keeps one former log. Returns where the log of this start begins. */
function rotate(logFile: string): number {
  if (!existsSync(logFile)) return 0
  const { size } = statSync(logFile)
  if (size < LOG_LIMIT) return size
  renameSync(logFile, `${logFile}.1`)
  return 0
}

function explainFailure(said: string, cluster: Cluster, logFile: string): OperationalError {
  if (saysDiskFull(said)) return diskFull(cluster.folder)
  const fatal = said.split('\n').findLast(line => /\b(?:FATAL|PANIC):/.test(line)) ?? lastLine(said)
  const reason = fatal.replace(/^.*?(?=FATAL:|PANIC:)/, '').trim()
  return new OperationalError({
    zh: `内置数据库不能启动: ${reason || '原因不明'}。详见 ${logFile}`,
    en: `The built-in database does not start: ${reason || 'for an unknown reason'}. See ${logFile}`,
  })
}

export const connectionTo = (cluster: Pick<Cluster, 'password'>, endpoint: Endpoint): Connection => ({
  host: endpoint.host,
  port: endpoint.port,
  user: SUPERUSER,
  password: cluster.password,
  database: DATABASE,
  ssl: false,
  options: '-c client_encoding=UTF8',
})

export function connectionString({ host, port, user, password, database }: Connection): string {
  const credentials = `${user}:${encodeURIComponent(password)}`
  return host.startsWith('/')
    ? `postgresql://${credentials}@/${database}?host=${encodeURIComponent(host)}&port=${port}`
    : `postgresql://${credentials}@${host}:${port}/${database}`
}

async function makeDatabase(connection: Connection): Promise<void> {
  const client = new pg.Client({ ...connection, database: 'postgres' })
  client.on('error', () => undefined)
  await client.connect()
  try {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [
      connection.database,
    ])
    if (rowCount === 0) await client.query(`CREATE DATABASE ${pg.escapeIdentifier(connection.database)}`)
  } finally {
    await client.end()
  }
}

const emitWarning = ({ zh, en }: Said): void => process.emitWarning(`${zh}\n${en}`)
