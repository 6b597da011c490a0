/** Evaluation 研判: every rule over every dossier, claims merged into leads, what could not be concluded counted. */
import { mergeClaims } from '../claims.ts'
import type { NotConcluded } from '../reports/model.ts'
import type {
  AnyRule,
  Claim,
  CountyCode,
  Dossier,
  DossierKind,
  Dossiers,
  Finding,
  Lead,
  Rule,
  RuleContext,
} from '../types.ts'

export interface Outcome {
  readonly leads: readonly Lead[]
  readonly notConcluded: readonly NotConcluded[]
  /** Counted, never a lead (X05), by rule. */
  readonly exempt: Readonly<Record<string, number>>
}

/** Collects what the rules say of one dossier after another. Claims of different dossiers never share an identity,
 * except for persons outside the register, so they are merged at the end. */
export class Evaluation {
  readonly #rules: Partial<Record<DossierKind, readonly AnyRule[]>>
  readonly #context: RuleContext
  /** Empty: all counties. */
  readonly #counties: ReadonlySet<CountyCode>
  readonly #leads: Lead[] = []
  readonly #withheld = new Map<string, { entry: Omit<NotConcluded, 'count'>; count: number }>()
  readonly #exempt: Record<string, number> = {}

  constructor(rules: readonly AnyRule[], context: RuleContext, counties: readonly CountyCode[]) {
    this.#rules = Object.groupBy(rules, rule => rule.reads)
    this.#context = context
    this.#counties = new Set(counties)
  }

  /** Whether rules claim anything of a dossier. Counter-evidence never decides that: it only weighs against a claim. */
  suspects(dossier: Dossier): boolean {
    return (this.#rules[dossier.kind] ?? []).some(rule =>
      evaluate(rule, dossier, this.#context).some(({ outcome }) => outcome === 'claim'),
    )
  }

  add(dossier: Dossier): void {
    for (const rule of this.#rules[dossier.kind] ?? []) {
      const findings = evaluate(rule, dossier, this.#context)
      if (findings.length > 0) this.#take(rule, findings)
    }
  }

  #take(rule: AnyRule, findings: readonly Finding[]): void {
    const claims: Claim[] = []
    for (const finding of findings) {
      if (finding.outcome === 'claim') claims.push(finding)
      else if (!this.#asksFor(finding.county)) continue
      else if (finding.outcome === 'exempt') this.#exempt[rule.id] = (this.#exempt[rule.id] ?? 0) + 1
      else {
        const { county, feed, reason } = finding
        this.withhold({ rule: rule.id, county, feed, reason }, 1)
      }
    }
    // A lead is of the county that its first row gives, whatever its other rows say: merged first, then sorted out.
    if (claims.length > 0)
      this.#leads.push(...mergeClaims(rule, claims).filter(({ county }) => this.#asksFor(county)))
  }

  #asksFor(county: CountyCode): boolean {
    return this.#counties.size === 0 || this.#counties.has(county)
  }

  /** Counts something that could not be concluded; 0 says that the question could not even have been asked. */
  withhold(entry: Omit<NotConcluded, 'count'>, count: number): void {
    const key = [entry.rule, entry.county, entry.feed, entry.reason].join('\n')
    const known = this.#withheld.get(key) ?? { entry, count: 0 }
    known.count += count
    this.#withheld.set(key, known)
  }

  /** Adds what other dossiers came to elsewhere: every dossier is evaluated in one place only. */
  absorb({ leads, notConcluded, exempt }: Outcome): void {
    for (const lead of leads) this.#leads.push(lead)
    for (const { count, ...entry } of notConcluded) this.withhold(entry, count)
    for (const [rule, count] of Object.entries(exempt)) this.#exempt[rule] = (this.#exempt[rule] ?? 0) + count
  }

  /**
   * What all dossiers came to: leads in the order of rule and identity, not concluded in the order of rule, county,
   * feed, whatever the order of the dossiers.
   */
  finish(): Outcome {
    return {
      leads: this.#leads.toSorted(byIdentity),
      notConcluded: [...this.#withheld]
        .toSorted(([one], [other]) => (one < other ? -1 : 1))
        .map(([, { entry, count }]) => ({ ...entry, count })),
      exempt: Object.fromEntries(
        Object.entries(this.#exempt).toSorted(([one], [other]) => (one < other ? -1 : 1)),
      ),
    }
  }
}

const byIdentity = (one: Lead, other: Lead): number => {
  for (const part of ['rule', 'household', 'idNumber', 'subject'] as const)
    if (one[part] !== other[part]) return one[part] < other[part] ? -1 : 1
  return 0
}

const evaluate = (rule: AnyRule, dossier: Dossier, context: RuleContext): readonly Finding[] =>
  // The caller has checked that the rule reads this kind of dossier.
  (rule as Rule<DossierKind>).evaluate(dossier as Dossiers[DossierKind], context)
