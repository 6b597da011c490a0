/** The inbox 收件箱: the plan of its manifest, the register's tables and the deliveries; as a folder, or from the archive. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { InputError } from '../../connectors/input-error.ts'
import { REGISTER_TABLES } from '../../connectors/register/index.ts'
import { type InboxPlan, planFromFolders, readManifest } from '../../pipelines/manifest.ts'
import type { RegisterTableId } from '../../pipelines/types.ts'
import { isAbsent } from '../absent-file.ts'
import type { StoredFile } from './stored-file.ts'

const TABLE_FILE = /\.(?:csv|txt|xlsx|xls)$/i

/** What programs call a file while they transfer it; the last is rsync's way. */
const PARTIAL_FILE = [/^(.+)\.(?:part|partial|tmp|filepart|crdownload)$/i, /^\.(.+)\.[A-Za-z0-9]{6}$/]

/** The name that a file will have when it is complete; undefined if it has it. */
export function finalName(name: string): string | undefined {
  for (const pattern of PARTIAL_FILE) {
    const final = pattern.exec(name)?.[1]
    if (final !== undefined) return final
  }
  return undefined
}

/** A file that is being transferred, or what an office program puts beside one that is open: never read. */
export const isPartial = (name: string): boolean => name.startsWith('~$') || finalName(name) !== undefined

export interface Inbox {
  readonly plan: InboxPlan
  readonly hasManifest: boolean
  /** Register tables that are there, below the inbox. */
  readonly register: ReadonlyMap<RegisterTableId, string>
  /** Files under feeds/ that the manifest does not name. */
  readonly unlisted: readonly string[]
  /** Where the bytes of a file lie, which is named by its path below the inbox; fetched first where they are elsewhere. */
  readonly locate: (path: string) => Promise<string>
  /** Files whose digests were taken before, by path. */
  readonly known: ReadonlyMap<string, StoredFile>
}

/** Looks into an inbox. @throws InputError for a wrong manifest, or two files for one register table */
export async function openInbox(folder: string, today: string): Promise<Inbox> {
  const manifest = await readIfThere(join(folder, 'manifest.json'))
  const found = await feedFiles(folder)
  const plan = manifest === undefined ? planFromFolders(found, today) : readManifest(manifest, today)
  const named = new Set([...plan.deliveries, ...plan.unknownFeeds].flatMap(delivery => delivery.files))
  return {
    plan,
    hasManifest: manifest !== undefined,
    register: await registerFiles(folder),
    unlisted: [...found.values()].flat().filter(path => !named.has(path)),
    locate: async path => join(folder, path),
    known: new Map(),
  }
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (isAbsent(error)) return undefined
    throw error
  }
}

async function entries(folder: string) {
  try {
    return (await readdir(folder, { withFileTypes: true })).toSorted((one, other) =>
      one.name < other.name ? -1 : 1,
    )
  } catch (error) {
    if (isAbsent(error)) return []
    throw error
  }
}

async function feedFiles(folder: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, string[]>()
  for (const feed of await entries(join(folder, 'feeds'))) {
    if (!feed.isDirectory()) continue
    const files = (await entries(join(folder, 'feeds', feed.name)))
      .filter(entry => entry.isFile() && TABLE_FILE.test(entry.name) && !isPartial(entry.name))
      .map(entry => `feeds/${feed.name}/${entry.name}`)
    if (files.length > 0) found.set(feed.name, files)
  }
  return found
}

async function registerFiles(folder: string): Promise<ReadonlyMap<RegisterTableId, string>> {
  const files = (await entries(join(folder, 'register'))).filter(
    entry => entry.isFile() && TABLE_FILE.test(entry.name),
  )
  const tables = new Map<RegisterTableId, string>()
  for (const table of Object.keys(REGISTER_TABLES) as RegisterTableId[]) {
    const same = files.filter(file => file.name.replace(TABLE_FILE, '') === table)
    if (same.length > 1) {
      const names = same.map(file => file.name).join(', ')
      throw new InputError('no_register', {
        zh: `register/ 下「${table}」有 ${same.length} 个文件 (${names}); 只保留一个再运行`,
        en: `register/ holds ${same.length} files for "${table}" (${names}); keep one of them and run again`,
      })
    }
    const file = same[0]
    if (file) tables.set(table, `register/${file.name}`)
  }
  for (const needed of ['households', 'members'] as const)
    if (!tables.has(needed))
      throw new InputError('no_register', {
        zh: `没有建档立卡数据: 找不到 register/${needed}.csv (或 .txt、.xlsx); 没有它无法比对`,
        en: `the register is missing: there is no register/${needed}.csv (or .txt, .xlsx); nothing can be compared without it`,
      })
  return tables
}
