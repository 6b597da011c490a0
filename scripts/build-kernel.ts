/**
 * Builds the scan kernel: workers/scan/kernel/assembly, in AssemblyScript, becomes sieve.wasm beside it.
 *
 * `npm run kernel`. The module is committed, so that nobody needs the compiler; a test compares it with its source.
 */
import { readFile, writeFile } from 'node:fs/promises'
import process from 'node:process'
import { main } from 'assemblyscript/asc'

const SOURCES = new URL('../workers/scan/kernel/assembly/', import.meta.url)
export const KERNEL = new URL('../workers/scan/kernel/sieve.wasm', import.meta.url)

const OPTIONS = [
  ...['-O3', '--noAssert', '--runtime', 'stub'],
  // The table of subjects brings the memory, for several threads, as large as it may become.
  ...['--importMemory', '--sharedMemory', '--initialMemory', '1', '--maximumMemory', '65536'],
  ...['--enable', 'simd', '--enable', 'threads', '--enable', 'bulk-memory'],
]

/** The module that the sources make. @throws Error with what the compiler says */
export async function compileKernel(): Promise<Uint8Array> {
  let module: Uint8Array | undefined
  const { error, stderr } = await main(['sieve.ts', '--outFile', 'sieve.wasm', ...OPTIONS], {
    readFile: name => readFile(new URL(name, SOURCES), 'utf8').catch(() => null),
    writeFile: (name, contents) => {
      if (name === 'sieve.wasm' && typeof contents !== 'string') module = contents
    },
    listFiles: () => [],
  })
  if (error || !module) throw new Error(`${SOURCES.pathname}: ${stderr.toString()}`, { cause: error })
  return module
}

if (import.meta.main) {
  const module = await compileKernel()
  await writeFile(KERNEL, module)
  process.stdout.write(`workers/scan/kernel/sieve.wasm: ${module.length} bytes\n`)
}
