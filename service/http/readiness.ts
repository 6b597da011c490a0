/** Whether the service can work: the database answers, its schema is the program's, the queue answers. */
import type { Pool } from 'pg'
import type { Bilingual } from '../../connectors/definition.ts'
import { MIGRATIONS } from '../../schema/migrations/index.ts'
import { sparingly } from '../../workers/metrics/sparingly.ts'
import { askBriefly, PATIENCE } from '../../workers/postgres/ask-briefly.ts'
import type { QueueDepth } from '../../workers/queue/step-queue.ts'

export interface Check extends Bilingual {
  readonly good: boolean
}

export interface Readiness {
  readonly ready: boolean
  readonly checks: Readonly<Record<'database' | 'schema' | 'queue', Check>>
}

const good = (zh: string, en: string): Check => ({ good: true, zh, en })
const bad = (zh: string, en: string): Check => ({ good: false, zh, en })

const UNREACHABLE = bad(
  '数据库没有应答; 请检查数据库是否在运行 (bidui doctor)',
  'the database does not answer; check that it runs (bidui doctor)',
)
const UNKNOWN_SCHEMA = bad(
  '数据库没有应答, 结构版本不明',
  'the database does not answer, its schema version is unknown',
)
const NO_SCHEMA = bad(
  '数据库中没有本程序的结构; 请运行 bidui migrate',
  'the database has no schema of this program; run bidui migrate',
)
const NO_QUEUE = bad(
  '队列没有应答; 请检查 Redis (REDIS_URL) 或数据库是否在运行 (bidui doctor)',
  'the queue does not answer; check that Redis (REDIS_URL) or the database runs (bidui doctor)',
)

const UNDEFINED_TABLE = '42P01'

/** The schema's check; throws where the database does not answer. */
async function schemaOf(pool: Pool, patienceMs: number): Promise<Check> {
  try {
    const rows = await askBriefly<{ name: string }>(pool, 'select name from kysely_migration', [], patienceMs)
    return schemaCheck(rows.map(({ name }) => name))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === UNDEFINED_TABLE) return NO_SCHEMA
    throw error
  }
}

function schemaCheck(applied: readonly string[]): Check {
  const own = Object.keys(MIGRATIONS)
  const missing = own.filter(name => !applied.includes(name))
  const unknown = applied.filter(name => !own.includes(name))
  if (unknown.length > 0)
    return bad(
      `数据库已由更新版本的程序升级 (${unknown.join('、')}); 请使用更新版本的程序`,
      `the database was upgraded by a newer version of the program (${unknown.join(', ')}); use that version`,
    )
  if (missing.length > 0)
    return bad(
      `数据库结构还缺 ${missing.join('、')}; 请运行 bidui migrate`,
      `the schema of the database lacks ${missing.join(', ')}; run bidui migrate`,
    )
  return good(`数据库结构: ${own.at(-1)}`, `schema of the database: ${own.at(-1)}`)
}

export interface ReadinessOptions {
  readonly pool: Pool
  readonly depth: () => Promise<QueueDepth>
  readonly patienceMs?: number
}

/** Asked anew for everybody, but once for all who ask at the same time. */
export function readinessOf({
  pool,
  depth,
  patienceMs = PATIENCE,
}: ReadinessOptions): () => Promise<Readiness> {
  const askSchema = sparingly(() => schemaOf(pool, patienceMs), { freshMs: 0, patienceMs })
  const askQueue = sparingly(depth, { freshMs: 0, patienceMs })
  return async () => {
    const [schema, queue] = await Promise.all([askSchema(), askQueue()])
    const checks = {
      database: schema === undefined ? UNREACHABLE : good('数据库有应答', 'the database answers'),
      schema: schema ?? UNKNOWN_SCHEMA,
      queue: queue === undefined ? NO_QUEUE : good('队列有应答', 'the queue answers'),
    }
    return { ready: Object.values(checks).every(check => check.good), checks }
  }
}
