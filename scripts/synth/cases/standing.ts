/** X18–X34: who lives, where, under which name, on which list. */
import { addDays, addMonths } from '../calendar.ts'
import { coversDibao } from '../coverage.ts'
import { cremationOf, dayOf, dibaoOf, HOMES_FOR_THE_AGED, residentOf, tekunOf } from '../feed-rows.ts'
import type { ResidentRow } from '../feeds/public-security.ts'
import type { Household } from '../household.ts'
import type { Person } from '../people.ts'
import { type Case, stays, stranger, variant } from './case.ts'

const dead = (household: Household, person: Person): void => {
  Object.assign(household.residentRow(person), {
    status: '死亡注销',
    diedOn: dayOf(household.random, 2015, 2017),
  })
}

export const X18: readonly Case[] = [
  {
    plant: household => {
      const person = household.anybody
      dead(household, person)
      household.lead('X18', { person })
    },
  },
  {
    // cremated as well: the register of residents knows, so X19 has nothing to add
    plant: household => {
      const person = household.adult
      dead(household, person)
      household.give('cremations', cremationOf(household.random, person))
      household.lead('X18', { person })
    },
  },
  {
    plant: household => {
      const person = household.adult
      dead(household, person)
      household.residentRow(person).name = stranger(household, person)
      household.lead('X18', { person, severity: 'C' })
      household.lead('X25', { person, severity: 'B' })
    },
  },
]

export const X19: readonly Case[] = [
  {
    plant: household => {
      const person = household.anybody
      household.give('cremations', cremationOf(household.random, person))
      household.lead('X19', { person })
    },
  },
  {
    plant: household => {
      const person = household.adult
      household.give('cremations', {
        ...cremationOf(household.random, person),
        name: stranger(household, person),
      })
      household.lead('X19', { person, severity: 'C' })
    },
  },
]

const moves = (own: Partial<ResidentRow>): Case => ({
  plant: household => {
    const person = household.adult
    Object.assign(household.residentRow(person), own)
    household.lead('X21', { person })
  },
})

export const X21: readonly Case[] = [
  moves({ status: '迁出注销', move: '迁出', moveReason: '购房', movedOn: '2016-05-10' }),
  moves({ move: '迁出', moveReason: '务工', movedOn: '2017-01-12' }),
  moves({ status: '迁出注销', move: '', moveReason: '', movedOn: '' }),
]

/** Came to the household `days` after the day twelve months before it was identified, and has no land. */
const arrives = (
  lead: boolean,
  when: (identifiedOn: string) => string,
  own: Partial<ResidentRow> = {},
): Case => ({
  shape: household => {
    household.identifiedOn = dayOf(household.random, 2014, 2016)
    // nobody leaves before being identified
    const identified = Number(household.identifiedOn.slice(0, 4))
    if (household.exitYear > 0) household.exitYear = Math.max(household.exitYear, identified)
  },
  plant: household => {
    const person = household.adult
    const movedOn = when(household.identifiedOn)
    Object.assign(household.residentRow(person), {
      move: '迁入',
      moveReason: '投靠',
      movedOn,
      land: 0,
      ...own,
    })
    if (lead) household.lead('X22', { person })
  },
})

export const X22: readonly Case[] = [
  arrives(true, day => addMonths(day, -12)),
  arrives(true, day => day, { moveReason: '购房' }),
  arrives(true, day => addMonths(day, -5), { moveReason: '' }),
]

export const X25: readonly Case[] = [
  {
    plant: household => {
      const person = household.anybody
      household.residentRow(person).name = stranger(household, person)
      household.lead('X25', { person })
    },
  },
  {
    plant: household => {
      const person = household.anybody
      const row = household.residentRow(person)
      row.name = stranger(household, person)
      row.sex = person.sex === '男' ? '女' : '男'
      household.lead('X25', { person, severity: 'A', class: 'error' })
    },
  },
  {
    plant: household => {
      const person = household.anybody
      const row = household.residentRow(person)
      row.name = stranger(household, person)
      row.birth = addDays(person.birth, 33)
      household.lead('X25', { person, severity: 'A', class: 'error' })
    },
  },
]

const unknownToPolice: Case = {
  plant: household => {
    const person = household.anybody
    household.drop('residents', row => row.id === person.key)
    household.lead('X26', { person })
  },
}
export const X26: readonly Case[] = [unknownToPolice, unknownToPolice]

const first = (household: Household) => household.head

export const X27: readonly Case[] = [
  {
    shape: household => {
      household.support = 'dibao'
    },
    plant: household => {
      household.drop('dibao', () => true)
      household.measures.splice(
        0,
        household.measures.length,
        ...household.measures.filter(({ kind }) => kind !== '低保'),
      )
      if (coversDibao(household.county.code)) household.lead('X27')
    },
  },
  {
    plant: household => {
      household.give('dibao', dibaoOf(household.random, [first(household)], household.place.villageCode))
      if (coversDibao(household.county.code)) household.lead('X27')
    },
  },
  {
    shape: household => {
      household.livesAlone()
      household.support = 'wubao'
    },
    plant: household => {
      household.drop('tekun', () => true)
      household.measures.splice(
        0,
        household.measures.length,
        ...household.measures.filter(({ kind }) => kind !== '五保'),
      )
      household.lead('X27')
    },
  },
  {
    plant: household => {
      household.give('tekun', tekunOf(household.random, first(household), household.place.villageCode))
      household.lead('X27')
    },
  },
  {
    // in the row as a further person, whose application another household made
    plant: household => {
      const applicant = household.stranger({ sex: '男', age: 50 })
      household.give('dibao', dibaoOf(household.random, [applicant, household.head], household.county.code))
      if (coversDibao(household.county.code)) {
        household.lead('X27')
        household.outside('I05', household.county.code, { person: applicant })
      }
    },
  },
  {
    // said to have both, has one
    shape: household => {
      household.livesAlone()
      household.support = 'both'
    },
    plant: household => {
      household.drop('tekun', () => true)
      household.measures.splice(
        0,
        household.measures.length,
        ...household.measures.filter(({ kind }) => kind !== '五保'),
      )
      household.lead('X27')
    },
  },
]

const inHome = (named: boolean): Case => ({
  shape: household => {
    household.livesAlone()
    household.support = 'wubao'
  },
  plant: household => {
    const person = household.head
    const row = household.rowsOf('tekun').find(({ id }) => id === person.key)
    if (!row) return
    row.manner = '集中'
    row.institution = household.random.pick(HOMES_FOR_THE_AGED)
    if (named) row.name = stranger(household, person)
    household.lead('X28', { person, ...(named ? { severity: 'C' as const } : {}) })
  },
})
export const X28: readonly Case[] = [inHome(false), inHome(true)]

/** X34 is planted by the generator: it takes two households. */
export const TWICE: Case = {}
export const X34: readonly Case[] = [TWICE, TWICE]

const resident = (make: (household: Household, person: Person) => Partial<ResidentRow>): Case => ({
  plant: household => {
    const person = household.adult
    Object.assign(household.residentRow(person), make(household, person))
  },
})

/** Residents' rows that are no lead, by one condition each. */
export const HARMLESS_STANDING: readonly Case[] = [
  resident(() => ({ status: '迁出注销', move: '迁出', moveReason: '升学', movedOn: '2015-09-01' })),
  resident(() => ({ move: '迁出', moveReason: '升学', movedOn: '2016-09-01' })),
  resident(() => ({ status: '其他注销' })),
  resident((household, person) => ({ name: variant(household, person) })),
  resident(() => ({ name: '' })),
  resident((_, person) => ({ sex: person.sex === '男' ? '女' : '男' })),
  {
    // moved inside the city: another row says 正常
    plant: household => {
      const person = household.adult
      const row = household.residentRow(person)
      household.give('residents', residentOf(household.random, person, household.home))
      Object.assign(row, { status: '迁出注销', move: '迁出', moveReason: '购房', movedOn: '2015-03-04' })
    },
  },
  arrives(false, day => addDays(addMonths(day, -12), -1)),
  arrives(false, day => addDays(day, 1)),
  arrives(false, day => addMonths(day, -3), { moveReason: '婚嫁' }),
  arrives(false, day => addMonths(day, -3), { land: 1.5 }),
  arrives(false, day => addMonths(day, -3), { land: '' }),
  arrives(false, day => addMonths(day, -3), { land: '不足一亩' }),
  {
    // 低保 and 五保 as the register says
    shape: household => {
      household.livesAlone()
      household.support = 'both'
    },
  },
  {
    // a 低保 household with 特困 too is nobody's business
    shape: household => {
      stays(household)
      household.support = 'dibao'
    },
    plant: household => {
      household.give('tekun', tekunOf(household.random, household.head, household.place.villageCode))
    },
  },
  {
    // on the list of the last quarter only, which a later one replaced
    plant: household => {
      const outsider = household.stranger({ sex: '男', age: 74 })
      household.giveOutdated('tekun', tekunOf(household.random, outsider, household.county.code))
      household.giveOutdated('tekun', tekunOf(household.random, household.head, household.county.code))
    },
  },
]
