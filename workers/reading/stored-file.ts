/** A file of an inbox, whose bytes are known. */
export interface StoredFile {
  /** Below the inbox. */
  readonly path: string
  readonly digest: string
  readonly bytes: number
}
