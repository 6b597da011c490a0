/** `node test/oracle/households/whole-run-seeds.ts FROM COUNT`: the whole program against the oracle, by hand. */
import process from 'node:process'
import { differences } from './whole-run.ts'

const [from = 1, count = 10] = process.argv.slice(2).map(Number)
for (let seed = from; seed < from + count; seed++) {
  const found = await differences(seed, seed % 2 === 0 ? { households: 60 } : { whole: true, households: 60 })
  process.stdout.write(`seed ${seed}: ${found.length === 0 ? 'agree' : found.slice(0, 12).join('\n  ')}\n`)
}
