import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { Evaluation } from '../../../pipelines/evaluation/evaluate.ts'
import { HAMLET_RULES, VILLAGE_RULES } from '../../../pipelines/quality/places/index.ts'
import { I11 } from '../../../pipelines/rules/inclusion/empty-hamlet.ts'
import { generate } from '../../../scripts/synth/generate.ts'
import { Household } from '../../../scripts/synth/household.ts'
import { IdNumbers } from '../../../scripts/synth/id-numbers.ts'
import { settleFacts, settleOrdinaryFacts } from '../../../scripts/synth/ordinary.ts'
import { Sheet } from '../../../scripts/synth/register/sheet.ts'
import { RegisterFiles } from '../../../scripts/synth/register-tables.ts'
import { Settlements } from '../../../scripts/synth/settlements.ts'
import type { PlantedLead } from '../../../scripts/synth/truth.ts'
import { context } from '../../pipelines/rules/dossier.ts'
import { villageDossiers } from './village-dossiers.ts'

const rules = [I11, ...VILLAGE_RULES, ...HAMLET_RULES]
const ids = rules.map(({ id }) => id)

const folder = mkdtempSync(join(tmpdir(), 'bidui-places-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** Rule, class, severity, county and subject. */
type Told = Pick<PlantedLead, 'rule' | 'class' | 'severity' | 'county' | 'subject'>
const told = ({ rule, class: kind, severity, county, subject }: Told) =>
  [rule, kind, severity, county, subject].join()

async function foundIn(inbox: string): Promise<string[]> {
  const evaluation = new Evaluation(rules, context(), [])
  for (const dossier of await villageDossiers(inbox)) evaluation.add(dossier)
  return evaluation.finish().leads.map(told)
}

const plantedIn = (inbox: string): string[] =>
  readFileSync(join(inbox, 'truth.csv'), 'utf8')
    .trim()
    .split('\r\n')
    .slice(1)
    .map(line => line.split(','))
    .filter(([rule = '']) => ids.includes(rule))
    .map(([rule, , kind, severity, county, , , , , subject]) =>
      [rule, kind, severity, county, subject].join(),
    )

/** A register without any department's rows, in which one household of so many has a problem. */
async function registerOf(out: string, households: number, every: number): Promise<PlantedLead[]> {
  const register = new RegisterFiles(out, '2017-11-20')
  const settlements = new Settlements(7)
  const numbers = new IdNumbers()
  for (let index = 0; index < households; index++) {
    const household = new Household(7, index, numbers)
    settleFacts(household)
    settleOrdinaryFacts(household)
    if (index % 9 === 0) household.waterSafe = '否'
    if (index % 7 === 0) household.registerDilapidated = '是'
    if (index % every === 0) household.lead('H01')
    settlements.add(household, household.leads, register.add(new Sheet(7, household)))
  }
  const { leads } = await settlements.write(out)
  await register.close()
  return leads
}

const missing = (some: readonly string[], all: readonly string[]) => some.filter(lead => !all.includes(lead))

describe('Rules about places find in the register what was planted, and nothing else', () => {
  test.each(['1', '2', '3'])('in the city of seed %s', async seed => {
    const inbox = join(folder, seed)
    await generate({ out: inbox, households: 300, seed })
    const [found, planted] = [await foundIn(inbox), plantedIn(inbox)]
    expect([missing(found, planted), missing(planted, found)]).toEqual([[], []])
    expect(new Set(planted.map(lead => lead.slice(0, 3)))).toEqual(new Set(ids))
  })

  test('where nearly everything is wrong with every place', async () => {
    const out = join(folder, 'wrong')
    const planted = (await registerOf(out, 1500, 1)).map(told)
    const found = await foundIn(out)
    expect([missing(found, planted), missing(planted, found)]).toEqual([[], []])
    expect(new Set(planted).size).toBe(planted.length)
  })
})

test('problems of villages and hamlets are as many beside those of households as the work plan counted', async () => {
  const [households, every] = [8000, 4]
  const leads = await registerOf(join(folder, 'shares'), households, every)
  const scale = households / every / (16_207 + 1718)
  const countOf = (object: 'V' | 'N', kind: 'error' | 'suspected') =>
    leads.filter(lead => lead.rule.startsWith(object) && lead.class === kind).length
  const wanted = [
    ['V', 'suspected', 419],
    ['V', 'error', 880 - 419],
    ['N', 'suspected', 321],
    ['N', 'error', 533 - 321],
  ] as const
  for (const [object, kind, count] of wanted) {
    // a fault may be two leads, so the last of them may be one too many
    const over = countOf(object, kind) - Math.round(count * scale)
    expect([object, kind, over === 0 || over === 1]).toEqual([object, kind, true])
  }
})
