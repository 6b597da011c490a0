/** The call was wrong: exit status 2, and a sentence that says what is allowed. */
import { OperationalError } from '../../workers/operational-error.ts'

export const wrongCall = (zh: string, en: string, cause?: unknown): OperationalError =>
  new OperationalError({ zh, en }, { exitCode: 2, ...(cause === undefined ? {} : { cause }) })
