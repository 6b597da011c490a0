/**
 * What becomes of a step that failed. Pure: the error and the number of the attempt in, the decision out.
 *
 *  - wait: the world is not as it must be (disk full, database away); it is tried again for as long as that lasts;
 *  - retry: it may have been chance; three times, later each time;
 *  - hold: one delivery stops the step each time; it is held, and the run goes on without it;
 *  - give up: what was wrong will be wrong again; the run fails with a sentence.
 */
import { isBilingual } from '../../connectors/bilingual.ts'
import type { Bilingual } from '../../pipelines/types.ts'
import { DeliveryFailure } from '../comparison/delivery-failure.ts'

export type FailureDecision =
  | { readonly kind: 'wait' | 'retry'; readonly seconds: number; readonly failure: Bilingual }
  | { readonly kind: 'hold'; readonly delivery: string; readonly failure: Bilingual }
  | { readonly kind: 'give up'; readonly failure: Bilingual }

const ATTEMPTS = 3
const WAIT_SECONDS = 30
const RETRY_SECONDS = 5

/** Codes of Node and PostgreSQL that say that the machine, not the work, is the trouble; and how a person is told. */
const PASSING: readonly (readonly [pattern: RegExp, said: Bilingual])[] = [
  [
    /^(?:ENOSPC|EDQUOT|53100)$/,
    { zh: '磁盘已满；腾出空间后自动继续', en: 'the disk is full; it goes on by itself when there is room' },
  ],
  [
    /^(?:53200|53300|ENOMEM)$/,
    {
      zh: '内存或连接数不足；稍后自动再试',
      en: 'memory or connections have run out; it is tried again by itself',
    },
  ],
  [
    /^(?:57P0[1-5]|08\w{3}|25P0[0-9]|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN)$/,
    {
      zh: '数据库或网络暂时不可用；恢复后自动继续',
      en: 'the database or the network is away; it goes on by itself when they are back',
    },
  ],
]
/** What pg says where it has no code. */
const CONNECTION_LOST = /Connection terminated|Client has encountered a connection error|connection.*timeout/i

/** An error and what caused it, outermost first. */
function chain(error: unknown): readonly Error[] {
  const found: Error[] = []
  for (let at = error; at instanceof Error && found.length < 8; at = at.cause) found.push(at)
  return found
}

function passing(errors: readonly Error[]): Bilingual | undefined {
  for (const error of errors) {
    const code = 'code' in error ? String(error.code) : ''
    const known = PASSING.find(([pattern]) => pattern.test(code))
    if (known) return known[1]
    if (CONNECTION_LOST.test(error.message)) return PASSING[2]?.[1]
  }
  return undefined
}

/** What the machine lacks, where that is the trouble: it passes, or somebody makes room. */
export const passingTrouble = (error: unknown): Bilingual | undefined => passing(chain(error))

/** The sentence that an error carries for people. */
const said = (errors: readonly Error[]): Bilingual | undefined =>
  errors.map(error => ('text' in error ? error.text : undefined)).find(isBilingual)

/** Names what nobody expected: its kind and code only, since a message may quote what it was about. */
const unexpected = (errors: readonly Error[]): Bilingual => {
  const error = errors.at(-1)
  const what = [error?.name, error && 'code' in error ? String(error.code) : ''].filter(Boolean).join(' ')
  return { zh: `程序出错 (${what})`, en: `the program failed (${what})` }
}

/**
 * @param attempt from 1
 * @param held deliveries, by id, that the step was to be done without already: a second time that is no way out
 */
export function decideFailure(
  error: unknown,
  attempt: number,
  held: { has(delivery: string): boolean } = new Set(),
): FailureDecision {
  const errors = chain(error)
  const waits = passing(errors)
  if (waits) return { kind: 'wait', seconds: WAIT_SECONDS, failure: waits }
  const told = said(errors)
  const failure = told ?? unexpected(errors)
  const ofDelivery = errors.find(error => error instanceof DeliveryFailure)
  if (told && !ofDelivery) return { kind: 'give up', failure }
  if (attempt < ATTEMPTS) return { kind: 'retry', seconds: RETRY_SECONDS * 4 ** (attempt - 1), failure }
  if (ofDelivery && !held.has(ofDelivery.delivery))
    return {
      kind: 'hold',
      delivery: ofDelivery.delivery,
      failure: {
        zh: `读取 ${ATTEMPTS} 次均失败，已搁置: ${failure.zh}`,
        en: `could not be read in ${ATTEMPTS} attempts and is held: ${failure.en}`,
      },
    }
  return { kind: 'give up', failure }
}
