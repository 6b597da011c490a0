/** File systems of a few kilobytes, for what has to happen when a disk is full. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

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

export function canMount(): boolean {
  try {
    smallDisk(4)
    return true
  } catch {
    return false
  } finally {
    unmountAll()
  }
}
