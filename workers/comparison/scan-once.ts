/** What a run keeps of a delivery: scanned once for a scope, by whichever run comes first. */
import type { ReadingProgress } from '../reading/delivery.ts'
import { beginScan, endScan, findAndPinScan, pinScan, type StoredScan } from '../store/deliveries.ts'
import { moveScan } from '../store/moved-scan.ts'
import { inTransaction } from '../store/transaction.ts'
import { isUniqueViolation } from '../store/unique-violation.ts'
import { blaming } from './delivery-failure.ts'
import type { FeedReading } from './feed-reading.ts'
import type { TakenDelivery } from './intake.ts'
import type { IntakeSettings } from './intake-settings.ts'

/** What a scan is made with, asked for where it is not there yet. */
export interface ScanGrounds {
  readonly asking: () => Promise<FeedReading>
  /** The slices of a member. */
  readonly slicesOf: () => Promise<(key: string) => readonly number[]>
}

/**
 * The scan of a delivery under a scope: found; made of one about the same persons, of whom some were in other slices; or made
 * of the delivery. It stays while the run goes on.
 */
export async function scanOnce(
  delivery: TakenDelivery,
  settings: IntakeSettings,
  scope: string,
  { asking, slicesOf }: ScanGrounds,
): Promise<StoredScan> {
  const { pool, run } = settings
  const find = () => findAndPinScan(pool, run, delivery.id, scope)
  const known = await find()
  if (known) return known
  try {
    const places = await slicesOf()
    const moved = await inTransaction(pool, async client => {
      const made = await moveScan(client, delivery, scope, places)
      if (made) await pinScan(client, run, made.id)
      return made
    })
    if (moved) return moved
    const { read } = await asking()
    const scanning = inTransaction(pool, async client => {
      const id = await beginScan(client, delivery.id, scope)
      const progress: ReadingProgress = (rows, bytes) => settings.progress(delivery, rows, bytes)
      const { counts, candidates } = await read(delivery, { client, scan: id }, progress, settings.signal)
      await endScan(client, id, counts, candidates)
      await pinScan(client, run, id)
      return { id, counts }
    })
    return await blaming(delivery, scanning)
  } catch (error) {
    // Another run made it meanwhile: beginning it waited for that one's end.
    const made = isUniqueViolation(error) ? await find() : undefined
    if (made) return made
    throw error
  }
}
