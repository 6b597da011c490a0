/** Flat tables of rows that make a quality rule fire, and of rows that just do not. */
import { describe, expect, it } from 'vitest'
import type { Dossier, RuleContext } from '../../../pipelines/types.ts'
import { context, findings, leadsOf } from '../rules/dossier.ts'

/** `error` or `suspected`: a lead of that class. A reason: not concluded. `none`: silent. `exempt`: counted only. */
export type Expected = 'error' | 'suspected' | 'none' | 'exempt' | 'no column' | 'no table' | 'no parameter'

export type Case = readonly [what: string, dossier: Dossier, expected: Expected, ctx?: RuleContext]

/** What a rule says of a dossier, in a word. */
export function saidOf(id: string, dossier: Dossier, ctx = context()): readonly string[] {
  const leads = leadsOf(id, dossier, ctx).map(lead => lead.class)
  const others = findings(id, dossier, ctx).flatMap(finding =>
    finding.outcome === 'withheld' ? [finding.reason] : finding.outcome === 'exempt' ? ['exempt'] : [],
  )
  const said = [...leads, ...others]
  return said.length > 0 ? said : ['none']
}

/** Errors are B, what is only implausible is C; no detail holds an ID number. */
export function quality(id: string, cases: readonly Case[]): void {
  describe(id, () => {
    it.each(cases.map(([what, ...row]) => ({ what, row })))('$what', ({ row: [dossier, expected, ctx] }) => {
      expect(saidOf(id, dossier, ctx)).toEqual([expected])
      for (const lead of leadsOf(id, dossier, ctx)) {
        expect(lead.severity).toBe(lead.class === 'error' ? 'B' : 'C')
        expect(lead.detail).not.toMatch(/\d{15}/)
      }
    })
    it('has a row that fires and one that just does not', () => {
      const words = new Set(cases.map(([, , expected]) => expected))
      expect([
        words.has('error') || words.has('suspected') || words.has('exempt'),
        words.has('none'),
      ]).toEqual([true, true])
    })
  })
}
