/** File systems of a few kilobytes, for what has to happen when a disk is full. */
import { spawnSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmSync, truncateSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'

const mounts: string[] = []

/** A file system of so many kilobytes. */
export function smallDisk(kilobytes: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'bt-'))
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k,mode=755`, 'tmpfs', folder])
  if (status !== 0) {
    rmSync(folder, { recursive: true })
    throw new Error('this account may not mount file systems')
  }
  mounts.push(folder)
  return folder
}

export function unmountAll(): void {
  for (const folder of mounts.splice(0)) {
    spawnSync('umount', [folder])
    rmSync(folder, { recursive: true })
  }
}

/** What keeps a file system full to its last page. */
export interface Ballast {
  /** Makes room: so many bytes, or all of it. */
  release(bytes?: number): void
}

/** Fills a file system. */
export function fill(folder: string): Ballast {
  const path = join(folder, 'ballast')
  const file = openSync(path, 'a')
  let size = 0
  for (const piece of [1 << 20, 4096]) {
    const bytes = Buffer.alloc(piece)
    try {
      for (;;) size += writeSync(file, bytes)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
    }
  }
  closeSync(file)
  return {
    release: (bytes = size) => {
      size = Math.max(0, size - bytes)
      truncateSync(path, size)
    },
  }
}

function canMount(): boolean {
  try {
    smallDisk(4)
    return true
  } catch {
    return false
  } finally {
    unmountAll()
  }
}

export const disksAreMountable = canMount()
if (!disksAreMountable)
  process.stdout.write('this account may not mount file systems: tests of full disks are skipped\n')
