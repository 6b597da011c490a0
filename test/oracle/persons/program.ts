/** What the program says of a raw register: its files read by the real table reader, its rules over dossiers of their rows. */
import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Columns } from '../../../connectors/column.ts'
import { textOf } from '../../../connectors/reading.ts'
import { registerTableById } from '../../../connectors/register/index.ts'
import { openTable, type ReadRow } from '../../../connectors/table-reader.ts'
import { mergeClaims } from '../../../pipelines/claims.ts'
import { QUALITY_RULES } from '../../../pipelines/quality/index.ts'
import type {
  Claim,
  Elsewhere,
  HouseholdDossier,
  Member,
  RegisterRecord,
  RegisterRow,
  Rule,
  SourceFile,
} from '../../../pipelines/types.ts'
import { placeOf } from '../../../workers/reading/register-directory.ts'
import { elsewhere, type Repeated } from '../../../workers/store/repeated.ts'
import { context } from '../../pipelines/rules/dossier.ts'
import type { Class, RawRegister, RawTable, Told } from './persons.ts'
import { csvOf } from './random-persons.ts'

const PERSON_RULES = QUALITY_RULES.filter(
  (rule): rule is Rule<'household'> => rule.reads === 'household' && /^P\d/.test(rule.id),
)

interface Read<T extends 'households' | 'members'> {
  readonly file: SourceFile
  readonly rows: readonly { readonly row: ReadRow<Columns>; readonly values: RegisterRow<T> }[]
}

async function readTable<T extends 'households' | 'members'>(
  table: T,
  raw: RawTable,
  folder: string,
  seed: number,
  cutoff: string,
): Promise<Read<T>> {
  const path = join(folder, `${table}.csv`)
  const bytes = csvOf(raw, seed)
  writeFileSync(path, bytes)
  await using reader = await openTable<Columns>(path, registerTableById(table), { cutoff })
  const rows: { row: ReadRow<Columns>; values: RegisterRow<T> }[] = []
  for await (const batch of reader.batches())
    for (const row of batch.rows) rows.push({ row, values: row.values() as RegisterRow<T> })
  const digest = createHash('sha256').update(bytes).digest('hex')
  const columns = new Set(reader.columns.keys())
  return {
    file: { source: `register.${table}`, path: `register/${table}.csv`, digest, order: 0, columns },
    rows,
  }
}

/** 成员联系电话 of members of several households, as the store asks for them. */
function repeatedPhones(members: Read<'members'>): Repeated['phones'] {
  const homes = Map.groupBy(
    members.rows.filter(({ values }) => textOf(values.phone) !== ''),
    ({ values }) => textOf(values.phone),
  )
  return new Map(
    [...homes].flatMap(([phone, rows]) => {
      const first = [...new Set(rows.map(({ values }) => textOf(values.householdCode)))].sort()
      return first.length > 1 ? [[phone, { count: first.length, first }]] : []
    }),
  )
}

function dossiersOf(households: Read<'households'>, members: Read<'members'>): readonly HouseholdDossier[] {
  const phones = repeatedPhones(members)
  const records = new Map<string, RegisterRecord<'households'>>()
  for (const { row, values } of households.rows) {
    const code = textOf(values.householdCode)
    if (!records.has(code)) records.set(code, { file: households.file, row: row.row, values })
  }
  const own = Map.groupBy(members.rows, ({ values }) => textOf(values.householdCode))
  return [...new Set([...records.keys(), ...own.keys()])].map(code => {
    const household = records.get(code)
    const place = household ? placeOf(textOf(household.values.villageCode)) : { county: '', village: '' }
    return {
      kind: 'household',
      code,
      ...place,
      ...(household ? { household } : {}),
      members: (own.get(code) ?? []).map(({ row, values }): Member => {
        const samePhone: Elsewhere | undefined = elsewhere(phones.get(textOf(values.phone)), code)
        const key = row.persons[0]?.key
        return {
          file: members.file,
          row: row.row,
          values,
          ...(key === undefined ? {} : { key }),
          ...(samePhone ? { samePhone } : {}),
          idText: row.idText,
          evidence: {},
          elsewhere: [],
        }
      }),
      measures: [],
      outsiders: [],
    }
  })
}

/** The program over the files of a register; they are written to the folder. */
export async function askProgram(register: RawRegister, folder: string, seed: number): Promise<Told> {
  const { asOf, cutoff } = register
  const households = await readTable('households', register.households, folder, seed, cutoff)
  const members = await readTable('members', register.members, folder, seed, cutoff)
  const dossiers = dossiersOf(households, members)
  const leads = new Map<string, Class>()
  const open = new Map<string, number>()
  let counted = 0
  const asked = context({ asOf })
  for (const rule of PERSON_RULES) {
    const claims: Claim[] = []
    for (const dossier of dossiers)
      for (const finding of rule.evaluate(dossier, asked)) {
        if (finding.outcome === 'claim') claims.push(finding)
        else if (finding.outcome === 'exempt') counted += 1
        else {
          const entry = [rule.id, finding.county, finding.feed, finding.reason].join('|')
          open.set(entry, (open.get(entry) ?? 0) + 1)
        }
      }
    for (const lead of mergeClaims(rule, claims))
      leads.set([lead.rule, lead.household, lead.idNumber, lead.subject].join('|'), lead.class)
  }
  return { leads, open, counted }
}
