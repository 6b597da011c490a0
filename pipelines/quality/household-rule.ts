/** Rules about the record of a household 贫困户 (H). They do not speak about orphans. */
import { usable } from '../../connectors/reading.ts'
import { refOf } from '../rules/evidence.ts'
import { isRegistered, type RegisteredHousehold } from '../rules/on-households.ts'
import type { Finding, HouseholdDossier, RegisterRow, Rule, RuleContext } from '../types.ts'
import { findingsOf, type Judgement } from './judgement.ts'
import { published, type QualityTexts } from './published.ts'

type HouseholdColumn = keyof RegisterRow<'households'> & string
type MemberColumn = keyof RegisterRow<'members'> & string

/** What the predicate of a household rule reads. */
export interface AboutHousehold {
  readonly dossier: RegisteredHousehold
  readonly values: RegisterRow<'households'>
  readonly context: RuleContext
}

export interface HouseholdRule extends QualityTexts {
  /** Columns that the rule reads *no*, *without* or *not one of* from: it does not conclude where they are absent. */
  readonly needs?: readonly HouseholdColumn[]
  /** The same of the members' table; a household without members lacks nothing. */
  readonly needsOfMembers?: readonly MemberColumn[]
  readonly judge: (about: AboutHousehold) => Judgement
}

export function householdRule(household: HouseholdRule): Rule<'household'> {
  const { judge, needs = [], needsOfMembers = [], ...texts } = household
  const rule = published(texts)
  const evaluate = (dossier: HouseholdDossier, context: RuleContext): readonly Finding[] => {
    if (!isRegistered(dossier)) return NONE
    const record = dossier.household
    const judgement = judge({ dossier, values: record.values, context })
    if (judgement === undefined) return NONE
    return findingsOf(judgement, {
      rule,
      table: 'households',
      to: {
        household: dossier.code,
        idNumber: '',
        county: dossier.county,
        village: dossier.village,
        personName: usable(record.values.headName) ?? '',
      },
      subject: '',
      row: refOf(record),
      lacks: needs.some(column => !record.file.columns.has(column))
        ? 'households'
        : needsOfMembers.some(column => dossier.members.some(({ file }) => !file.columns.has(column)))
          ? 'members'
          : undefined,
    })
  }
  return { ...rule, reads: 'household', evaluate }
}

const NONE: readonly never[] = []
