/** A whole comparison stage by stage, beside DuckDB doing only its joins, and a second run for one county. */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { openInbox } from '../../workers/reading/inbox.ts'
import type { BenchCall } from './call.ts'
import { type Comparison, runComparison } from './city/comparison.ts'
import { cityInbox } from './city/inbox.ts'
import { type Joins, joinInDuckDb } from './city/joins.ts'
import { type CountyShare, largestCounty } from './city/largest-county.ts'
import { memberRows } from './city/member-rows.ts'
import { differences } from './city/same-rows.ts'
import { describeMachine, thisMachine } from './machine.ts'
import type { Outcome } from './outcome.ts'
import { textTable } from './text-table.ts'

export async function measureCity(call: BenchCall, say: (line: string) => void): Promise<Outcome> {
  const folder = await cityInbox(call, say)
  const inbox = await openInbox(folder, new Date().toISOString().slice(0, 10))
  const share = await largestCounty(inbox)
  const home = join(call.dir, `home-${process.pid}`)
  const compileCache = join(call.dir, 'compiled')
  try {
    say('the whole city')
    const run = { inbox: folder, out: join(home, 'out'), home: join(home, 'state'), compileCache }
    const whole = await runComparison(run)
    say(`again, for county ${share.county} only`)
    const county = await runComparison({ ...run, county: share.county })
    say('the joins in DuckDB')
    const joins = await joinInDuckDb(inbox, join(home, 'plain'), compileCache)
    say('the members in the files, to compare with')
    const differing = differences(await memberRows(inbox), joins, whole)
    const machine = thisMachine(['@duckdb/node-api', 'pg'])
    return {
      agreed: differing.length === 0,
      text: [
        `${share.all} households, ${whole.rows} rows of feeds\n`,
        describeMachine(machine),
        '\n',
        stageTable(whole, county),
        describeCounty(share, whole, county),
        '\n',
        joinTable(joins),
        describeJoins(joins, whole),
        ...differing.map(line => `WRONG: ${line}\n`),
        differing.length === 0 ? AGREED : '',
      ].join(''),
      figures: { measurement: 'city', seed: call.seed, machine, share, whole, county, joins, differing },
    }
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}

const AGREED =
  'DuckDB found the members as often as they stand in the files. The comparison kept all rows about members, and those about others ' +
  'who matter to it; how many of its rows are about members only cannot be told from summary.json.\n'

const sumOf = (stages: Readonly<Record<string, number>>): number =>
  Object.values(stages).reduce((sum, seconds) => sum + seconds, 0)
const percent = (part: number, whole: number): string =>
  whole === 0 ? '' : `${((part / whole) * 100).toFixed(1)} %`

function stageTable(whole: Comparison, county: Comparison): string {
  const line = (name: string, seconds: number, others: number): readonly string[] => [
    name,
    seconds.toFixed(1),
    percent(seconds, whole.wallSeconds),
    others.toFixed(1),
    percent(others, seconds),
  ]
  const names = [...new Set([...Object.keys(whole.stages), ...Object.keys(county.stages)])]
  const [first, second] = [sumOf(whole.stages), sumOf(county.stages)]
  return textTable(
    ['stage', 's', 'of the process', 'one county s', 'of the city'],
    [
      ...names.map(name => line(name, whole.stages[name] ?? 0, county.stages[name] ?? 0)),
      line('other', whole.wallSeconds - first, county.wallSeconds - second),
      line('whole process', whole.wallSeconds, county.wallSeconds),
      ['peak MB', memory(whole), '', memory(county), ''],
    ],
  )
}

const memory = ({ peakMb }: Comparison): string => peakMb?.toFixed(0) ?? 'unknown'

const describeCounty = (share: CountyShare, whole: Comparison, county: Comparison): string =>
  `Of the program alone, the database not counted. The second run is on the home of the first, for county ${share.county} ` +
  `with ${percent(share.households, share.all)} of the households: it takes ` +
  `${percent(county.wallSeconds, whole.wallSeconds)} of the first.\n`

const joinTable = ({ feeds }: Joins): string =>
  textTable(
    ['joins in DuckDB', 'rows', 'matches', 'rejects', 's'],
    Object.entries(feeds).map(([feed, { rows, matches, rejects, seconds }]) => [
      feed,
      ...[rows, matches, rejects].map(String),
      seconds.toFixed(2),
    ]),
  )

/** Stages that look into the feeds. */
const FEED_STAGES = ['candidates', 'residents', 'evidence'] as const

function describeJoins(joins: Joins, whole: Comparison): string {
  const reading = FEED_STAGES.reduce((sum, stage) => sum + (whole.stages[stage] ?? 0), 0)
  return (
    `DuckDB, ${joins.threads} threads: ${joins.seconds.toFixed(1)} s for ${joins.files} files and ${joins.members} members, ` +
    `${joins.wallSeconds.toFixed(1)} s with its start, peak ${joins.peakMb.toFixed(0)} MB. ` +
    `${joins.converted} of the files it could not read as they were (encoding, delimiter, title rows, workbook); they ` +
    'were made plain beforehand, outside the time. Rows of a wrong width are left out (its row numbers below them are too low), and nothing is stored.\n' +
    `The whole comparison takes ${(whole.wallSeconds / joins.wallSeconds).toFixed(2)} times as long as these joins; its ` +
    `stages that look into the feeds, storing what they find, ${(reading / joins.wallSeconds).toFixed(2)} times.\n`
  )
}
