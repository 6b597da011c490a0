/** What the end-to-end tests share: a synthetic city, a run of the real comparison on the embedded server. */
import { execFile } from 'node:child_process'
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'
import Papa from 'papaparse'
import type { RunOutcome } from '../../workers/comparison/here.ts'
import { type RunOptions, runComparison } from '../../workers/comparison/run.ts'
import { loadConfig } from '../../workers/config.ts'

const SYNTH = new URL('../../scripts/synth/main.ts', import.meta.url).pathname

export async function makeCity(out: string, households: number, seed: number): Promise<void> {
  await promisify(execFile)(process.execPath, [
    SYNTH,
    '--out',
    out,
    '--households',
    String(households),
    '--seed',
    String(seed),
    '--quiet',
  ])
}

/** A folder that is gone when the test is over. */
export async function scratch(): Promise<{ path: string } & AsyncDisposable> {
  const path = await mkdtemp(join(tmpdir(), 'bidui-e2e-'))
  // As root the server runs as nobody, who has to get to its data.
  await chmod(path, 0o755)
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) }
}

export type Place = { readonly inbox: string; readonly out: string; readonly home: string }

export async function compare(place: Place, options: Partial<RunOptions> = {}): Promise<RunOutcome> {
  return await runComparison(loadConfig({ BIDUI_HOME: place.home }), {
    inbox: place.inbox,
    out: place.out,
    counties: [],
    accept: [],
    unmasked: true,
    user: '测试员',
    progress: () => undefined,
    ...options,
  })
}

export type Line = Readonly<Record<string, string>>

export async function readTable(path: string): Promise<readonly Line[]> {
  const text = (await readFile(path, 'utf8')).replace(/^\uFEFF/, '')
  return Papa.parse<Line>(text, { header: true, skipEmptyLines: true }).data
}

/** A lead as the contract identifies it, and how grave it is. */
export const told = ({ rule, household, id_number, subject, class: kind, severity, county }: Line): string =>
  [rule, household, id_number, subject, kind, severity, county].join('|')
