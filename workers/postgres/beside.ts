/**
 * The store as it is: its schema untouched, and where another program runs the embedded server, beside that one. For
 * who backs up or examines.
 */
import type { Config } from '../config.ts'
import { OperationalError } from '../operational-error.ts'
import { findCluster } from './cluster.ts'
import { openDatabase } from './connect.ts'
import type { Database, DatabaseOptions } from './database.ts'
import { joinRunning } from './join.ts'
import { FolderInUse } from './program-lock.ts'

/** Whether there is a database to open: for the embedded one, whether it has ever been made. */
export const hasDatabase = ({ home, databaseUrl }: Pick<Config, 'home' | 'databaseUrl'>): boolean =>
  databaseUrl !== undefined || findCluster(home) !== undefined

/** @throws OperationalError where there is no database, or it cannot be reached or used; nothing is made, nothing left open */
export async function openBeside(
  config: Pick<Config, 'home' | 'databaseUrl'>,
  options: DatabaseOptions = {},
): Promise<Database> {
  if (!hasDatabase(config)) throw noDatabase(config.home)
  const asItIs = { ...options, asItIs: true } as const
  try {
    return await openDatabase(config, asItIs)
  } catch (error) {
    const joined = error instanceof FolderInUse ? await joinRunning(config.home, asItIs) : undefined
    if (!joined) throw error
    return joined
  }
}

const noDatabase = (home: string): OperationalError =>
  new OperationalError({
    zh: `状态文件夹 ${home} 中还没有数据库; 请检查 BIDUI_HOME (它指向的文件夹里应有 postgres.json), 或设置 DATABASE_URL`,
    en: `The state folder ${home} has no database yet; check BIDUI_HOME (the folder has a postgres.json), or set DATABASE_URL`,
  })
