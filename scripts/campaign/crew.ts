/**
 * The processes of a service: PostgreSQL, Redis if wanted, the service, workers. Whichever dies is started again, as
 * systemd or Docker would.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, openSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import process from 'node:process'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { MINIMAL_ENVIRONMENT } from '../../workers/postgres/minimal-environment.ts'

const PROGRAM = fileURLToPath(new URL('../../service/cli/main.ts', import.meta.url))
const POSTGRES_HOST = fileURLToPath(new URL('./postgres-host.ts', import.meta.url))
const RESTART_MS = 300

export interface CrewCall {
  /** A folder for everything: state, results, logs. */
  readonly folder: string
  readonly inbox: string
  readonly backend: 'postgres' | 'redis'
  readonly workers: number
  /** Steps at a time in the service itself; 0: workers alone do them. */
  readonly ofService?: number
  /** Whether workers answer over HTTP, at addresses of their own. */
  readonly answering?: boolean
}

interface Member {
  /** The process to kill; another one than the child where a host looks after it. */
  pid: number | undefined
  readonly child: () => ChildProcess | undefined
}

export class Crew implements AsyncDisposable {
  readonly #call: CrewCall
  readonly #members = new Map<string, Member>()
  #ending = false
  /** Of workers that answer, in their order. */
  readonly addresses: string[] = []
  /** Of PostgreSQL; the same after every start. */
  databaseUrl = ''

  private constructor(call: CrewCall) {
    this.#call = call
  }

  static async start(call: CrewCall): Promise<Crew> {
    const crew = new Crew(call)
    mkdirSync(call.folder, { recursive: true })
    await crew.#startPostgres()
    const redis = call.backend === 'redis' ? await freePort() : undefined
    if (redis !== undefined) crew.#keep('redis', 'redis-server', redisArguments(redis, call.folder), {})
    const environment = {
      ...MINIMAL_ENVIRONMENT,
      NODE_COMPILE_CACHE: join(call.folder, 'compiled'),
      BIDUI_LANG: 'en',
      BIDUI_HOME: join(call.folder, 'home'),
      BIDUI_NIGHTLY: 'off',
      BIDUI_HTTP: 'off',
      DATABASE_URL: crew.databaseUrl,
      ...(redis === undefined ? {} : { REDIS_URL: `redis://127.0.0.1:${redis}` }),
    }
    const serve = ['serve', '--inbox', call.inbox, '--out', crew.results, '--settle', '1']
    const own = ['--concurrency', String(call.ofService ?? 0)]
    crew.#keep('serve', process.execPath, [PROGRAM, ...serve, ...own], environment)
    for (let n = 1; n <= call.workers; n++) {
      const own = call.answering ? { BIDUI_WORKER_HTTP: `127.0.0.1:${await freePort()}` } : {}
      crew.addresses.push(...Object.values(own).map(at => `http://${at}`))
      crew.#keep(`worker${n}`, process.execPath, [PROGRAM, 'worker'], { ...environment, ...own })
    }
    return crew
  }

  /** The folder below which runs have their results. */
  get results(): string {
    return join(this.#call.folder, 'results')
  }

  get names(): readonly string[] {
    return [...this.#members.keys()]
  }

  /** Kills a process, if it lives. @returns whether it did */
  kill(name: string): boolean {
    const pid = this.#members.get(name)?.pid
    if (pid === undefined) return false
    try {
      process.kill(pid, 'SIGKILL')
      return true
    } catch {
      return false
    }
  }

  /** Starts a program, and again whenever it ends. */
  #keep(
    name: string,
    command: string,
    words: readonly string[],
    environment: Readonly<Record<string, string>>,
  ): void {
    let child: ChildProcess | undefined
    const member: Member = { pid: undefined, child: () => child }
    this.#members.set(name, member)
    const log = openSync(join(this.#call.folder, `${name}.log`), 'a')
    const begin = () => {
      if (this.#ending) return
      child = spawn(command, words, { stdio: ['ignore', log, log], env: environment })
      member.pid = child.pid
      child.once('exit', () => {
        member.pid = undefined
        setTimeout(begin, RESTART_MS)
      })
    }
    begin()
  }

  async #startPostgres(): Promise<void> {
    const home = join(this.#call.folder, 'postgres')
    const log = openSync(join(this.#call.folder, 'postgres.log'), 'a')
    const host = spawn(process.execPath, [POSTGRES_HOST, home], {
      stdio: ['ignore', 'pipe', log],
      env: MINIMAL_ENVIRONMENT,
    })
    const member: Member = { pid: undefined, child: () => host }
    this.#members.set('postgres', member)
    const { promise: ready, resolve, reject } = Promise.withResolvers<void>()
    host.stdout?.setEncoding('utf8').on('data', (text: string) => {
      for (const line of text.split('\n').filter(Boolean)) {
        const { pid, url } = JSON.parse(line) as { pid: number; url: string }
        member.pid = pid
        this.databaseUrl = url
        resolve()
      }
    })
    host.once('exit', () => reject(new Error(`PostgreSQL does not start; see ${home}`)))
    await ready
  }

  /** Ends all: service and workers while they still have what they work with, the database last. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#ending = true
    const servers = ['redis', 'postgres']
    const workers = this.names.filter(name => !servers.includes(name))
    await Promise.all(workers.map(name => this.#end(name)))
    for (const name of servers) await this.#end(name)
  }

  async #end(name: string): Promise<void> {
    const child = this.#members.get(name)?.child()
    if (child?.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    child.kill('SIGTERM')
    await Promise.race([gone, sleep(15_000, undefined, { ref: false }).then(() => child.kill('SIGKILL'))])
  }
}

/** Nothing is kept: a Redis that is killed has lost everything. */
const redisArguments = (port: number, folder: string): readonly string[] => [
  ...['--bind', '127.0.0.1', '--port', String(port), '--dir', folder],
  ...['--save', '', '--appendonly', 'no', '--maxmemory-policy', 'noeviction'],
]

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  return typeof address === 'object' && address ? address.port : 0
}
