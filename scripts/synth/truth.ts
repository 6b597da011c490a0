/** The leads that the generator planted, known by construction. Written like findings.csv. */
import type { IsoDate } from '../../connectors/reading.ts'
import { TextFile } from './files/text-file.ts'

export type Severity = 'A' | 'B' | 'C'

export interface PlantedLead {
  readonly rule: string
  readonly severity: Severity
  readonly class: 'error' | 'suspected'
  readonly county: string
  readonly village: string
  readonly household: string
  readonly personName: string
  readonly idNumber: string
  readonly subject: string
  /** The first and the last day on which it is one, where that depends on the day. */
  readonly from?: IsoDate
  readonly until?: IsoDate
}

export const holdsOn = ({ from, until }: PlantedLead, day: IsoDate): boolean =>
  (from === undefined || from <= day) && (until === undefined || day <= until)

const HEADER = [
  'rule',
  'direction',
  'class',
  'severity',
  'county',
  'village',
  'household',
  'person_name',
  'id_number',
  'subject',
  'evidence',
  'detail',
]

const DIRECTIONS: Readonly<Record<string, string>> = {
  X: 'exclusion',
  I: 'inclusion',
  T: 'exit',
  M: 'measures',
  P: 'quality',
  H: 'quality',
  V: 'quality',
  N: 'quality',
}

/** Rules whose leads must be corrected, whatever a visit shows. X25 and others say it lead by lead. */
const ERRORS: ReadonlySet<string> = new Set(
  [
    'X18 X26 X27 X34 T01 T02 T03 T04 T05 T06 T07 T10 M01 M02 M03 M04',
    'P01 P02 P03 P04 P05 P06 P07 P08 P09 P10 P11 P12 P13 P14 P15 P17 P18 P19 P20 P21 P22 P23 P25 P29 P31 P32',
    'P38 P43 P45 P47',
    'H01 H02 H03 H04 H05 H08 H11 H12 H13 H14 H15 H16 H18 H19 H20 H21 H22 H23 H28 H29 H30 H31 H32 H39 H40 H41 H43 H46 H49 H50 H51 H53',
    'H54 H55 H56 H57 H62 H63 H64 H65 H67',
  ].flatMap(rules => rules.split(' ')),
)
export const classOf = (rule: string): PlantedLead['class'] => (ERRORS.has(rule) ? 'error' : 'suspected')

/** The severity of a rule unless a case says otherwise. */
const SEVERITIES: Readonly<Record<string, Severity>> = {
  ...Object.fromEntries('X02 X04 I04 I07 I11 I12 T08'.split(' ').map(rule => [rule, 'C'] as const)),
  ...Object.fromEntries(
    'X09 X12 X13 X15 X16 X21 X22 X25 X27 I02 I05 I06 I08 I10 M01 M02 M03 M04 M05 M06'
      .split(' ')
      .map(rule => [rule, 'B'] as const),
  ),
}
/** Data quality: errors are corrected (B), the rest is looked into (C). */
const QUALITY = /^[PHVN]/
export const isQuality = (rule: string): boolean => QUALITY.test(rule)

export const severityOf = (rule: string, of: PlantedLead['class'] = classOf(rule)): Severity =>
  isQuality(rule) ? (of === 'error' ? 'B' : 'C') : (SEVERITIES[rule] ?? 'A')

const keys = (lead: PlantedLead): readonly string[] => [
  lead.rule,
  lead.county,
  lead.household,
  lead.idNumber,
  lead.subject,
]

const compare = (left: string, right: string): number => {
  const [a, b] = [[...left], [...right]]
  for (let i = 0; i < a.length && i < b.length; i++) {
    const apart = (a[i]?.codePointAt(0) ?? 0) - (b[i]?.codePointAt(0) ?? 0)
    if (apart !== 0) return apart
  }
  return a.length - b.length
}

/** The order of findings.csv: by rule, county, household, id_number, subject, by code point. */
export const inOrder = (left: PlantedLead, right: PlantedLead): number => {
  const [a, b] = [keys(left), keys(right)]
  for (const [i, key] of a.entries()) {
    const order = compare(key, b[i] ?? '')
    if (order !== 0) return order
  }
  return 0
}

/** Writes truth.csv; its size in bytes. */
export async function writeTruth(path: string, leads: readonly PlantedLead[]): Promise<number> {
  const file = new TextFile(path, { encoding: 'utf-8-bom', delimiter: ',', eol: '\r\n' })
  file.record(HEADER)
  for (const lead of [...leads].sort(inOrder)) {
    file.record([
      lead.rule,
      DIRECTIONS[lead.rule[0] ?? ''] ?? '',
      lead.class,
      lead.severity,
      lead.county,
      lead.village,
      lead.household,
      lead.personName,
      lead.idNumber,
      lead.subject,
      '',
      '',
    ])
  }
  return file.close()
}
