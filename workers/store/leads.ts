/** Leads of a run, and the review items that they keep alive. */
import type { PoolClient } from 'pg'
import { itemKey, leadFingerprint } from '../../pipelines/evaluation/items.ts'
import type { ItemStatus } from '../../pipelines/reports/model.ts'
import type { CountyCode, Lead } from '../../pipelines/types.ts'
import { CopyBuffer } from './copy-buffer.ts'

export interface StoredLead {
  readonly lead: Lead
  readonly item: string
}

/** Stores the leads of a run. */
export async function storeLeads(
  client: PoolClient,
  run: string,
  leads: readonly Lead[],
): Promise<readonly StoredLead[]> {
  const buffer = new CopyBuffer(client, 'lead', [
    'run',
    'item',
    'rule',
    'county',
    'household',
    'id_number',
    'subject',
    'fingerprint',
    'data',
  ])
  const stored: StoredLead[] = []
  for (const lead of leads) {
    const item = itemKey(lead)
    stored.push({ lead, item })
    buffer.add([
      run,
      item,
      lead.rule,
      lead.county,
      lead.household,
      lead.idNumber,
      lead.subject,
      leadFingerprint(lead),
      {
        ...lead,
        evidence: lead.evidence.map(({ file, row }) => ({
          source: file.source,
          path: file.path,
          digest: file.digest,
          row,
        })),
      },
    ])
    await buffer.drain()
  }
  await buffer.flush()
  return stored
}

/** A rule and a county in which this run could have found its leads: only there does silence clear an item. */
export interface Concluded {
  readonly rule: string
  readonly county: CountyCode
}

/**
 * Carries the review items over to this run: new, still there, changed, no longer found. An item whose feed was held,
 * missing or without coverage stays as it was.
 * @param only the households and persons that the run was about, where it was not about all
 */
export async function reconcileItems(
  client: PoolClient,
  run: string,
  concluded: readonly Concluded[],
  only?: { readonly households: readonly string[]; readonly keys: readonly string[] },
): Promise<ReadonlyMap<string, ItemStatus>> {
  await client.query(
    `insert into review_item (key, rule, county, household, id_number, subject, presence, fingerprint, first_run, last_run)
     select item, rule, county, household, id_number, subject, 'new', fingerprint, run, run from lead where run = $1
     on conflict (key) do update set
       presence = case
         when review_item.presence = 'gone' then 'new'
         when review_item.fingerprint <> excluded.fingerprint then 'changed'
         when review_item.last_run = excluded.last_run then review_item.presence
         else 'open' end,
       changed_run = case when review_item.fingerprint <> excluded.fingerprint then excluded.last_run else review_item.changed_run end,
       county = excluded.county,
       fingerprint = excluded.fingerprint,
       last_run = excluded.last_run,
       gone_run = null`,
    [run],
  )
  await client.query(
    `update review_item item set presence = 'gone', gone_run = $1
       from unnest($2::text[], $3::text[]) as concluded (rule, county)
      where item.rule = concluded.rule and item.county = concluded.county
        and item.presence <> 'gone' and item.last_run <> $1
        and ($4::text[] is null or item.household = any($4) or item.id_number = any($5::text[]))`,
    [
      run,
      concluded.map(({ rule }) => rule),
      concluded.map(({ county }) => county),
      only?.households ?? null,
      only?.keys ?? null,
    ],
  )
  const { rows } = await client.query<{ key: string; presence: ItemStatus }>(
    'select key, presence from review_item where last_run = $1',
    [run],
  )
  return new Map(rows.map(({ key, presence }) => [key, presence]))
}

/** How many items this run no longer found. */
export async function goneItems(client: PoolClient, run: string): Promise<number> {
  const { rows } = await client.query<{ count: string }>(
    'select count(*) from review_item where gone_run = $1',
    [run],
  )
  return Number(rows[0]?.count ?? 0)
}
