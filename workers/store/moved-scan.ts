/** A scan made of another one: of the same delivery, about the same persons, of whom some are in other slices now. */
import type { PoolClient } from 'pg'
import type { FeedId } from '../../pipelines/types.ts'
import { beginScan, type StoredScan } from './deliveries.ts'
import { blockRows, packBlock, unpackBlock } from './evidence-blocks.ts'
import { EvidenceWriter } from './evidence-writer.ts'
import { movedRows } from './moved-rows.ts'
import { whoOf } from './scope.ts'

interface Place {
  readonly file: number
  readonly base: number
}

/**
 * Makes the scan of a delivery under a scope of what another scan about the same persons has kept, without its bytes.
 * @param client inside a transaction
 * @param slicesOf where a member is now
 * @returns undefined if there is no such scan
 */
export async function moveScan(
  client: PoolClient,
  { id, feed }: { readonly id: string; readonly feed: FeedId },
  scope: string,
  slicesOf: (key: string) => readonly number[],
): Promise<StoredScan | undefined> {
  // Until this transaction has ended, no scan is let go.
  await client.query(`select pg_advisory_xact_lock_shared(hashtext('run_scan'))`)
  const { rows } = await client.query<StoredScan>(
    `select id, counts from scan where delivery = $1 and starts_with(scope, $2) order by id desc limit 1`,
    [id, `${whoOf(scope)}.`],
  )
  const from = rows[0]
  if (!from) return undefined
  const to = await beginScan(client, id, scope)
  await client.query(
    `update scan set counts = old.counts, candidates = old.candidates from scan old where scan.id = $1 and old.id = $2`,
    [to, from.id],
  )
  await client.query(
    `insert into evidence (scan, file, row, key, role, name, house_number, whole_house, children, data)
     select $1, file, row, key, role, name, house_number, whole_house, children, data from evidence where scan = $2`,
    [to, from.id],
  )
  const places = await client.query<Place>(
    'select distinct file, base from scan_block where scan = $1 order by file, base',
    [from.id],
  )
  const writer = new EvidenceWriter(client, to)
  for (const place of places.rows)
    await movePlace(client, writer, { feed, from: from.id, to, place, slicesOf })
  await writer.flush()
  return { id: to, counts: from.counts }
}

async function movePlace(
  client: PoolClient,
  writer: EvidenceWriter,
  {
    feed,
    from,
    to,
    place: { file, base },
    slicesOf,
  }: {
    readonly feed: FeedId
    readonly from: string
    readonly to: string
    readonly place: Place
    readonly slicesOf: (key: string) => readonly number[]
  },
): Promise<void> {
  const { rows } = await client.query<{ slice: number; data: Buffer }>(
    `select slice, data from scan_block join evidence_block using (digest)
      where scan = $1 and file = $2 and base = $3 order by slice`,
    [from, file, base],
  )
  const blocks = rows.map(({ slice, data }) => ({ slice, ...unpackBlock(data) }))
  const moved = movedRows(
    blocks.map(block => ({ slice: block.slice, rows: blockRows(block) })),
    slicesOf,
  )
  const properties = blocks[0]?.values.properties ?? []
  await client.query(
    `insert into scan_block (scan, slice, file, base, digest)
     select $1, slice, file, base, digest from scan_block
      where scan = $2 and file = $3 and base = $4 and slice <> all($5)`,
    [to, from, file, base, [...moved.keys()]],
  )
  await writer.addBlocks(
    [...moved]
      .filter(([, own]) => own.length > 0)
      .map(([slice, own]) => ({ slice, file, base, ...packBlock(feed, properties, own) })),
  )
}
