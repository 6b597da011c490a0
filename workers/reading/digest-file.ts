/** A thread's task: the digest of a file's bytes. */
import { type FileDigest, fileDigest } from '../../connectors/digest.ts'
import type { Task } from '../threads/messages.ts'

const digestFile: Task<{ readonly path: string }, never, FileDigest> = ({ path }) => fileDigest(path)
export default digestFile
