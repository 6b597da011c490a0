/** Rules about persons outside the register: the builders of inclusion rules, with their counter-evidence. */
import { byPlace } from '../claims.ts'
import type {
  CounterEvidence,
  CountyCode,
  Evidence,
  EvidenceRef,
  FeedId,
  Finding,
  PersonDossier,
  Rule,
  RuleContext,
} from '../types.ts'
import { describeCase } from './counter-cases.ts'
import { refOf, rowsOf } from './evidence.ts'
import {
  type Addressee,
  type Answer,
  claim,
  isVerdict,
  type Published,
  type Verdict,
  withheld,
} from './statement.ts'

/** 区划 of a row, as a county; '' where the feed or the row has none. */
export function countyOf(row: { readonly values: object } | undefined): CountyCode {
  const county: unknown = row && 'county' in row.values ? row.values.county : undefined
  return typeof county === 'string' ? county : ''
}

/** County of a lead on a person outside: the row's, else that of the person's first residents row, else ''. */
export const countyOutside = (
  dossier: PersonDossier,
  row: { readonly values: object } | undefined,
): CountyCode =>
  countyOf(row) || countyOf([...rowsOf(dossier.evidence, 'public-security.residents')].sort(byPlace)[0])

export const toPerson = (dossier: PersonDossier, county: CountyCode, personName: string): Addressee => ({
  household: '',
  idNumber: dossier.key,
  county,
  village: '',
  personName,
})

/** Counter-evidence that was not seen before: one vehicle of two owners under one 户号 is one case. */
const distinctCases = (counter: readonly CounterEvidence[]): readonly CounterEvidence[] =>
  counter
    .toSorted((one, other) => byPlace(one.evidence, other.evidence) || (one.rule < other.rule ? -1 : 1))
    .filter((found, at, sorted) => {
      const before = sorted[at - 1]
      return !before || before.rule !== found.rule || byPlace(before.evidence, found.evidence) !== 0
    })

/**
 * A verdict in the face of counter-evidence: severity C, both sides in the detail, the counter rows after the rows
 * that the rule rests on.
 */
export function weighed(
  verdict: Verdict,
  counter: readonly CounterEvidence[],
  context: RuleContext,
): Verdict {
  if (counter.length === 0) return verdict
  const cases = distinctCases(counter)
  const said = [...new Set(cases.map(found => describeCase(found, context)))].filter(text => text !== '')
  const against: readonly EvidenceRef[] = cases.map(({ evidence }) => refOf(evidence))
  return {
    ...verdict,
    severity: 'C',
    detail: `${verdict.detail}；但有反向佐证（本人或同户号人员）：${said.join('；')}`,
    also: [...(verdict.also ?? []), ...against],
  }
}

/** Judges one row about a person outside the register. */
export type OutsideJudge<F extends FeedId> = (row: Evidence<F>, context: RuleContext) => Answer

/** What each row of a feed about a person outside says by itself, weighed against the counter-evidence. */
export const judgeRows = <F extends FeedId>(
  rule: Published,
  dossier: PersonDossier,
  context: RuleContext,
  feed: F,
  judge: OutsideJudge<F>,
): readonly Finding[] =>
  rowsOf(dossier.evidence, feed).flatMap((row): readonly Finding[] => {
    const answer = judge(row, context)
    if (answer === undefined || answer === 'exempt') return []
    const county = countyOutside(dossier, row)
    if (!isVerdict(answer)) return [withheld(feed, county, answer)]
    const verdict = weighed(answer, dossier.counter, context)
    return [claim(rule, toPerson(dossier, county, row.name?.trim() ?? ''), verdict, [refOf(row)])]
  })

/** A rule that each row of one feed about an unregistered person decides by itself. */
export function ruleOnPersonRows<F extends FeedId>(
  rule: Published & { readonly feed: F; readonly judge: OutsideJudge<F> },
): Rule<'person'> {
  const { feed, judge, ...published } = rule
  const evaluate = (dossier: PersonDossier, context: RuleContext): readonly Finding[] =>
    judgeRows(published, dossier, context, feed, judge)
  return { ...published, reads: 'person', evaluate }
}
