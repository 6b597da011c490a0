/**
 * `node test/oracle/persons/whole-runs.ts FROM COUNT`: the same comparison through the store, by hand: each register is an inbox, and what
 * the program says is read from findings.csv and summary.json.
 */
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { compare, readTable } from '../../e2e/city.ts'
import { differences } from './compare.ts'
import { type Class, judgePersons, type RawRegister, type Told } from './persons.ts'
import { csvOf, randomRegister } from './random-persons.ts'

const HOUSEHOLDS = 300
const [from = 1, count = 5] = process.argv.slice(2).map(Number)

async function wholeRun(register: RawRegister, folder: string, seed: number): Promise<Told> {
  const inbox = join(folder, 'inbox')
  mkdirSync(join(inbox, 'register'), { recursive: true })
  for (const table of ['households', 'members'] as const)
    writeFileSync(join(inbox, 'register', `${table}.csv`), csvOf(register[table], seed))
  const manifest = { asOf: register.asOf, register: { asOf: register.cutoff }, deliveries: [] }
  writeFileSync(join(inbox, 'manifest.json'), JSON.stringify(manifest))
  const out = join(folder, 'out')
  const { summary } = await compare({ inbox, out, home: join(folder, 'home') })
  const leads = new Map<string, Class>()
  for (const { rule = '', household, id_number, subject, class: kind } of await readTable(
    join(out, 'findings.csv'),
  )) {
    if (!/^P\d/.test(rule)) continue
    const identity = [rule, household, unguarded(id_number), unguarded(subject)].join('|')
    leads.set(identity, kind === 'error' ? 'error' : 'suspected')
  }
  const open = new Map<string, number>()
  for (const { rule, county, feed, reason, count: times } of summary.notConcluded)
    if (/^P\d/.test(rule) && times > 0) open.set([rule, county, feed, reason].join('|'), times)
  return { leads, open, counted: 0 }
}

/** Without the apostrophe that keeps a cell from being a formula. */
const unguarded = (cell = ''): string => cell.replace(/^'(?=[=+\-@])/, '')

let wrong = 0
for (let seed = from; seed < from + count; seed++) {
  const folder = mkdtempSync(join(tmpdir(), 'bidui-whole-'))
  // As root the server runs as nobody, who has to get to its data.
  chmodSync(folder, 0o755)
  try {
    const register = randomRegister(seed, HOUSEHOLDS)
    // P57 is not in these files.
    const told = { ...judgePersons(register), counted: 0 }
    const found = differences(`seed ${seed}`, register, told, await wholeRun(register, folder, seed))
    process.stdout.write(`seed ${seed}: ${told.leads.size} leads, ${found.length} disagreements\n`)
    for (const line of found.slice(0, 10)) process.stdout.write(`${line}\n`)
    wrong += found.length
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
process.exitCode = wrong > 0 ? 1 : 0
