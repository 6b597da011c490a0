import pg from 'pg'
import { expect, it } from 'vitest'
import { OperationalError } from '../../../workers/operational-error.ts'
import { openEmbedded } from '../../../workers/postgres/embedded.ts'
import { openStepQueue } from '../../../workers/queue/open.ts'
import { temporaryHome } from '../postgres/folders.ts'

it('a user who may make no schema is told which privilege is needed', async () => {
  await using server = await openEmbedded({ home: temporaryHome() })
  const { host, port, database: name } = server.connection
  const owner = new pg.Client(server.connection)
  await owner.connect()
  await owner.query(`CREATE ROLE clerk LOGIN PASSWORD 'secret'`)
  const database = {
    connection: { ...server.connection, user: 'clerk', password: 'secret' },
    address: { host, port, user: 'clerk', database: name },
    describe: () => ({ zh: '数据库', en: 'the database' }),
  }
  const error = await openStepQueue({ database }).catch((reason: unknown) => reason)
  await owner.end()
  expect(error).toBeInstanceOf(OperationalError)
  const { text } = error as OperationalError
  expect(text.zh).toContain('不能在数据库中建立队列 (schema bullmq; 需要在该数据库建 schema 的权限)')
  expect(text.en).toContain('that user lacks a privilege that is needed [42501]')
  expect(text.zh + text.en).not.toContain('secret')
})
