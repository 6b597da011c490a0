/** What goes wrong in rounds of the service, for its log: the same once a minute, since rounds come every second. */
import { describeError } from '../../workers/log/describe-error.ts'
import type { Log } from '../../workers/log/log.ts'

const QUIET_MS = 60_000

/** @param now milliseconds of a clock that never goes back */
export function tellTrouble(log: Log, now: () => number = () => performance.now()): (error: unknown) => void {
  let told: string | undefined
  let quietUntil = 0
  return error => {
    const what = describeError(error).text.en
    if (what === told && now() < quietUntil) return
    told = what
    quietUntil = now() + QUIET_MS
    log.error('round.failed', { error })
  }
}
