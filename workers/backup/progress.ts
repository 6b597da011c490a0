/** How far a backup or a restore is, for whoever looks on. */
import type { Bilingual } from '../../pipelines/types.ts'
import type { ProgressEvent } from '../comparison/stage-progress.ts'

export type TellBackupProgress = (progress: ProgressEvent) => void

export const STAGES = {
  hashing: { zh: '计算各表校验值', en: 'hashes of the tables' },
  writing: { zh: '写出各表', en: 'tables' },
  archive: { zh: '写出归档文件', en: 'files of the archive' },
  checking: { zh: '检查备份文件', en: 'checking the backup' },
  loading: { zh: '恢复各表', en: 'loading tables' },
  comparing: { zh: '核对各表', en: 'comparing tables' },
  unpacking: { zh: '恢复归档文件', en: 'files of the archive' },
} as const satisfies Record<string, Bilingual>

/** Looks at a stream as it passes. */
export async function* passed(
  chunks: AsyncIterable<Buffer>,
  look: (chunk: Buffer) => void,
): AsyncGenerator<Buffer, void, undefined> {
  for await (const chunk of chunks) {
    look(chunk)
    yield chunk
  }
}
