/** The villages and hamlets of a synthetic city, put together in memory with what their households add up to. */
import { foldName } from '../../../connectors/fold.ts'
import { textOf } from '../../../connectors/reading.ts'
import { isDisabled } from '../../../pipelines/quality/disability.ts'
import { isMinority } from '../../../pipelines/quality/nation.ts'
import {
  type HouseholdDossier,
  LAND,
  type RegisteredTotals,
  type VillageDossier,
} from '../../../pipelines/types.ts'
import { readTable, recordOf, registerDossiers } from './register-dossiers.ts'

function totalsOf(dossiers: readonly HouseholdDossier[]): RegisteredTotals {
  const members = dossiers.flatMap(dossier => dossier.members)
  const rows = dossiers.flatMap(({ household }) => (household ? [household.values] : []))
  const nations = members.map(({ values }) => isMinority(values)).filter(minority => minority !== null)
  const areas = LAND.map(kind => [
    kind,
    rows.reduce((sum, row) => sum + (typeof row[kind] === 'number' ? row[kind] : 0), 0),
  ])
  return {
    households: dossiers.length,
    members: members.length,
    disabled: members.filter(({ values, idText }) => isDisabled(values, idText)).length,
    nationStated: nations.length,
    minority: nations.filter(Boolean).length,
    dilapidated: rows.filter(({ dilapidated }) => dilapidated === '是').length,
    unsafeWater: rows.filter(({ waterSafe }) => waterSafe === '否').length,
    land: Object.fromEntries(areas),
  }
}

export async function villageDossiers(inbox: string): Promise<VillageDossier[]> {
  const registered = (await registerDossiers(inbox)).filter(({ household }) => household)
  const villages = await readTable(inbox, 'villages', '2017-11-20')
  const hamlets = await readTable(inbox, 'hamlets', '2017-11-20')
  const records = Map.groupBy(villages.rows, row => textOf(row.read('code')))
  const within = Map.groupBy(hamlets.rows, row => textOf(row.read('code')).slice(0, 12))
  return [...new Set([...records.keys(), ...within.keys()])].map(code => {
    const own = registered.filter(({ village }) => village === code)
    const named = Map.groupBy(own, ({ household }) => foldName(textOf(household?.values.hamlet)))
    return {
      kind: 'village',
      code,
      county: code.slice(0, 6),
      records: (records.get(code) ?? []).map(row => recordOf(villages, row)),
      hamlets: (within.get(code) ?? []).map(row => {
        const name = foldName(textOf(row.read('name')))
        return {
          ...recordOf(hamlets, row),
          registered: totalsOf(name === '' ? [] : (named.get(name) ?? [])),
        }
      }),
      registered: totalsOf(own),
    }
  })
}
