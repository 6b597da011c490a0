/** Rules about persons outside the register whom evidence ties to a registered household (I03, I12). */
import type { Evidence, FeedId, Finding, HouseholdDossier, Outsider, Rule, RuleContext } from '../types.ts'
import { refOf } from './evidence.ts'
import { isRegistered } from './on-households.ts'
import { weighed } from './on-persons.ts'
import { claim, type Published, type Verdict } from './statement.ts'

/** The lead is on the household, and its subject is the person: both ID number and subject are the person's key. */
export function ruleOnOutsiders<F extends FeedId>(
  rule: Published & {
    readonly rows: (outsider: Outsider) => readonly Evidence<F>[]
    readonly judge: (row: Evidence<F>) => Verdict
  },
): Rule<'household'> {
  const { rows, judge, ...published } = rule
  const evaluate = (dossier: HouseholdDossier, context: RuleContext): readonly Finding[] => {
    if (!isRegistered(dossier)) return []
    return dossier.outsiders.flatMap(outsider =>
      rows(outsider).map(row => {
        const to = {
          household: dossier.code,
          idNumber: outsider.key,
          county: dossier.county,
          village: dossier.village,
          personName: row.name?.trim() ?? '',
        }
        const verdict = weighed({ ...judge(row), subject: outsider.key }, outsider.counter, context)
        return claim(published, to, verdict, [refOf(row)])
      }),
    )
  }
  return { ...published, subjectIsKey: true, reads: 'household', evaluate }
}
