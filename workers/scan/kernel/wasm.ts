/** The kernel as WebAssembly with SIMD, from assembly/sieve.ts (`npm run kernel` builds it). */
import { readFileSync } from 'node:fs'
import type { Kernel, KernelKind } from './kernel.ts'
import type { Stop } from './layout.ts'

interface Exports {
  sieve(plan: number, start: number, end: number, limit: number): number
  provesGb18030(start: number, end: number): number
}

let compiled: WebAssembly.Module | undefined

/** The module: compiled once a thread. @throws WebAssembly.CompileError where there is no SIMD */
const compile = (): WebAssembly.Module => {
  compiled ??= new WebAssembly.Module(readFileSync(new URL('./sieve.wasm', import.meta.url)))
  return compiled
}

/** WebAssembly where this machine runs the module; otherwise JavaScript. */
export function usualKernel(): KernelKind {
  try {
    compile()
    return 'wasm'
  } catch {
    return 'javascript'
  }
}

export function wasmKernel(memory: WebAssembly.Memory): Kernel {
  const { exports } = new WebAssembly.Instance(compile(), { env: { memory } })
  const { sieve, provesGb18030 } = exports as unknown as Exports
  return {
    sieve: (plan, start, end, limit) => sieve(plan, start, end, limit) as Stop,
    provesGb18030: (start, end) => provesGb18030(start, end) !== 0,
  }
}
