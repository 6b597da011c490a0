/** A kernel: the sieve over one memory, as WebAssembly or as JavaScript. Both give the same results, word by word. */
import type { Stop } from './layout.ts'

export type KernelKind = 'wasm' | 'javascript'

export interface Kernel {
  /**
   * Takes the records of the bytes from `start` to `end` that begin before `limit`; what it found is in the plan's
   * words (layout.ts).
   */
  sieve(plan: number, start: number, end: number, limit: number): Stop
  /** Whether the structure of the bytes alone proves that they are GB18030; false: a decoder has to say. */
  provesGb18030(start: number, end: number): boolean
}
