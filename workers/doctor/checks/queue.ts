import { assertSchemaCompatibility, SchemaMigrationRequiredError, SchemaVersionMismatchError } from 'bullmq'
import type { Pool } from 'pg'
import type { Check, Finding } from '../check.ts'
import { lookAtRedis } from '../redis.ts'

const SCHEMA = 'bullmq'

/** What moves the work of the service: the schema `bullmq` of the database, or Redis. */
export const queue: Check = {
  name: 'queue',
  title: { zh: '队列', en: 'queue' },
  async look({ redisUrl, pool }) {
    if (redisUrl !== undefined) return await lookAtRedis(redisUrl)
    if (!pool)
      return {
        state: 'skipped',
        found: { zh: '没有检查：队列在数据库里', en: 'not looked at: the queue is in the database' },
      }
    return await lookAtSchema(pool)
  },
}

async function lookAtSchema(pool: Pool): Promise<Finding> {
  const client = await pool.connect()
  try {
    const version = await assertSchemaCompatibility(client, SCHEMA)
    return {
      state: 'good',
      found: {
        zh: `在数据库里 (schema ${SCHEMA}，第 ${version} 版)`,
        en: `in the database (schema ${SCHEMA}, version ${version})`,
      },
      facts: { backend: 'postgresql', version },
    }
  } catch (error) {
    if (error instanceof SchemaMigrationRequiredError)
      return {
        state: 'good',
        found: {
          zh: `在数据库里；schema ${SCHEMA} 在服务第一次启动时建立`,
          en: `in the database; the service makes the schema ${SCHEMA} when it first starts`,
        },
        facts: { backend: 'postgresql', version: null },
      }
    if (error instanceof SchemaVersionMismatchError)
      return {
        state: 'bad',
        found: {
          zh: `schema ${SCHEMA} 由更新版本的程序升级过 (需要 BullMQ ${error.minimumClientVersion}，这里是 ${error.clientVersion})`,
          en: `the schema ${SCHEMA} was upgraded by a newer version of the program (needs BullMQ ${error.minimumClientVersion}, this is ${error.clientVersion})`,
        },
        remedy: { zh: '使用更新版本的程序', en: 'use the newer version of the program' },
        facts: { backend: 'postgresql' },
      }
    throw error
  } finally {
    client.release()
  }
}
