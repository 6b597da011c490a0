/** What the DuckDB child is told and what it reports. */
import type { PlainFile } from './plain-file.ts'

export interface JoinsTask {
  readonly threads: number
  readonly members: { readonly files: readonly PlainFile[]; readonly cutoff: string }
  readonly feeds: readonly {
    readonly feed: string
    readonly cutoff: string
    readonly files: readonly PlainFile[]
  }[]
}

export interface FeedJoins {
  readonly rows: number
  readonly matches: number
  readonly rejects: number
  readonly seconds: number
}

export interface JoinsReport {
  readonly seconds: number
  readonly members: number
  readonly feeds: Readonly<Record<string, FeedJoins>>
  readonly peakMb: number
}
