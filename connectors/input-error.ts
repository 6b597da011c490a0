import type { Bilingual } from './definition.ts'

/** Why a whole file cannot be read. A single bad row is never one of these: it is a reject. */
export type InputErrorCode =
  | 'manifest'
  | 'no_register'
  | 'no_such_file'
  | 'unreadable_file'
  | 'unknown_format'
  | 'legacy_xls'
  | 'empty_file'
  | 'binary'
  | 'encoding'
  | 'truncated'
  | 'unclosed_quote'
  | 'record_too_long'
  | 'no_header'
  | 'missing_column'
  | 'not_a_workbook'
  | 'zip_damaged'
  | 'zip_bomb'
  | 'too_large'

/**
 * Stops one delivery or register table, and says what was wrong, where, what was expected and what to do.
 * `message` is the Chinese text. Never holds a cell's content.
 */
export class InputError extends Error {
  readonly code: InputErrorCode
  readonly text: Bilingual

  constructor(code: InputErrorCode, text: Bilingual, options?: ErrorOptions) {
    super(text.zh, options)
    this.name = 'InputError'
    this.code = code
    this.text = text
  }
}

export type NoticeCode = 'unknown_column' | 'duplicate_column' | 'further_sheets' | 'lines_in_quotes'

/** Something that a person should know about a file that was read all the same. */
export interface Notice {
  readonly code: NoticeCode
  readonly text: Bilingual
}
