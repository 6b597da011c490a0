/**
 * The rest of the city: people outside the register, of whom the departments' files are full. They are made so that
 * no inclusion rule has anything to say about them.
 */
import { type County, countyByPopulation } from './counties.ts'
import type { FeedOutputs } from './feed-plans.ts'
import {
  certificateOf,
  cooperativeOf,
  cremationOf,
  dayOf,
  dilapidatedOf,
  employmentOf,
  enrolmentOf,
  enterpriseOf,
  HOMES_FOR_THE_AGED,
  type Home,
  illnessOf,
  insuranceOf,
  motorcycleOf,
  payrollOf,
  pensionOf,
  presaleOf,
  propertyOf,
  relocationOf,
  residentOf,
  selfEmployedOf,
  tekunOf,
  universityOf,
  vehicleOf,
} from './feed-rows.ts'
import type { IdNumbers } from './id-numbers.ts'
import { drawOtherFamily, type Person } from './people.ts'
import { Random } from './random.ts'

/** Households outside the register for each one in it. */
const HOUSES = 14

/** Writes all rows of the neighbourhood that goes with the `index`-th registered household. */
export function writeNeighbourhood(outputs: FeedOutputs, seed: number, index: number, ids: IdNumbers): void {
  const random = Random.at(seed, index, 1)
  for (let house = 0; house < HOUSES; house++) {
    const county = countyByPopulation(random.next())
    const family = drawOtherFamily({ ids, random, county })
    const number = `${county.code}2${String(index).padStart(7, '0')}${String(house).padStart(2, '0')}`
    writeHouse(outputs, random, county, number, family)
  }
}

function writeHouse(
  outputs: FeedOutputs,
  random: Random,
  county: County,
  houseNumber: string,
  family: readonly Person[],
): void {
  const rural = random.chance(0.35)
  const home: Home = {
    houseNumber,
    area: random.chance(0.5)
      ? county.code
      : `${county.code}${100 + random.below(county.towns.length)}${200 + random.below(12)}`,
    address: `${county.name}${random.pick(county.towns)}${random.between(1, 20)}组${random.between(1, 300)}号`,
    rural,
  }
  const area = county.code
  const head = family[0] as Person
  for (const [position, person] of family.entries()) {
    writeResident(outputs, random, home, person, position === 0)
    writeCover(outputs, random, county, rural, person)
    if (person.age < 19) writePupil(outputs, random, area, person, head)
    else writeGrownUp(outputs, random, area, person)
  }
  writeProperty(outputs, random, area, rural, family)
  if (rural) writeVillageHouse(outputs, random, county, head)
}

/** The head stays as he is: with him every house has somebody under 65. */
function writeResident(
  outputs: FeedOutputs,
  random: Random,
  home: Home,
  person: Person,
  head: boolean,
): void {
  const draw = random.next()
  const own =
    head || draw > 0.05
      ? draw > 0.97 && home.rural
        ? // 农转城, but without land or gone from the village
          {
            urbanised: '是' as const,
            livesInVillage: random.pick(['否', ''] as const),
            nature: '居民家庭户' as const,
          }
        : {}
      : draw < 0.012
        ? { status: '死亡注销' as const, diedOn: dayOf(random, 2014, 2017) }
        : draw < 0.03
          ? {
              status: '迁出注销' as const,
              move: '迁出' as const,
              moveReason: random.pick(['升学', '婚嫁', '务工', '购房', '其他']),
              movedOn: dayOf(random, 2013, 2017),
            }
          : {
              move: '迁入' as const,
              moveReason: random.pick(['婚嫁', '投靠', '购房']),
              movedOn: dayOf(random, 2010, 2017),
            }
  outputs.residents.add(residentOf(random, person, home, own), home.area.slice(0, 6), random)
  if (draw < 0.009 && !head)
    outputs.cremations.add(cremationOf(random, person), home.area.slice(0, 6), random)
}

function writeCover(
  outputs: FeedOutputs,
  random: Random,
  county: County,
  rural: boolean,
  person: Person,
): void {
  const employee = person.age >= 20 && random.chance(rural ? 0.05 : 0.22)
  if (employee || random.chance(0.6)) {
    outputs.insurance.add(
      insuranceOf(person, county.code, employee ? { type: '职工' } : {}),
      county.code,
      random,
    )
  }
  const illness = random.next()
  if (illness < 0.008) {
    const own = illness < 0.004 ? { setting: '城镇' } : { selfPaid: random.between(200, 4999) }
    outputs.illness.add(illnessOf(random, person, county.code, own), county.code, random)
  }
  const disabled = random.next()
  if (disabled < 0.024) {
    const own =
      disabled < 0.014
        ? {}
        : disabled < 0.02
          ? { level: random.pick(['一级', '二级', '1', '2']), setting: '城镇' }
          : { level: '二级', status: '注销' as const }
    outputs.certificates.add(certificateOf(random, person, county.code, own), county.code, random)
  }
}

function writePupil(outputs: FeedOutputs, random: Random, area: string, person: Person, head: Person): void {
  const { age } = person
  if (age < 3 || (age < 6 && random.chance(0.3)) || (age > 15 && random.chance(0.25))) return
  const draw = random.next()
  const status = draw < 0.01 ? '休学' : draw < 0.02 && (age < 6 || age > 15) ? '辍学' : '在读'
  const stage = age > 15 && random.chance(0.4) ? { stage: '中职' as const } : {}
  outputs.enrolment.add(enrolmentOf(random, person, head, { status, ...stage }), area, random)
}

function writeGrownUp(outputs: FeedOutputs, random: Random, area: string, person: Person): void {
  const { age } = person
  if (age < 24 && random.chance(0.28)) {
    outputs.university.add(
      universityOf(random, person, undefined, { status: random.pick(['在读', '在读', '毕业', '退学']) }),
      area,
      random,
    )
  }
  if (age >= 22 && age < 70) {
    if (random.chance(0.68)) {
      const row = random.chance(0.2)
        ? motorcycleOf(random, person)
        : vehicleOf(random, person, oldOrGone(random))
      outputs.vehicles.add(row, area, random)
    }
    if (random.chance(0.06)) {
      outputs.enterprises.add(
        random.chance(0.15)
          ? cooperativeOf(random, person, { role: random.pick(['理事长', '社员']) })
          : enterpriseOf(random, person, {
              role: random.pick(['法定代表人', '股东']),
              status: random.pick(['存续', '存续', '存续', '吊销', '注销']),
            }),
        area,
        random,
      )
    }
    if (random.chance(0.1)) {
      outputs.selfEmployed.add(
        selfEmployedOf(random, person, { status: random.pick(['存续', '存续', '注销']) }),
        area,
        random,
      )
    }
    if (age < 60 && random.chance(0.58)) {
      outputs.employment.add(
        employmentOf(random, person, {
          standing: random.pick(['单位职工', '单位职工', '灵活就业', '劳务派遣']),
          status: random.pick(['正常', '正常', '正常', '中断', '终止']),
        }),
        area,
        random,
      )
    }
    if (random.chance(0.08)) {
      outputs.payroll.add(
        payrollOf(random, person, {
          kind: random.pick(['公务员', '参公', '事业编', '村医', '代课', '临聘', '公益性岗位']),
          status: random.pick(['在职', '在职', '离职']),
        }),
        area,
        random,
      )
    }
  }
  if (age >= 55 && random.chance(0.85)) {
    outputs.pensions.add(
      pensionOf(random, person, {
        insurance: random.pick(['企业养老', '机关养老', '城乡居民养老']),
        amount: random.between(95, 5200),
      }),
      area,
      random,
    )
  }
  if (age >= 60 && random.chance(0.003)) {
    outputs.tekun.add(
      tekunOf(random, person, area, { manner: '集中', institution: random.pick(HOMES_FOR_THE_AGED) }),
      area,
      random,
    )
  }
}

const oldOrGone = (random: Random) =>
  random.chance(0.1)
    ? {
        status: random.pick(['B', 'E', 'M', 'P', 'GQ', '注销', '转出']),
        type: random.pick(['K33', 'K31', 'H31']),
      }
    : random.chance(0.15)
      ? { type: random.pick(['轻型厢式货车', 'H11', '小型普通客车', '重型自卸货车', 'K21']), use: '营运' }
      : {}

function writeProperty(
  outputs: FeedOutputs,
  random: Random,
  area: string,
  rural: boolean,
  family: readonly Person[],
): void {
  const adults = family.filter(({ age }) => age >= 22)
  const times = rural
    ? random.chance(0.3)
      ? 1
      : 0
    : random.weighted([
        [0, 15],
        [1, 45],
        [2, 40],
      ] as const)
  for (let i = 0; i < times; i++) {
    const owners = adults.length > 1 && random.chance(0.3) ? adults.slice(0, 2) : [random.pick(adults)]
    const own = rural
      ? { kind: '自建房', setting: '乡村', acquired: '其他' }
      : {
          use: random.weighted([
            ['住宅', 80],
            ['车位', 12],
            ['商业', 5],
            ['其他', 3],
          ] as const),
        }
    outputs.property.add(propertyOf(random, owners, area, own), area, random)
  }
  if (random.chance(0.1))
    outputs.presale.add(
      presaleOf(random, random.pick(adults), { status: random.chance(0.9) ? '有效' : '撤销' }),
      area,
      random,
    )
}

/** Dilapidated houses of people outside the register: harmless ones, or already rebuilt. */
function writeVillageHouse(outputs: FeedOutputs, random: Random, county: County, head: Person): void {
  const area = county.code
  if (random.chance(0.2)) {
    const own = random.chance(0.5)
      ? { grade: random.pick(['A', 'B']) }
      : random.chance(0.6)
        ? { planYear: 2015, completedOn: dayOf(random, 2015, 2016), movedInOn: dayOf(random, 2016, 2017) }
        : { onlyHouse: '否' as const }
    outputs.dilapidated.add(dilapidatedOf(random, head, area, own), area, random)
  }
  if (random.chance(0.004)) outputs.relocation.add(relocationOf(random, head, 3), area, random)
}
