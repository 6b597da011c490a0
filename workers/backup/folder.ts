/** The folder of backups in the state folder, what they are called, and which one was the last. */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { type BackupManifest, schemaName } from './manifest.ts'

const SUFFIX = '.bidui'
const BEFORE_UPGRADE = 'upgrade-'
/** Of those that an upgrade makes; what a person has made is theirs to delete. */
const KEPT = 5

export const backupsFolder = (home: string): string => join(home, 'backups')

/** `20171120T020000Z-0003-service.bidui`: sorted by name, they are sorted by time. */
export const backupName = (at: Date, migrations: readonly string[], kind: 'person' | 'upgrade'): string =>
  `${kind === 'upgrade' ? BEFORE_UPGRADE : 'bidui-'}${at.toISOString().replace(/[-:]|\.\d+/g, '')}-${schemaName(migrations)}${SUFFIX}`

/** Deletes all but the newest of the backups that upgrades have made. */
export async function forgetOldUpgrades(folder: string): Promise<void> {
  const made = (await readdir(folder)).filter(
    name => name.startsWith(BEFORE_UPGRADE) && name.endsWith(SUFFIX),
  )
  for (const name of made.sort().slice(0, -KEPT)) await rm(join(folder, name))
}

const LAST = z.object({ at: z.iso.datetime(), path: z.string(), schema: z.string() })
export type LastBackup = z.infer<typeof LAST>

const lastFile = (home: string): string => join(backupsFolder(home), 'last.json')

/** Remembers a backup, wherever it was written. */
export async function rememberBackup(home: string, path: string, manifest: BackupManifest): Promise<void> {
  const last: LastBackup = { at: manifest.madeAt, path, schema: schemaName(manifest.migrations) }
  await mkdir(backupsFolder(home), { recursive: true, mode: 0o700 })
  await writeFile(lastFile(home), JSON.stringify(last), { mode: 0o600 })
}

/** The last backup, or undefined if none is known of. */
export async function lastBackup(home: string): Promise<LastBackup | undefined> {
  try {
    return LAST.parse(JSON.parse(await readFile(lastFile(home), 'utf8')))
  } catch {
    return undefined
  }
}
