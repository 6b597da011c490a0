/** T01–T10: households that leave the register this year. */
import { AS_OF, addDays, ageOf, YEAR } from '../calendar.ts'
import { coversEnrolment } from '../coverage.ts'
import { dilapidatedOf, enrolmentOf, insuranceOf, relocationOf } from '../feed-rows.ts'
import type { DilapidatedRow } from '../feeds/housing.ts'
import type { Household, Member } from '../household.ts'
import { disable } from '../ordinary.ts'
import { type Case, latest, leaves, stays, stranger } from './case.ts'

/** A household that leaves, with a fact of the register. */
const fact = (rule: string, change: (household: Household) => void): Case => ({
  shape: household => {
    leaves(household)
    change(household)
  },
  plant: household => household.lead(rule),
})

/** The same fact where nobody leaves, or a fact that just will do. */
const harmless = (who: (household: Household) => void, change: (household: Household) => void): Case => ({
  shape: household => {
    who(household)
    change(household)
  },
})

const earns = (income: number | string) => (household: Household) => {
  household.incomePerHead = income
}

export const T01: readonly Case[] = [
  fact('T01', earns(3199.99)),
  fact('T01', earns(2100)),
  fact('T01', earns(0)),
]

const inOldHouse =
  (own: Partial<DilapidatedRow>, planned = false) =>
  (household: Household): void => {
    const { random, head, place } = household
    household.give('dilapidated', dilapidatedOf(random, head, place.villageCode, own))
    if (planned) household.measure('危房改造', YEAR)
  }

const registered = (house: '是' | '否', level: Household['registerLevel']) => (household: Household) => {
  household.registerDilapidated = house
  household.registerLevel = level
}

export const T02: readonly Case[] = [
  fact('T02', registered('是', 'D')),
  fact('T02', registered('否', 'C')),
  {
    shape: leaves,
    plant: household => {
      inOldHouse({ grade: 'C' })(household)
      household.lead('T02')
    },
  },
  {
    shape: leaves,
    plant: household => {
      inOldHouse({ grade: 'D', planYear: 2017, head: stranger(household, household.head) }, true)(household)
      household.lead('T02', { severity: 'C' })
    },
  },
  fact('T02', registered('是', '')),
]

/** Relocated, as the register and 发改 agree, but for what `plant` changes. */
const relocates = (movedIn: Household['movedIn']) => (household: Household) => {
  leaves(household)
  household.relocated = true
  household.movedIn = movedIn
}

export const T03: readonly Case[] = [
  { shape: relocates('否'), plant: household => household.lead('T03') },
  { shape: relocates(''), plant: household => household.lead('T03') },
  {
    shape: relocates('是'),
    plant: household => {
      for (const row of household.rowsOf('relocation')) row.movedInOn = ''
      household.lead('T03')
    },
  },
  {
    shape: relocates('是'),
    plant: household => {
      const { random, head } = household
      household.give(
        'relocation',
        relocationOf(random, head, 2, { movedInOn: '', head: stranger(household, head) }),
      )
      household.lead('T03', { severity: 'C' })
    },
  },
]

export const T04: readonly Case[] = [
  {
    shape: leaves,
    plant: household => {
      inOldHouse({ planYear: 2016, completedOn: '2017-06-08' }, true)(household)
      household.lead('T04')
    },
  },
  {
    shape: leaves,
    plant: household => {
      inOldHouse({ grade: 'B', completedOn: '2017-06-08', head: stranger(household, household.head) })(
        household,
      )
      household.lead('T04', { severity: 'C' })
    },
  },
]

export const T05: readonly Case[] = [
  fact('T05', household => {
    household.waterDifficult = '是'
  }),
  fact('T05', household => {
    household.waterSafe = '否'
  }),
]

const SIXTEEN = `2001${AS_OF.slice(4)}`
const SIX = `2011${AS_OF.slice(4)}`

/** A child of a household that leaves; `enrolled` is what the school says. */
const child = (enrolled: Member['enrolled'], birth?: string, health?: string) => (household: Household) => {
  leaves(household)
  const sex = household.random.pick(['男', '女'] as const)
  const age = birth ? ageOf(birth) : 11
  const apart = household.head.age - age
  // nobody is a parent too young or too old
  const own = apart > 20 && apart < 45 ? ['之子', '之女'] : ['之侄儿', '之侄女']
  const wanted = { relation: own[sex === '男' ? 0 : 1] as string, sex, age }
  const member = household.add(birth ? { ...wanted, birth } : wanted)
  member.enrolled = enrolled
  if (health === '残疾') disable(household, member, health)
  else if (health) member.health = health
}

const outOfSchool = (enrolled: '辍学' | 'none', birth?: string): Case => ({
  shape: child(enrolled, birth),
  plant: household => {
    // a row that says so may come in another county's file; none at all concludes under coverage only
    household.drop('enrolment', row => row.id === latest(household).key)
    if (enrolled === '辍学') {
      household.give(
        'enrolment',
        enrolmentOf(household.random, latest(household), household.head, { status: '辍学' }),
        '530102',
      )
    } else if (!coversEnrolment(household.county.code)) return
    const from = birth === SIX ? { from: AS_OF } : {}
    household.lead('T06', { person: latest(household), ...from })
  },
})

export const T06: readonly Case[] = [
  outOfSchool('辍学'),
  outOfSchool('none'),
  {
    shape: child('none'),
    plant: household => {
      const person = latest(household)
      const own = { status: '辍学' as const, name: stranger(household, person) }
      household.give('enrolment', enrolmentOf(household.random, person, household.head, own), '530102')
      household.lead('T06', { person, severity: 'C' })
    },
  },
  outOfSchool('none', addDays(SIXTEEN, 1)),
  outOfSchool('none', SIX),
]

export const T07: readonly Case[] = [
  {
    shape: leaves,
    plant: household => {
      const person = household.anybody
      household.drop('insurance', row => row.id === person.key)
      household.lead('T07', { person })
    },
  },
  {
    shape: leaves,
    plant: household => {
      const person = household.anybody
      for (const row of household.rowsOf('insurance')) if (row.id === person.key) row.year = 2016
      household.lead('T07', { person })
    },
  },
]

const insuredTwice = (household: Household, years: readonly (number | string)[]) => {
  const person = household.adult
  household.drop('insurance', row => row.id === person.key)
  const area = household.county.code
  household.give('insurance', insuranceOf(person, area, { year: years[0] as number | string }))
  household.give('insurance', insuranceOf(person, area, { year: years[1] as number | string, type: '职工' }))
  return person
}

export const T08: readonly Case[] = [
  {
    shape: leaves,
    plant: household => {
      household.lead('T08', { person: insuredTwice(household, [2017, 2017]) })
    },
  },
  {
    shape: leaves,
    plant: household => {
      household.lead('T08', { person: insuredTwice(household, ['2017年', '201701']) })
    },
  },
]

const returns = (causes: string): Case => ({
  shape: household => {
    household.exitState = '返贫'
    household.exitYear = 0
    household.proposed = '否'
    household.returned = '是'
    household.returnCauses = causes
  },
  plant: household => household.lead('T10'),
})

export const T10: readonly Case[] = [returns('缺技术'), returns(''), returns('因学，缺资金')]

/** Households that leave and may, and households in the same state that do not leave. */
export const HARMLESS_LEAVING: readonly Case[] = [
  harmless(leaves, earns(3200)),
  harmless(leaves, earns('')),
  harmless(leaves, earns('三千')),
  harmless(stays, earns(2300)),
  harmless(stays, registered('是', 'D')),
  harmless(leaves, registered('否', 'B')),
  {
    shape: leaves,
    plant: inOldHouse({ grade: 'B' }),
  },
  {
    shape: leaves,
    plant: inOldHouse(
      { grade: 'D', planYear: 2016, completedOn: '2016-12-08', movedInOn: '2017-03-01' },
      true,
    ),
  },
  { shape: leaves, plant: inOldHouse({ grade: 'C', completedOn: '2016-12-08', movedInOn: '2017-03-01' }) },
  { shape: stays, plant: inOldHouse({ grade: 'D' }) },
  { shape: stays, plant: inOldHouse({ planYear: 2016, completedOn: '2017-06-08' }, true) },
  { shape: relocates('是') },
  {
    shape: household => {
      stays(household)
      household.relocated = true
      household.movedIn = '否'
    },
  },
  harmless(stays, household => {
    household.waterDifficult = '是'
    household.waterSafe = '否'
  }),
  harmless(leaves, household => {
    household.waterSafe = ''
  }),
  {
    // sixteen since this very day: the day before, a child without a school, who was said to work
    shape: child('none', SIXTEEN),
    plant: household => {
      const member = household.members.at(-1) as Member
      const until = addDays(AS_OF, -1)
      if (coversEnrolment(household.county.code)) household.lead('T06', { person: member.person, until })
      household.leads.push(household.memberLead('P31', member, { until }))
    },
  },
  { shape: child('none', addDays(SIX, 1)) },
  { shape: child('none', undefined, '残疾') },
  { shape: child('none', undefined, '长期慢性病,患有大病') },
  {
    shape: child('none'),
    plant: household => {
      const own = { status: '休学' as const }
      household.give(
        'enrolment',
        enrolmentOf(household.random, latest(household), household.head, own),
        '530102',
      )
    },
  },
  {
    // left one school and goes to another
    shape: child('none'),
    plant: household => {
      for (const status of ['辍学', '在读'] as const) {
        household.give(
          'enrolment',
          enrolmentOf(household.random, latest(household), household.head, { status }),
          '530102',
        )
      }
    },
  },
  {
    shape: household => {
      child('none')(household)
      stays(household)
    },
  },
  {
    shape: stays,
    plant: household => {
      const person = household.anybody
      household.drop('insurance', row => row.id === person.key)
    },
  },
  {
    shape: leaves,
    plant: household => {
      insuredTwice(household, [2017, 2016])
    },
  },
  {
    shape: leaves,
    plant: household => {
      const person = household.adult
      household.drop('insurance', row => row.id === person.key)
      household.give('insurance', insuranceOf(person, household.county.code, { type: '职工' }))
    },
  },
  {
    shape: household => {
      household.returned = '否'
      household.exitState = '未脱贫'
      household.exitYear = 0
      household.proposed = '否'
      household.returnCauses = '缺技术'
    },
  },
  {
    shape: household => {
      household.exitState = '返贫'
      household.exitYear = 0
      household.proposed = '否'
      household.returned = '是'
      household.returnCauses = '缺技术、因灾'
    },
  },
]
