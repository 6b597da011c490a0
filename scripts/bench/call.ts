/** The call of `npm run bench`. */
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { ENCODINGS, type Encoding } from './rows/encoding.ts'

const MEASUREMENTS = ['scan', 'scaling', 'city', 'rules'] as const
export type Measurement = (typeof MEASUREMENTS)[number]

export interface BenchCall {
  readonly measurement: Measurement
  readonly rows: number
  readonly subjects: number
  readonly seed: string
  readonly encoding: Encoding
  readonly rounds: number
  /** Names of contenders; undefined: all. */
  readonly only?: readonly string[]
  readonly households: number
  /** An inbox that is there already. */
  readonly inbox?: string
  /** The folder for generated files. */
  readonly dir: string
  readonly json?: string
}

export const USAGE = `Usage: npm run bench -- [scan] [options]     the scan beside other programs
       npm run bench -- scaling [options]    the scan by rows, subjects and encodings
       npm run bench -- city [options]       a whole comparison, stage by stage
       npm run bench -- rules [options]      the rules over the dossiers of a city, family by family

  --rows N          rows of the largest file (10000000)
  --subjects N      scan: subjects (400000)
  --seed S          of what is generated (1; city, rules: 9)
  --encoding E      scan: utf-8 or gb18030 (utf-8); GB18030 is for the contenders that read it
  --rounds N        rounds that count, after one that does not (5)
  --only A,B        scan: these contenders only
  --households N    city, rules: registered households (100000)
  --inbox DIR       city, rules: an inbox that is there, instead of a generated one
  --dir DIR         folder for generated files (.bench)
  --json FILE       writes the figures as JSON as well
  --help            this

Exit status: 0 measured, and all contenders found what is there; 1 not so; 2 wrong call.
`

/** Something in the call that is wrong. */
export class WrongCall extends Error {}

/** @throws WrongCall */
export function readBenchCall(argv: readonly string[], workingDirectory: string): BenchCall | 'help' {
  const { values, positionals } = parsed(argv)
  if (values.help) return 'help'
  const [measurement = 'scan', ...more] = positionals
  if (!isOneOf(MEASUREMENTS, measurement) || more.length > 0)
    throw new WrongCall(`${positionals.join(' ')}: what to measure is ${MEASUREMENTS.join(', ')}`)
  const encoding = values.encoding ?? 'utf-8'
  if (!isOneOf(ENCODINGS, encoding)) throw new WrongCall(`--encoding ${encoding}: ${ENCODINGS.join(', ')}`)
  const only = values.only?.split(',').filter(name => name !== '')
  return {
    measurement,
    rows: count('rows', values.rows ?? '10000000', 1_000_000_000),
    subjects: count('subjects', values.subjects ?? '400000', 100_000_000),
    seed: values.seed ?? (measurement === 'city' || measurement === 'rules' ? '9' : '1'),
    encoding,
    rounds: count('rounds', values.rounds ?? '5', 1000),
    ...(only ? { only } : {}),
    households: count('households', values.households ?? '100000', 1_000_000),
    ...(values.inbox === undefined ? {} : { inbox: resolve(workingDirectory, values.inbox) }),
    dir: resolve(workingDirectory, values.dir ?? '.bench'),
    ...(values.json === undefined ? {} : { json: resolve(workingDirectory, values.json) }),
  }
}

function parsed(argv: readonly string[]) {
  const text = { type: 'string' } as const
  const [rows, subjects, seed, encoding, rounds] = [text, text, text, text, text]
  const [only, households, inbox, dir, json] = [text, text, text, text, text]
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        ...{ rows, subjects, seed, encoding, rounds, only, households, inbox, dir, json },
        help: { type: 'boolean', short: 'h' },
      },
    })
  } catch (error) {
    throw new WrongCall(error instanceof Error ? error.message : String(error))
  }
}

const isOneOf = <T extends string>(list: readonly T[], text: string): text is T =>
  list.some(known => known === text)

function count(name: string, text: string, most: number): number {
  const value = /^\d{1,10}$/.test(text) ? Number(text) : 0
  if (value < 1 || value > most) throw new WrongCall(`--${name} ${text}: a whole number from 1 to ${most}`)
  return value
}
