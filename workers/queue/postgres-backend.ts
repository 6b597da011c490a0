/** The queue in the database: the schema `bullmq` beside the program's own. */
import { createPostgresBackend, runMigrations, SchemaVersionMismatchError, withBackend } from 'bullmq'
import pg from 'pg'
import { OperationalError, type Said } from '../operational-error.ts'
import { explainConnection } from '../postgres/connection-failure.ts'
import type { Database } from '../postgres/database.ts'
import { applicationName } from '../postgres/open-pool.ts'
import type { Backend, BullQueue, BullWorker } from './backend.ts'
import { complaint } from './complaints.ts'
import { ConnectionLost, patientPool } from './patient-pool.ts'

export type QueueDatabase = Pick<Database, 'connection' | 'address' | 'describe'>

const QUEUE_CONNECTIONS = 2
/** One of them only listens. */
const WORKER_CONNECTIONS = 3

const { Queue, Worker } = withBackend(createPostgresBackend)

/** @throws OperationalError where the schema cannot be made or brought up to date. */
export async function openPostgresBackend(
  database: QueueDatabase,
  tell: (text: Said) => void,
): Promise<Backend> {
  const explain = (error: unknown) =>
    error instanceof OperationalError
      ? error
      : explainConnection(error instanceof ConnectionLost ? error.cause : error, database.address)
  await bringUpToDate(database, explain)
  const lost = (error: unknown) => tell(complaint(error, explain))
  const openPool = (max: number) =>
    patientPool({ ...database.connection, application_name: applicationName('queue'), max }, lost)
  return {
    kind: 'postgres',
    explain,
    describe() {
      const { zh, en } = database.describe()
      return { zh: `队列在数据库中: ${zh}`, en: `the queue is in the database: ${en}` }
    },
    async openQueue(name, options) {
      const pool = openPool(QUEUE_CONNECTIONS)
      const queue = new Queue(name, { ...options, connection: pool as never })
      return { bull: queue as unknown as BullQueue, end: () => pool.end() }
    },
    async openWorker(name, processor, options) {
      const pool = openPool(WORKER_CONNECTIONS)
      const worker = new Worker(name, processor as never, { ...options, connection: pool as never })
      return { bull: worker as unknown as BullWorker, end: () => pool.end() }
    },
  }
}

async function bringUpToDate(
  database: QueueDatabase,
  explain: (error: unknown) => OperationalError,
): Promise<void> {
  const client = new pg.Client({ ...database.connection, application_name: applicationName('queue') })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await runMigrations(client)
  } catch (error) {
    throw unusable(error, explain(error))
  } finally {
    await client.end().catch(() => undefined)
  }
}

function unusable(error: unknown, explained: OperationalError): OperationalError {
  if (error instanceof SchemaVersionMismatchError) {
    return new OperationalError(
      {
        zh: '数据库中的队列 (schema bullmq) 已由更新版本的程序升级; 请使用更新版本的程序',
        en: 'The queue in the database (schema bullmq) was upgraded by a newer version of the program; use that version',
      },
      { cause: error },
    )
  }
  return new OperationalError(
    {
      zh: `不能在数据库中建立队列 (schema bullmq; 需要在该数据库建 schema 的权限)。${explained.text.zh}`,
      en: `The queue cannot be set up in the database (schema bullmq; needs the privilege to create a schema in it). ${explained.text.en}`,
    },
    { cause: error },
  )
}
