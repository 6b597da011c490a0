/**
 * Builds the scan kernel: workers/scan/kernel/assembly/sieve.ts, in AssemblyScript, becomes sieve.wasm beside it.
 *
 * `npm run kernel`. The module is committed, so that nobody needs the compiler; a test compares it with its source.
 */
import { readFile, writeFile } from 'node:fs/promises'
import process from 'node:process'
import { main } from 'assemblyscript/asc'

const SOURCE = new URL('../workers/scan/kernel/assembly/sieve.ts', import.meta.url)
export const KERNEL = new URL('../workers/scan/kernel/sieve.wasm', import.meta.url)

const OPTIONS = [
  ...['-O3', '--noAssert', '--runtime', 'stub'],
  // The table of subjects brings the memory, for several threads, as large as it may become.
  ...['--importMemory', '--sharedMemory', '--initialMemory', '1', '--maximumMemory', '65536'],
  ...['--enable', 'simd', '--enable', 'threads', '--enable', 'bulk-memory'],
]

/** The module that the source makes. @throws Error with what the compiler says */
export async function compileKernel(): Promise<Uint8Array> {
  const source = await readFile(SOURCE, 'utf8')
  let module: Uint8Array | undefined
  const { error, stderr } = await main(['sieve.ts', '--outFile', 'sieve.wasm', ...OPTIONS], {
    readFile: name => (name === 'sieve.ts' ? source : null),
    writeFile: (name, contents) => {
      if (name === 'sieve.wasm' && typeof contents !== 'string') module = contents
    },
    listFiles: () => [],
  })
  if (error || !module) throw new Error(`${SOURCE.pathname}: ${stderr.toString()}`, { cause: error })
  return module
}

if (import.meta.main) {
  const module = await compileKernel()
  await writeFile(KERNEL, module)
  process.stdout.write(`workers/scan/kernel/sieve.wasm: ${module.length} bytes\n`)
}
