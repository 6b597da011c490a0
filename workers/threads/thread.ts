/** A thread of the pool: runs one task after the other, each the default export of a module. */
import { parentPort } from 'node:worker_threads'
import { failureOf, type Task, type TaskAnswer, type TaskCall } from './messages.ts'

const port = parentPort
if (!port) throw new Error('workers/threads/thread.ts is started by the pool, as a thread')

const answer = (message: TaskAnswer, transfer: readonly ArrayBuffer[] = []) =>
  port.postMessage(message, transfer)

port.on('message', async ({ task, module, input, load }: TaskCall) => {
  // What is wrong with a module is said when it is asked for.
  if (load) return void import(module).catch(() => undefined)
  try {
    const { default: run } = (await import(module)) as { default: Task<unknown, unknown, unknown> }
    const result = await run(input, (part, handover) =>
      answer({ task, kind: 'part', part }, handover?.transfer ?? []),
    )
    answer({ task, kind: 'done', result })
  } catch (error) {
    answer({ task, kind: 'failed', failure: failureOf(error) })
  }
})
