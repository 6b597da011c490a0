/** Taking 接收 an inbox: every file into the archive, then one row that says so. Until then nothing has happened. */
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { Pool } from 'pg'
import type { InboxPlan } from '../../pipelines/manifest.ts'
import type { IsoDate } from '../../pipelines/types.ts'
import { isAbsent } from '../absent-file.ts'
import { type Archive, FileChanged } from '../archive/archive.ts'
import { digestInThread } from '../reading/digest-in-thread.ts'
import type { Inbox } from '../reading/inbox.ts'
import type { StoredFile } from '../reading/stored-file.ts'
import type { ThreadPool } from '../threads/pool.ts'
import { type Arrival, recordArrival } from './arrivals.ts'
import { type SeenFile, see, wantedFiles } from './look.ts'

/** Stands for the day where the manifest gives none: the same inbox is the same on another day. */
export const UNDATED: IsoDate = ''

export interface Taking {
  readonly folder: string
  readonly archive: Archive
  readonly pool: Pool
  readonly threads: ThreadPool
  readonly today: IsoDate
  readonly signal: AbortSignal
}

export type Taken =
  | { readonly kind: 'arrived'; readonly arrival: Arrival }
  /** It is the newest arrival already. */
  | { readonly kind: 'known' }
  /** Somebody wrote to it in the meantime. */
  | { readonly kind: 'changed' }

/**
 * @param inbox its plan {@link UNDATED}
 * @param seen its files as they were just now, with the manifest
 */
export async function takeInbox(
  { inbox, seen }: { readonly inbox: Inbox; readonly seen: readonly SeenFile[] },
  { folder, archive, pool, threads, today, signal }: Taking,
): Promise<Taken> {
  try {
    const files = await Promise.all(
      wantedFiles(inbox).map(async (path): Promise<StoredFile> => {
        const { digest, bytes } = await digestInThread(threads, join(folder, path))
        return { path, digest, bytes }
      }),
    )
    for (const { path, digest } of files) {
      signal.throwIfAborted()
      await archive.keep(join(folder, path), digest)
    }
    if (!(await isUnchanged(folder, seen, files))) return { kind: 'changed' }
    signal.throwIfAborted()
    const plan = dated(inbox.plan, today)
    const arrival = await recordArrival(pool, { id: arrivalId(inbox.plan, files), plan, files })
    return arrival ? { kind: 'arrived', arrival } : { kind: 'known' }
  } catch (error) {
    if (error instanceof FileChanged || isAbsent(error)) return { kind: 'changed' }
    throw error
  }
}

/** Whether every file still is what was seen, and what was read. */
async function isUnchanged(
  folder: string,
  seen: readonly SeenFile[],
  read: readonly StoredFile[],
): Promise<boolean> {
  const bytesRead = new Map(read.map(file => [file.path, file.bytes]))
  for (const before of seen) {
    const now = await see(folder, before.path)
    if (now?.bytes !== before.bytes || now.modifiedAt !== before.modifiedAt) return false
    if ((bytesRead.get(before.path) ?? now.bytes) !== now.bytes) return false
  }
  return true
}

const arrivalId = (undated: InboxPlan, files: readonly StoredFile[]): string =>
  createHash('sha256')
    .update(JSON.stringify([undated, files.map(({ path, digest }) => [path, digest])]))
    .digest('hex')

const dated = (plan: InboxPlan, today: IsoDate): InboxPlan => {
  const day = (date: IsoDate): IsoDate => (date === UNDATED ? today : date)
  return {
    ...plan,
    asOf: day(plan.asOf),
    registerAsOf: day(plan.registerAsOf),
    deliveries: plan.deliveries.map(delivery => ({ ...delivery, asOf: day(delivery.asOf) })),
  }
}
