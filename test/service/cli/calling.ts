/** Calling the program inside the test's own process, with a terminal that remembers. */
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runProgram } from '../../../service/cli/program.ts'
import type { Terminal } from '../../../service/cli/terminal.ts'
import { type Environment, loadConfig } from '../../../workers/config.ts'

export interface Called {
  readonly status: number
  readonly out: string
  readonly err: string
}

export class RecordingTerminal implements Terminal {
  readonly width = 100
  readonly errWidth = 80
  readonly colour = false
  readonly interactive: boolean
  readonly written: string[] = []
  #out = ''
  #err = ''

  constructor(interactive = false) {
    this.interactive = interactive
  }

  get outText(): string {
    return this.#out
  }
  get errText(): string {
    return this.#err
  }
  out(text: string): void {
    this.#out += text
    this.written.push(text)
  }
  err(text: string): void {
    this.#err += text
    this.written.push(text)
  }
  status(line: string): void {
    this.written.push(`[${line}]`)
  }
}

/**
 * A folder that is gone when the test is over. Others may enter it: for root the database runs under an account that
 * could not, and would keep its files elsewhere.
 */
export async function scratch(): Promise<{ readonly path: string } & AsyncDisposable> {
  const path = await mkdtemp(join(tmpdir(), 'bidui-cli-'))
  await chmod(path, 0o755)
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) }
}

export interface Place {
  readonly folder?: string
  readonly environment?: Environment
  readonly now?: Date
}

/** `bidui …words`, on 2017-11-20 unless told otherwise. */
export async function bidui(words: readonly string[], place: Place = {}): Promise<Called> {
  const terminal = new RecordingTerminal()
  const folder = place.folder ?? tmpdir()
  const status = await runProgram(words, {
    loadConfig: () => loadConfig({ BIDUI_HOME: join(folder, 'home'), ...place.environment }, folder),
    terminalFor: () => terminal,
    version: '9.8.7',
    workingDirectory: folder,
    now: place.now ?? new Date('2017-11-20T04:00:00Z'),
    signal: new AbortController().signal,
    interruptedBy: () => undefined,
  })
  return { status, out: terminal.outText, err: terminal.errText }
}
