/** What the queue can lie in, each with the ways to look into it and to do it harm. */
import pg from 'pg'
import { openDatabase } from '../../../workers/postgres/connect.ts'
import { openEmbedded } from '../../../workers/postgres/embedded.ts'
import type { StepQueueSettings } from '../../../workers/queue/open.ts'
import { startRedis } from './redis-server.ts'

export interface Ground extends AsyncDisposable {
  readonly settings: Pick<StepQueueSettings, 'redisUrl' | 'database'>
  /** What the steps in it hold. */
  payloads(): Promise<readonly unknown[]>
  /** Everything in it, as text. */
  everything(): Promise<string>
  /** Loses whatever is in it. */
  lose(): Promise<void>
  /** Breaks off every connection but its own. */
  cut(): Promise<void>
  /** Stops the server, and starts it again. */
  restart(): Promise<void>
}

export async function postgresGround(home: string): Promise<Ground> {
  // The schema of the program; the queue's own comes with the queue.
  await (await openDatabase({ home })).stop()
  let server = await openEmbedded({ home })
  const { connection } = server
  const { host, port, user, database: name } = connection
  const database = {
    connection,
    address: { host, port, user, database: name },
    describe: () => ({ zh: '数据库', en: 'the database' }),
  }
  return {
    settings: { database },
    payloads: async () => (await ask(connection, 'SELECT data FROM bullmq.job')).map(row => row.data),
    everything: async () =>
      JSON.stringify([
        await ask(connection, 'SELECT * FROM bullmq.job'),
        await ask(connection, 'SELECT * FROM bullmq.event'),
        await ask(connection, 'SELECT * FROM bullmq.meta'),
      ]),
    lose: async () => {
      await ask(connection, `SELECT FROM information_schema.schemata WHERE schema_name = 'bullmq'`).then(
        found =>
          found.length === 0 ? [] : ask(connection, 'TRUNCATE bullmq.job, bullmq.event, bullmq.meta CASCADE'),
      )
    },
    cut: async () => {
      await ask(
        connection,
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()`,
      )
    },
    restart: async () => {
      await server.stop()
      server = await openEmbedded({ home })
    },
    [Symbol.asyncDispose]: () => server.stop(),
  }
}

async function ask(connection: pg.ClientConfig, statement: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(connection)
  await client.connect()
  try {
    return (await client.query(statement)).rows
  } finally {
    await client.end()
  }
}

export async function redisGround(): Promise<Ground> {
  const server = await startRedis()
  const keys = async () => (await server.ask('KEYS', '*')) as string[]
  const contents = async (key: string) => {
    const kind = await server.ask('TYPE', key)
    if (kind === 'hash') return server.ask('HGETALL', key)
    if (kind === 'list') return server.ask('LRANGE', key, '0', '-1')
    if (kind === 'zset') return server.ask('ZRANGE', key, '0', '-1')
    if (kind === 'set') return server.ask('SMEMBERS', key)
    if (kind === 'stream') return server.ask('XRANGE', key, '-', '+')
    return server.ask('GET', key)
  }
  return {
    // The database is not asked where the queue is in Redis.
    settings: { redisUrl: server.url, database: undefined as never },
    payloads: async () => {
      const found = []
      for (const key of await keys())
        if ((await server.ask('TYPE', key)) === 'hash') found.push(await server.ask('HGET', key, 'data'))
      return found.filter(text => typeof text === 'string').map(text => JSON.parse(text))
    },
    everything: async () => {
      const found = []
      for (const key of await keys()) found.push([key, await contents(key)])
      return JSON.stringify(found)
    },
    lose: async () => {
      await server.ask('FLUSHALL')
    },
    cut: async () => {
      await server.ask('CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes')
    },
    restart: () => server.restart(),
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  }
}
