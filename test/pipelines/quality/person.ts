/** Households of one person, for the tables of person rules. */
import type { HouseholdDossier } from '../../../pipelines/types.ts'
import { type Cells, household, idOf, type MemberOptions, member } from '../rules/dossier.ts'

/** A household of one member with these cells. */
export const person = (cells: Cells = {}, options: Omit<MemberOptions, 'cells'> = {}): HouseholdDossier =>
  household({ members: [member({ ...options, cells })] })

/** The same, born on that day by the ID number; all run up to 2017-11-20. */
export const born = (
  birth: string,
  cells: Cells = {},
  options: Omit<MemberOptions, 'cells' | 'key'> = {},
): HouseholdDossier => person(cells, { ...options, key: idOf(birth) })

/** A member without a valid number, whose cell holds this text. */
export const numbered = (idText: string, cells: Cells = {}): HouseholdDossier =>
  person(cells, { key: '', idText })
