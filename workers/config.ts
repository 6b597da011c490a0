/**
 * Configuration: what the environment says, judged once. The only module that reads the environment.
 *
 *   BIDUI_HOME    the state folder; `.bidui` in the working directory unless set
 *   DATABASE_URL  a PostgreSQL server of one's own; the embedded one unless set
 *   BIDUI_LANG    zh or en; else the locale decides (LC_ALL, LC_MESSAGES, LANG), zh when it says neither
 *   NO_COLOR      anything: no colours (no-color.org)
 *   LOG_LEVEL     fatal, error, warn, info, debug, trace, silent; info unless set
 */
import { resolve } from 'node:path'
import process from 'node:process'
import { z } from 'zod'
import { OperationalError, type Said } from './operational-error.ts'
import { parseDatabaseUrl, withoutPassword } from './postgres/database-url.ts'

export const LANGUAGES = ['zh', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

export interface Config {
  /** The state folder, absolute. Need not exist yet. */
  readonly home: string
  /** Holds a password: never to be printed, see {@link withoutPassword}. */
  readonly databaseUrl?: string
  readonly language: Language
  readonly color: boolean
  readonly logLevel: LogLevel
}

export type Environment = Readonly<Record<string, string | undefined>>

interface Setting {
  readonly allowed: Said
  /** How the wrong value may be shown. */
  readonly show: (value: string) => string
}

const quoted = (value: string): string => JSON.stringify(value)
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
  BIDUI_LANG: { allowed: oneOf(LANGUAGES), show: quoted },
  LOG_LEVEL: { allowed: oneOf(LOG_LEVELS), show: quoted },
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
  BIDUI_LANG: z.enum(LANGUAGES).optional(),
  LC_ALL: z.string().optional(),
  LC_MESSAGES: z.string().optional(),
  LANG: z.string().optional(),
  NO_COLOR: z.string().optional(),
  LOG_LEVEL: z.enum(LOG_LEVELS).default('info'),
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
  const { BIDUI_HOME, DATABASE_URL, BIDUI_LANG, LC_ALL, LC_MESSAGES, LANG, NO_COLOR, LOG_LEVEL } = parsed.data
  return Object.freeze({
    home: resolve(workingDirectory, BIDUI_HOME ?? '.bidui'),
    ...(DATABASE_URL === undefined ? {} : { databaseUrl: DATABASE_URL }),
    language: BIDUI_LANG ?? languageOfLocale(LC_ALL ?? LC_MESSAGES ?? LANG),
    color: NO_COLOR === undefined,
    logLevel: LOG_LEVEL,
  })
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
