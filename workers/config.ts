/**
 * Configuration: what the environment says, judged once. The only module that reads the environment.
 *
 *   BIDUI_HOME    the state folder; `.bidui` in the working directory unless set
 *   DATABASE_URL  a PostgreSQL server of one's own; the embedded one unless set
 *   REDIS_URL     a Redis for the queue of the service; the queue is in the database unless set
 *   BIDUI_LANG    zh or en; else the locale decides (LC_ALL, LC_MESSAGES, LANG), zh when it says neither
 *   NO_COLOR      anything: no colours (no-color.org)
 *   LOG_LEVEL     fatal, error, warn, info, debug, trace, silent; info unless set
 *
 *   BIDUI_ARCHIVE      where delivered files are kept: a folder, or s3://bucket/prefix; `archive` in the state folder unless set
 *   BIDUI_CACHE_LIMIT  bytes that copies from object storage may take on this host, as 500MB or 20GB; 20GB unless set
 *   BIDUI_S3_ENDPOINT  object storage that is not Amazon's
 *   AWS_REGION, AWS_DEFAULT_REGION, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN  as everywhere
 *   BIDUI_HTTP    host:port where the service answers, or off; 127.0.0.1:8129 unless set
 *   BIDUI_WORKER_HTTP  host:port where a worker answers about its health and metrics; off unless set
 *   BIDUI_NIGHTLY  when the nightly comparison is due, as cron says it in Beijing, or off; 0 2 * * * unless set
 */
import { resolve } from 'node:path'
import process from 'node:process'
import { z } from 'zod'
import { DEFAULT_CRON, isNightly } from '../pipelines/schedule/cron.ts'
import {
  type ArchiveAddress,
  type ObjectStorageAccess,
  parseArchiveAddress,
  parseBytes,
} from './archive/address.ts'
import { OperationalError, type Said } from './operational-error.ts'
import { parseDatabaseUrl, withoutPassword } from './postgres/database-url.ts'
import { parseRedisUrl, withoutRedisPassword } from './queue/redis-url.ts'

export const LANGUAGES = ['zh', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

export interface Config {
  /** The state folder, absolute. Need not exist yet. */
  readonly home: string
  /** Holds a password: never to be printed, see {@link withoutPassword}. */
  readonly databaseUrl?: string
  /** Holds a password: never to be printed, see {@link withoutRedisPassword}. */
  readonly redisUrl?: string
  readonly language: Language
  readonly color: boolean
  readonly logLevel: LogLevel
  /** `archive` in the state folder unless it is named. */
  readonly archive?: ArchiveAddress
  /** Bytes that copies from object storage may take on this host. */
  readonly cacheLimit: number
  /** May hold a secret: never to be printed. */
  readonly objectStorage: ObjectStorageAccess
  /** Where the service answers; absent where it shall not. */
  readonly http?: HttpAddress
  /** Where a worker answers; absent where it shall not. */
  readonly workerHttp?: HttpAddress
  /** When the nightly comparison is due, as cron says it; absent where it is switched off. */
  readonly nightly?: string
}

export interface HttpAddress {
  readonly host: string
  readonly port: number
}

export type Environment = Readonly<Record<string, string | undefined>>

interface Setting {
  readonly allowed: Said
  /** How the wrong value may be shown. */
  readonly show: (value: string) => string
}

const quoted = (value: string): string => JSON.stringify(value)
/** A URL may carry a password. */
const withoutUser = (value: string): string => quoted(value.replace(/(:\/\/).*@|^[^/]*@/, '$1***@'))
const oneOf = (values: readonly string[]): Said => ({ zh: values.join('、'), en: values.join(', ') })

const SETTINGS: Readonly<Record<string, Setting>> = {
  BIDUI_HOME: {
    allowed: { zh: '一个文件夹的路径', en: 'the path of a folder' },
    show: quoted,
  },
  DATABASE_URL: {
    allowed: {
      zh: 'postgresql://用户:密码@主机:端口/数据库',
      en: 'postgresql://user:password@host:port/database',
    },
    show: withoutPassword,
  },
  REDIS_URL: {
    allowed: {
      zh: 'redis://用户:密码@主机:端口/库号, 或 rediss://… (TLS)',
      en: 'redis://user:password@host:port/number, or rediss://… (TLS)',
    },
    show: withoutRedisPassword,
  },
  BIDUI_LANG: { allowed: oneOf(LANGUAGES), show: quoted },
  LOG_LEVEL: { allowed: oneOf(LOG_LEVELS), show: quoted },
  BIDUI_ARCHIVE: {
    allowed: {
      zh: '一个文件夹的路径, 或 s3://存储桶/前缀',
      en: 'the path of a folder, or s3://bucket/prefix',
    },
    show: withoutUser,
  },
  BIDUI_CACHE_LIMIT: {
    allowed: { zh: '字节数, 如 500MB、20GB', en: 'a number of bytes, as 500MB or 20GB' },
    show: quoted,
  },
  BIDUI_S3_ENDPOINT: {
    allowed: { zh: 'http(s)://主机:端口', en: 'http(s)://host:port' },
    show: withoutUser,
  },
  BIDUI_HTTP: {
    allowed: {
      zh: '主机:端口 (如 127.0.0.1:8129、[::1]:8129; 0.0.0.0:8129 为所有网卡)、off',
      en: 'host:port (127.0.0.1:8129, [::1]:8129; 0.0.0.0:8129 for every interface), off',
    },
    show: quoted,
  },
  BIDUI_WORKER_HTTP: {
    allowed: {
      zh: 'off, 或 主机:端口 (如 127.0.0.1:8130); 同一台主机上每个进程要有自己的端口',
      en: 'off, or host:port (127.0.0.1:8130); every process of a host needs a port of its own',
    },
    show: quoted,
  },
  BIDUI_NIGHTLY: {
    allowed: {
      zh: 'off, 或每天至多一次的 cron 时间 (分 时 日 月 周), 例如 "0 2 * * *" (每天 02:00)、"30 22 * * 1-5" (周一至周五 22:30)',
      en: 'off, or a time of cron that comes at most once a day (minute hour day month weekday), e.g. "0 2 * * *" (02:00 every day), "30 22 * * 1-5" (22:30 from Monday to Friday)',
    },
    show: quoted,
  },
}

const OFF = 'off'

/** `host:port`; a host of colons only in brackets. */
function parseHttpAddress(text: string): HttpAddress | undefined {
  const match = /^(?:\[([\da-f:.]+)\]|([a-z\d](?:[a-z\d.-]*[a-z\d])?)):(\d{1,5})$/i.exec(text)
  const host = match?.[1] ?? match?.[2]
  const port = Number(match?.[3])
  return host === undefined || port < 1 || port > 65_535 ? undefined : { host, port }
}

const ENVIRONMENT = z.object({
  BIDUI_HOME: z
    .string()
    .refine(value => !value.includes('\0'))
    .optional(),
  DATABASE_URL: z
    .string()
    .refine(value => parseDatabaseUrl(value) !== undefined)
    .optional(),
  REDIS_URL: z
    .string()
    .refine(value => parseRedisUrl(value) !== undefined)
    .optional(),
  BIDUI_LANG: z.enum(LANGUAGES).optional(),
  LC_ALL: z.string().optional(),
  LC_MESSAGES: z.string().optional(),
  LANG: z.string().optional(),
  NO_COLOR: z.string().optional(),
  LOG_LEVEL: z.enum(LOG_LEVELS).default('info'),
  BIDUI_ARCHIVE: z
    .string()
    .refine(value => parseArchiveAddress(value, '/') !== undefined)
    .optional(),
  BIDUI_CACHE_LIMIT: z
    .string()
    .default('20GB')
    .refine(value => parseBytes(value) !== undefined)
    .transform(value => parseBytes(value) ?? 0),
  BIDUI_S3_ENDPOINT: z
    .string()
    .refine(value => /^https?:\/\/[^/@]+\/?$/.test(value) && URL.canParse(value))
    .optional(),
  AWS_REGION: z.string().optional(),
  AWS_DEFAULT_REGION: z.string().optional(),
  AWS_ACCESS_KEY_ID: z.string().optional(),
  AWS_SECRET_ACCESS_KEY: z.string().optional(),
  AWS_SESSION_TOKEN: z.string().optional(),
  BIDUI_HTTP: z
    .string()
    .refine(value => value === OFF || parseHttpAddress(value) !== undefined)
    .default('127.0.0.1:8129'),
  // Not that of the service: they are started on one host with one environment.
  BIDUI_WORKER_HTTP: z
    .string()
    .refine(value => value === OFF || parseHttpAddress(value) !== undefined)
    .default(OFF),
  BIDUI_NIGHTLY: z
    .string()
    .trim()
    .refine(value => value === OFF || isNightly(value))
    .default(DEFAULT_CRON),
})

const NAMES = Object.keys(ENVIRONMENT.shape)

/**
 * The configuration that an environment gives. Pure but for the working directory, which `BIDUI_HOME` is relative to.
 * An empty value counts as unset.
 *
 * @throws OperationalError (exit status 2) that names every wrong value, what it was and what is allowed.
 */
export function loadConfig(environment: Environment, workingDirectory = process.cwd()): Config {
  const set = Object.fromEntries(
    NAMES.map(name => [name, environment[name]]).filter(([, value]) => value !== undefined && value !== ''),
  )
  const parsed = ENVIRONMENT.safeParse(set)
  if (!parsed.success) {
    const wrong = [...new Set(parsed.error.issues.map(issue => String(issue.path[0])))]
    throw wrongSettings(wrong.map(name => ({ name, value: environment[name] ?? '' })))
  }
  const { BIDUI_HOME, DATABASE_URL, REDIS_URL, BIDUI_LANG, LC_ALL, LC_MESSAGES, LANG, NO_COLOR, LOG_LEVEL } =
    parsed.data
  const { BIDUI_ARCHIVE, BIDUI_CACHE_LIMIT, BIDUI_NIGHTLY } = parsed.data
  const archive =
    BIDUI_ARCHIVE === undefined ? undefined : parseArchiveAddress(BIDUI_ARCHIVE, workingDirectory)
  const http = parseHttpAddress(parsed.data.BIDUI_HTTP)
  const workerHttp = parseHttpAddress(parsed.data.BIDUI_WORKER_HTTP)
  return Object.freeze({
    home: resolve(workingDirectory, BIDUI_HOME ?? '.bidui'),
    ...(DATABASE_URL === undefined ? {} : { databaseUrl: DATABASE_URL }),
    ...(REDIS_URL === undefined ? {} : { redisUrl: REDIS_URL }),
    language: BIDUI_LANG ?? languageOfLocale(LC_ALL ?? LC_MESSAGES ?? LANG),
    color: NO_COLOR === undefined,
    logLevel: LOG_LEVEL,
    ...(archive === undefined ? {} : { archive }),
    cacheLimit: BIDUI_CACHE_LIMIT,
    objectStorage: objectStorageOf(parsed.data),
    ...(http === undefined ? {} : { http }),
    ...(workerHttp === undefined ? {} : { workerHttp }),
    ...(BIDUI_NIGHTLY === OFF ? {} : { nightly: BIDUI_NIGHTLY }),
  })
}

/** Of storage that is not Amazon's the region is a name only, but one has to be there. */
const SOME_REGION = 'us-east-1'

function objectStorageOf(set: z.infer<typeof ENVIRONMENT>): ObjectStorageAccess {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = set
  const { AWS_SESSION_TOKEN: sessionToken, BIDUI_S3_ENDPOINT: endpoint } = set
  const region =
    set.AWS_REGION ?? set.AWS_DEFAULT_REGION ?? (endpoint === undefined ? undefined : SOME_REGION)
  return {
    ...(region === undefined ? {} : { region }),
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(accessKeyId === undefined || secretAccessKey === undefined
      ? {}
      : {
          credentials: {
            accessKeyId,
            secretAccessKey,
            ...(sessionToken === undefined ? {} : { sessionToken }),
          },
        }),
  }
}

/** The configuration of this process. */
export const configOfProcess = (): Config => loadConfig(process.env)

export interface EffectiveSetting {
  readonly name: string
  /** As it may be shown; absent where nothing is set and nothing else holds. */
  readonly value?: string
  readonly isSet: boolean
}

/** Whatever has no way of its own to be shown, and may be a secret by its name. */
const SECRET = /SECRET|TOKEN|PASSWORD|_KEY/

/** Every variable with what holds for it, secrets hidden. Of an environment that {@link loadConfig} has accepted. */
export function effectiveSettings(environment: Environment): readonly EffectiveSetting[] {
  const defaults: Readonly<Record<string, unknown>> = { ...ENVIRONMENT.parse({}), BIDUI_HOME: '.bidui' }
  return NAMES.map(name => {
    const set = environment[name] || undefined
    const value = set ?? defaults[name]
    const show = SETTINGS[name]?.show ?? (SECRET.test(name) ? () => '***' : quoted)
    return { name, isSet: set !== undefined, ...(value === undefined ? {} : { value: show(String(value)) }) }
  })
}

/** Variables that look like this program's, and are not. */
export const unknownSettings = (environment: Environment): readonly string[] =>
  Object.keys(environment)
    .filter(name => name.startsWith('BIDUI_') && !NAMES.includes(name))
    .sort()

/** What the environment of this process says about this program. */
export const settingsOfProcess = () => ({
  effective: effectiveSettings(process.env),
  unknown: unknownSettings(process.env),
})

const languageOfLocale = (locale: string | undefined): Language =>
  locale !== undefined && /^en(?:[_.@-]|$)/i.test(locale) ? 'en' : 'zh'

function wrongSettings(
  wrong: readonly { readonly name: string; readonly value: string }[],
): OperationalError {
  const lines = wrong.map(({ name, value }) => {
    const setting = SETTINGS[name]
    const shown = setting?.show(value) ?? quoted(value)
    return {
      zh: `环境变量 ${name} 的值不对: ${shown}; 允许: ${setting?.allowed.zh ?? '文本'}`,
      en: `The environment variable ${name} has a wrong value: ${shown}; allowed: ${setting?.allowed.en ?? 'text'}`,
    }
  })
  return new OperationalError(
    { zh: lines.map(line => line.zh).join('\n'), en: lines.map(line => line.en).join('\n') },
    { exitCode: 2 },
  )
}
