/** Village dossiers: what the register's tables say of a village and its hamlets, and what its households add up to. */
import { foldName } from '../../connectors/fold.ts'
import { textOf, usable } from '../../connectors/reading.ts'
import {
  type HamletRecord,
  LAND,
  type Land,
  type RegisteredTotals,
  type VillageDossier,
} from '../../pipelines/types.ts'
import { type DossierSource, registerFile } from './dossier-source.ts'
import type { Queryable } from './queryable.ts'
import { placeRows } from './villages.ts'

/** Every village of which the register has a row, or a hamlet. */
export async function villageDossiers(source: DossierSource): Promise<readonly VillageDossier[]> {
  const { db, snapshot } = source
  const records = Map.groupBy(await placeRows(db, snapshot, 'villages'), ({ code }) => code)
  const hamlets = Map.groupBy(await placeRows(db, snapshot, 'hamlets'), ({ code }) => code.slice(0, 12))
  const totals = await registeredTotals(db, snapshot)
  return [...new Set([...records.keys(), ...hamlets.keys()])].toSorted().map(code => ({
    kind: 'village',
    code,
    county: /^\d{6}/.test(code) ? code.slice(0, 6) : '',
    records: (records.get(code) ?? []).map(({ row, data }) => ({
      file: registerFile(source, 'villages'),
      row,
      values: data,
    })),
    hamlets: (hamlets.get(code) ?? []).map(
      ({ row, data }): HamletRecord => ({
        file: registerFile(source, 'hamlets'),
        row,
        values: data,
        registered: totals.ofHamlet(code, foldName(textOf(usable(data.name)))),
      }),
    ),
    registered: totals.ofVillage(code),
  }))
}

type Sums = { readonly village: string; readonly hamlet: string } & Readonly<
  Record<Exclude<keyof RegisteredTotals, 'land'> | Land, number>
>

const NUMBERS = [
  'households',
  'members',
  'disabled',
  'nationStated',
  'minority',
  'dilapidated',
  'unsafeWater',
  ...LAND,
] as const

/** What registered households add up to, by village and hamlet name. */
async function registeredTotals(db: Queryable, snapshot: string) {
  const { rows } = await db.query<Sums>(
    `with members as (
       select household, count(*)::int as members, count(*) filter (where disabled)::int as disabled,
              count(minority)::int as "nationStated", count(*) filter (where minority)::int as minority
         from register_member where snapshot = $1 group by household)
     select village, hamlet, count(*)::int as households,
            coalesce(sum(members), 0)::int as members, coalesce(sum(disabled), 0)::int as disabled,
            coalesce(sum("nationStated"), 0)::int as "nationStated", coalesce(sum(minority), 0)::int as minority,
            count(*) filter (where dilapidated)::int as dilapidated,
            count(*) filter (where unsafe_water)::int as "unsafeWater",
            ${LAND.map(kind => `coalesce(sum(${kind}), 0) as ${kind}`).join(', ')}
       from register_household left join members on members.household = code
      where snapshot = $1 and village <> '' group by village, hamlet order by village, hamlet`,
    [snapshot],
  )
  const byVillage = Map.groupBy(rows, ({ village }) => village)
  const of = (sums: readonly Sums[]): RegisteredTotals => {
    const [households, members, disabled, nationStated, minority, dilapidated, unsafeWater, ...land] =
      NUMBERS.map(name => sums.reduce((sum, each) => sum + each[name], 0)) as number[]
    return {
      ...{ households, members, disabled, nationStated, minority, dilapidated, unsafeWater },
      land: Object.fromEntries(LAND.map((kind, at) => [kind, land[at]])),
    } as RegisteredTotals
  }
  return {
    ofVillage: (code: string) => of(byVillage.get(code) ?? []),
    ofHamlet: (code: string, name: string) =>
      of((byVillage.get(code) ?? []).filter(({ hamlet }) => hamlet !== '' && hamlet === name)),
  }
}
