/** Flushing 落盘: what was written outlives a loss of power. */
import { open } from 'node:fs/promises'
import process from 'node:process'

export async function flushFile(path: string): Promise<void> {
  await using file = await open(path, 'r+')
  await file.sync()
}

/** The names in a folder. Windows has no call for it, and needs none. */
export async function flushFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  await using folder = await open(path, 'r')
  await folder.sync()
}
