/** The register's villages and hamlets: what their registered households add up to, and rules I11, V and N. */
import { join } from 'node:path'
import { COUNTIES, type County } from './counties.ts'
import { LF_UTF8 } from './delivery.ts'
import { columnsAs, TableFile } from './files/table-file.ts'
import { TextFile } from './files/text-file.ts'
import { WorkbookFile } from './files/workbook-file.ts'
import type { Household } from './household.ts'
import { Planted } from './places/deal.ts'
import { HAMLET_COLUMNS, type Hamlet, ordinaryHamlet } from './places/hamlet-row.ts'
import { type Growing, type PlaceLead, plantHamlets, plantVillages } from './places/planting.ts'
import { placeClassOf, quotaOf } from './places/shares.ts'
import type { Village } from './places/village-faults.ts'
import { ordinaryVillage, VILLAGE_COLUMNS } from './places/village-row.ts'
import { noSums, Registered, type WrittenHousehold } from './places/written.ts'
import { HAMLETS_PER_VILLAGE, hamletAt, type Place } from './places.ts'
import { Random } from './random.ts'
import { HOUSEHOLD_COLUMNS } from './register/household-cells.ts'
import { MEMBER_COLUMNS } from './register/member-cells.ts'
import type { PlantedLead } from './truth.ts'

/** A hamlet without a registered household: its 总户数, and whether that is a lead. */
interface Empty {
  readonly households: number | ''
  readonly lead: boolean
  /** 总户数 of the other hamlets for each registered household there. */
  readonly share?: number
}

/** By village, in turn: plainly empty; nobody lives there; others just under 5 %; number unknown; just 5 %; none. */
const EMPTIES: readonly (Empty | undefined)[] = [
  { households: 25, lead: true },
  { households: 0, lead: false },
  { households: 30, lead: false, share: 20.5 },
  { households: '', lead: true },
  { households: 18, lead: true, share: 20 },
  undefined,
]

/** Behind the first villages of a county a hamlet of which the number is 0 or unknown (N02) is rare. */
const FIRST = EMPTIES.length
const RARE = 10

function emptyOf(county: County, village: number): Empty | undefined {
  const empty = EMPTIES[(COUNTIES.indexOf(county) + village) % EMPTIES.length]
  return empty?.households || village < FIRST || village % RARE === 0 ? empty : undefined
}

/** How many households live in a hamlet whose 总户数 is not known. */
const UNKNOWN = 22

interface Inhabited {
  readonly county: County
  readonly place: Place
  readonly hamlets: Map<string, Place>
  landCompared: boolean
}

export class Settlements {
  readonly #seed: number
  readonly #registered = new Registered(HOUSEHOLD_COLUMNS, MEMBER_COLUMNS)
  readonly #villages = new Map<string, Inhabited>()
  #problems = 0

  constructor(seed: number) {
    this.#seed = seed
  }

  add(
    { county, place }: Pick<Household, 'county' | 'place'>,
    leads: readonly PlantedLead[],
    written: WrittenHousehold,
  ): void {
    this.#registered.add(written)
    this.#problems += leads.filter(({ rule }) => /^[PH]/.test(rule)).length
    let village = this.#villages.get(place.villageCode)
    if (!village) {
      village = { county, place, hamlets: new Map(), landCompared: false }
      this.#villages.set(place.villageCode, village)
    }
    village.hamlets.set(place.hamletCode, place)
    if (leads.some(({ rule }) => rule === 'H48')) village.landCompared = true
  }

  /** Writes villages and hamlets; the leads of I11, V and N. */
  async write(folder: string): Promise<{ leads: PlantedLead[]; bytes: number }> {
    const leads: PlaceLead[] = []
    const growing = [...this.#villages.keys()]
      .sort()
      .flatMap(code => this.#settle(this.#villages.get(code) as Inhabited, leads))
    growing.push(...COUNTIES.filter(({ registered }) => registered === 0).map(unregistered))

    const random = Random.at(this.#seed, 0, 6)
    const ofHamlets = { quota: quotaOf('hamlets', this.#problems), planted: new Planted() }
    for (const { rule } of leads) if (rule !== 'I11') ofHamlets.planted.add(rule)
    const { leads: hamletLeads, strays } = plantHamlets(growing, ofHamlets, random)
    const villages = growing.map((village, at): Village => {
      const own = Random.at(this.#seed, Number(village.place.villageCode.slice(2)), 7)
      return { ...village, cells: ordinaryVillage(village, at % 2 === 0, own) }
    })
    const villageLeads = plantVillages(villages, quotaOf('villages', this.#problems), ofHamlets, random)
    return {
      leads: [...leads, ...hamletLeads, ...villageLeads].map(planted),
      bytes: await writeTables(folder, villages, strays),
    }
  }

  /** A village of registered households, and perhaps a hamlet without any; nothing where none gives its code. */
  #settle(
    { county, place, hamlets: inhabited, landCompared }: Inhabited,
    leads: PlaceLead[],
  ): readonly Growing[] {
    const registered = this.#registered.ofVillage(place.villageCode)
    const empty = emptyOf(county, place.villageIndex)
    const random = Random.at(this.#seed, Number(place.villageCode.slice(2)), 4)
    const hamlets: Hamlet[] = []
    for (const code of [...inhabited.keys()].sort()) {
      const where = inhabited.get(code) as Place
      const sums = this.#registered.ofHamlet(place.villageCode, where.hamlet)
      if (sums.households === 0) continue
      // 20.5 households each: one more in every second, so that all together stay below 5 %
      const total = empty?.share
        ? Math.ceil(sums.households * empty.share)
        : sums.households * random.between(2, 4)
      hamlets.push(ordinaryHamlet(where, sums, total, random))
    }
    if (hamlets.length === 0) return []
    if (empty) {
      const where = hamletAt(county, place.villageIndex, HAMLETS_PER_VILLAGE)
      const total = empty.households === '' ? UNKNOWN : empty.households
      hamlets.push(ordinaryHamlet(where, noSums(), total, random, empty.households))
      if (empty.lead) leads.push({ rule: 'I11', code: where.hamletCode })
      if (!empty.households) leads.push({ rule: 'N02', code: where.hamletCode })
    }
    return [{ county, place, hamlets, registered, landCompared }]
  }
}

/** A village in a county without registered households: nothing to compare with. */
function unregistered(county: County): Growing {
  const random = Random.at(0, Number(county.code), 5)
  const hamlets = [0, 1].map(hamlet => ordinaryHamlet(hamletAt(county, 0, hamlet), noSums(), 40, random))
  return { county, place: hamletAt(county, 0, 0), hamlets, registered: noSums(), landCompared: false }
}

const planted = ({ rule, code }: PlaceLead): PlantedLead => {
  const kind = rule === 'I11' ? 'suspected' : placeClassOf(rule)
  return {
    rule,
    severity: kind === 'error' ? 'B' : 'C',
    class: kind,
    county: code.slice(0, 6),
    village: code.slice(0, 12),
    household: '',
    personName: '',
    idNumber: '',
    subject: code,
  }
}

async function writeTables(
  folder: string,
  all: readonly Village[],
  strays: readonly Hamlet[],
): Promise<number> {
  const villages = new TableFile(new WorkbookFile(join(folder, 'register', 'villages.xlsx')), {
    columns: columnsAs(VILLAGE_COLUMNS),
    titles: ['行政村基本信息', '2017年'],
  })
  const hamlets = new TableFile(new TextFile(join(folder, 'register', 'hamlets.csv'), LF_UTF8), {
    columns: columnsAs(HAMLET_COLUMNS),
    total: true,
  })
  for (const village of all) villages.row(VILLAGE_COLUMNS.map(column => village.cells[column]))
  for (const { cells } of [...all.flatMap(village => village.hamlets), ...strays])
    hamlets.row(HAMLET_COLUMNS.map(column => String(cells[column])))
  return (await villages.close()) + (await hamlets.close())
}
