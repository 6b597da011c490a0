/** A backup before the schema moves: what an upgrade would spoil can be had back. */
import { join } from 'node:path'
import type { Pool } from 'pg'
import type { Bilingual } from '../../pipelines/types.ts'
import { readMigrations } from './catalogue.ts'
import { backupName, backupsFolder, forgetOldUpgrades, rememberBackup } from './folder.ts'
import { schemaName } from './manifest.ts'
import { makeBackup } from './write.ts'

/**
 * Backs up an embedded database whose schema is older than the program's; a new one, and one that is newer, are let be.
 *
 * @param home of the embedded database; a server of one's own is not backed up, which is told
 * @throws what {@link makeBackup} throws: without a backup there is no upgrade
 */
export async function backUpBeforeUpgrade(
  pool: Pool,
  known: readonly string[],
  home: string | undefined,
  tell: (text: Bilingual) => void,
): Promise<void> {
  const ran = await readMigrations(pool)
  const [older, newer] = [ran.length < known.length, ran.some(name => !known.includes(name))]
  if (ran.length === 0 || !older || newer) return
  const [from, to] = [schemaName(ran), schemaName(known)]
  if (home === undefined) {
    tell({
      zh: `数据库结构从 ${from} 升级到 ${to}; DATABASE_URL 的数据库由您自行备份, 这里没有备份`,
      en: `The schema moves from ${from} to ${to}; the database of DATABASE_URL is yours to back up, none was made here`,
    })
    return
  }
  const folder = backupsFolder(home)
  const path = join(folder, backupName(new Date(), ran, 'upgrade'))
  const { manifest } = await makeBackup(pool, { path })
  await rememberBackup(home, path, manifest)
  await forgetOldUpgrades(folder)
  tell({
    zh: `数据库结构从 ${from} 升级到 ${to}; 升级前已备份到 ${path}`,
    en: `The schema moves from ${from} to ${to}; backed up before that to ${path}`,
  })
}
