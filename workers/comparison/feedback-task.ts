/** A thread's task: the feedback of a run, on a connection of its own; the pieces of its files are parts of the result. */
import pg from 'pg'
import type { Task } from '../threads/messages.ts'
import { type Feedback, makeFeedback } from './feedback.ts'
import type { FilePiece } from './prepared-files.ts'

export interface FeedbackInput extends Feedback {
  /** Holds a password. */
  readonly connection: pg.ClientConfig
}

const feedback: Task<FeedbackInput, FilePiece, void> = async ({ connection, ...own }, emit) => {
  const client = new pg.Client(connection)
  client.on('error', () => undefined)
  await client.connect()
  try {
    await makeFeedback(client, own, emit)
  } finally {
    await client.end()
  }
}
export default feedback
