/** The program's own version, as package.json states it. */
import { readFileSync } from 'node:fs'

const PACKAGE = new URL('../package.json', import.meta.url)

function readVersion(): string {
  const described: unknown = JSON.parse(readFileSync(PACKAGE, 'utf8'))
  if (typeof described === 'object' && described !== null && 'version' in described)
    return String(described.version)
  throw new TypeError('package.json states no version')
}

export const PROGRAM_VERSION = readVersion()
