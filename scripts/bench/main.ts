/** `npm run bench`: measures, prints a table, and fails where a result is not what is there. */
import { mkdirSync, writeFileSync } from 'node:fs'
import process from 'node:process'
import { type BenchCall, readBenchCall, USAGE, WrongCall } from './call.ts'
import { measureScan, type Outcome } from './scan.ts'

const say = (line: string): void => {
  process.stderr.write(`${line}\n`)
}

async function measure(call: BenchCall): Promise<Outcome> {
  return measureScan(call, say)
}

async function main(): Promise<number> {
  const call = readBenchCall(process.argv.slice(2), process.cwd())
  if (call === 'help') {
    process.stdout.write(USAGE)
    return 0
  }
  mkdirSync(call.dir, { recursive: true })
  const { agreed, text, figures } = await measure(call)
  process.stdout.write(`\n${text}`)
  if (call.json !== undefined) writeFileSync(call.json, `${JSON.stringify(figures, null, 2)}\n`)
  return agreed ? 0 : 1
}

try {
  process.exitCode = await main()
} catch (error) {
  if (!(error instanceof WrongCall)) throw error
  say(`${error.message}. See npm run bench -- --help`)
  process.exitCode = 2
}
