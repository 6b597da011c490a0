/** The call of `bidui report`, checked before anything is opened. */
import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { type ReportFile, reportFile } from '../../workers/reports/report-file.ts'
import { oneOf } from './arguments.ts'
import { wrongCall } from './call-error.ts'
import type { Call } from './command.ts'
import { readDay } from './day.ts'
import { policyPath as pathOfPolicy, policyOfCall } from './policy.ts'
import { countiesOf, needed } from './run-call.ts'
import { wholeNumber } from './whole-number.ts'

export const REPORT_KINDS = ['daily', 'bulletin', 'exit', 'measures'] as const
export type ReportKind = (typeof REPORT_KINDS)[number]

export interface ReportCall {
  readonly kind: ReportKind
  readonly file: ReportFile
  /** Empty: all. */
  readonly counties: readonly string[]
  readonly run?: string
  readonly day?: string
  readonly policyPath?: string
  readonly stalledDays?: number
  readonly unmasked: boolean
}

/** Which options a kind takes beside --out, --county and --policy. */
const OWN_OPTIONS: Readonly<Record<ReportKind, readonly string[]>> = {
  daily: ['date'],
  bulletin: ['date', 'stalled'],
  exit: ['run', 'date', 'unmasked'],
  measures: ['run', 'date', 'unmasked'],
}

const MOST_STALLED_DAYS = 365

/** @throws OperationalError (exit status 2) that names what is wrong and what is expected */
export async function readReportCall(call: Call, workingDirectory: string): Promise<ReportCall> {
  const kind = oneOf(
    call.operands[0] ?? '',
    REPORT_KINDS,
    { zh: '报表', en: 'report' },
    'bidui report --help',
  )
  const strange = ['date', 'stalled', 'run', 'unmasked'].find(
    option => call.has(option) && !OWN_OPTIONS[kind].includes(option),
  )
  if (strange !== undefined)
    throw wrongCall(
      `bidui report ${kind} 没有 --${strange}`,
      `bidui report ${kind} does not take --${strange}`,
    )
  const example = `bidui report ${kind} --out ${kind}.xlsx`
  const out = resolve(workingDirectory, needed(call, 'out', '报表文件', 'the file of the report', example))
  const file = reportFile(out)
  await checkFile(out)
  const day = readDay('date', call.value('date'))
  const run = call.value('run')
  if (run !== undefined && day !== undefined)
    throw wrongCall(
      '--run 和 --date 只能写一个：--run 指定一次比对，--date 取该日及以前最近的一次',
      'Give --run or --date, not both: --run names a run, --date takes the newest one up to that day',
    )
  const policyPath = pathOfPolicy(call.value('policy'), workingDirectory)
  if (policyPath !== undefined) await policyOfCall(policyPath)
  const stalledDays = wholeNumber(call, 'stalled', { least: 1, most: MOST_STALLED_DAYS })
  return {
    kind,
    file,
    counties: countiesOf(call),
    unmasked: call.has('unmasked'),
    ...(run === undefined ? {} : { run }),
    ...(day === undefined ? {} : { day }),
    ...(policyPath === undefined ? {} : { policyPath }),
    ...(stalledDays === undefined ? {} : { stalledDays }),
  }
}

async function checkFile(out: string): Promise<void> {
  const found = await stat(out).catch(() => undefined)
  if (found?.isDirectory())
    throw wrongCall(`--out ${out} 是文件夹，应为文件`, `--out ${out} is a folder; name a file`)
}
