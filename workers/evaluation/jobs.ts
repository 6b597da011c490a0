/** The jobs of an evaluation: what a thread takes at a time. */
import type { IdKey } from '../../pipelines/types.ts'

export type Job =
  | { readonly kind: 'households'; readonly slices: readonly number[] }
  | { readonly kind: 'persons'; readonly keys: readonly IdKey[] }
  | { readonly kind: 'houseNumbers'; readonly houseNumbers: readonly string[] }
  | { readonly kind: 'villages' }

/** The next job for whoever asks, in shared memory: threads that are done sooner take more. */
export class JobCursor {
  readonly buffer: SharedArrayBuffer
  readonly #next: Int32Array

  constructor(buffer = new SharedArrayBuffer(4)) {
    this.buffer = buffer
    this.#next = new Int32Array(buffer)
  }

  /** The number of the next job, from 0; a number that is no job's when there is none left. */
  take(): number {
    return Atomics.add(this.#next, 0, 1)
  }

  /** Lets nobody take another job. */
  stop(): void {
    Atomics.store(this.#next, 0, 1 << 30)
  }
}

/** A slice and how many members are in it. */
export interface SliceSize {
  readonly slice: number
  readonly members: number
}

/** Neighbouring slices together, about `most` members each; a larger slice alone. */
export function groupSlices(slices: readonly SliceSize[], most: number): readonly (readonly number[])[] {
  const groups: number[][] = []
  let held = Number.POSITIVE_INFINITY
  for (const { slice, members } of slices) {
    if (held + members > most) {
      groups.push([])
      held = 0
    }
    groups.at(-1)?.push(slice)
    held += members
  }
  return groups
}

export function inGroups<T>(values: readonly T[], most: number): readonly (readonly T[])[] {
  const groups: (readonly T[])[] = []
  for (let at = 0; at < values.length; at += most) groups.push(values.slice(at, at + most))
  return groups
}
