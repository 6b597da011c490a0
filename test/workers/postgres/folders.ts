/** Temporary folders that the server's account can enter, removed after each test. */
import { chmodSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach } from 'vitest'

const made: string[] = []

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'bt-'))
  chmodSync(folder, 0o755)
  made.push(folder)
  return folder
}

export const temporaryHome = (): string => join(temporaryFolder(), '.bidui')

afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
})
