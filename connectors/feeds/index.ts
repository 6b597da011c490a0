/** The feeds that there are: the explicit list, in the order of the contract. */
import type { FeedDefinition, RowOf } from '../definition.ts'
import { certificates } from './certificates.ts'
import { cremations } from './cremations.ts'
import { dibao } from './dibao.ts'
import { dilapidated } from './dilapidated.ts'
import { employment } from './employment.ts'
import { enrolment } from './enrolment.ts'
import { enterprises } from './enterprises.ts'
import { insurance } from './insurance.ts'
import { pensions } from './pensions.ts'
import { presale } from './presale.ts'
import { property } from './property.ts'
import { publicPayroll } from './public-payroll.ts'
import { relocation } from './relocation.ts'
import { residents } from './residents.ts'
import { selfEmployed } from './self-employed.ts'
import { seriousIllness } from './serious-illness.ts'
import { tekun } from './tekun.ts'
import { university } from './university.ts'
import { vehicles } from './vehicles.ts'

export const FEEDS = [
  residents,
  vehicles,
  property,
  presale,
  dilapidated,
  dibao,
  tekun,
  cremations,
  certificates,
  insurance,
  seriousIllness,
  publicPayroll,
  employment,
  pensions,
  enrolment,
  university,
  relocation,
  enterprises,
  selfEmployed,
] as const

type Definition = (typeof FEEDS)[number]

export type FeedId = Definition['id']

type Rows = { readonly [D in Definition as D['id']]: RowOf<D['columns']> }

/** The values of one delivered row of a feed, by property of its definition. */
export type FeedRow<F extends FeedId = FeedId> = Rows[F]

const byId: ReadonlyMap<string, FeedDefinition<FeedId>> = new Map(FEEDS.map(feed => [feed.id, feed]))

export const isFeedId = (id: string): id is FeedId => byId.has(id)

/** The definition of a feed; throws a RangeError for an id that {@link isFeedId} denies. */
export function feedById(id: FeedId): FeedDefinition<FeedId> {
  const definition = byId.get(id)
  if (!definition) throw new RangeError(`No feed is called ${id}`)
  return definition
}
