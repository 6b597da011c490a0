import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { Evaluation } from '../../../pipelines/evaluation/evaluate.ts'
import { QUALITY_RULES } from '../../../pipelines/quality/index.ts'
import { generate } from '../../../scripts/synth/generate.ts'
import { context } from '../../pipelines/rules/dossier.ts'
import { registerDossiers } from './register-dossiers.ts'

const PERSONS_AND_HOUSEHOLDS = /^[PH]/
const rules = QUALITY_RULES.filter(({ id }) => PERSONS_AND_HOUSEHOLDS.test(id))

const folder = mkdtempSync(join(tmpdir(), 'bidui-quality-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** Rule, class, severity, household, id_number and subject: as truth.csv has them. */
async function foundIn(inbox: string): Promise<string[]> {
  const evaluation = new Evaluation(rules, context(), [])
  for (const dossier of await registerDossiers(inbox)) evaluation.add(dossier)
  return evaluation
    .finish()
    .leads.map(lead =>
      [lead.rule, lead.class, lead.severity, lead.household, lead.idNumber, lead.subject].join(),
    )
}

const plantedIn = (inbox: string): string[] =>
  readFileSync(join(inbox, 'truth.csv'), 'utf8')
    .trim()
    .split('\r\n')
    .slice(1)
    .map(line => line.split(','))
    .filter(([rule = '']) => PERSONS_AND_HOUSEHOLDS.test(rule))
    .map(([rule, , kind, severity, , , household, , id, subject]) =>
      [rule, kind, severity, household, id, subject].join(),
    )

describe('Rules about persons and households find in the register what was planted, and nothing else', () => {
  test.each(['1', '2', '3'])('in the city of seed %s', async seed => {
    const inbox = join(folder, seed)
    await generate({ out: inbox, households: 300, seed })
    const [found, planted] = [await foundIn(inbox), plantedIn(inbox)]
    expect(found.filter(lead => !planted.includes(lead))).toEqual([])
    expect(planted.filter(lead => !found.includes(lead))).toEqual([])
  })
})
