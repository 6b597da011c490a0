/** How the scan grows: with rows, with subjects, in another encoding; and how fast its table is built. */
import { disagreements } from './agreement.ts'
import type { BenchCall } from './call.ts'
import { BIDUI } from './contender.ts'
import { describeMachine, thisMachine } from './machine.ts'
import type { Outcome } from './outcome.ts'
import { type DataSet, type DataSetPlan, dataSet } from './rows/data-set.ts'
import { runContender } from './run-contender.ts'
import { median } from './statistics.ts'
import { textTable } from './text-table.ts'

const FEW_SUBJECTS = 400_000
const SUBJECTS = [1_500_000, 5_000_000] as const

/** Not a contender for the scan: its question is not about a file. */
const REGISTERED_KEYS = {
  name: 'registered-keys',
  module: new URL('./contenders/registered-keys.ts', import.meta.url),
  threads: 1,
  way: '',
} as const

interface Step {
  readonly rows: number
  readonly subjects: number
  readonly encoding: string
  readonly megabytes: number
  /** Of the scan, and of building the table from a list in a file: medians. */
  readonly scanSeconds: number
  readonly tableSeconds: number
  readonly wallSeconds: number
  readonly peakMb: number
}

interface TableBuild {
  readonly subjects: number
  readonly seconds: number
  readonly keysPerSecond: number
}

export async function measureScaling(call: BenchCall, say: (line: string) => void): Promise<Outcome> {
  const { rows, seed } = call
  const most: DataSetPlan = { rows, subjects: FEW_SUBJECTS, seed, encoding: 'utf-8' }
  const parts = [10, 3].map(part => ({ ...most, rows: Math.max(1, Math.round(rows / part)) }))
  const more = SUBJECTS.map(subjects => ({ ...most, subjects }))
  const plans: readonly DataSetPlan[] = [...parts, most, ...more, { ...most, encoding: 'gb18030' }]
  const faults: string[] = []
  const steps: Step[] = []
  const builds: TableBuild[] = []
  for (const plan of plans) {
    const set = dataSet(call.dir, plan, say)
    const what = `${plan.rows} rows, ${plan.subjects} subjects, ${plan.encoding}`
    const step = await measureStep(call, set, fault => faults.push(`${what}: ${fault}`))
    say(`${what}: ${step.scanSeconds.toFixed(2)} s`)
    steps.push(step)
    if (builds.some(({ subjects }) => subjects === plan.subjects)) continue
    const build = await measureBuild(call, set)
    say(`${plan.subjects} keys from PostgreSQL: ${build.seconds.toFixed(2)} s`)
    builds.push(build)
  }
  const machine = thisMachine(['pg'])
  return {
    agreed: faults.length === 0,
    text: [
      describeMachine(machine),
      '\n',
      stepTable(steps),
      ratios(steps, most),
      '\n',
      buildTable(builds),
      ...faults.map(fault => `WRONG: ${fault}\n`),
    ].join(''),
    figures: { measurement: 'scaling', seed, machine, steps, builds, faults },
  }
}

async function measureStep(call: BenchCall, set: DataSet, fault: (line: string) => void): Promise<Step> {
  const runs = []
  for (let round = 0; round <= call.rounds; round++) {
    const run = await runContender(BIDUI, set, call.dir)
    for (const line of disagreements(run.answers, BIDUI.question, set.truth)) fault(line)
    if (round > 0) runs.push(run)
  }
  return {
    rows: set.rows,
    subjects: set.subjects,
    encoding: set.encoding,
    megabytes: Number(set.truth.read.bytes) / 1e6,
    scanSeconds: median(runs.map(({ seconds }) => seconds)),
    tableSeconds: median(runs.map(({ tableSeconds = 0 }) => tableSeconds)),
    wallSeconds: median(runs.map(({ wallSeconds }) => wallSeconds)),
    peakMb: Math.max(...runs.map(({ peakMb }) => peakMb)),
  }
}

async function measureBuild(call: BenchCall, set: DataSet): Promise<TableBuild> {
  const { seconds, answers } = await runContender(REGISTERED_KEYS, set, call.dir)
  if (answers.subjects !== set.subjects)
    throw new Error(`PostgreSQL gave ${answers.subjects} of ${set.subjects} keys`)
  return { subjects: set.subjects, seconds, keysPerSecond: set.subjects / seconds }
}

const stepTable = (steps: readonly Step[]): string =>
  textTable(
    ['encoding', 'rows', 'subjects', 'MB', 'scan s', 'M rows/s', 'table s', 'whole process s', 'peak MB'],
    steps.map(step => [
      step.encoding,
      String(step.rows),
      String(step.subjects),
      step.megabytes.toFixed(0),
      step.scanSeconds.toFixed(2),
      (step.rows / step.scanSeconds / 1e6).toFixed(2),
      step.tableSeconds.toFixed(2),
      step.wallSeconds.toFixed(2),
      step.peakMb.toFixed(0),
    ]),
  )

/** Each step beside the one of the plan `most`. */
function ratios(steps: readonly Step[], most: DataSetPlan): string {
  const base = steps.find(
    ({ rows, subjects, encoding }) =>
      rows === most.rows && subjects === most.subjects && encoding === most.encoding,
  )
  if (!base) return ''
  return steps
    .filter(step => step !== base)
    .map(step => {
      const what =
        step.rows !== base.rows
          ? `${(step.rows / base.rows).toFixed(2)} of the rows`
          : step.subjects !== base.subjects
            ? `${(step.subjects / base.subjects).toFixed(2)} times the subjects`
            : `${step.encoding} instead of ${base.encoding}`
      return (
        `${what}: the scan takes ${(step.scanSeconds / base.scanSeconds).toFixed(2)} times as long, ` +
        `the table ${(step.tableSeconds / base.tableSeconds).toFixed(2)} times\n`
      )
    })
    .join('')
}

const buildTable = (builds: readonly TableBuild[]): string =>
  textTable(
    ['table from PostgreSQL', 'keys', 's', 'M keys/s'],
    builds.map(({ subjects, seconds, keysPerSecond }) => [
      'eachKey',
      String(subjects),
      seconds.toFixed(2),
      (keysPerSecond / 1e6).toFixed(2),
    ]),
  )
