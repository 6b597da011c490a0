/** A message in both languages of the product. */
export interface Said {
  readonly zh: string
  readonly en: string
}

/** 1: the work failed. 2: the call was wrong (contract §2). */
export type FailureStatus = 1 | 2

/**
 * Something outside the program is not as it must be: a folder, a database, a setting. Carries a sentence for the
 * person at the keyboard that says what is wrong and what to do; never a password, never personal data.
 */
export class OperationalError extends Error {
  override readonly name = 'OperationalError'
  readonly text: Said
  readonly exitCode: FailureStatus

  constructor(text: Said, options: { readonly cause?: unknown; readonly exitCode?: FailureStatus } = {}) {
    super(text.zh, options.cause === undefined ? undefined : { cause: options.cause })
    this.text = text
    this.exitCode = options.exitCode ?? 1
  }
}
