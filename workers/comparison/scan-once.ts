/** What a run keeps of a delivery: scanned once for a scope, by whichever run comes first. */
import type { ReadingProgress } from '../reading/delivery.ts'
import { beginScan, endScan, findAndPinScan, pinScan, type StoredScan } from '../store/deliveries.ts'
import { inTransaction } from '../store/transaction.ts'
import { isUniqueViolation } from '../store/unique-violation.ts'
import { blaming } from './delivery-failure.ts'
import type { FeedReading } from './feed-reading.ts'
import type { TakenDelivery } from './intake.ts'
import type { IntakeSettings } from './intake-settings.ts'

/** The scan of a delivery under a scope: found, or made now. It stays while the run goes on. */
export async function scanOnce(
  delivery: TakenDelivery,
  settings: IntakeSettings,
  scope: string,
  reading: () => Promise<FeedReading>,
): Promise<StoredScan> {
  const find = () => findAndPinScan(settings.pool, settings.run, delivery.id, scope)
  const known = await find()
  if (known) return known
  const { read } = await reading()
  try {
    const scanning = inTransaction(settings.pool, async client => {
      const id = await beginScan(client, delivery.id, scope)
      const progress: ReadingProgress = (rows, bytes) => settings.progress(delivery, rows, bytes)
      const { counts, candidates } = await read(delivery, { client, scan: id }, progress, settings.signal)
      await endScan(client, id, counts, candidates)
      await pinScan(client, settings.run, id)
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
