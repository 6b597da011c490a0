import { join } from 'node:path'
import { fileDigest } from '../../connectors/digest.ts'
import type { Config } from '../config.ts'
import type { Archive, Digesting } from './archive.ts'
import { FileCache } from './file-cache.ts'
import { FolderArchive } from './folder.ts'
import { ObjectStorageArchive } from './object-storage.ts'

/**
 * The archive that the configuration names. Nothing is connected to or made before it is used.
 * @param digest takes digests elsewhere than in this thread
 */
export function openArchive(
  {
    home,
    archive,
    cacheLimit,
    objectStorage,
  }: Pick<Config, 'home' | 'archive' | 'cacheLimit' | 'objectStorage'>,
  digest: Digesting = fileDigest,
): Archive {
  if (archive === undefined) return new FolderArchive(join(home, 'archive'), digest)
  if (archive.kind === 'folder') return new FolderArchive(archive.folder, digest)
  const { bucket, prefix } = archive
  const cache = new FileCache({ folder: join(home, 'cache'), limit: cacheLimit })
  return new ObjectStorageArchive({ bucket, prefix, access: objectStorage, cache })
}

/** The folder of an archive that is one; undefined where it is in object storage. */
export const archiveFolder = ({ home, archive }: Pick<Config, 'home' | 'archive'>): string | undefined =>
  archive === undefined ? join(home, 'archive') : archive.kind === 'folder' ? archive.folder : undefined
