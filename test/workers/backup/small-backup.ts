/** Backups of a few rows, written without a database. */
import { open } from 'node:fs/promises'
import { BackupWriter } from '../../../workers/backup/file-writer.ts'
import type { BackupManifest } from '../../../workers/backup/manifest.ts'

const number = (value: number, width: 2 | 4): Buffer => {
  const buffer = Buffer.alloc(width)
  buffer.writeIntBE(value, 0, width)
  return buffer
}

/** A table of text as COPY writes it in its binary format. */
export const binaryCopy = (rows: readonly (readonly (string | null)[])[]): Buffer =>
  Buffer.concat([
    Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1'),
    Buffer.alloc(8),
    ...rows.flatMap(row => [
      number(row.length, 2),
      ...row.flatMap(value => {
        if (value === null) return [number(-1, 4)]
        const bytes = Buffer.from(value)
        return [number(bytes.length, 4), bytes]
      }),
    ]),
    number(-1, 2),
  ])

export const SMALL: BackupManifest = {
  program: '0.1.0',
  madeAt: '2017-11-20T02:00:00.000Z',
  server: '18.4',
  migrations: ['0001-comparison', '0002-slices', '0003-service'],
  tables: [
    { name: 'scope_subjects', columns: ['scope'], rows: 2, hash: '0' },
    { name: 'night', columns: ['day'], rows: 0, hash: '0' },
  ],
  sequences: [],
  leftOut: [],
  archive: { included: false, files: [] },
}

/** The sections that go with {@link SMALL}. */
export const SMALL_TABLES: readonly (readonly [string, Buffer])[] = [
  ['scope_subjects', binaryCopy([['a'], ['b']])],
  ['night', binaryCopy([])],
]

export interface SmallBackup {
  readonly manifest?: unknown
  readonly tables?: readonly (readonly [string, Buffer])[]
  readonly files?: readonly (readonly [string, Buffer])[]
}

/** Writes a backup whose checksums are right, whatever it says. */
export async function writeSmall(path: string, backup: SmallBackup = {}): Promise<void> {
  await using handle = await open(path, 'w')
  const writer = new BackupWriter(handle)
  await writer.begin()
  await writer.section('manifest', 'manifest', [Buffer.from(JSON.stringify(backup.manifest ?? SMALL))])
  for (const [name, bytes] of backup.tables ?? SMALL_TABLES) await writer.section('table', name, [bytes])
  for (const [name, bytes] of backup.files ?? []) await writer.section('file', name, [bytes])
  await writer.end()
}
