/** A task for the tests of the pool: says what it is told, part by part, or fails in the way that is asked for. */
import { closeSync, openSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { threadId, workerData } from 'node:worker_threads'
import { InputError } from '../../../../connectors/input-error.ts'
import type { Task, ThreadData } from '../../../../workers/threads/messages.ts'

export interface Echo {
  readonly words: readonly string[]
  /** Whether each part is awaited. */
  readonly inStep?: boolean
  readonly wait?: number
  /** Megabytes that the task fills before it is done. */
  readonly fill?: number
  readonly fail?: 'input' | 'other' | 'file' | 'exit'
}

export interface Echoed {
  readonly thread: number
  readonly place: number
  readonly words: number
}

const echo: Task<Echo, string, Echoed> = async (
  { words, inStep = false, wait = 0, fill = 0, fail },
  emit,
) => {
  for (const word of words) {
    const taken = emit(word)
    if (inStep) await taken
  }
  // Small objects, so that the thread's heap has to hold them.
  const filled = Array.from({ length: fill * 16_384 }, (_, n) => ({ n, twice: n * 2, text: `${n}` }))
  if (filled.length > 0 && filled.at(-1)?.n !== filled.length - 1) throw new Error('not filled')
  if (wait > 0) await sleep(wait)
  if (fail === 'input') throw new InputError('encoding', { zh: '坏字节', en: 'bad bytes' })
  if (fail === 'other') throw new RangeError('out of range')
  if (fail === 'file') closeSync(openSync('/nowhere/at/all', 'r'))
  if (fail === 'exit') process.exit(3)
  return { thread: threadId, place: (workerData as ThreadData).place, words: words.length }
}
export default echo
