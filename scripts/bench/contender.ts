/** The contenders: what each is asked, and how it is started. */
import type { Question } from './rows/truth.ts'

export interface Contender {
  readonly name: string
  readonly module: URL
  readonly threads: number
  readonly way: string
  readonly question: Question
  /** Takes so long that one round has to do. */
  readonly slow: boolean
  /** Reads GB18030 as well as UTF-8. */
  readonly readsGb18030: boolean
  /** Packages whose version matters. */
  readonly packages: readonly string[]
}

const usual = { threads: 1, way: '', slow: false, readsGb18030: false, packages: [] } as const

const biduiUsual = {
  ...usual,
  module: new URL('./contenders/bidui.ts', import.meta.url),
  threads: 2,
  question: 'full',
  readsGb18030: true,
} as const
const duckdbUsual = {
  ...usual,
  module: new URL('./contenders/duckdb.ts', import.meta.url),
  threads: 2,
  packages: ['@duckdb/node-api'],
} as const

export const BIDUI: Contender = { ...biduiUsual, name: 'bidui', way: 'wasm' }

export const CONTENDERS: readonly Contender[] = [
  {
    ...usual,
    name: 'read',
    module: new URL('./contenders/read.ts', import.meta.url),
    question: 'read',
    readsGb18030: true,
  },
  BIDUI,
  { ...biduiUsual, name: 'bidui-1', way: 'wasm', threads: 1 },
  { ...biduiUsual, name: 'bidui-js', way: 'javascript' },
  { ...duckdbUsual, name: 'duckdb-full-rows', way: 'table-rows', question: 'full' },
  { ...duckdbUsual, name: 'duckdb-window-rows', way: 'window-rows', question: 'full' },
  { ...duckdbUsual, name: 'duckdb-full', way: 'full', question: 'full' },
  { ...duckdbUsual, name: 'duckdb-exact', way: 'exact', question: 'exact' },
  {
    ...usual,
    name: 'papaparse',
    module: new URL('./contenders/papaparse.ts', import.meta.url),
    question: 'full',
    slow: true,
    packages: ['papaparse'],
  },
  {
    ...usual,
    name: 'csv-parse',
    module: new URL('./contenders/csv-parse.ts', import.meta.url),
    question: 'full',
    slow: true,
    packages: ['csv-parse'],
  },
  {
    ...usual,
    name: 'polars-exact',
    module: new URL('./contenders/polars.ts', import.meta.url),
    threads: 2,
    question: 'exact',
    slow: true,
    packages: ['nodejs-polars'],
  },
  {
    ...usual,
    name: 'postgres-exact',
    module: new URL('./contenders/postgres.ts', import.meta.url),
    threads: 2,
    question: 'exact',
    slow: true,
    packages: ['pg'],
  },
]
