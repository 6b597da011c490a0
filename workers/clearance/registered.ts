/** Where the register puts the households and villages that a list names. */
import type { ListedRow } from '../../pipelines/clearance/listed-row.ts'
import type { CountyCode } from '../../pipelines/types.ts'
import type { Queryable } from '../store/queryable.ts'

export interface Registered {
  /** By village code, register, then name; '' where nothing tells. */
  countyOf(row: ListedRow): CountyCode
  placeOf(row: ListedRow): { readonly township: string; readonly village: string }
}

/** Looks the rows up in the newest snapshot of the register, if there is one. */
export async function openRegistered(db: Queryable, rows: readonly ListedRow[]): Promise<Registered> {
  const { rows: homes } = await db.query<{ code: string; county: string; township: string; village: string }>(
    `select code, county, township, village from register_household
      where snapshot = (select max(id) from register_snapshot) and code = any($1)`,
    [rows.map(({ household }) => household)],
  )
  const { rows: villages } = await db.query<{ code: string; township: string }>(
    `select code, min(data->>'township') as township from register_place
      where snapshot = (select max(id) from register_snapshot) and kind = 'villages' and code = any($1)
      group by code`,
    [rows.map(({ village }) => village)],
  )
  const { rows: counties } = await db.query<{ name: string; county: string }>(
    `select county_name as name, min(county) as county from register_household
      where snapshot = (select max(id) from register_snapshot) and county_name = any($1)
      group by county_name having count(distinct county) = 1`,
    [rows.map(({ countyName }) => countyName)],
  )
  const home = new Map(homes.map(row => [row.code, row]))
  const township = new Map(villages.map(row => [row.code, row.township]))
  const county = new Map(counties.map(row => [row.name, row.county]))
  return {
    countyOf: row =>
      row.village.slice(0, 6) ||
      home.get(row.household)?.county ||
      (/^\d{6}$/.test(row.countyName) ? row.countyName : county.get(row.countyName)) ||
      '',
    placeOf: row => {
      const own = home.get(row.household)
      const village = row.village || own?.village || ''
      return { village, township: own?.township || township.get(village) || row.township }
    },
  }
}
