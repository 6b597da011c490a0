/**
 * The cases: the explicit list, and where in the city they are.
 *
 * Small cities have every lead: the first households get one case after the other, first one of each rule. Behind
 * them cases are rare.
 */
import { HARMLESS_ASSETS, X01, X02, X03, X04, X06, X07, X08, X09 } from './assets.ts'
import type { Case } from './case.ts'
import { HARMLESS_NEIGHBOURS, I01, I02, I03, I04, I05, I06, I07, I08, I10, I12 } from './inclusion.ts'
import { HARMLESS_INCOME, X11, X12, X13, X14, X15, X16 } from './income.ts'
import { HARMLESS_LEAVING, T01, T02, T03, T04, T05, T06, T07, T08, T10 } from './leaving.ts'
import { HARMLESS_MEASURES, M01, M02, M03, M04, M05, M06 } from './measures.ts'
import { HARMLESS_STANDING, TWICE, X18, X19, X21, X22, X25, X26, X27, X28, X34 } from './standing.ts'

/** Cases by rule. X05 is no lead by definition, I11 is about hamlets and comes with them. */
const BY_RULE: readonly (readonly Case[])[] = [
  X01,
  X02,
  X03,
  X04,
  X06,
  X07,
  X08,
  X09,
  X11,
  X12,
  X13,
  X14,
  X15,
  X16,
  X18,
  X19,
  X21,
  X22,
  X25,
  X26,
  X27,
  X28,
  X34,
  I01,
  I02,
  I03,
  I04,
  I05,
  I06,
  I07,
  I08,
  I10,
  I12,
  T01,
  T02,
  T03,
  T04,
  T05,
  T06,
  T07,
  T08,
  T10,
  M01,
  M02,
  M03,
  M04,
  M05,
  M06,
]

/** One of each list, then the second of each, and so on. */
const inTurn = (lists: readonly (readonly Case[])[]): readonly Case[] =>
  lists
    .flatMap((cases, list) => cases.map((one, round) => ({ one, round, list })))
    .sort((a, b) => a.round - b.round || a.list - b.list)
    .map(({ one }) => one)

const LEADS = inTurn(BY_RULE)

/** Those that just fail to be a lead. */
const HARMLESS = inTurn([
  HARMLESS_ASSETS,
  HARMLESS_INCOME,
  HARMLESS_STANDING,
  HARMLESS_NEIGHBOURS,
  HARMLESS_LEAVING,
  HARMLESS_MEASURES,
])

/** In the first households every second one is a lead; after them one in nineteen. */
const DENSE = LEADS.length * 2
const RARE = 19

export type Kind = 'lead' | 'harmless' | 'ordinary'

export function caseOf(index: number): { readonly kind: Kind; readonly one: Case } {
  if (index < DENSE && index % 2 === 0) return { kind: 'lead', one: LEADS[index / 2] as Case }
  if (index >= DENSE && (index - DENSE) % RARE === 0) {
    return { kind: 'lead', one: LEADS[((index - DENSE) / RARE) % LEADS.length] as Case }
  }
  if (index % 4 === 1) return { kind: 'harmless', one: HARMLESS[((index - 1) / 4) % HARMLESS.length] as Case }
  return { kind: 'ordinary', one: {} }
}

/** Whether the case is a person in two households. */
export const isTwice = (one: Case): boolean => one === TWICE
