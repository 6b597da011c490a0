/** An inbox as JSON, so that a run can be done by whoever reads it, wherever, and whatever the folder holds by then. */
import { join } from 'node:path'
import type { InboxPlan } from '../../pipelines/manifest.ts'
import type { RegisterTableId } from '../../pipelines/types.ts'
import type { Archive } from '../archive/archive.ts'
import { OperationalError } from '../operational-error.ts'
import type { Inbox } from './inbox.ts'
import type { StoredFile } from './stored-file.ts'

export interface PinnedInbox {
  readonly plan: InboxPlan
  readonly hasManifest: boolean
  readonly register: readonly (readonly [table: RegisterTableId, path: string])[]
  readonly unlisted: readonly string[]
  /** Files that are in the archive. */
  readonly known: readonly StoredFile[]
  /** Where the others lie. */
  readonly folder?: string
}

export const pinInbox = (
  { plan, hasManifest, unlisted, register, known }: Inbox,
  folder: string | undefined,
): PinnedInbox => ({
  ...{ plan, hasManifest, unlisted },
  register: [...register],
  known: [...known.values()],
  ...(folder === undefined ? {} : { folder }),
})

export function openPinned(
  { plan, hasManifest, unlisted, register, known, folder }: PinnedInbox,
  archive: Archive,
): Inbox {
  const byPath = new Map(known.map(file => [file.path, file]))
  return {
    ...{ plan, hasManifest, unlisted },
    register: new Map(register),
    known: byPath,
    locate: async path => {
      const file = byPath.get(path)
      if (file) return await archive.locate(file.digest)
      if (folder !== undefined) return join(folder, path)
      throw new OperationalError({
        zh: `到件中没有文件 ${path}; 请检查收件箱的 manifest.json, 重新交接`,
        en: `the arrival has no file ${path}; check manifest.json in the inbox and deliver again`,
      })
    },
  }
}
