/** What a person does about one problem: 核实存证, and, for what only a list has, corrected with a note. */
import type { Pool, PoolClient } from 'pg'
import type { Attachment } from '../../pipelines/clearance/attachment.ts'
import { dayOfMoment, openDay } from '../../pipelines/clearance/days.ts'
import type { StoredProblem } from '../../pipelines/clearance/problem.ts'
import { correctedByHand, type Moved, type Refusal, verified } from '../../pipelines/clearance/states.ts'
import { STATE_NAMES } from '../../pipelines/clearance/wording.ts'
import type { Bilingual, IsoDate } from '../../pipelines/types.ts'
import { OperationalError } from '../operational-error.ts'
import { readProblems, storeChanges } from '../store/problem-changes.ts'
import { lastClosedDay, lockClearance } from '../store/problems.ts'
import { inTransaction } from '../store/transaction.ts'
import { problemOfKey } from './problem-of-key.ts'

export interface Act {
  /** A prefix of the key that no other problem has. */
  readonly key: string
  readonly note: string
  readonly user: string
  readonly now: Date
}

export interface Done {
  readonly problem: StoredProblem
  /** The day on which it was booked. */
  readonly day: IsoDate
}

/** Files proof for the value that a suspicion has. The files are kept already. @throws OperationalError */
export const fileProof = (
  pool: Pool,
  act: Act & { readonly attachments: readonly Attachment[]; readonly value?: string },
): Promise<Done> =>
  performed(pool, act, verified, async (client, { key, standing }) => {
    if (act.value !== undefined && act.value !== standing.value) throw changedMeanwhile(key)
    const { rows } = await client.query<{ id: string }>(
      'insert into proof (problem, value, note, by_user, at) values ($1, $2, $3, $4, $5) returning id',
      [key, standing.value, act.note, act.user, act.now],
    )
    for (const [position, { digest, name, kind, bytes }] of act.attachments.entries())
      await client.query(
        'insert into proof_file (proof, position, digest, name, kind, bytes) values ($1, $2, $3, $4, $5, $6)',
        [rows[0]?.id, position, digest, name, kind, bytes],
      )
  })

/** Ends a problem that only a list has. @throws OperationalError */
export const correctByHand = (pool: Pool, act: Act): Promise<Done> =>
  performed(pool, act, correctedByHand, async () => undefined)

/** @throws OperationalError where an act is not possible as the problem is */
export function mayBe(problem: StoredProblem, transition: typeof verified): void {
  const moved = transition(problem.standing, problem.standing.lastDay)
  if ('refused' in moved) throw refused(problem, moved.refused)
}

const performed = (
  pool: Pool,
  act: Act,
  transition: typeof verified,
  alsoStore: (client: PoolClient, problem: StoredProblem) => Promise<void>,
): Promise<Done> =>
  inTransaction(pool, async client => {
    await lockClearance(client)
    const before = await problemOfKey(client, act.key)
    const moved = transition(before.standing, openDay(dayOfMoment(act.now), await lastClosedDay(client)))
    if ('refused' in moved) throw refused(before, moved.refused)
    await alsoStore(client, before)
    await storeChanges(client, [{ facts: before, moved }], { user: act.user, note: act.note })
    return done(client, before.key, moved)
  })

async function done(client: PoolClient, key: string, { movements }: Moved): Promise<Done> {
  const [problem] = await readProblems(client, 'key = $1', [key])
  const [movement] = movements
  if (!problem || !movement) throw new Error(`Problem ${key} was moved and is not there`)
  return { problem, day: movement.day }
}

const REFUSALS: Readonly<Record<Refusal, (problem: StoredProblem) => Bilingual>> = {
  error: () => ({
    zh: '属于「错误」, 只能改正, 不能以存证核实; 请在建档立卡系统中改正, 下一次导出不再有它即为已改正',
    en: 'is an error: it can only be corrected, proof does not help; correct it in the register, and the next export without it ends it',
  }),
  'not open': ({ standing: { state, clearedDay = '' } }) => ({
    zh: `不是未清问题 (${STATE_NAMES[state].zh}, ${clearedDay}), 无须再处理`,
    en: `is not open (${STATE_NAMES[state].en}, ${clearedDay}); nothing is left to do`,
  }),
  seen: () => ({
    zh: '本系统的规则自己就能看到, 以建档立卡导出为准; 请在系统中改正后重新导出; 疑似且属实的用 bidui problems verify',
    en: 'is seen by our own rules, an export of the register decides; correct it in the register and export again; a suspicion that is true: bidui problems verify',
  }),
  'not listed': () => ({
    zh: '不在下发的问题清单中, 不能人工改正; 以建档立卡导出为准',
    en: 'is on no list that was handed down and cannot be corrected by hand; an export of the register decides',
  }),
}

function refused(problem: StoredProblem, why: Refusal): OperationalError {
  const text = REFUSALS[why](problem)
  const key = problem.key.slice(0, 10)
  return new OperationalError({
    zh: `问题 ${key} (${problem.code}) ${text.zh}`,
    en: `problem ${key} (${problem.code}) ${text.en}`,
  })
}

const changedMeanwhile = (key: string): OperationalError =>
  new OperationalError({
    zh: `问题 ${key.slice(0, 10)} 的值刚刚变了, 存证是对原值的; 请用 bidui problems show 查看后重试`,
    en: `the value of problem ${key.slice(0, 10)} has just changed, and the proof is for the one before; look at it with bidui problems show and try again`,
  })
