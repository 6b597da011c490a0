/** The call of a contender, and its report: one line of JSON. */
import process from 'node:process'
import { parseArgs } from 'node:util'
import type { Answers } from '../match-list.ts'

export interface ContenderCall {
  readonly file: string
  /** The path of the list of keys, one a line. */
  readonly subjectList: string
  readonly subjects: number
  readonly threads: number
  /** Which of the ways of a contender that has several; '' for the others. */
  readonly way: string
  /** A folder of the contender's own, empty; removed afterwards. */
  readonly scratch: string
}

export interface ContenderReport {
  /** Of the work on the file. */
  readonly seconds: number
  /** Of building the table of subjects, where that can be told from the rest. */
  readonly tableSeconds?: number
  readonly answers: Answers
  /** What has to be known to judge the figures. */
  readonly remark?: string
}

/** Instead of a report: the program is not to be had on this machine. */
export interface Unavailable {
  readonly unavailable: string
}

/** As it reaches the parent. */
export interface SentReport extends ContenderReport {
  readonly peakMb: number
  /** Processor time of the process by its own clock. */
  readonly cpuSeconds: number
}

export function contenderCall(): ContenderCall {
  const text = { type: 'string', default: '' } as const
  const { values } = parseArgs({
    options: { file: text, 'subject-list': text, subjects: text, threads: text, way: text, scratch: text },
  })
  return {
    file: values.file,
    subjectList: values['subject-list'],
    subjects: Number(values.subjects),
    threads: Number(values.threads),
    way: values.way,
    scratch: values.scratch,
  }
}

export const wordsOf = (call: ContenderCall): readonly string[] => [
  ...['--file', call.file, '--subject-list', call.subjectList, '--subjects', String(call.subjects)],
  ...['--threads', String(call.threads), '--way', call.way, '--scratch', call.scratch],
]

/** Seconds since `started`. */
export const since = (started: number): number => (performance.now() - started) / 1000

/** @param why in a few words */
export function reportUnavailable(why: string): void {
  const sent: Unavailable = { unavailable: why }
  process.stdout.write(`${JSON.stringify(sent)}\n`)
}

export function report(made: ContenderReport): void {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage()
  const sent: SentReport = {
    ...made,
    peakMb: maxRSS / 1024,
    cpuSeconds: (userCPUTime + systemCPUTime) / 1e6,
  }
  process.stdout.write(`${JSON.stringify(sent)}\n`)
}
