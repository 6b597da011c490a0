/** `node test/oracle/seeds.ts FROM COUNT`: compares many seeds by hand, and says how often each rule fired. */
import process from 'node:process'
import { disagreements } from './compare.ts'

const [from = 1, count = 50] = process.argv.slice(2).map(Number)
const tally = new Map<string, number>()
let wrong = 0
for (let seed = from; seed < from + count; seed++) {
  const found = await disagreements(seed, tally)
  if (found.length > 0) wrong++
  for (const line of found) process.stdout.write(`${line}\n`)
}
const fired = [...tally].sort(([one], [other]) => (one < other ? -1 : 1)).map(([rule, n]) => `${rule}:${n}`)
process.stdout.write(`${count} seeds from ${from}, ${wrong} disagree\n${fired.join('  ')}\n`)
