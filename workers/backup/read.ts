/** Reading a backup in its order: the manifest, then every table, then the files of the archive. */
import { createHash } from 'node:crypto'
import { CopiedRows } from './copied-rows.ts'
import { BackupReader, type Section } from './file-reader.ts'
import { type BackedUpTable, type BackupManifest, MANIFEST } from './manifest.ts'
import { STAGES, type TellBackupProgress } from './progress.ts'
import { damaged, notItsDigest } from './refusals.ts'

/** Bytes; a manifest is far smaller, whatever it lists. */
const LONGEST_MANIFEST = 256 * 1024 * 1024

/** What is done with the sections of a backup. Each reads its section to the end. */
export interface BackupVisitor {
  begin?(manifest: BackupManifest): Promise<void>
  table(table: BackedUpTable, content: Section['content']): Promise<void>
  file(digest: string, content: Section['content']): Promise<void>
}

/** @throws OperationalError where the file is damaged or not complete, at that place; what the visitor throws */
export async function visitBackup(reader: BackupReader, visitor: BackupVisitor): Promise<BackupManifest> {
  const sections = reader.sections()
  const first = (await sections.next()).value
  if (first?.kind !== 'manifest')
    throw damaged(reader.path, { zh: '没有开头的说明', en: 'it does not begin with its description' })
  const manifest = await readManifest(reader.path, first)
  await visitor.begin?.(manifest)
  const expected = [
    ...manifest.tables.map(table => ({
      kind: 'table',
      name: table.name,
      visit: (content: Section['content']) => visitor.table(table, content),
    })),
    ...(manifest.archive.included
      ? manifest.archive.files.map(({ digest }) => ({
          kind: 'file',
          name: digest,
          visit: (content: Section['content']) => visitor.file(digest, content),
        }))
      : []),
  ].values()
  for await (const { kind, name, content } of sections) {
    const next = expected.next().value
    if (next?.kind !== kind || next.name !== name)
      throw damaged(reader.path, {
        zh: `多出段「${name}」`,
        en: `the section "${name}" does not belong there`,
      })
    await next.visit(content)
  }
  const missing = expected.next().value
  if (missing)
    throw damaged(reader.path, {
      zh: `缺少段「${missing.name}」`,
      en: `the section "${missing.name}" is missing`,
    })
  return manifest
}

async function readManifest(path: string, { content }: Section): Promise<BackupManifest> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of content as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > LONGEST_MANIFEST) throw damaged(path, { zh: '说明太长', en: 'its description is too long' })
    chunks.push(chunk)
  }
  try {
    return MANIFEST.parse(JSON.parse(Buffer.concat(chunks).toString('utf8')))
  } catch (cause) {
    throw damaged(path, { zh: '说明看不懂', en: 'its description cannot be understood' }, cause)
  }
}

/** Reads a backup to its end and throws it away: every checksum, every stream, every section. @throws OperationalError */
export async function checkBackup(
  path: string,
  { progress = () => undefined, signal }: { progress?: TellBackupProgress; signal?: AbortSignal } = {},
): Promise<BackupManifest> {
  await using reader = await BackupReader.open(path)
  const readThrough = async (content: Section['content'], look: (chunk: Buffer) => void) => {
    for await (const chunk of content as AsyncIterable<Buffer>) {
      signal?.throwIfAborted()
      look(chunk)
      progress({ stage: STAGES.checking, done: reader.position, total: reader.size, unit: 'bytes' })
    }
  }
  return await visitBackup(reader, {
    async table({ name, rows }, content) {
      const copied = new CopiedRows()
      await readThrough(content, chunk => copied.take(chunk))
      if (copied.rows !== rows)
        throw damaged(path, {
          zh: `表 ${name} 不完整: 应有 ${rows} 行, 读到 ${copied.rows ?? '一部分'}`,
          en: `the table ${name} is not whole: ${rows} rows should be there, ${copied.rows ?? 'a part'} is`,
        })
    },
    async file(digest, content) {
      const hash = createHash('sha256')
      await readThrough(content, chunk => hash.update(chunk))
      if (hash.digest('hex') !== digest) throw notItsDigest(path, digest)
    },
  })
}
