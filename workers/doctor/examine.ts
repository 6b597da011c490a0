/** Making the checks, one after the other: none hangs, none keeps the others from being made. */
import { setTimeout as sleep } from 'node:timers/promises'
import { OperationalError } from '../operational-error.ts'
import type { Check, Circumstances, Examined, Finding, State } from './check.ts'
import { STATES } from './check.ts'

const PATIENCE = 10

export async function examine(
  checks: readonly Check[],
  circumstances: Circumstances,
  signal?: AbortSignal,
): Promise<readonly Examined[]> {
  const examined: Examined[] = []
  try {
    for (const check of checks) {
      signal?.throwIfAborted()
      const missing = examined.find(({ name, state, blocks }) => {
        return check.after?.includes(name) && (state === 'bad' || state === 'skipped' || blocks)
      })
      const finding = missing ? cannotBeMade(missing) : await inTime(check, circumstances)
      examined.push({ name: check.name, title: check.title, ...finding })
    }
    return examined
  } finally {
    for (const close of circumstances.closing.splice(0).reverse()) await close()
  }
}

/** The gravest state of all. */
export const worst = (examined: readonly Pick<Examined, 'state'>[]): State =>
  STATES.findLast(state => examined.some(each => each.state === state)) ?? 'good'

const cannotBeMade = ({ title, state }: Examined): Finding => ({
  state: 'skipped',
  found:
    state === 'good'
      ? { zh: `没有检查：还没有${title.zh}`, en: `not looked at: there is no ${title.en} yet` }
      : {
          zh: `没有检查：要等「${title.zh}」正常`,
          en: `not looked at: that takes "${title.en}" to be in order`,
        },
  blocks: true,
})

async function inTime(check: Check, circumstances: Circumstances): Promise<Finding> {
  const { patience = PATIENCE } = check
  const over = new AbortController()
  try {
    return await Promise.race([
      check.look(circumstances),
      sleep(patience * 1000, undefined, { signal: over.signal }).then(() => noAnswer(patience)),
    ])
  } catch (error) {
    return failed(error)
  } finally {
    over.abort()
  }
}

const noAnswer = (seconds: number): Finding => ({
  state: 'bad',
  found: { zh: `${seconds} 秒内没有回答`, en: `no answer within ${seconds} s` },
  remedy: {
    zh: '检查磁盘、网络和数据库是否繁忙或停住，然后重试',
    en: 'look whether the disk, the network or the database is busy or stuck, then try again',
  },
})

function failed(error: unknown): Finding {
  if (error instanceof OperationalError) return { state: 'bad', found: error.text }
  // The server's own words may quote a row.
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const what = error instanceof Error ? `${error.name}${code && ` ${code}`}` : 'Error'
  return {
    state: 'bad',
    found: { zh: `检查没有做成 (${what})`, en: `could not be looked at (${what})` },
    remedy: {
      zh: '重试；若仍如此，把这一行发给维护人员',
      en: 'try again; if it stays, send this line to whoever maintains the program',
    },
  }
}
