/** The files of a proof, on their way into the archive and back. */
import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import { chmod, copyFile, mkdir, open, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { fileDigest } from '../../connectors/digest.ts'
import {
  ATTACHMENT_KIND_NAMES,
  ATTACHMENT_LIMITS,
  type Attachment,
  type AttachmentLimits,
  kindOfBytes,
  safeName,
} from '../../pipelines/clearance/attachment.ts'
import type { Bilingual } from '../../pipelines/types.ts'
import { isAbsent } from '../absent-file.ts'
import type { Archive } from '../archive/archive.ts'
import { OperationalError } from '../operational-error.ts'
import type { Queryable } from '../store/queryable.ts'

/**
 * Looks at the files that are to be attached, all of them, before any is kept.
 * @throws OperationalError naming the file, what is wrong with it and what is allowed
 */
export async function lookAtAttachments(
  paths: readonly string[],
  limits: AttachmentLimits = ATTACHMENT_LIMITS,
): Promise<readonly (Attachment & { readonly path: string })[]> {
  if (paths.length === 0)
    throw wrong({ zh: '核实存证至少要有一个附件', en: 'a proof needs at least one attachment' })
  if (paths.length > limits.files)
    throw wrong({
      zh: `附件有 ${paths.length} 个, 最多 ${limits.files} 个; 请合并成一个 PDF`,
      en: `${paths.length} attachments, ${limits.files} at most; put them together in one PDF`,
    })
  const looked: (Attachment & { readonly path: string })[] = []
  for (const path of paths) {
    const attachment = await lookAt(path, limits)
    if (looked.some(({ digest }) => digest === attachment.digest))
      throw wrong({
        zh: `附件 ${basename(path)} 与另一个附件内容相同; 请只给一次`,
        en: `the attachment ${basename(path)} is the same file as another one; give it once`,
      })
    looked.push({ ...attachment, path })
  }
  return looked
}

async function lookAt(path: string, limits: AttachmentLimits): Promise<Attachment> {
  const shown = basename(path)
  await using handle = await open(path).catch(error => {
    throw wrong(
      isAbsent(error)
        ? { zh: `附件 ${shown} 不存在`, en: `there is no file ${shown}` }
        : {
            zh: `附件 ${shown} 无法打开; 请检查权限`,
            en: `${shown} cannot be opened; check its permissions`,
          },
      error,
    )
  })
  const stats = await handle.stat()
  if (!stats.isFile()) throw wrong({ zh: `附件 ${shown} 不是文件`, en: `${shown} is no file` })
  const { size } = stats
  if (size === 0) throw wrong({ zh: `附件 ${shown} 是空文件`, en: `${shown} is empty` })
  if (size > limits.bytes)
    throw wrong({
      zh: `附件 ${shown} 有 ${megabytes(size)} MB, 最多 ${megabytes(limits.bytes)} MB; 请压缩图片或拆分`,
      en: `${shown} has ${megabytes(size)} MB, ${megabytes(limits.bytes)} MB at most; make its pictures smaller or split it`,
    })
  const bytes = await handle.readFile()
  const kind = kindOfBytes(bytes)
  if (kind === undefined)
    throw wrong({
      zh: `附件 ${shown} 按内容不是可以存证的类型; 可用: ${ATTACHMENT_KIND_NAMES.zh} (不含宏)`,
      en: `${shown} is by its content nothing that can be attached; allowed: ${ATTACHMENT_KIND_NAMES.en}, without macros`,
    })
  const digest = createHash('sha256').update(bytes).digest('hex')
  return { digest, name: safeName(shown, kind), kind, bytes: bytes.length }
}

const megabytes = (bytes: number): string => (bytes / 1024 / 1024).toFixed(1)

const wrong = (text: Bilingual, cause?: unknown): OperationalError =>
  new OperationalError(text, { exitCode: 2, ...(cause === undefined ? {} : { cause }) })

/** Keeps them by digest. @throws FileChanged where one is not what was looked at */
export async function keepAttachments(
  archive: Archive,
  attachments: readonly { readonly path: string; readonly digest: string }[],
): Promise<void> {
  for (const { path, digest } of attachments) await archive.keep(path, digest)
}

export interface FiledProof {
  readonly id: string
  readonly value: string
  readonly note: string
  readonly user: string
  readonly at: Date
  readonly files: readonly Attachment[]
}

/** The proofs of a problem, in the order in which they were filed. */
export async function proofsOf(db: Queryable, key: string): Promise<readonly FiledProof[]> {
  const { rows } = await db.query<Omit<FiledProof, 'files'> & { files: Attachment[] | null }>(
    `select proof.id, value, note, by_user as user, at,
            (select jsonb_agg(jsonb_build_object('digest', digest, 'name', name, 'kind', kind, 'bytes', bytes) order by position)
               from proof_file where proof_file.proof = proof.id) as files
       from proof where problem = $1 order by proof.id`,
    [key],
  )
  return rows.map(row => ({ ...row, files: row.files ?? [] }))
}

/**
 * Gives the files of proofs back, each with its digest checked, readable by their owner only.
 * @returns their names below the folder
 * @throws OperationalError where a file is there already, or the archive has lost or changed one
 */
export async function giveBack(
  archive: Archive,
  proofs: readonly FiledProof[],
  folder: string,
): Promise<readonly string[]> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const names: string[] = []
  for (const [at, proof] of proofs.entries())
    for (const [place, { digest, name }] of proof.files.entries()) {
      const own = `${at + 1}-${place + 1}-${name}`
      await copyChecked(await archive.locate(digest), join(folder, own), digest, own)
      names.push(own)
    }
  return names
}

async function copyChecked(from: string, to: string, digest: string, name: string): Promise<void> {
  await copyFile(from, to, constants.COPYFILE_EXCL).catch(error => {
    throw error.code === 'EEXIST'
      ? wrong({
          zh: `${name} 已经在那个文件夹里, 不会覆盖; 请用 --out 指定一个新文件夹`,
          en: `${name} is in that folder already and is not overwritten; name a new folder with --out`,
        })
      : error
  })
  await chmod(to, 0o600)
  if ((await fileDigest(to)).digest === digest) return
  await rm(to, { force: true })
  throw new OperationalError({
    zh: `归档里的附件 ${name} 与存证时的摘要不符, 没有给出; 请从备份恢复归档`,
    en: `the attachment ${name} in the archive no longer has the digest that was filed and is not given out; restore the archive from its backup`,
  })
}
