/** What a contender, a process of its own, is told and what it reports: JSON both ways. */
import { readFileSync } from 'node:fs'
import process from 'node:process'
import type { Answers } from '../match-list.ts'

export interface ContenderTask {
  /** The CSV file. */
  readonly file: string
  /** The list of subjects, one key a line. */
  readonly subjectList: string
  readonly subjects: number
  /** 数据截止日期. */
  readonly cutoff: string
  readonly threads: number
  /** A folder for what the contender has to keep. */
  readonly folder: string
  /** What sets contenders of one program apart. */
  readonly variant: string
}

export interface ContenderReport {
  readonly answers: Answers
  /** Peak of the process, in megabytes. */
  readonly peakMegabytes: number
  /** Of the program that did the work. */
  readonly version: string
  /** Seconds of parts of the work, by name. */
  readonly seconds: Readonly<Record<string, number>>
}

/** Does the task that the command line gives, and reports on the last line of the standard output. */
export async function contend(
  work: (
    task: ContenderTask,
  ) => Promise<Omit<ContenderReport, 'peakMegabytes' | 'seconds'> & Partial<ContenderReport>>,
): Promise<void> {
  const task = JSON.parse(process.argv[2] ?? '{}') as ContenderTask
  const done = await work(task)
  // maxRSS is in kilobytes.
  const peakMegabytes = Math.round(process.resourceUsage().maxRSS / 1024)
  const report: ContenderReport = { seconds: {}, ...done, peakMegabytes }
  process.stdout.write(`${JSON.stringify(report)}\n`)
}

/** The subjects as texts. */
export const subjectSet = ({ subjectList }: ContenderTask): ReadonlySet<string> =>
  new Set(readFileSync(subjectList, 'latin1').trimEnd().split('\n'))

/** The two halves of a key as numbers: 8 and 9 digits; the check character follows from them. */
export const halvesOf = (key: string): readonly [high: number, low: number] => [
  Number(key.slice(0, 8)),
  Number(key.slice(8, 17)),
]
