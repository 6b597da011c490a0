/** The rules by themselves, over the dossiers of a city that was compared: which families cost what. */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import type { BenchCall } from './call.ts'
import { runComparison } from './city/comparison.ts'
import { cityInbox } from './city/inbox.ts'
import { describeFamilies, type FamilyCost, measureFamilies } from './city/rule-families.ts'
import { describeMachine, thisMachine } from './machine.ts'
import type { Outcome } from './outcome.ts'
import { textTable } from './text-table.ts'

export async function measureRules(call: BenchCall, say: (line: string) => void): Promise<Outcome> {
  const inbox = await cityInbox(call, say)
  const folder = join(call.dir, `home-${process.pid}`)
  const [home, compileCache] = [join(folder, 'state'), join(call.dir, 'compiled')]
  try {
    say('a whole comparison')
    const run = await runComparison({ inbox, out: join(folder, 'out'), home, compileCache })
    say('its dossiers, family by family')
    const measured = await measureFamilies(home)
    const machine = thisMachine(['pg'])
    const { households, members, stored, differing } = measured
    return {
      agreed: differing.length === 0,
      text: [
        `${households} households, ${members} members, ${stored} leads of the run\n`,
        describeMachine(machine),
        '\n',
        textTable(['in one thread', 's', 'households/s', 'leads'], measured.costs.map(lineOf(households))),
        describeFamilies(measured, run),
        ...differing.map(line => `WRONG: ${line}\n`),
      ].join(''),
      figures: { measurement: 'rules', seed: call.seed, machine, run, ...measured },
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const lineOf =
  (households: number) =>
  ({ what, seconds, leads }: FamilyCost): readonly string[] => [
    what,
    seconds.toFixed(2),
    Math.round(households / seconds).toString(),
    leads === undefined ? '' : String(leads),
  ]
