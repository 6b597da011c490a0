/** The generator of synthetic cities, which runs as a process of its own. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { OperationalError } from '../../workers/operational-error.ts'
import type { Context, ExitStatus } from './command.ts'

const GENERATOR = fileURLToPath(new URL('../../scripts/synth/main.ts', import.meta.url))

export interface CityCall {
  readonly out: string
  readonly households: string
  readonly seed: string
  /** A series of so many days. */
  readonly days?: string | undefined
  readonly quiet?: boolean
}

/** Makes a city; what the generator says goes to the terminal. Its exit status: 0 made, 1 failed, 2 wrong call. */
export async function makeCity(
  { out, households, seed, days, quiet = false }: CityCall,
  { lang, signal, terminal, workingDirectory }: Context,
): Promise<ExitStatus> {
  const words = ['--out', out, '--households', households, '--seed', seed, '--lang', lang]
  if (days !== undefined) words.push('--days', days)
  const child = spawn(process.execPath, [GENERATOR, ...words, ...(quiet ? ['--quiet'] : [])], {
    stdio: ['ignore', 'pipe', 'pipe'],
    cwd: workingDirectory,
    signal,
    killSignal: 'SIGTERM',
  })
  // Its result is files: whatever it says is said beside the result of this program.
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => terminal.err(text))
  const [code, ended] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null]
  signal.throwIfAborted()
  if (code === 0 || code === 2) return code
  if (code === null)
    throw new OperationalError({
      zh: `模拟数据的生成被终止（${ended}），可能是内存不足；请减少 --households 后重试`,
      en: `The generator was ended (${ended}), perhaps for lack of memory; try fewer --households`,
    })
  return 1
}
