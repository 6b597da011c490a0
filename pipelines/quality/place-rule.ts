/** Rules about the records of places: villages 行政村 (V) and hamlets 自然村 (N). */
import { textOf } from '../../connectors/reading.ts'
import { refOf } from '../rules/evidence.ts'
import type { Addressee } from '../rules/statement.ts'
import type {
  Finding,
  HamletRecord,
  RegisterRecord,
  RegisterRow,
  Rule,
  RuleContext,
  VillageDossier,
} from '../types.ts'
import { findingsOf, type Judgement } from './judgement.ts'
import { published, type QualityTexts } from './published.ts'

type Place = 'villages' | 'hamlets'

/** What the predicate of a village rule reads: one row of the villages' table, and all that is known of the village. */
export interface AboutVillage {
  readonly record: RegisterRecord<'villages'>
  readonly values: RegisterRow<'villages'>
  readonly dossier: VillageDossier
  readonly context: RuleContext
}

export interface AboutHamlet {
  readonly hamlet: HamletRecord
  readonly values: RegisterRow<'hamlets'>
  readonly dossier: VillageDossier
  readonly context: RuleContext
}

interface PlaceRule<P extends Place> extends QualityTexts {
  /** Columns that the rule reads *no*, *without* or *not one of* from: it does not conclude where they are absent. */
  readonly needs?: readonly (keyof RegisterRow<P> & string)[]
}

export interface VillageRule extends PlaceRule<'villages'> {
  readonly judge: (about: AboutVillage) => Judgement
}

export interface HamletRule extends PlaceRule<'hamlets'> {
  readonly judge: (about: AboutHamlet) => Judgement
}

const addressee = ({ county, code }: VillageDossier): Addressee => ({
  household: '',
  idNumber: '',
  county,
  village: code,
  personName: '',
})

export function villageRule({ judge, needs = [], ...texts }: VillageRule): Rule<'village'> {
  const rule = published({ ...texts, tables: ['villages', ...(texts.tables ?? [])] })
  const evaluate = (dossier: VillageDossier, context: RuleContext): readonly Finding[] =>
    dossier.records.flatMap(record =>
      findingsOf(judge({ record, values: record.values, dossier, context }), {
        rule,
        table: 'villages',
        to: addressee(dossier),
        subject: dossier.code,
        row: refOf(record),
        lacks: needs.some(column => !record.file.columns.has(column)) ? 'villages' : undefined,
      }),
    )
  return { ...rule, reads: 'village', evaluate }
}

export function hamletRule({ judge, needs = [], ...texts }: HamletRule): Rule<'village'> {
  const rule = published({ ...texts, tables: ['hamlets', ...(texts.tables ?? [])] })
  const evaluate = (dossier: VillageDossier, context: RuleContext): readonly Finding[] =>
    dossier.hamlets.flatMap(hamlet =>
      findingsOf(judge({ hamlet, values: hamlet.values, dossier, context }), {
        rule,
        table: 'hamlets',
        to: addressee(dossier),
        subject: textOf(hamlet.values.code),
        row: refOf(hamlet),
        lacks: needs.some(column => !hamlet.file.columns.has(column)) ? 'hamlets' : undefined,
      }),
    )
  return { ...rule, reads: 'village', evaluate }
}
