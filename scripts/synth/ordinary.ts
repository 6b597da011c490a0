/**
 * What is ordinary about a registered household: facts of the register, and rows of departments that agree with
 * them, so that no rule has anything to say.
 */
import { addMonths, YEAR } from './calendar.ts'
import {
  certificateOf,
  cooperativeOf,
  dayOf,
  dibaoOf,
  dilapidatedOf,
  employmentOf,
  enrolmentOf,
  illnessOf,
  insuranceOf,
  motorcycleOf,
  payrollOf,
  pensionOf,
  propertyOf,
  relocationOf,
  residentOf,
  tekunOf,
  universityOf,
} from './feed-rows.ts'
import type { ExitState, Household, Member } from './household.ts'
import { ableToWork } from './livelihood.ts'

const STATES: readonly (readonly [ExitState, number])[] = [
  ['未脱贫', 35],
  ['已脱贫', 53],
  ['返贫', 3],
  ['稳定脱贫', 9],
]

/** Facts that every household has; cases may change them before any department hears of it. */
export function settleFacts(household: Household): void {
  const { random } = household
  household.exitState = random.weighted(STATES)
  household.identifiedOn = dayOf(random, 2014, 2016)
  const identified = Number(household.identifiedOn.slice(0, 4))
  if (household.exitState === '已脱贫')
    household.exitYear = random.chance(0.3) ? YEAR : random.between(identified, 2016)
  if (household.exitState === '稳定脱贫') household.exitYear = random.between(identified, 2016)
  if (household.exitState === '未脱贫' || household.exitState === '返贫') {
    household.proposed = random.chance(0.4) ? '是' : '否'
  }
  if (household.exitState === '返贫') returnsByIllness(household)
  household.incomePerHead =
    household.leaving || household.exitYear > 0 ? random.between(3300, 8500) : random.between(1500, 3000)
}

/** Elders have a grown-up child with them, so that there is somebody whom a case can be about. */
export function joinElders(household: Household): void {
  if (household.members.some(ableToWork)) return
  household.add({ relation: '之子', sex: '男', age: household.head.age - 29 })
}

export function returnsByIllness(household: Household): void {
  household.exitState = '返贫'
  household.returned = '是'
  household.returnCauses = household.random.pick(['因病', '因灾', '因病,缺技术', '01'])
}

/** Facts that only households without a case have. */
export function settleOrdinaryFacts(household: Household): void {
  const { random, members } = household
  household.relocated = random.chance(0.12)
  if (household.relocated) household.movedIn = household.leaving ? '是' : random.pick(['是', '否'])
  for (const member of members) {
    if (random.chance(0.04)) disable(household, member, '残疾')
    else if (random.chance(0.02)) member.health = '患有大病'
    else if (random.chance(0.06)) {
      if (random.chance(0.2)) disable(household, member, '长期慢性病,残疾')
      else member.health = '长期慢性病'
    } else if (random.chance(0.03)) disable(household, member, '残疾')
  }
  const elderly = members.every(({ person: { age } }) => age >= 60)
  // where nobody can work, the household lives on one or the other
  if (elderly && random.chance(0.35)) household.support = 'wubao'
  else if (random.chance(0.26) || !members.some(ableToWork)) household.support = 'dibao'
}

/** A disabled member stands in the register under the number of the certificate. */
export function disable(household: Household, member: Member, health: string): void {
  const { random } = household
  member.health = health
  member.documentKind = '残疾人证'
  member.document = `${member.person.key}${random.between(1, 7)}${random.between(1, 4)}`
}

/** What departments know about an ordinary household, whatever its case is. */
export function giveEvidence(household: Household): void {
  for (const member of household.known) {
    giveResidence(household, member)
    giveInsurance(household, member)
    giveSchool(household, member)
    giveHealth(household, member)
    if (member.person.age >= 60) household.give('pensions', pensionOf(household.random, member.person))
  }
  giveSupport(household)
  giveRelocation(household)
  giveMeasures(household)
}

/** What only households without a case have: work, motorcycles, old houses. */
export function giveOrdinaryEvidence(household: Household): void {
  const { random, county } = household
  // what the family owns is nobody's business where the register lists none of it
  if (household.members.length === 0) return
  for (const { person } of household.known) {
    if (person.age < 20 || person.age > 62) continue
    if (random.chance(0.25)) household.give('vehicles', motorcycleOf(random, person))
    if (random.chance(0.06)) {
      household.give('employment', employmentOf(random, person, { standing: '灵活就业', unit: '个人参保' }))
    }
    if (random.chance(0.03)) {
      household.give(
        'payroll',
        payrollOf(random, person, { unit: '乡林业站', kind: random.pick(['护林员', '公益性岗位']) }),
      )
    }
    if (random.chance(0.05)) household.give('enterprises', cooperativeOf(random, person))
    // insured twice is an error only of households that leave (T08)
    if (!household.leaving && random.chance(0.01)) {
      const year = random.pick([2017, '2017年', '201701'])
      household.give('insurance', insuranceOf(person, county.code, { year }))
      household.give('insurance', insuranceOf(person, county.code, { year, type: '职工' }))
    }
  }
  if (random.chance(0.3)) {
    const own = { kind: '自建房', acquired: '其他', setting: '乡村', certificate: '' }
    household.give('property', propertyOf(random, [household.head], county.code, own))
  }
  giveOldHouse(household)
}

function giveResidence(household: Household, { person }: Member): void {
  const { random, home } = household
  const moved =
    person.relation === '配偶' && random.chance(0.2)
      ? { move: '迁入' as const, moveReason: '婚嫁', movedOn: dayOf(random, 1995, 2016) }
      : {}
  household.give('residents', residentOf(random, person, home, moved))
}

function giveInsurance(household: Household, { person }: Member): void {
  const { random, county, place } = household
  const area = random.chance(0.5) ? county.code : place.villageCode
  const employee = person.age >= 20 && person.age < 60 && random.chance(0.03)
  household.give('insurance', insuranceOf(person, area, employee ? { type: '职工' } : {}))
  if (random.chance(0.05)) household.give('insurance', insuranceOf(person, area, { year: 2016 }))
}

function giveSchool(household: Household, member: Member): void {
  const { random, county, head } = household
  const { person } = member
  if (member.enrolled === '') {
    if (person.age >= 6 && person.age <= 15) member.enrolled = '在读'
    else if (person.age >= 3 && person.age < 6) member.enrolled = random.chance(0.6) ? '在读' : 'none'
    else if (person.age > 15 && person.age < 19) member.enrolled = random.chance(0.6) ? '在读' : 'none'
  }
  if (member.enrolled !== '' && member.enrolled !== 'none') {
    // one in ten goes to school in the city
    const school = random.chance(0.1) ? '530102' : county.code
    household.give('enrolment', enrolmentOf(random, person, head, { status: member.enrolled }), school)
  }
  if (person.age >= 19 && person.age < 23 && member.enrolled !== '在读' && random.chance(0.3)) {
    member.atUniversity = true
    household.give('university', universityOf(random, person, head))
    if (random.chance(0.4)) {
      Object.assign(household.residentRow(person), {
        status: '迁出注销',
        move: '迁出',
        moveReason: '升学',
        movedOn: '2016-09-10',
      })
    }
  }
}

function giveHealth(household: Household, { person, health }: Member): void {
  const { random, place } = household
  if (health.includes('残疾')) {
    const level = random.pick(['一级', '二级', '三级', '四级', '1', '2', '3', '4'])
    household.give('certificates', certificateOf(random, person, place.villageCode, { level }))
  }
  if (health.includes('大病')) household.give('illness', illnessOf(random, person, place.villageCode))
}

function giveSupport(household: Household): void {
  const { random, place, support } = household
  const known = household.known.map(({ person }) => person)
  if (support === 'dibao' || support === 'both')
    household.give('dibao', dibaoOf(random, known, place.villageCode))
  if (support === 'wubao' || support === 'both') {
    for (const person of known) household.give('tekun', tekunOf(random, person, place.villageCode))
  }
}

function giveRelocation(household: Household): void {
  if (!household.relocated) return
  const { random, head, members, county, movedIn } = household
  const movedInOn =
    movedIn === '是' ? { movedInOn: addMonths('2017-03-12', random.below(6)) } : { movedInOn: '' as const }
  household.give('relocation', relocationOf(random, head, members.length, movedInOn))
  const own = {
    kind: random.pick(['安置房', '商品房']),
    acquired: '易地搬迁',
    setting: random.pick(['城镇', '乡村']),
  }
  household.give('property', propertyOf(random, [head], county.code, own))
}

/** Measures that agree with what departments know, and at least one of this year. */
function giveMeasures(household: Household): void {
  const { random, support } = household
  household.measure(random.pick(['产业扶持', '健康救助', '转移就业', '小额信贷']))
  if (random.chance(0.5))
    household.measure(random.pick(['产业扶持', '生态护林员', '其他']), random.between(2014, 2017))
  if (household.relocated) household.measure('易地搬迁', random.pick([2016, 2017]))
  if ((support === 'dibao' || support === 'both') && random.chance(0.7)) household.measure('低保')
  if ((support === 'wubao' || support === 'both') && random.chance(0.7)) household.measure('五保')
  const learns = household.known.some(({ enrolled, atUniversity }) => enrolled === '在读' || atUniversity)
  if (learns && random.chance(0.5)) household.measure('教育资助', random.pick([2016, 2017]))
}

function giveOldHouse(household: Household): void {
  const { random, head, place, leaving } = household
  const draw = random.next()
  const where = { town: place.town, village: place.village }
  if (draw < 0.12) {
    // rebuilt, and lived in
    household.give(
      'dilapidated',
      dilapidatedOf(random, head, place.villageCode, {
        ...where,
        planYear: random.pick([2015, 2016]),
        completedOn: dayOf(random, 2016, 2016),
        movedInOn: dayOf(random, 2017, 2017),
      }),
    )
    household.measure('危房改造', 2016)
  } else if (draw < 0.18) {
    household.give(
      'dilapidated',
      dilapidatedOf(random, head, place.villageCode, { ...where, grade: random.pick(['A', 'B', 'B级']) }),
    )
  } else if (draw < 0.24 && !leaving && !household.out && household.registerDilapidated === '否') {
    household.registerDilapidated = '是'
    household.registerLevel = 'D'
    household.give('dilapidated', dilapidatedOf(random, head, place.villageCode, { ...where, grade: 'D' }))
  }
}
