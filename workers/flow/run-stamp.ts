import type { RunStamp } from '../../pipelines/reports/model.ts'
import type { RunWork } from './run-work.ts'

/** What is printed on everything that a run gives out. */
export const stampOf = ({ record, asOf }: RunWork): RunStamp => ({
  runId: record.id,
  startedAt: record.startedAt.toISOString(),
  user: record.user,
  purpose: record.purpose,
  asOf,
  policy: record.policy.id,
  masked: !record.unmasked,
})

/** Whether a run is about a part of the register only. */
export const isPartial = ({ record }: RunWork): boolean =>
  record.counties.length > 0 || record.only !== undefined
