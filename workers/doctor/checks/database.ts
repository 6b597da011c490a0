import { hasDatabase, openBeside } from '../../postgres/beside.ts'
import type { Check, Circumstances, Finding } from '../check.ts'

/** Starting the embedded server after a crash takes its time; so does a server far away. */
const PATIENCE = 60
/** Checks are made one after the other. */
const CONNECTIONS = 2

/** Opens the database for the checks that follow, without changing anything in it. */
export const database: Check = {
  name: 'database',
  title: { zh: '数据库', en: 'database' },
  patience: PATIENCE,
  async look(circumstances: Circumstances): Promise<Finding> {
    if (!hasDatabase(circumstances))
      return {
        state: 'good',
        found: {
          zh: '内置数据库还没有，第一次使用时建立',
          en: 'there is no built-in database yet; it is made on first use',
        },
        facts: { embedded: true, there: false },
        blocks: true,
      }
    const opened = await openBeside(circumstances, { poolSize: CONNECTIONS, warn: () => undefined })
    circumstances.pool = opened.pool
    circumstances.closing.push(() => opened.stop())
    const { rows } = await opened.pool.query<{ version: string; encoding: string; collation: string }>(
      `select current_setting('server_version') as version, current_setting('server_encoding') as encoding,
              (select datcollate from pg_database where datname = current_database()) as collation`,
    )
    const { version = '', encoding = '', collation = '' } = rows[0] ?? {}
    const where = opened.describe()
    return {
      state: 'good',
      found: {
        zh: `${where.zh}；版本 ${version}，编码 ${encoding}，排序规则 ${collation}`,
        en: `${where.en}; version ${version}, encoding ${encoding}, collation ${collation}`,
      },
      facts: { embedded: opened.embedded, there: true, version, encoding, collation },
    }
  },
}
