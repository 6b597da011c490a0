/** `node test/oracle/persons/seeds.ts FROM COUNT`: compares many registers by hand, and says how often each rule fired. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { comparePersons } from './compare.ts'

const SHOWN = 10
const [from = 1, count = 1000] = process.argv.slice(2).map(Number)
const fired = new Map<string, number>()
const open = new Map<string, number>()
const wrong = new Map<string, string[]>()
const folder = mkdtempSync(join(tmpdir(), 'bidui-persons-'))
try {
  for (let seed = from; seed < from + count; seed++) {
    const { told, disagreements } = await comparePersons(seed, folder)
    for (const [identity, kind] of told.leads) {
      const rule = `${identity.slice(0, 3)} ${kind}`
      fired.set(rule, (fired.get(rule) ?? 0) + 1)
    }
    for (const [entry, times] of told.open) {
      const rule = entry.slice(0, 3)
      open.set(rule, (open.get(rule) ?? 0) + times)
    }
    for (const line of disagreements) {
      const rule = /P\d\d/.exec(line)?.[0] ?? ''
      wrong.set(rule, [...(wrong.get(rule) ?? []), line])
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
const listed = (tally: ReadonlyMap<string, number>) =>
  [...tally]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([rule, times]) => `${rule}:${times}`)
    .join('  ')
for (const lines of wrong.values()) process.stdout.write(`${lines.slice(0, SHOWN).join('\n')}\n`)
process.stdout.write(
  `${count} registers from ${from}\nleads: ${listed(fired)}\nnot concluded: ${listed(open)}\n`,
)
process.stdout.write(
  `disagreements: ${listed(new Map([...wrong].map(([rule, lines]) => [rule, lines.length])))}\n`,
)
