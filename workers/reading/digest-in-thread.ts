import type { FileDigest } from '../../connectors/digest.ts'
import { type ThreadPool, taskAt } from '../threads/pool.ts'

const DIGEST_FILE = taskAt<{ readonly path: string }, never, FileDigest>(
  new URL('./digest-file.ts', import.meta.url),
)

/** The digest of a file's bytes, which one of the threads reads. */
export const digestInThread = (threads: ThreadPool, path: string): Promise<FileDigest> =>
  threads.run(DIGEST_FILE, { path })
