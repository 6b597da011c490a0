import type { Bilingual } from '../../connectors/definition.ts'

/** The call was wrong: says what, where and what to do, in both languages. */
export class CallError extends Error {
  readonly text: Bilingual

  constructor(text: Bilingual, options?: ErrorOptions) {
    super(text.zh, options)
    this.name = 'CallError'
    this.text = text
  }
}
