/** What the rules about persons and households find in a synthetic register, and what truth.csv says was planted. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Evaluation } from '../../../pipelines/evaluation/evaluate.ts'
import { QUALITY_RULES } from '../../../pipelines/quality/index.ts'
import type { IsoDate } from '../../../pipelines/types.ts'
import { context } from '../../pipelines/rules/dossier.ts'
import { registerDossiers } from './register-dossiers.ts'

const PERSONS_AND_HOUSEHOLDS = /^[PH]/
const RULES = QUALITY_RULES.filter(({ id }) => PERSONS_AND_HOUSEHOLDS.test(id))

interface Found {
  /** Rule, class, severity, household, id_number and subject. */
  readonly told: string
  /** Without class and severity. */
  readonly identity: string
  readonly detail: string
}

export async function leadsIn(inbox: string, asOf: IsoDate = '2017-11-20'): Promise<Found[]> {
  const evaluation = new Evaluation(RULES, context({ asOf }), [])
  for (const dossier of await registerDossiers(inbox, asOf)) evaluation.add(dossier)
  return evaluation.finish().leads.map(lead => {
    const about = [lead.household, lead.idNumber, lead.subject]
    return {
      told: [lead.rule, lead.class, lead.severity, ...about].join(),
      identity: [lead.rule, ...about].join(),
      detail: lead.detail,
    }
  })
}

export const plantedIn = (inbox: string): string[] =>
  readFileSync(join(inbox, 'truth.csv'), 'utf8')
    .trim()
    .split('\r\n')
    .slice(1)
    .map(line => line.split(','))
    .filter(([rule = '']) => PERSONS_AND_HOUSEHOLDS.test(rule))
    .map(([rule, , kind, severity, , , household, , id, subject]) =>
      [rule, kind, severity, household, id, subject].join(),
    )
