/** A plan: what the sieve has to know about the rows of one file, before it is put into the kernel's memory. */
export interface IdColumn {
  readonly column: number
  readonly isKey: boolean
  /** Whether rows are kept for the person of this column; otherwise its ID is only judged. */
  readonly joins: boolean
}

/** A column whose few usual spellings can be told by their bytes. */
export interface ClassColumn {
  readonly column: number
  /** Code of every other spelling. */
  readonly otherwise: number
  readonly spellings: readonly { readonly bytes: Uint8Array; readonly code: number }[]
}

export interface SievePlan {
  /** Byte. */
  readonly delimiter: number
  /** Cells of the header. */
  readonly width: number
  /** 数据截止日期, yyyymmdd. */
  readonly cutoff: number
  /** Latest birth date of an elder, yyyymmdd; 0: nobody is one. */
  readonly bornBy: number
  /** Of kernel/layout.ts. */
  readonly mode: number
  /** In any order; one of them is the key unless everything is kept. */
  readonly ids: readonly IdColumn[]
  readonly classes: readonly ClassColumn[]
  readonly houseColumn?: number
}

export const dayNumber = (date: string): number => Number(date.replaceAll('-', ''))
