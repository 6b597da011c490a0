/** A log that is read again. */
import type { LogLevel } from '../../../workers/config.ts'
import { type Log, openLog } from '../../../workers/log/log.ts'

export interface ReadLog extends Log {
  /** As they were written. */
  readonly written: readonly string[]
  /** As they are read; what no two runs have in common left out. */
  lines(): readonly Readonly<Record<string, unknown>>[]
}

export function readLog(logLevel: LogLevel = 'debug'): ReadLog {
  const written: string[] = []
  const destination = { write: (line: string) => void written.push(line) }
  const log = openLog({ logLevel }, { name: 'test', destination })
  const lines = () =>
    written.map(line => {
      const { time, pid, host, program, ...rest } = JSON.parse(line)
      return rest
    })
  return { ...log, written, lines }
}
