/** One look into a watched inbox: what is there, and whether it is all there. Nothing is opened but the manifest. */
import { readdir, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { InputError } from '../../connectors/input-error.ts'
import type { Bilingual, IsoDate } from '../../pipelines/types.ts'
import { isAbsent } from '../absent-file.ts'
import { OperationalError } from '../operational-error.ts'
import { finalName, type Inbox, isPartial, openInbox } from '../reading/inbox.ts'
import { missingFiles, noFolder, partialNamed, stillWritten } from './messages.ts'

const MANIFEST = 'manifest.json'

export interface SeenFile {
  /** Below the inbox. */
  readonly path: string
  readonly bytes: number
  /** Milliseconds since 1970, as the file system says. */
  readonly modifiedAt: number
}

export type Look =
  /** There is no manifest (yet). */
  | { readonly kind: 'nothing' }
  /** It cannot be taken as it is. */
  | { readonly kind: 'wrong'; readonly text: Bilingual; readonly seen: readonly SeenFile[] }
  | { readonly kind: 'whole'; readonly inbox: Inbox; readonly seen: readonly SeenFile[] }

/** Equal for looks that saw the same. */
export const printOf = (look: Look): string =>
  JSON.stringify(look.kind === 'nothing' ? [] : [look.seen, look.kind === 'wrong' ? look.text : ''])

/** @throws OperationalError if there is no such folder; what the file system throws */
export async function lookAt(folder: string, today: IsoDate): Promise<Look> {
  const manifest = await see(folder, MANIFEST)
  if (!manifest) {
    if (await isThere(folder)) return { kind: 'nothing' }
    throw new OperationalError(noFolder(folder))
  }
  const inbox = await openInbox(folder, today).catch(error => {
    if (error instanceof InputError) return error.text
    throw error
  })
  const wrong = (text: Bilingual, seen: readonly SeenFile[] = [manifest]): Look => ({
    kind: 'wrong',
    text,
    seen,
  })
  if (!('plan' in inbox)) return wrong(inbox)
  const wanted = wantedFiles(inbox)
  const misnamed = wanted.filter(path => isPartial(basename(path)))
  if (misnamed.length > 0) return wrong(partialNamed(misnamed))
  const seen = [manifest]
  const missing: string[] = []
  for (const path of wanted) {
    const file = await see(folder, path)
    if (file) seen.push(file)
    else missing.push(path)
  }
  const partial = await partialFiles(folder, new Set(wanted))
  if (partial.length > 0) return wrong(stillWritten(partial.map(file => file.path)), [...seen, ...partial])
  if (missing.length > 0) return wrong(missingFiles(missing, folder), seen)
  return { kind: 'whole', inbox, seen }
}

/** Every file that is read: those of the register, then those of known feeds. */
export const wantedFiles = ({ plan, register }: Inbox): readonly string[] => [
  ...new Set([...register.values(), ...plan.deliveries.flatMap(delivery => delivery.files)]),
]

/** Undefined if it is not there, or no file. */
export async function see(folder: string, path: string): Promise<SeenFile | undefined> {
  try {
    const file = await stat(join(folder, path))
    return file.isFile() ? { path, bytes: file.size, modifiedAt: file.mtimeMs } : undefined
  } catch (error) {
    if (isAbsent(error)) return undefined
    throw error
  }
}

/** Files on their way to a name that is wanted. In register/ that is every name: tables are found, not listed. */
async function partialFiles(folder: string, wanted: ReadonlySet<string>): Promise<readonly SeenFile[]> {
  const found: SeenFile[] = []
  for (const below of new Set(['.', 'register', ...[...wanted].map(path => dirname(path))])) {
    for (const name of await namesIn(join(folder, below))) {
      const final = finalName(name)
      if (final === undefined) continue
      const path = below === '.' ? final : `${below}/${final}`
      if (below !== 'register' && path !== MANIFEST && !wanted.has(path)) continue
      const file = await see(folder, below === '.' ? name : `${below}/${name}`)
      if (file) found.push(file)
    }
  }
  return found
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).toSorted()
  } catch (error) {
    if (isAbsent(error)) return []
    throw error
  }
}

const isThere = async (folder: string): Promise<boolean> => {
  try {
    return (await stat(folder)).isDirectory()
  } catch (error) {
    if (isAbsent(error)) return false
    throw error
  }
}
