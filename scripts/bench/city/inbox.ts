/** The synthetic city to measure with: made once, then found again. */
import { existsSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { BenchCall } from '../call.ts'
import { runChild } from '../run-child.ts'

const GENERATOR = new URL('../../synth/main.ts', import.meta.url)

/** The folder of the inbox. @throws Error where the generator fails */
export async function cityInbox(call: BenchCall, say: (line: string) => void): Promise<string> {
  if (call.inbox !== undefined) return call.inbox
  const { households, seed, dir } = call
  const inbox = join(dir, `city-seed-${encodeURIComponent(seed)}-${households}-households`)
  if (existsSync(inbox)) return inbox
  say(`${inbox}: making a city of ${households} households`)
  const unfinished = `${inbox}.part`
  rmSync(unfinished, { recursive: true, force: true })
  await runChild({
    module: GENERATOR,
    words: ['--out', unfinished, '--households', String(households), '--seed', seed, '--lang', 'en'],
    compileCache: join(dir, 'compiled'),
    shown: true,
  })
  renameSync(unfinished, inbox)
  return inbox
}
