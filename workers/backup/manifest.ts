/** What a backup says about itself: its first section. */
import { z } from 'zod'

const TABLE = z.object({
  name: z.string().min(1),
  columns: z.array(z.string().min(1)),
  rows: z.number().int().nonnegative(),
  /** Of all rows, whatever their order ({@link ./row-hash.ts}). */
  hash: z.string().regex(/^-?\d+$/),
})
export type BackedUpTable = z.infer<typeof TABLE>

const SEQUENCE = z.object({
  name: z.string().min(1),
  /** A bigint. */
  last: z.string().regex(/^-?\d+$/),
  called: z.boolean(),
})
export type BackedUpSequence = z.infer<typeof SEQUENCE>

const ARCHIVED = z.object({
  /** SHA-256, which is the file's name in the archive. */
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.number().int().nonnegative(),
})
export type ArchivedFile = z.infer<typeof ARCHIVED>

export const MANIFEST = z.object({
  /** Version of the program. */
  program: z.string(),
  /** ISO 8601. */
  madeAt: z.iso.datetime(),
  /** Of PostgreSQL. */
  server: z.string(),
  /** The schema: every migration that had run. */
  migrations: z.array(z.string()).min(1),
  /** In the order in which they can be loaded. */
  tables: z.array(TABLE),
  sequences: z.array(SEQUENCE),
  /** Tables whose rows are read anew from the archive. */
  leftOut: z.array(z.string()),
  archive: z.object({
    /** Whether the files' bytes are in the backup. */
    included: z.boolean(),
    files: z.array(ARCHIVED),
  }),
})
export type BackupManifest = z.infer<typeof MANIFEST>

/** What a schema is called: its newest migration. */
export const schemaName = (migrations: readonly string[]): string => migrations.toSorted().at(-1) ?? ''

export const rowsOf = ({ tables }: Pick<BackupManifest, 'tables'>): number =>
  tables.reduce((sum, { rows }) => sum + rows, 0)
