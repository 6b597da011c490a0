/** The joins of an inbox in DuckDB: its files made plain first, outside the time. */
import { rmSync, writeFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { feedById } from '../../../connectors/feeds/index.ts'
import { REGISTER_TABLES } from '../../../connectors/register/index.ts'
import type { Inbox } from '../../../workers/reading/inbox.ts'
import { runChild } from '../run-child.ts'
import type { JoinsReport, JoinsTask } from './joins-task.ts'
import { type PlainFile, plainFile } from './plain-file.ts'

const JOINS = new URL('./duckdb-joins.ts', import.meta.url)

export interface Joins extends JoinsReport {
  readonly wallSeconds: number
  readonly threads: number
  readonly files: number
  /** Files that DuckDB could not read as they were. */
  readonly converted: number
}

/** @param folder for plain copies; removed afterwards */
export async function joinInDuckDb(inbox: Inbox, folder: string, compileCache: string): Promise<Joins> {
  rmSync(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  try {
    const task = await plan(inbox, folder)
    const files = [task.members, ...task.feeds].flatMap(table => table.files)
    const taskFile = join(folder, 'task.json')
    writeFileSync(taskFile, JSON.stringify(task))
    const { wallSeconds, output } = await runChild({ module: JOINS, words: [taskFile], compileCache })
    return {
      ...(JSON.parse(output) as JoinsReport),
      wallSeconds,
      threads: task.threads,
      files: files.length,
      converted: files.filter(({ converted }) => converted).length,
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function plan({ locate, plan, register }: Inbox, folder: string): Promise<JoinsTask> {
  const members = register.get('members')
  if (members === undefined) throw new Error('The inbox has no table of members')
  let copies = 0
  const plain = async (file: string, definition: Parameters<typeof plainFile>[1]): Promise<PlainFile> =>
    plainFile(await locate(file), definition, join(folder, `${++copies}.csv`))
  const feeds: JoinsTask['feeds'][number][] = []
  for (const { feed, asOf, files } of plan.deliveries) {
    const made: PlainFile[] = []
    for (const file of files) made.push(await plain(file, feedById(feed)))
    feeds.push({ feed, cutoff: asOf, files: made })
  }
  return {
    threads: availableParallelism(),
    members: { files: [await plain(members, REGISTER_TABLES.members)], cutoff: plan.registerAsOf },
    feeds,
  }
}
