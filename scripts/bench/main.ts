/** `npm run bench`: measures, prints a table, and fails where a result is not what is there. */
import { mkdirSync, writeFileSync } from 'node:fs'
import process from 'node:process'
import { type BenchCall, type Measurement, readBenchCall, USAGE, WrongCall } from './call.ts'
import { measureCity } from './city.ts'
import type { Outcome } from './outcome.ts'
import { measureRules } from './rules.ts'
import { Interrupted } from './run-child.ts'
import { measureScaling } from './scaling.ts'
import { measureScan } from './scan.ts'

const say = (line: string): void => {
  process.stderr.write(`${line}\n`)
}

const MEASURES: Readonly<
  Record<Measurement, (call: BenchCall, say: (line: string) => void) => Promise<Outcome>>
> = {
  scan: measureScan,
  scaling: measureScaling,
  city: measureCity,
  rules: measureRules,
}

async function main(): Promise<number> {
  const call = readBenchCall(process.argv.slice(2), process.cwd())
  if (call === 'help') {
    process.stdout.write(USAGE)
    return 0
  }
  mkdirSync(call.dir, { recursive: true })
  const { agreed, text, figures } = await MEASURES[call.measurement](call, say)
  process.stdout.write(`\n${text}`)
  if (call.json !== undefined) writeFileSync(call.json, `${JSON.stringify(figures, null, 2)}\n`)
  return agreed ? 0 : 1
}

try {
  process.exitCode = await main()
} catch (error) {
  if (error instanceof WrongCall) {
    say(`${error.message}. See npm run bench -- --help`)
    process.exitCode = 2
  } else if (error instanceof Interrupted) {
    say(error.message)
    process.exitCode = error.exitStatus
  } else throw error
}
