/** The register's villages and hamlets, counted from the households that live there; with them rule I11. */
import { join } from 'node:path'
import { COUNTIES, type County } from './counties.ts'
import { LF_UTF8 } from './delivery.ts'
import { columnsAs, TableFile } from './files/table-file.ts'
import { TextFile } from './files/text-file.ts'
import { WorkbookFile } from './files/workbook-file.ts'
import type { Household } from './household.ts'
import { HAMLETS_PER_VILLAGE, hamletAt, type Place } from './places.ts'
import { Random } from './random.ts'
import { classOf, type PlantedLead, severityOf } from './truth.ts'

const VILLAGE_COLUMNS = [
  '县',
  '乡',
  '村编码',
  '行政村',
  '是否出列',
  '总户数',
  '总人口数',
  '乡村人口',
  '贫困户数',
  '贫困人口',
  '未实现饮水安全户数',
  '危房户数',
  '耕地面积',
  '有效灌溉面积',
]
const HAMLET_COLUMNS = [
  '编码',
  '自然村名称',
  '所属行政村',
  '总户数',
  '总人口',
  '贫困户数',
  '贫困人口',
  '是否通(沥青/水泥)路',
  '距行政村里程',
  '是否通电',
  '未实现饮水安全户数',
  '少数民族聚居',
]

interface Count {
  households: number
  persons: number
  unsafeWater: number
  dilapidated: number
}

interface Village {
  readonly county: County
  readonly place: Place
  readonly hamlets: Map<string, { readonly place: Place; readonly count: Count }>
}

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

export class Settlements {
  readonly #seed: number
  readonly #villages = new Map<string, Village>()

  constructor(seed: number) {
    this.#seed = seed
  }

  add({ county, place, members, waterSafe, registerDilapidated }: Household): void {
    let village = this.#villages.get(place.villageCode)
    if (!village) {
      village = { county, place, hamlets: new Map() }
      this.#villages.set(place.villageCode, village)
    }
    let hamlet = village.hamlets.get(place.hamletCode)
    if (!hamlet) {
      hamlet = { place, count: { households: 0, persons: 0, unsafeWater: 0, dilapidated: 0 } }
      village.hamlets.set(place.hamletCode, hamlet)
    }
    hamlet.count.households++
    hamlet.count.persons += members.length
    if (waterSafe === '否') hamlet.count.unsafeWater++
    if (registerDilapidated === '是') hamlet.count.dilapidated++
  }

  /** Writes villages and hamlets; the leads of I11. */
  async write(folder: string): Promise<{ leads: PlantedLead[]; bytes: number }> {
    const villages = new TableFile(new WorkbookFile(join(folder, 'register', 'villages.xlsx')), {
      columns: columnsAs(VILLAGE_COLUMNS),
      titles: ['行政村基本信息', '2017年'],
    })
    const hamlets = new TableFile(new TextFile(join(folder, 'register', 'hamlets.csv'), LF_UTF8), {
      columns: columnsAs(HAMLET_COLUMNS),
      total: true,
    })
    const leads: PlantedLead[] = []
    for (const code of [...this.#villages.keys()].sort()) {
      leads.push(...this.#village(this.#villages.get(code) as Village, villages, hamlets))
    }
    for (const county of COUNTIES.filter(({ registered }) => registered === 0))
      unregistered(county, villages, hamlets)
    return { leads, bytes: (await villages.close()) + (await hamlets.close()) }
  }

  #village(
    { county, place, hamlets: inhabited }: Village,
    villages: TableFile,
    hamlets: TableFile,
  ): PlantedLead[] {
    const kind = (COUNTIES.indexOf(county) + place.villageIndex) % EMPTIES.length
    const empty = EMPTIES[kind]
    const random = Random.at(this.#seed, Number(place.villageCode.slice(2)), 4)
    const sum: Count & { total: number } = {
      households: 0,
      persons: 0,
      unsafeWater: 0,
      dilapidated: 0,
      total: 0,
    }
    for (const code of [...inhabited.keys()].sort()) {
      const { place: where, count } = inhabited.get(code) as { place: Place; count: Count }
      // 20.5 households each: one more in every second, so that all together stay below 5 %
      const total = empty?.share
        ? Math.ceil(count.households * empty.share)
        : count.households * random.between(2, 4)
      hamlets.row(hamletCells(where, total, count, random))
      sum.total += total
      sum.households += count.households
      sum.persons += count.persons
      sum.unsafeWater += count.unsafeWater
      sum.dilapidated += count.dilapidated
    }
    const leads: PlantedLead[] = []
    if (empty) {
      const where = hamletAt(county, place.villageIndex, HAMLETS_PER_VILLAGE)
      const none: Count = { households: 0, persons: 0, unsafeWater: 0, dilapidated: 0 }
      hamlets.row(hamletCells(where, empty.households, none, random))
      sum.total += Number(empty.households)
      if (empty.lead) leads.push(emptyHamlet(county, where))
    }
    const area = random.between(900, 4000)
    villages.row([
      county.name,
      place.town,
      place.villageCode,
      place.village,
      random.pick(['是', '否']),
      sum.total,
      Math.max(sum.persons, Math.round(sum.total * 3.6)),
      Math.max(sum.persons, Math.round(sum.total * 3.4)),
      sum.households,
      sum.persons,
      sum.unsafeWater,
      sum.dilapidated,
      area,
      Math.round(area * 0.4),
    ])
    return leads
  }
}

function hamletCells(place: Place, total: number | '', count: Count, random: Random): (string | number)[] {
  return [
    place.hamletCode,
    place.hamlet,
    place.village,
    String(total),
    String(total === '' ? '' : Math.max(count.persons, Math.round(total * 3.6))),
    String(count.households),
    String(count.persons),
    random.pick(['是', '否']),
    String(random.between(2, 90) / 10),
    '是',
    String(count.unsafeWater),
    random.pick(['是', '否']),
  ]
}

const emptyHamlet = (county: County, place: Place): PlantedLead => ({
  rule: 'I11',
  severity: severityOf('I11'),
  class: classOf('I11'),
  county: county.code,
  village: place.villageCode,
  household: '',
  personName: '',
  idNumber: '',
  subject: place.hamletCode,
})

/** A village in a county without registered households: nothing to compare with. */
function unregistered(county: County, villages: TableFile, hamlets: TableFile): void {
  const random = Random.at(0, Number(county.code), 5)
  for (const hamlet of [0, 1]) {
    const where = hamletAt(county, 0, hamlet)
    hamlets.row(hamletCells(where, 40, { households: 0, persons: 0, unsafeWater: 0, dilapidated: 0 }, random))
  }
  const { town, villageCode, village } = hamletAt(county, 0, 0)
  villages.row([county.name, town, villageCode, village, '是', 80, 288, 270, 0, 0, 0, 0, 600, 240])
}
