/** What BullMQ and its connections complain of, for the log: the same once a minute, so that an outage is no flood. */
import type { OperationalError, Said } from '../operational-error.ts'
import type { StepCall } from './step-queue.ts'

const QUIET = 60_000

/** Tells a text unless it was told within the last minute. */
export function onceAMinute(warn: (text: Said) => void, now: () => number = Date.now): (text: Said) => void {
  const told = new Map<string, number>()
  return text => {
    const at = now()
    for (const [what, when] of told) if (at - when >= QUIET) told.delete(what)
    if (told.has(text.en)) return
    told.set(text.en, at)
    warn(text)
  }
}

/** The queue no longer knows that a step is done here: it was emptied, or another worker took the step over. */
const TAKEN_OVER = /\b(?:lock|key)\b.*\bfor job\b|not in the active state/i

export function complaint(error: unknown, explain: (error: unknown) => OperationalError): Said {
  if (error instanceof Error && TAKEN_OVER.test(error.message)) {
    return {
      zh: `队列不再认为步骤由本进程执行 (队列被清空, 或已由别的进程接手); 以数据库的记录为准。${error.message}`,
      en: `The queue no longer has a step as done by this process (it was emptied, or another process took over); the ledger in the database decides. ${error.message}`,
    }
  }
  const { zh, en } = explain(error).text
  return { zh: `队列: ${zh}`, en: `Queue: ${en}` }
}

/** The message of the error is left out: it may quote what a file said. */
export function rejected({ run, step }: StepCall, error: unknown): Said {
  const name = error instanceof Error ? error.name : typeof error
  const code = error instanceof Error && 'code' in error ? ` ${String(error.code)}` : ''
  return {
    zh: `比对 ${run} 的步骤 ${step} 意外中断 (${name}${code}); 队列不重试, 由数据库的记录决定`,
    en: `The step ${step} of the run ${run} broke off (${name}${code}); the queue does not try again, the ledger in the database decides`,
  }
}
