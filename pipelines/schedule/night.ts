/**
 * The words of the nightly comparison 每夜比对.
 *
 *  - night: a local day on which a comparison of everything is due, and the instant; one a day at most;
 *  - decided: a night is started, skipped or missed, once and for good;
 *  - skipped: somebody was there and did not start it: the run before it still went on;
 *  - missed: nobody was there, or it could not be started;
 *  - chance: from its time on, how long a night may still be started; a later night's time ends it as well.
 */
import type { Bilingual, IsoDate } from '../types.ts'

export interface Night {
  readonly day: IsoDate
  readonly dueAt: Date
}

export type NightState = 'started' | 'skipped' | 'missed'

export interface DecidedNight extends Night {
  readonly state: NightState
  /** Of a night that was started. */
  readonly run?: string
  /** Why it was skipped or missed, or started late. */
  readonly reason?: Bilingual
}

/** A run that no other full one may go beside. */
export interface RunSpan {
  readonly id: string
  readonly startedAt: Date
  /** Absent while it goes on. */
  readonly finishedAt?: Date
}

/** Why a night could not be started when it was tried last. */
export interface Refusal extends Pick<Night, 'day'> {
  readonly text: Bilingual
}
