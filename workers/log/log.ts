/**
 * The log of the service: one line of JSON for each thing that happened, on stderr.
 *
 *   const log = openLog(config, { name: 'serve' })
 *   const ofRun = log.child({ run })
 *   ofRun.info('step.done', { step, rows, seconds })
 *   ofRun.error('step.failed', { step, attempts, error })
 */
import { hostname } from 'node:os'
import process from 'node:process'
import { type DestinationStream, pino } from 'pino'
import { isBilingual } from '../../connectors/bilingual.ts'
import type { Bilingual } from '../../connectors/definition.ts'
import type { Config } from '../config.ts'
import { describeError } from './describe-error.ts'
import { judgedFields, type LogFields } from './fields.ts'
import { redact } from './redact.ts'

/** What happened, e.g. `run.started`: lower case words, the thing first. */
export type LogEvent = `${string}.${string}`

export interface LogEntry extends LogFields {
  readonly error?: unknown
  /** For people, where the event does not say enough. */
  readonly text?: Bilingual | undefined
}

export interface Log {
  debug(event: LogEvent, entry?: LogEntry): void
  info(event: LogEvent, entry?: LogEntry): void
  warn(event: LogEvent, entry?: LogEntry): void
  error(event: LogEvent, entry?: LogEntry): void
  /** Says these fields on each of its lines. */
  child(fields: LogFields): Log
}

export interface LogOptions {
  /** Which program speaks: serve, worker. */
  readonly name: string
  /** stderr unless given; takes one whole line at a time. */
  readonly destination?: DestinationStream
}

const STDERR = 2
const EVENT = /^[a-z]+(?:[._][a-z]+)+$/
const UNNAMED = 'log.unnamed'

export function openLog(config: Pick<Config, 'logLevel'>, options: LogOptions): Log {
  const logger = pino(
    {
      level: config.logLevel,
      base: { program: options.name, pid: process.pid, host: hostname() },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: {
        level: level => ({ level }),
        log: entry => Object(redact(entry)),
      },
    },
    // Synchronous: the last line before an end is the one that is wanted.
    options.destination ?? pino.destination({ dest: STDERR, sync: true }),
  )
  const speaking = (always: LogFields): Log => {
    const say =
      (level: 'debug' | 'info' | 'warn' | 'error') =>
      (event: LogEvent, entry: LogEntry = {}) => {
        if (logger.isLevelEnabled(level)) logger[level](lineOf(event, { ...always, ...entry }))
      }
    return {
      debug: say('debug'),
      info: say('info'),
      warn: say('warn'),
      error: say('error'),
      child: fields => speaking({ ...always, ...fields }),
    }
  }
  return speaking({})
}

function lineOf(event: string, entry: LogEntry): Record<string, unknown> {
  const { error, text } = entry
  return {
    event: EVENT.test(event) ? event : UNNAMED,
    ...judgedFields(entry),
    ...(isBilingual(text) ? { text: { zh: text.zh, en: text.en } } : {}),
    ...(error === undefined ? {} : { error: describeError(error) }),
  }
}
