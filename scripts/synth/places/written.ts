/** What registered households add up to, by what the register really says of them: read from the cells as written. */
import type { Column } from '../../../connectors/column.ts'
import { contains, type Listed } from '../../../connectors/column.ts'
import { foldCode, foldName, foldText } from '../../../connectors/fold.ts'
import { findHeader } from '../../../connectors/header.ts'
import { type Reading, textOf } from '../../../connectors/reading.ts'
import { REGISTER_TABLES } from '../../../connectors/register/index.ts'
import type { Cell } from '../files/sink.ts'

/** The rows of one household, as they were written. */
export interface WrittenHousehold {
  readonly household: readonly Cell[]
  readonly members: readonly (readonly Cell[])[]
}

/** Kinds of land, by the property that both tables have. */
export const LAND_KINDS = [
  'arable',
  'irrigated',
  'forest',
  'reforested',
  'orchard',
  'pasture',
  'water',
] as const
export type LandKind = (typeof LAND_KINDS)[number]

/** What the registered households of a place add up to. */
export interface Sums {
  households: number
  persons: number
  disabled: number
  nationStated: number
  minority: number
  dilapidated: number
  unsafeWater: number
  dibao: number
  wubao: number
  readonly land: Record<LandKind, number>
}

export const noSums = (): Sums => ({
  households: 0,
  persons: 0,
  disabled: 0,
  nationStated: 0,
  minority: 0,
  dilapidated: 0,
  unsafeWater: 0,
  dibao: 0,
  wubao: 0,
  land: { arable: 0, irrigated: 0, forest: 0, reforested: 0, orchard: 0, pasture: 0, water: 0 },
})

export function addUp(all: readonly Sums[]): Sums {
  const total = noSums()
  for (const { land, ...numbers } of all) {
    for (const [name, value] of Object.entries(numbers)) total[name as keyof typeof numbers] += value
    for (const kind of LAND_KINDS) total.land[kind] += land[kind]
  }
  return total
}

/** Reads cells of a table by property. */
class Reader {
  readonly #columns: Readonly<Record<string, Column>>
  readonly #at: ReadonlyMap<string, { readonly index: number }>

  constructor(table: 'households' | 'members', headers: readonly string[]) {
    this.#columns = REGISTER_TABLES[table].columns
    const name = { id: `register.${table}`, file: table }
    this.#at = findHeader([{ row: 1, cells: headers }], this.#columns, name).columns
  }

  text(cells: readonly Cell[], property: string): string {
    const column = this.#at.get(property)
    return column === undefined ? '' : String(cells[column.index] ?? '')
  }

  read(cells: readonly Cell[], property: string): unknown {
    return this.#columns[property]?.read(this.text(cells, property))
  }
}

const CERTIFICATE_LENGTHS: ReadonlySet<number> = new Set([20, 22])

/** Sums by village, and by hamlet within it: by the code and the name that households write. */
export class Registered {
  readonly #household: Reader
  readonly #member: Reader
  readonly #sums = new Map<string, Map<string, Sums>>()

  constructor(householdHeaders: readonly string[], memberHeaders: readonly string[]) {
    this.#household = new Reader('households', householdHeaders)
    this.#member = new Reader('members', memberHeaders)
  }

  add({ household, members }: WrittenHousehold): void {
    const said = (property: string) => this.#household.read(household, property)
    const sums = this.#of(textOf(said('villageCode')), foldName(textOf(said('hamlet'))))
    sums.households++
    if (said('dilapidated') === '是') sums.dilapidated++
    if (said('waterSafe') === '否') sums.unsafeWater++
    const attribute = textOf(said('attribute'))
    if (/^低保(?:户|贫困户)$/.test(attribute)) sums.dibao++
    else if (/五保|特困/.test(attribute)) sums.wubao++
    for (const kind of LAND_KINDS) {
      const area = said(kind)
      if (typeof area === 'number') sums.land[kind] += area
    }
    for (const member of members) this.#addMember(sums, member)
  }

  #addMember(sums: Sums, cells: readonly Cell[]): void {
    sums.persons++
    const number = foldCode(this.#member.text(cells, 'idNumber'))
    const disabled =
      contains(this.#member.read(cells, 'healthState') as Reading<Listed>, '残疾') ||
      this.#member.read(cells, 'idKind') === '残疾人证' ||
      CERTIFICATE_LENGTHS.has([...number].length)
    if (disabled) sums.disabled++
    const nation = foldText(textOf(this.#member.read(cells, 'nation')))
    if (nation === '') return
    sums.nationStated++
    if (!/^汉族?$/.test(nation)) sums.minority++
  }

  #of(village: string, hamlet: string): Sums {
    let hamlets = this.#sums.get(village)
    if (!hamlets) {
      hamlets = new Map()
      this.#sums.set(village, hamlets)
    }
    let sums = hamlets.get(hamlet)
    if (!sums) {
      sums = noSums()
      hamlets.set(hamlet, sums)
    }
    return sums
  }

  ofVillage(code: string): Sums {
    return addUp([...(this.#sums.get(code)?.values() ?? [])])
  }

  ofHamlet(village: string, name: string): Sums {
    return (foldName(name) === '' ? undefined : this.#sums.get(village)?.get(foldName(name))) ?? noSums()
  }
}
