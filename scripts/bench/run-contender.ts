/** One run of a contender over a data set, in a process of its own. */
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Contender } from './contender.ts'
import { type SentReport, type Unavailable, wordsOf } from './contenders/call.ts'
import type { DataSet } from './rows/data-set.ts'
import { runChild } from './run-child.ts'

export interface Run extends SentReport {
  readonly wallSeconds: number
}

/** The program is not to be had on this machine. */
export class NotAvailable extends Error {}

/** @throws NotAvailable; Error where the contender fails */
export async function runContender(
  contender: Pick<Contender, 'name' | 'module' | 'threads' | 'way'>,
  set: DataSet,
  folder: string,
): Promise<Run> {
  const scratch = join(folder, `scratch-${contender.name}`)
  rmSync(scratch, { recursive: true, force: true })
  mkdirSync(scratch)
  const { threads, way, module } = contender
  const { file, subjectList, subjects } = set
  try {
    const { wallSeconds, output } = await runChild({
      module,
      words: wordsOf({ file, subjectList, subjects, threads, way, scratch }),
      compileCache: join(folder, 'compiled'),
    })
    const sent = JSON.parse(output.trim().split('\n').at(-1) ?? '') as SentReport | Unavailable
    if ('unavailable' in sent) throw new NotAvailable(sent.unavailable)
    return { ...sent, wallSeconds }
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}
