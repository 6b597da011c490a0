/** Delivered files in a folder of their own, gone after the test. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Columns } from '../../connectors/column.ts'
import { InputError } from '../../connectors/input-error.ts'
import {
  type Batch,
  openTable,
  type ReadableDefinition,
  type ReadRow,
  type Reject,
  type TableReader,
  type TableReport,
} from '../../connectors/table-reader.ts'
import { CUTOFF } from './persons.ts'

export interface Inbox extends AsyncDisposable {
  /** Writes a file and gives its path. */
  put(name: string, content: string | Uint8Array): Promise<string>
}

export async function openInbox(): Promise<Inbox> {
  const folder = await mkdtemp(join(tmpdir(), 'bidui-inbox-'))
  return {
    async put(name, content) {
      const path = join(folder, name)
      await writeFile(path, content)
      return path
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  }
}

export interface ReadTable<C extends Columns> {
  readonly reader: TableReader<C>
  readonly rows: readonly ReadRow<C>[]
  readonly rejects: readonly Reject[]
  readonly report: TableReport
}

export async function readTable<C extends Columns>(
  path: string,
  definition: ReadableDefinition<C>,
): Promise<ReadTable<C>> {
  await using reader = await openTable(path, definition, { cutoff: CUTOFF })
  const batches: Batch<C>[] = []
  for await (const batch of reader.batches()) batches.push(batch)
  return {
    reader,
    rows: batches.flatMap(batch => batch.rows),
    rejects: batches.flatMap(batch => batch.rejects),
    report: reader.report(),
  }
}

/** The InputError that reading a file ends in. */
export async function refusal<C extends Columns>(
  path: string,
  definition: ReadableDefinition<C>,
): Promise<InputError> {
  try {
    await readTable(path, definition)
  } catch (error) {
    if (error instanceof InputError) return error
    throw error
  }
  throw new Error(`${path} was read`)
}
