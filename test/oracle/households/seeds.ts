/** `node test/oracle/households/seeds.ts FROM COUNT`: compares many seeds by hand, and says how often each rule said what. */
import process from 'node:process'
import { disagreements } from './compare.ts'

const [from = 1, count = 1000] = process.argv.slice(2).map(Number)
const tally = new Map<string, number>()
const rules = new Map<string, number>()
let wrong = 0
for (let seed = from; seed < from + count; seed++) {
  const found = disagreements(seed, tally)
  if (found.length > 0) wrong++
  for (const line of found) {
    const rule = /\) (\w+):/.exec(line)?.[1] ?? ''
    const times = (rules.get(rule) ?? 0) + 1
    rules.set(rule, times)
    if (times <= 2) process.stdout.write(`${line}\n`)
  }
}
const said = [...tally].sort(([one], [other]) => (one < other ? -1 : 1)).map(([rule, n]) => `${rule}:${n}`)
process.stdout.write(
  `${said.join('  ')}\n${count} seeds from ${from}, ${wrong} disagree ${JSON.stringify(Object.fromEntries(rules))}\n`,
)
