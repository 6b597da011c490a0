/** The scan beside other programs: the same file, the same subjects, each in a process of its own. */
import { disagreements } from './agreement.ts'
import { type BenchCall, WrongCall } from './call.ts'
import { CONTENDERS, type Contender } from './contender.ts'
import { describeMachine, thisMachine } from './machine.ts'
import type { Outcome } from './outcome.ts'
import { type Entrant, runRounds } from './rounds.ts'
import { dataSet } from './rows/data-set.ts'
import { runContender } from './run-contender.ts'
import { median } from './statistics.ts'
import { textTable } from './text-table.ts'

export async function measureScan(call: BenchCall, say: (line: string) => void): Promise<Outcome> {
  const contenders = chosen(call)
  const set = dataSet(call.dir, call, say)
  const faults: string[] = []
  const entrants = await runRounds({
    contenders,
    rounds: call.rounds,
    run: contender => runContender(contender, set, call.dir),
    onRun: (contender, round, run) => {
      const wrong = disagreements(run.answers, contender.question, set.truth).map(
        line => `${contender.name}: ${line}`,
      )
      faults.push(...wrong.filter(fault => !faults.includes(fault)))
      const which = round === 0 ? 'warm-up' : `round ${round}`
      say(`${contender.name}, ${which}: ${run.wallSeconds.toFixed(2)} s${wrong.length > 0 ? ', WRONG' : ''}`)
    },
  })
  faults.push(
    ...entrants.flatMap(({ contender, failure }) => (failure ? [`${contender.name}: ${failure}`] : [])),
  )
  const machine = thisMachine(contenders.flatMap(({ packages }) => packages))
  const standings = standingsOf(entrants)
  const megabytes = Number(set.truth.read.bytes) / 1e6
  const text = [
    `${call.rows} rows in ${megabytes.toFixed(0)} MB of ${call.encoding}, ${call.subjects} subjects, `,
    `${set.truth.full.matches} matches, ${set.truth.full.rejects} rejects, seed ${call.seed}\n`,
    describeMachine(machine),
    '\n',
    standingsTable(standings, megabytes),
    'Times are of whole processes, medians; ×: times the median of the other. Work: without the start of the process and the table of subjects.\n',
    ...remarksOf(entrants),
    ...entrants.flatMap(({ contender, unavailable }) =>
      unavailable === undefined ? [] : [`${contender.name}: skipped, ${unavailable}\n`],
    ),
    ...faults.map(fault => `WRONG: ${fault}\n`),
    faults.length === 0 ? 'All found what is there.\n' : '',
  ].join('')
  const { rows, subjects, seed, encoding, rounds } = call
  return {
    agreed: faults.length === 0,
    text,
    figures: {
      measurement: 'scan',
      rows,
      subjects,
      seed,
      encoding,
      rounds,
      megabytes,
      machine,
      standings,
      faults,
    },
  }
}

function chosen({ only, encoding }: BenchCall): readonly Contender[] {
  const unknown = only?.filter(name => !CONTENDERS.some(contender => contender.name === name)) ?? []
  if (unknown.length > 0)
    throw new WrongCall(
      `--only ${unknown.join(',')}: the contenders are ${CONTENDERS.map(({ name }) => name).join(', ')}`,
    )
  const able = CONTENDERS.filter(
    ({ name, readsGb18030 }) => (only?.includes(name) ?? true) && (encoding === 'utf-8' || readsGb18030),
  )
  if (able.length === 0) throw new WrongCall(`--only ${only?.join(',')}: none of them reads ${encoding}`)
  return able
}

interface Standing {
  readonly name: string
  readonly rounds: number
  readonly seconds: number
  readonly least: number
  readonly most: number
  readonly workSeconds: number
  readonly tableSeconds?: number
  readonly peakMb: number
  /** Processor time by wall time. */
  readonly busyCores: number
}

function standingsOf(entrants: readonly Entrant[]): readonly Standing[] {
  return entrants.flatMap(({ contender, runs }) => {
    if (runs.length === 0) return []
    const walls = runs.map(run => run.wallSeconds)
    const tables = runs.flatMap(({ tableSeconds }) => (tableSeconds === undefined ? [] : [tableSeconds]))
    return [
      {
        name: contender.name,
        rounds: runs.length,
        seconds: median(walls),
        least: Math.min(...walls),
        most: Math.max(...walls),
        workSeconds: median(runs.map(run => run.seconds)),
        ...(tables.length > 0 ? { tableSeconds: median(tables) } : {}),
        peakMb: Math.max(...runs.map(run => run.peakMb)),
        busyCores: median(runs.map(run => run.cpuSeconds / run.wallSeconds)),
      },
    ]
  })
}

const YARDSTICKS = ['duckdb-full-rows', 'read'] as const

function standingsTable(standings: readonly Standing[], megabytes: number): string {
  const yardsticks = YARDSTICKS.map(name => standings.find(standing => standing.name === name)?.seconds)
  return textTable(
    [
      ...['contender', 'rounds', 'median s', 'min–max s', ...YARDSTICKS.map(name => `× ${name}`)],
      ...['work s', 'table s', 'MB/s', 'busy cores', 'peak MB'],
    ],
    standings.map(standing => [
      standing.name,
      String(standing.rounds),
      standing.seconds.toFixed(2),
      `${standing.least.toFixed(2)}–${standing.most.toFixed(2)}`,
      ...yardsticks.map(seconds => (seconds === undefined ? '' : (standing.seconds / seconds).toFixed(2))),
      standing.workSeconds.toFixed(2),
      standing.tableSeconds?.toFixed(2) ?? '',
      (megabytes / standing.seconds).toFixed(0),
      standing.busyCores.toFixed(1),
      standing.peakMb.toFixed(0),
    ]),
  )
}

const remarksOf = (entrants: readonly Entrant[]): readonly string[] =>
  entrants.flatMap(({ contender, runs }) => {
    const remark = runs.at(-1)?.remark
    return remark === undefined ? [] : [`${contender.name}: ${remark}\n`]
  })
