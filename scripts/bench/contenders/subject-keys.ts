/** The list of subjects as texts, for programs that look up texts. */
import { readFileSync } from 'node:fs'

export const subjectKeys = (path: string): ReadonlySet<string> =>
  new Set(readFileSync(path, 'latin1').trimEnd().split('\n'))
