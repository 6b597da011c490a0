/** Runs and leads as a comparison stores them, without one. */
import type { Pool, PoolClient } from 'pg'
import type { TrackedRule } from '../../../pipelines/clearance/tracked-rule.ts'
import { itemKey } from '../../../pipelines/evaluation/items.ts'
import type { Lead, LeadClass } from '../../../pipelines/types.ts'
import { clearByExport, type ExportOfRun, type ExportOutcome } from '../../../workers/clearance/by-export.ts'
import { storeLeads } from '../../../workers/store/leads.ts'
import { inTransaction } from '../../../workers/store/transaction.ts'

const rule = (id: string, object: TrackedRule['object'], sources: string[] = []): TrackedRule => ({
  id,
  object,
  sources,
  fields: ['AAB003'],
  text: `${id} 的说明`,
})
export const RULES: readonly TrackedRule[] = [
  rule('P01', 'person', ['S3#6']),
  rule('P26', 'person', ['S3#55', 'S2:3_01_001']),
  rule('H01', 'household', ['S3#4']),
  rule('V01', 'village'),
  rule('N01', 'hamlet'),
]

export const COUNTY = '530129'

/** A lead on member `m` of household `h`, whose detail is its value. */
export const lead = (given: {
  rule?: string
  class?: LeadClass
  county?: string
  household?: string
  idNumber?: string
  subject?: string
  value?: string
  village?: string
}): Lead => {
  const { rule = 'P26', county = COUNTY, value = 'a' } = given
  const of = given.class ?? 'suspected'
  return {
    rule,
    direction: 'quality',
    class: of,
    severity: of === 'error' ? 'B' : 'C',
    county,
    village: given.village ?? `${county}100200`,
    household: given.household ?? 'H1',
    personName: '张三',
    idNumber: given.idNumber ?? '',
    subject: given.subject ?? 'M1',
    subjectIsKey: false,
    evidence: [],
    detail: value,
  }
}

export const keyOf = (given: Parameters<typeof lead>[0]): string => itemKey(lead(given))

export const ALL: ExportOfRun['concluded'] = RULES.flatMap(({ id }) =>
  [COUNTY, '530128'].map(county => ({ rule: id, county })),
)

let runs = 0

export const insertRun = async (db: Pool | PoolClient): Promise<string> => {
  const id = `run-${++runs}`
  await db.query(
    `insert into run (id, started_at, state, as_of, purpose, user_name, counties, policy, rules)
     values ($1, now(), 'done', '2017-11-20', '', '', '[]', '{}', '{}')`,
    [id],
  )
  return id
}

/** A run whose register was exported on a day and showed these leads. */
export const exported = (
  pool: Pool,
  asOf: string,
  leads: readonly Lead[],
  more: Partial<ExportOfRun> = {},
): Promise<ExportOutcome & { readonly run: string }> =>
  inTransaction(pool, async client => {
    const run = await insertRun(client)
    await storeLeads(client, run, leads)
    const outcome = await clearByExport(client, {
      run,
      startedAt: new Date(),
      export: { asOf },
      snapshot: '0',
      rules: RULES,
      concluded: ALL,
      ...more,
    })
    return { ...outcome, run }
  })
