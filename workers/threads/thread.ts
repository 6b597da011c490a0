/** A thread of the pool: runs one task after the other, each the default export of a module. */
import { parentPort } from 'node:worker_threads'
import { failureOf, type Task, type TaskAnswer, type ThreadMessage } from './messages.ts'

const port = parentPort
if (!port) throw new Error('workers/threads/thread.ts is started by the pool, as a thread')

const answer = (message: TaskAnswer) => port.postMessage(message)

/** Parts that were sent and of which it is not known whether they were taken. */
const sent: { resolve(): void; reject(error: unknown): void }[] = []

function emit(task: number, part: unknown): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  // Whoever does not await it is told by the end of the task.
  promise.catch(() => undefined)
  sent.push({ resolve, reject })
  answer({ task, kind: 'part', part })
  return promise
}

port.on('message', async (message: ThreadMessage) => {
  switch (message.kind) {
    case 'load':
      // What is wrong with a module is said when it is asked for.
      await import(message.module).catch(() => undefined)
      return
    case 'taken': {
      const part = sent.shift()
      if (message.well) part?.resolve()
      else part?.reject(new Error('A part of the result was not taken'))
      return
    }
    case 'run': {
      const { task, module, input } = message
      try {
        const { default: run } = (await import(module)) as { default: Task<unknown, unknown, unknown> }
        answer({ task, kind: 'done', result: await run(input, part => emit(task, part)) })
      } catch (error) {
        answer({ task, kind: 'failed', failure: failureOf(error) })
      }
    }
  }
})
