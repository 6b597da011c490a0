/** Both kernels on equal bytes: what each of them says, word by word. */

import { keyHigh, keyLow } from '../../../../pipelines/match/key-halves.ts'
import { endOfRecord } from '../../../../workers/scan/cutter.ts'
import { javascriptKernel } from '../../../../workers/scan/kernel/javascript/sieve.ts'
import type { Kernel, KernelKind } from '../../../../workers/scan/kernel/kernel.ts'
import { ENTRY_QUOTED, PADDING, PLAN, STOP, type Stop } from '../../../../workers/scan/kernel/layout.ts'
import { wasmKernel } from '../../../../workers/scan/kernel/wasm.ts'
import type { SievePlan } from '../../../../workers/scan/plan.ts'
import { Scratch } from '../../../../workers/scan/scratch.ts'
import { SubjectTable } from '../../../../workers/scan/subject-table.ts'

export const KERNELS: readonly KernelKind[] = ['wasm', 'javascript']

const RESULTS = ['position', 'records', 'judged', 'suspects'] as const
const ROOMS = ['plainRoom', 'quotedRoom', 'entriesRoom', 'personsRoom'] as const
/** Less room for results than a scratch area has; and how many records are kept in any case. */
export type Rooms = Partial<Record<(typeof ROOMS)[number] | 'keepBelow', number>>

/** What a kernel says when it stops; the position counts from the first byte. */
export interface Step {
  readonly stop: Stop
  readonly position: number
  readonly records: number
  readonly judged: number
  readonly suspects: number
  readonly entries: readonly number[]
  readonly persons: readonly number[]
  readonly plain: string
  readonly quoted: string
}

export interface Span {
  readonly start?: number
  readonly end?: number
  readonly limit?: number
}

export interface Workbench {
  readonly kernel: Kernel
  readonly scratch: Scratch
  readonly table: SubjectTable
  /** Puts bytes where the kernel finds them, with other bytes around them; gives their address. */
  place(bytes: Uint8Array, around?: number, shift?: number): number
  /**
   * What the kernel says of the bytes from `start` to `end`, step by step: when it is full, what it has found is taken
   * out; where it is stuck, the exact cutter goes on.
   */
  run(plan: SievePlan, bytes: Uint8Array, span?: Span, rooms?: Rooms, around?: number): readonly Step[]
}

const decoder = new TextDecoder()

export function workbench(kind: KernelKind, keys: readonly string[]): Workbench {
  const table = SubjectTable.forSubjects(keys.length)
  for (const key of keys) table.markPair(keyHigh(key), keyLow(key), 1)
  const { memory, shape } = table.handle
  if (memory instanceof SharedArrayBuffer) throw new Error('The table has no memory for WebAssembly')
  const kernel = kind === 'wasm' ? wasmKernel(memory) : javascriptKernel(table.buffer)
  const scratch = Scratch.at(table.buffer, shape)

  const place = (bytes: Uint8Array, around = 0, shift = 0): number => {
    const at = scratch.windowAt + shift
    const area = new Uint8Array(table.buffer, at, bytes.length + PADDING)
    area.fill(around)
    area.set(bytes)
    return at
  }

  const step = (stop: Stop, from: number): Step => {
    const [position = 0, records = 0, judged = 0, suspects = 0] = RESULTS.map(name =>
      scratch.word(PLAN[name]),
    )
    return {
      stop,
      position: position - from,
      records,
      judged,
      suspects,
      entries: [...scratch.entries],
      persons: [...scratch.persons],
      plain: Buffer.from(scratch.plain).toString('latin1'),
      quoted: Buffer.from(scratch.quoted).toString('latin1'),
    }
  }

  return {
    kernel,
    scratch,
    table,
    place,
    run(plan, bytes, { start = 0, end = bytes.length, limit = end } = {}, rooms = {}, around = 0) {
      // What stands behind the end does not matter: sometimes the rest of the file, sometimes anything.
      const from = place(end < bytes.length && around % 2 === 0 ? bytes : bytes.subarray(0, end), around)
      scratch.configure(plan, shape, rooms.keepBelow)
      for (const room of ROOMS) {
        const less = rooms[room]
        if (less !== undefined) scratch.set(PLAN[room], less)
      }
      const steps: Step[] = []
      let at = start
      for (;;) {
        const stop = kernel.sieve(scratch.at, from + at, from + end, from + limit)
        const said = step(stop, from)
        steps.push(said)
        const keptNothing = said.entries.length === 0 && said.persons.length === 0
        at = said.position
        if (stop === STOP.more || stop === STOP.limit || (stop === STOP.full && keptNothing)) return steps
        scratch.empty()
        if (stop === STOP.full) continue
        const window = scratch.window.subarray(0, end)
        const next = endOfRecord(window, at, plan.delimiter, text => decoder.decode(text))
        if (next === undefined) return steps
        scratch.keepQuoted(window.subarray(at, next), ENTRY_QUOTED)
        at = next
      }
    },
  }
}
