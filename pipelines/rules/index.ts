/** The published rules: the explicit list, in the order of the catalogue. */

import { QUALITY_RULES } from '../quality/index.ts'
import type { AnyRule } from '../types.ts'
import { X27, X28 } from './exclusion/civil-affairs.ts'
import { X18, X19 } from './exclusion/deaths.ts'
import { X34 } from './exclusion/double-registration.ts'
import { X15, X16 } from './exclusion/employment.ts'
import { X11, X12 } from './exclusion/enterprises.ts'
import { X21, X22 } from './exclusion/moves.ts'
import { X25, X26 } from './exclusion/population.ts'
import { X09 } from './exclusion/presale.ts'
import { X14 } from './exclusion/public-payroll.ts'
import { X07, X08 } from './exclusion/real-estate.ts'
import { X13 } from './exclusion/self-employed.ts'
import { X06 } from './exclusion/several-vehicles.ts'
import { X01, X02, X03, X04, X05 } from './exclusion/vehicles.ts'
import { T10 } from './exit/fallen-back.ts'
import { T02, T03, T04 } from './exit/housing.ts'
import { T01 } from './exit/income.ts'
import { T07, T08 } from './exit/insurance.ts'
import { T06 } from './exit/schooling.ts'
import { T05 } from './exit/water.ts'
import { I04 } from './inclusion/became-urban.ts'
import { I01 } from './inclusion/dilapidated-house.ts'
import { I02 } from './inclusion/disability.ts'
import { I08 } from './inclusion/dropout.ts'
import { I11 } from './inclusion/empty-hamlet.ts'
import { I07 } from './inclusion/old-people.ts'
import { I05 } from './inclusion/on-assistance.ts'
import { I10 } from './inclusion/removed-earlier.ts'
import { I12 } from './inclusion/same-house-number.ts'
import { I06 } from './inclusion/serious-illness.ts'
import { I03 } from './inclusion/student.ts'
import { M01, M02 } from './measures/both-ways.ts'
import { M06 } from './measures/none-this-year.ts'
import { M03, M04, M05 } from './measures/without-row.ts'
import { W15, W16 } from './monitoring/assistance.ts'
import { W17 } from './monitoring/deaths.ts'
import { W08, W09 } from './monitoring/disability.ts'
import { W14 } from './monitoring/employment.ts'
import { W10, W11 } from './monitoring/housing.ts'
import { W03, W04, W05 } from './monitoring/illness.ts'
import { W01, W02 } from './monitoring/income.ts'
import { W13 } from './monitoring/insurance.ts'
import { W39 } from './monitoring/measures.ts'
import { W31, W32, W33, W34, W35, W36, W37, W38, W40, W41 } from './monitoring/records.ts'
import { W06, W07 } from './monitoring/schooling.ts'
import { W12 } from './monitoring/water.ts'

// biome-ignore format: one line a family, as in the catalogue
export const COMPARISON_RULES: readonly AnyRule[] = [
  X01, X02, X03, X04, X05, X06, X07, X08, X09, X11, X12, X13, X14, X15, X16, X18, X19, X21, X22, X25, X26, X27, X28, X34,
  I01, I02, I03, I04, I05, I06, I07, I08, I10, I11, I12,
  T01, T02, T03, T04, T05, T06, T07, T08, T10,
  M01, M02, M03, M04, M05, M06,
]

/** Those of them that ask who somebody is and whether the person lives: true whatever the register is kept for. */
export const IDENTITY_RULES: readonly AnyRule[] = [X18, X19, X25, X26, X34]

/** 防返贫监测: warnings W01–W17, the records of who is monitored W31–W41. */
// biome-ignore format: warnings, then records
export const MONITORING_RULES: readonly AnyRule[] = [
  W01, W02, W03, W04, W05, W06, W07, W08, W09, W10, W11, W12, W13, W14, W15, W16, W17,
  W31, W32, W33, W34, W35, W36, W37, W38, W39, W40, W41,
]

/** Every rule that there is. Which of them a run applies is its policy's to say (packs.ts). */
export const RULES: readonly AnyRule[] = [...COMPARISON_RULES, ...QUALITY_RULES, ...MONITORING_RULES]

const byId: ReadonlyMap<string, AnyRule> = new Map(RULES.map(rule => [rule.id, rule]))

/** The rule of that id, in whatever case it is written. */
export const ruleById = (id: string): AnyRule | undefined => byId.get(id.trim().toUpperCase())
