/** What the predicate of a quality rule answers, and how it becomes findings. */
import { type Addressee, claim, exempt, type Published, withheld } from '../rules/statement.ts'
import type { EvidenceRef, Finding, LeadClass, RegisterTableId, Withheld } from '../types.ts'
import { QUALITY_SEVERITY } from './published.ts'

/** A fault, where a sentence alone does not say it. */
export interface Fault {
  /** Chinese, with the values that are wrong, without an ID number. */
  readonly detail: string
  /** The rule's class where it is left out. */
  readonly class?: LeadClass
  /** Rows that it rests on beside the row itself. */
  readonly also?: readonly EvidenceRef[]
}

/** Why nothing follows. */
export interface Unconcluded {
  readonly reason: Withheld['reason']
  /** The table that the column is missing in, where it is not the rule's own. */
  readonly table?: RegisterTableId
}

/** Counted and shown, never a lead (P57). */
export interface Information {
  readonly information: true
}

/** A sentence, a fault, several of them, why nothing follows, or nothing. */
export type Judgement = string | Fault | Unconcluded | Information | readonly (string | Fault)[] | undefined

export const NO_COLUMN: Unconcluded = { reason: 'no column' }
export const NO_PARAMETER: Unconcluded = { reason: 'no parameter' }
export const INFORMATION: Information = { information: true }

/** A rule of this catalogue, about rows of one register table. */
export interface About {
  readonly rule: Published
  readonly table: RegisterTableId
  readonly to: Addressee
  readonly subject: string
  /** The row that is judged. */
  readonly row: EvidenceRef
  /** The table that lacks a column without which the rule says nothing: what is not there cannot be missing. */
  readonly lacks: RegisterTableId | undefined
}

const isList = (judgement: Judgement): judgement is readonly (string | Fault)[] => Array.isArray(judgement)

/** The findings of a judgement; none where it says nothing. */
export function findingsOf(judgement: Judgement, about: About): readonly Finding[] {
  if (judgement === undefined || (isList(judgement) && judgement.length === 0)) return NONE
  const { rule, table, to, subject, row, lacks } = about
  if (typeof judgement === 'object' && 'information' in judgement) return [exempt(to.county)]
  if (typeof judgement === 'object' && 'reason' in judgement)
    return [withheld(`register.${judgement.table ?? table}`, to.county, judgement.reason)]
  if (lacks !== undefined) return [withheld(`register.${lacks}`, to.county, 'no column')]
  return (isList(judgement) ? judgement : [judgement]).map(each => {
    const fault: Fault = typeof each === 'string' ? { detail: each } : each
    const severity = QUALITY_SEVERITY[fault.class ?? rule.class]
    return claim(rule, to, { ...fault, severity, subject }, [row])
  })
}

const NONE: readonly never[] = []
