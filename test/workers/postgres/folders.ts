/** Temporary folders that the server's account can enter. */
import { chmodSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach } from 'vitest'

const ofTest: string[] = []
const ofFile: string[] = []

function makeFolder(): string {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'bt-'))
  chmodSync(folder, 0o755)
  return folder
}

/** Removed when the test ends. */
export function temporaryFolder(): string {
  const folder = makeFolder()
  ofTest.push(folder)
  return folder
}

/** A state folder, not made yet; its parent is removed when the test ends. */
export const temporaryHome = (): string => join(temporaryFolder(), '.bidui')

/** A state folder for all tests of a file. */
export function sharedHome(): string {
  const folder = makeFolder()
  ofFile.push(folder)
  return join(folder, '.bidui')
}

const remove = (folders: string[]): void => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
}
afterEach(() => remove(ofTest))
afterAll(() => remove(ofFile))
