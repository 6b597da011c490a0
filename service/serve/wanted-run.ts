/** A run of the service, as it is put down for it: on what arrived last. */

import type { Bilingual } from '../../connectors/definition.ts'
import type { Policy } from '../../pipelines/policies/index.ts'
import type { Archive } from '../../workers/archive/archive.ts'
import { insertRun } from '../../workers/flow/run-record.ts'
import { newestArrival } from '../../workers/intake/arrivals.ts'
import { openArrival } from '../../workers/intake/open-arrival.ts'
import { OperationalError } from '../../workers/operational-error.ts'
import type { Queryable } from '../../workers/store/queryable.ts'
import type { Occasion } from '../../workers/store/run-states.ts'

export interface WantedRun {
  readonly occasion: Exclude<Occasion, 'person'>
  readonly purpose: string
  readonly user: string
  readonly policy: Policy
}

/** @returns its id. @throws OperationalError if nothing has arrived */
export async function wantRun(
  db: Queryable,
  archive: Archive,
  { occasion, purpose, user, policy }: WantedRun,
): Promise<string> {
  const arrival = await newestArrival(db)
  if (!arrival) throw new OperationalError(NOTHING_ARRIVED)
  return await insertRun(
    db,
    {
      kind: 'full',
      ...{ occasion, purpose, user, policy },
      startedAt: new Date(),
      counties: [],
      inbox: openArrival(arrival, archive),
      accept: [],
      unmasked: false,
    },
    'waiting',
  )
}

const NOTHING_ARRIVED: Bilingual = {
  zh: '收件箱还没有完整的数据; 放入 manifest.json 和所列文件, 几秒后即被接收',
  en: 'nothing complete has arrived in the inbox; put manifest.json and the files that it names there, they are taken some seconds later',
}
