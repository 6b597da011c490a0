/** A person's word that a held delivery is to be taken, and why. */
import type { Bilingual } from '../../pipelines/reports/model.ts'
import type { FeedId } from '../../pipelines/types.ts'

export interface Acceptance {
  /** The beginning of a delivery's id (8 characters and more), or a feed id. */
  readonly delivery: string
  readonly reason: string
}

export interface Acceptable {
  readonly id: string
  readonly feed: FeedId
}

const LEAST_CHARACTERS = 8

/** The acceptance that means a delivery, if one does. */
export const acceptanceOf = (
  { id, feed }: Acceptable,
  accept: readonly Acceptance[],
): Acceptance | undefined =>
  accept.find(
    ({ delivery: named }) =>
      named === feed || (named.length >= LEAST_CHARACTERS && id.startsWith(named.toLowerCase())),
  )

/** An id as people are told it. */
export const shortId = (id: string): string => id.slice(0, 12)

export const howToAccept = ({ id }: Acceptable): Bilingual => ({
  zh: `核实无误后: --accept ${shortId(id)} --reason "原因"`,
  en: `once it is confirmed: --accept ${shortId(id)} --reason "why"`,
})

export const overridden = ({ reason }: Acceptance): Bilingual => ({
  zh: `经人工确认接收: ${reason}`,
  en: `accepted by a person: ${reason}`,
})
