/**
 * The register of a synthetic city, read as the program reads it and put together in memory without any feed: enough
 * for the rules about the data quality of persons and households.
 */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { textOf } from '../../../connectors/reading.ts'
import { REGISTER_TABLES } from '../../../connectors/register/index.ts'
import type { ReadRow } from '../../../connectors/row.ts'
import { openTable } from '../../../connectors/table-reader.ts'
import type {
  Elsewhere,
  HouseholdDossier,
  Member,
  RegisterRecord,
  RegisterTableId,
  SourceFile,
} from '../../../pipelines/types.ts'

export type Read<T extends RegisterTableId> = ReadRow<(typeof REGISTER_TABLES)[T]['columns']>
export interface Table<T extends RegisterTableId> {
  readonly file: SourceFile
  readonly rows: readonly Read<T>[]
}

export async function readTable<T extends RegisterTableId>(
  inbox: string,
  id: T,
  asOf: string,
): Promise<Table<T>> {
  const name = readdirSync(join(inbox, 'register')).find(file => file.startsWith(`${id}.`)) as string
  const path = join(inbox, 'register', name)
  // The table of this id has the columns of this id, which indexing by a type parameter hides.
  const definition = REGISTER_TABLES[id] as unknown as (typeof REGISTER_TABLES)['households']
  await using table = await openTable(path, definition, { cutoff: asOf })
  const rows: Read<T>[] = []
  for await (const batch of table.batches()) rows.push(...(batch.rows as unknown as Read<T>[]))
  const columns = new Set(table.columns.keys())
  return { file: { source: `register.${id}`, path, digest: id.padEnd(64, '0'), order: 0, columns }, rows }
}

export const recordOf = <T extends RegisterTableId>({ file }: Table<T>, row: Read<T>): RegisterRecord<T> => ({
  file,
  row: row.row,
  values: row.values() as unknown as RegisterRecord<T>['values'],
})

/** Numbers that stand in several households, with the households. */
function shared(numbers: Iterable<readonly [number: string, household: string]>) {
  const households = new Map<string, Set<string>>()
  for (const [number, household] of numbers) {
    if (number === '') continue
    const known = households.get(number) ?? new Set()
    households.set(number, known.add(household))
  }
  return (number: string, own: string): Elsewhere | undefined => {
    const others = [...(households.get(number) ?? [])].filter(code => code !== own)
    return others.length > 0 ? { households: others.length, first: others.slice(0, 3) } : undefined
  }
}

/** Every household, and every orphan member as a household without a record. */
export async function registerDossiers(inbox: string, asOf = '2017-11-20'): Promise<HouseholdDossier[]> {
  const [households, members, measures, villages] = await Promise.all([
    readTable(inbox, 'households', asOf),
    readTable(inbox, 'members', asOf),
    readTable(inbox, 'measures', asOf),
    readTable(inbox, 'villages', asOf),
  ])
  const phones = shared(
    members.rows.map(row => [textOf(row.read('phone')), textOf(row.read('householdCode'))] as const),
  )
  const cards = shared(
    households.rows.map(row => [textOf(row.read('bankCard')), textOf(row.read('householdCode'))] as const),
  )
  const byVillage = new Map(villages.rows.map(row => [textOf(row.read('code')), recordOf(villages, row)]))
  const measuresOf = Map.groupBy(measures.rows, row => textOf(row.read('householdCode')))
  const membersOf = Map.groupBy(members.rows, row => textOf(row.read('householdCode')))
  const memberOf = (row: Read<'members'>): Member => {
    const record = recordOf(members, row)
    const samePhone = phones(textOf(record.values.phone), textOf(record.values.householdCode))
    const key = row.persons[0]?.key
    return {
      ...record,
      idText: row.idText,
      evidence: {},
      elsewhere: [],
      ...(key === undefined ? {} : { key }),
      ...(samePhone ? { samePhone } : {}),
    }
  }
  const seen = new Set<string>()
  const registered = households.rows.flatMap((row): HouseholdDossier[] => {
    const record = recordOf(households, row)
    const code = textOf(record.values.householdCode)
    if (seen.has(code)) return []
    seen.add(code)
    const village = textOf(record.values.villageCode)
    const villageRecord = byVillage.get(village)
    const sameBankCard = cards(textOf(record.values.bankCard), code)
    return [
      {
        kind: 'household',
        code,
        county: village.slice(0, 6),
        village,
        household: record,
        members: (membersOf.get(code) ?? []).map(memberOf),
        measures: (measuresOf.get(code) ?? []).map(each => recordOf(measures, each)),
        outsiders: [],
        ...(villageRecord ? { villageRecord } : {}),
        ...(sameBankCard ? { sameBankCard } : {}),
      },
    ]
  })
  const orphans = [...membersOf].filter(([code]) => !seen.has(code))
  return [
    ...registered,
    ...orphans.map(
      ([code, rows]): HouseholdDossier => ({
        kind: 'household',
        code,
        county: '',
        village: '',
        members: rows.map(memberOf),
        measures: [],
        outsiders: [],
      }),
    ),
  ]
}
