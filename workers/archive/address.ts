/** Where the archive is: a folder, or a place in S3-compatible object storage. Pure. */
import { resolve } from 'node:path'

export type ArchiveAddress =
  | { readonly kind: 'folder'; readonly folder: string }
  /** `prefix` has no `/` at its ends, and may be empty. */
  | { readonly kind: 'objects'; readonly bucket: string; readonly prefix: string }

const OBJECTS = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(.*))?$/

/** What `BIDUI_ARCHIVE` says; undefined if it is neither. */
export function parseArchiveAddress(value: string, workingDirectory: string): ArchiveAddress | undefined {
  if (value.includes('\0')) return undefined
  const objects = OBJECTS.exec(value)
  if (objects)
    return {
      kind: 'objects',
      bucket: objects[1] ?? '',
      prefix: (objects[2] ?? '').split('/').filter(Boolean).join('/'),
    }
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(value)) return undefined
  return { kind: 'folder', folder: resolve(workingDirectory, value) }
}

const UNITS: Readonly<Record<string, number>> = { '': 1, KB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12 }

/** Bytes, as `500MB`, `20GB` or a plain number; undefined if it is none, or nothing. */
export function parseBytes(value: string): number | undefined {
  const [, number, unit = ''] = /^(\d{1,15})\s*(KB|MB|GB|TB)?$/i.exec(value.trim()) ?? []
  const bytes = Number(number) * (UNITS[unit.toUpperCase()] ?? Number.NaN)
  return Number.isSafeInteger(bytes) && bytes > 0 ? bytes : undefined
}

/** An object in storage. */
export interface ObjectName {
  readonly bucket: string
  readonly key: string
}

export const showObject = ({ bucket, key }: ObjectName): string => `s3://${bucket}/${key}`

/** How object storage is reached; what is absent the client finds by itself. */
export interface ObjectStorageAccess {
  /** Of storage that is not Amazon's; buckets are part of the path then. */
  readonly endpoint?: string
  readonly region?: string
  readonly credentials?: {
    readonly accessKeyId: string
    /** Never to be printed. */
    readonly secretAccessKey: string
    readonly sessionToken?: string
  }
}
