/** A run of the service, as it is put down for it: on what arrived last. */

import type { Bilingual } from '../../connectors/definition.ts'
import type { Policy } from '../../pipelines/policies/index.ts'
import type { Archive } from '../../workers/archive/archive.ts'
import {
  type Acceptable,
  type Acceptance,
  acceptanceOf,
  shortId,
} from '../../workers/comparison/acceptance.ts'
import { insertRun } from '../../workers/flow/run-record.ts'
import { type Arrival, newestArrival } from '../../workers/intake/arrivals.ts'
import { openArrival } from '../../workers/intake/open-arrival.ts'
import { OperationalError } from '../../workers/operational-error.ts'
import { deliveryId } from '../../workers/reading/delivery.ts'
import type { Queryable } from '../../workers/store/queryable.ts'
import type { Occasion } from '../../workers/store/run-states.ts'

export interface WantedRun {
  readonly occasion: Exclude<Occasion, 'person'>
  readonly purpose: string
  readonly user: string
  readonly policy: Policy
  /** Held deliveries of what arrived last that are to be taken. */
  readonly accept?: readonly Acceptance[]
}

/** @returns its id. @throws OperationalError if nothing has arrived, or not what is to be accepted */
export async function wantRun(
  db: Queryable,
  archive: Archive,
  { occasion, purpose, user, policy, accept = [] }: WantedRun,
): Promise<string> {
  const arrival = await newestArrival(db)
  if (!arrival) throw new OperationalError(NOTHING_ARRIVED)
  const deliveries = deliveriesOf(arrival)
  for (const { delivery: named, reason } of accept)
    if (!deliveries.some(delivery => acceptanceOf(delivery, [{ delivery: named, reason }])))
      throw nothingToAccept(named, await heldOf(db, deliveries))
  return await insertRun(
    db,
    {
      kind: 'full',
      ...{ occasion, purpose, user, policy },
      startedAt: new Date(),
      counties: [],
      inbox: openArrival(arrival, archive),
      accept,
      unmasked: false,
    },
    'waiting',
  )
}

const NOTHING_ARRIVED: Bilingual = {
  zh: '收件箱还没有完整的数据; 放入 manifest.json 和所列文件, 几秒后即被接收',
  en: 'nothing complete has arrived in the inbox; put manifest.json and the files that it names there, they are taken some seconds later',
}

/** What arrived, with the ids that intake will find; without what is refused because a file of it is not there. */
function deliveriesOf({ plan, files }: Arrival): readonly Acceptable[] {
  const byPath = new Map(files.map(file => [file.path, file]))
  return plan.deliveries.flatMap(delivery => {
    const stored = delivery.files.flatMap(path => byPath.get(path) ?? [])
    return stored.length < delivery.files.length
      ? []
      : [{ id: deliveryId(delivery, stored), feed: delivery.feed }]
  })
}

async function heldOf(db: Queryable, deliveries: readonly Acceptable[]): Promise<readonly Acceptable[]> {
  const { rows } = await db.query<{ id: string }>(
    `select id from delivery where outcome = 'held' and id = any($1)`,
    [deliveries.map(({ id }) => id)],
  )
  return deliveries.filter(delivery => rows.some(({ id }) => id === delivery.id))
}

function nothingToAccept(named: string, held: readonly Acceptable[]): OperationalError {
  const list = held.map(({ id, feed }) => `${shortId(id)} (${feed})`)
  return new OperationalError(
    {
      zh: `--accept ${named}: 最近收到的数据中没有这一份; 应为数据编号, 或交接编号的前 8 位以上; 被搁置的: ${list.join('、') || '无'}`,
      en: `--accept ${named}: nothing of that name is in what arrived last; give a feed, or at least the first 8 characters of a delivery's id; held are: ${list.join(', ') || 'none'}`,
    },
    { exitCode: 2 },
  )
}
