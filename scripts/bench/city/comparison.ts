/** One run of the program over an inbox, as a process of its own. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type RunSummary, stands } from '../../../pipelines/reports/summary.ts'
import { runChild } from '../run-child.ts'
import { type PeakMemory, watchPeakMemory } from './peak-memory.ts'

const PROGRAM = new URL('../../../service/cli/main.ts', import.meta.url)
/** Exit status of a run in which deliveries were held back. */
const HELD = 3

export interface Comparison {
  readonly wallSeconds: number
  /** Seconds by stage, from summary.json. */
  readonly stages: Readonly<Record<string, number>>
  /** Rows of all feeds. */
  readonly rows: number
  /** Rows that are kept, by feed. */
  readonly kept: Readonly<Record<string, number>>
  /** Files of the deliveries that are evidence. */
  readonly accepted: ReadonlySet<string>
  /** Of the program; the database beside it is not counted. */
  readonly peakMb?: number
}

export interface ComparisonCall {
  readonly inbox: string
  readonly out: string
  /** BIDUI_HOME. */
  readonly home: string
  readonly compileCache: string
  /** None: the whole city. */
  readonly county?: string
}

/** @throws Error where the run fails */
export async function runComparison(call: ComparisonCall): Promise<Comparison> {
  const { inbox, out, home, compileCache, county } = call
  let memory: PeakMemory | undefined
  try {
    const { wallSeconds } = await runChild({
      module: PROGRAM,
      words: [
        ...['--lang', 'en', 'run', '--inbox', inbox, '--out', out],
        ...(county === undefined ? [] : ['--county', county]),
      ],
      compileCache,
      environment: { BIDUI_HOME: home },
      accepted: [HELD],
      onStart: pid => {
        memory = watchPeakMemory(pid)
      },
    })
    const { seconds, feeds } = JSON.parse(readFileSync(join(out, 'summary.json'), 'utf8')) as Pick<
      RunSummary,
      'seconds' | 'feeds'
    >
    const rows = Object.values(feeds).reduce((sum, feed) => sum + feed.rows, 0)
    const kept = Object.fromEntries(Object.entries(feeds).map(([id, feed]) => [id, feed.subjectRows]))
    const accepted = Object.values(feeds)
      .flatMap(feed => feed.deliveries.filter(stands))
      .flatMap(({ files }) => files)
    const peakMb = memory?.megabytes
    return {
      ...{ wallSeconds, stages: seconds, rows, kept, accepted: new Set(accepted) },
      ...(peakMb === undefined ? {} : { peakMb }),
    }
  } finally {
    memory?.[Symbol.dispose]()
  }
}
