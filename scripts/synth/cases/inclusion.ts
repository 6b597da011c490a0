/** I01–I12: people outside the register who may belong into it, and neighbours who do not. */
import type { IsoDate } from '../../../connectors/reading.ts'
import { AS_OF, addDays } from '../calendar.ts'
import { coversDibao, coversEnrolment } from '../coverage.ts'
import {
  certificateOf,
  cremationOf,
  dayOf,
  dibaoOf,
  dilapidatedOf,
  enrolmentOf,
  enterpriseOf,
  HOMES_FOR_THE_AGED,
  type Home,
  illnessOf,
  insuranceOf,
  payrollOf,
  propertyOf,
  residentOf,
  tekunOf,
  universityOf,
  vehicleOf,
} from '../feed-rows.ts'
import type { CertificateRow, IllnessRow } from '../feeds/health.ts'
import type { DilapidatedRow } from '../feeds/housing.ts'
import type { ResidentRow } from '../feeds/public-security.ts'
import type { Household } from '../household.ts'
import type { Person } from '../people.ts'
import type { Severity } from '../truth.ts'
import type { Case } from './case.ts'

interface Neighbours {
  readonly head: Person
  readonly mate: Person
  readonly home: Home
}

/** Two unregistered people in a house of their own, in their forties: nothing is the matter with them yet. */
function neighbours(household: Household, own: Partial<ResidentRow> = {}): Neighbours {
  const { random } = household
  const home = household.otherHome()
  const head = household.stranger({ sex: '男', age: random.between(40, 55) })
  const mate = household.stranger({ sex: '女', age: random.between(38, 55), relation: '配偶' })
  household.give('residents', residentOf(random, head, home, own))
  household.give('residents', residentOf(random, mate, home))
  for (const person of [head, mate]) household.give('insurance', insuranceOf(person, household.county.code))
  return { head, mate, home }
}

type Against = (household: Household, people: Neighbours) => void

/** Assets that speak against an inclusion: graver ones make the lead a mere note. */
const lorryOfMate: Against = (household, { mate }) => {
  household.give('vehicles', vehicleOf(household.random, mate, { type: 'H21' }))
}
const flatOfHead: Against = (household, { head }) => {
  household.give('property', propertyOf(household.random, [head], '530103'))
}
const payOfMate: Against = (household, { mate }) => {
  household.give('payroll', payrollOf(household.random, mate, { kind: '参公' }))
}
const shopOfMate: Against = (household, { mate }) => {
  household.give('property', propertyOf(household.random, [mate], '530103', { use: '商业' }))
}
const firmOfHead: Against = (household, { head }) => {
  household.give('enterprises', enterpriseOf(household.random, head, { paid: 30 }))
}
const carOfMate: Against = (household, { mate }) => {
  household.give('vehicles', vehicleOf(household.random, mate, { price: 88_000 }))
}
/** Assets that are too little to speak against it. */
const littleOfMate: Against = (household, { mate }) => {
  const { random } = household
  household.give('property', propertyOf(random, [mate], '530103', { share: 30 }))
  household.give('property', propertyOf(random, [mate], '530103', { use: '车位' }))
  household.give('enterprises', enterpriseOf(random, mate, { paid: 0 }))
  household.give('vehicles', vehicleOf(random, mate, { price: 15_000 }))
}

/** A lead on an unregistered neighbour. */
const neighbourLead = (
  rule: string,
  severity: Severity,
  evidence: (household: Household, person: Person) => void,
  against?: Against,
  covered: (county: string) => boolean = () => true,
): Case => ({
  plant: household => {
    const people = neighbours(household)
    evidence(household, people.head)
    against?.(household, people)
    if (covered(household.county.code))
      household.outside(rule, household.county.code, { person: people.head, severity })
  },
})

const neighbour = (evidence: (household: Household, person: Person, people: Neighbours) => void): Case => ({
  plant: household => {
    const people = neighbours(household)
    evidence(household, people.head, people)
  },
})

const oldHouse =
  (own: Partial<DilapidatedRow>, area?: (household: Household) => string) =>
  (household: Household, person: Person): void => {
    const where = area?.(household) ?? household.place.villageCode
    household.give('dilapidated', dilapidatedOf(household.random, person, where, own))
  }

export const I01: readonly Case[] = [
  neighbourLead('I01', 'A', oldHouse({ grade: 'D' })),
  neighbourLead('I01', 'C', oldHouse({ grade: 'C' }), lorryOfMate),
  neighbourLead('I01', 'A', oldHouse({ grade: 'D', onlyHouse: '', planYear: 2017 }), littleOfMate),
  neighbourLead('I01', 'C', oldHouse({ grade: 'D' }), payOfMate),
  neighbourLead(
    'I01',
    'A',
    oldHouse({ grade: 'D级', onlyHouse: '' }, ({ place }) => `${place.townCode}`),
  ),
]

const certificate =
  (own: Partial<CertificateRow>) =>
  (household: Household, person: Person): void => {
    household.give('certificates', certificateOf(household.random, person, household.place.villageCode, own))
  }

export const I02: readonly Case[] = [
  neighbourLead('I02', 'B', certificate({ level: '一级' })),
  neighbourLead('I02', 'B', certificate({ level: '2', setting: '', area: '' })),
  neighbourLead('I02', 'C', certificate({ level: '二级' }), flatOfHead),
  neighbourLead('I02', 'B', certificate({ level: '1' }), littleOfMate),
]

interface StudentCase {
  readonly moved: boolean
  readonly severity: Severity
  readonly against?: (household: Household, student: Person) => void
}

/** A child of the head who studies and is not registered. */
const student = ({ moved, severity, against }: StudentCase): Case => ({
  plant: household => {
    const { random, head } = household
    const person = household.stranger({ sex: random.pick(['男', '女'] as const), age: 20, relation: '之子' })
    const home = moved ? household.otherHome() : household.home
    const away = moved
      ? { move: '迁入' as const, moveReason: '升学', movedOn: '2016-09-08', livesInVillage: '否' as const }
      : {}
    household.give('residents', residentOf(random, person, home, away))
    household.give('insurance', insuranceOf(person, household.county.code))
    household.give('university', universityOf(random, person, head))
    against?.(household, person)
    household.lead('I03', { person, subject: person.key, severity })
    if (!moved) household.lead('I12', { person, subject: person.key, severity: 'C' })
  },
})

export const I03: readonly Case[] = [
  student({ moved: true, severity: 'A' }),
  student({ moved: false, severity: 'A' }),
  student({
    moved: true,
    severity: 'C',
    against: (household, person) => {
      household.give('vehicles', vehicleOf(household.random, person, { price: 99_000 }))
    },
  }),
]

const URBAN: Partial<ResidentRow> = { urbanised: '是', livesInVillage: '是', land: 2.4, nature: '居民家庭户' }

const urbanised = (against?: Against): Case => ({
  plant: household => {
    const people = neighbours(household, URBAN)
    against?.(household, people)
    household.outside('I04', household.county.code, { person: people.head })
  },
})
export const I04: readonly Case[] = [urbanised(), urbanised(carOfMate), urbanised(littleOfMate)]

const onDibao = (household: Household, person: Person): void => {
  household.give('dibao', dibaoOf(household.random, [person], household.place.villageCode))
}
const onTekun = (household: Household, person: Person): void => {
  household.give('tekun', tekunOf(household.random, person, household.place.villageCode))
}

export const I05: readonly Case[] = [
  neighbourLead('I05', 'B', onTekun),
  neighbourLead('I05', 'B', onDibao, undefined, coversDibao),
  neighbourLead(
    'I05',
    'B',
    (household, person) => {
      onDibao(household, person)
      onTekun(household, person)
    },
    littleOfMate,
  ),
  neighbourLead('I05', 'C', onTekun, firmOfHead),
]

const ill =
  (own: Partial<IllnessRow>) =>
  (household: Household, person: Person): void => {
    household.give('illness', illnessOf(household.random, person, household.place.villageCode, own))
  }

export const I06: readonly Case[] = [
  neighbourLead('I06', 'B', ill({ selfPaid: 5000 })),
  neighbourLead('I06', 'B', ill({ selfPaid: '', setting: '' })),
  neighbourLead('I06', 'C', ill({ selfPaid: 42_000 }), shopOfMate),
  neighbourLead('I06', 'B', ill({ selfPaid: 31_250, area: '' }), littleOfMate),
]

interface ElderCase {
  readonly first: Person
  readonly others: readonly Person[]
}

/** A house of elders alone. */
const elders = (
  lead: boolean | { readonly from: IsoDate },
  make: (household: Household) => ElderCase,
  own: Partial<ResidentRow> = {},
  otherRows: Partial<ResidentRow> = {},
): Case => ({
  plant: household => {
    const { random } = household
    const home = household.otherHome()
    const { first, others } = make(household)
    household.give('residents', residentOf(random, first, home, own))
    for (const person of others)
      household.give('residents', residentOf(random, person, home, { ...own, ...otherRows }))
    for (const person of [first, ...others])
      household.give('insurance', insuranceOf(person, household.county.code))
    const about = { subject: home.houseNumber, asked: first, ...(lead === true ? {} : lead) }
    if (lead) household.outside('I07', household.county.code, about)
  },
})

/** Sixty-five today, and tomorrow. */
const SIXTY_FIVE = `1952${AS_OF.slice(4)}`
const NOT_YET = addDays(SIXTY_FIVE, 1)

const couple =
  (birth?: string) =>
  (household: Household): ElderCase => ({
    first: household.stranger({ sex: '男', age: 74 }),
    others: [household.stranger({ sex: '女', age: 72, relation: '配偶', ...(birth ? { birth } : {}) })],
  })

export const I07: readonly Case[] = [
  elders(true, couple()),
  elders({ from: AS_OF }, couple(SIXTY_FIVE)),
  elders(true, household => ({ first: household.stranger({ sex: '女', age: 81 }), others: [] })),
  // the son who lived there is dead
  elders(
    true,
    household => ({
      first: household.stranger({ sex: '女', age: 79 }),
      others: [household.stranger({ sex: '男', age: 45, relation: '之子' })],
    }),
    {},
    { status: '死亡注销', diedOn: '2015-08-09' },
  ),
]

/** A child of the neighbours who left school. */
const droppedOut = (lead: boolean, age: number, status: '辍学' | '休学', against?: Against): Case => ({
  plant: household => {
    const { random, county } = household
    const people = neighbours(household)
    const child = household.stranger({ sex: random.pick(['男', '女'] as const), age, relation: '之子' })
    household.give('residents', residentOf(random, child, people.home))
    household.give('insurance', insuranceOf(child, county.code))
    household.give('enrolment', enrolmentOf(random, child, people.head, { status }))
    against?.(household, people)
    if (lead && coversEnrolment(county.code)) {
      household.outside('I08', county.code, { person: child, severity: against === lorryOfMate ? 'C' : 'B' })
    }
  },
})

export const I08: readonly Case[] = [
  droppedOut(true, 13, '辍学'),
  droppedOut(true, 9, '辍学', lorryOfMate),
  droppedOut(true, 14, '辍学', littleOfMate),
]

const REASONS = ['整户无人在家', '家庭收入超标', '人均收入超过标准', '购买机动车'] as const

function remove(household: Household, person: Person, area: string): void {
  const { random } = household
  household.removed.push({
    household: `52${String(10_000_000 + household.index)}`,
    name: person.name,
    id: person.key,
    removedOn: dayOf(random, 2015, 2017),
    reason: random.pick(REASONS),
    area,
  })
}

const removed = (severity: Severity | undefined, more?: Against, area = true): Case => ({
  plant: household => {
    const people = neighbours(household)
    remove(household, people.head, area ? household.county.code : '')
    more?.(household, people)
    if (severity) household.outside('I10', household.county.code, { person: people.head, severity })
  },
})

export const I10: readonly Case[] = [
  removed('B'),
  removed('C', lorryOfMate),
  removed('B', littleOfMate),
  // what the person has is too little to have been the reason
  removed('B', (household, { head }) => {
    household.give('property', propertyOf(household.random, [head], '530103', { use: '车位' }))
    household.give('vehicles', vehicleOf(household.random, head, { price: 29_000 }))
  }),
  removed('B', undefined, false),
]

const withHousehold = (against?: (household: Household) => void): Case => ({
  plant: household => {
    const { random } = household
    const person = household.stranger({ sex: '女', age: random.between(23, 50), relation: '之儿媳' })
    household.give('residents', residentOf(random, person, household.home))
    household.give('insurance', insuranceOf(person, household.county.code))
    against?.(household)
    household.lead('I12', { person, subject: person.key, severity: 'C' })
  },
})

export const I12: readonly Case[] = [withHousehold(), withHousehold()]

/** Neighbours who do not belong into the register, by one condition each. */
export const HARMLESS_NEIGHBOURS: readonly Case[] = [
  neighbour(oldHouse({ grade: 'B' })),
  neighbour(oldHouse({ grade: 'D', completedOn: '2016-11-02' })),
  neighbour(oldHouse({ grade: 'C', onlyHouse: '否' })),
  // 「未竣工」 is neither a date nor none
  neighbour(oldHouse({ grade: 'C级', completedOn: '未竣工' }, ({ county }) => county.code)),
  neighbour(certificate({ level: '三级' })),
  neighbour(certificate({ level: '一级', status: '注销' })),
  neighbour(certificate({ level: '二级', setting: '城镇' })),
  neighbour(ill({ selfPaid: 4999 })),
  neighbour(ill({ selfPaid: 9000, setting: '城镇' })),
  neighbour(ill({ selfPaid: '三万' })),
  neighbour((household, person) => {
    household.give(
      'tekun',
      tekunOf(household.random, person, household.county.code, {
        manner: '集中',
        institution: household.random.pick(HOMES_FOR_THE_AGED),
      }),
    )
  }),
  // studied, or studies without a parent in the register
  {
    plant: household => {
      const { random } = household
      const people = neighbours(household)
      household.give('university', universityOf(random, people.mate, household.head, { status: '毕业' }))
      household.give('university', universityOf(random, people.head, household.head, { status: '退学' }))
    },
  },
  neighbour((household, person, { mate }) => {
    household.give('university', universityOf(household.random, mate, person))
  }),
  ...(
    [
      { land: 0 },
      { land: '' },
      { livesInVillage: '否' },
      { urbanised: '否' },
      { status: '迁出注销', move: '迁出', moveReason: '购房' },
    ] as const
  ).map(
    (own): Case => ({
      plant: household => {
        neighbours(household, { ...URBAN, ...own })
      },
    }),
  ),
  // a member may say 农转城 of himself
  {
    plant: household => {
      Object.assign(household.residentRow(household.head), URBAN)
    },
  },
  elders(false, couple(NOT_YET)),
  elders(false, couple(), { livesInVillage: '否' }),
  elders(false, couple(), { livesInVillage: '' }),
  elders(false, household => ({
    first: household.stranger({ sex: '男', age: 74 }),
    others: [household.stranger({ sex: '男', age: 30, relation: '之子' })],
  })),
  droppedOut(false, 17, '辍学'),
  droppedOut(false, 10, '休学'),
  removed(undefined, (household, { head }) => {
    household.give('vehicles', vehicleOf(household.random, head, { price: 60_000 }))
  }),
  removed(undefined, flatOfHead),
  removed(undefined, firmOfHead),
  removed(undefined, (household, { head }) => {
    household.give('vehicles', vehicleOf(household.random, head, { type: '重型普通货车' }))
  }),
  removed(undefined, (household, { head }) => {
    household.give('payroll', payrollOf(household.random, head, { kind: '公务员' }))
  }),
  removed(undefined, (household, { head }) => {
    Object.assign(household.residentRow(head), { status: '死亡注销', diedOn: '2016-12-01' })
  }),
  removed(undefined, (household, { head }) => {
    household.give('cremations', cremationOf(household.random, head))
  }),
  removed(undefined, (household, { head }) => {
    const own = { manner: '集中' as const, institution: household.random.pick(HOMES_FOR_THE_AGED) }
    household.give('tekun', tekunOf(household.random, head, household.county.code, own))
  }),
  // removed, and registered again
  {
    plant: household => {
      remove(household, household.head, household.county.code)
    },
  },
  // in the same house, but gone
  {
    plant: household => {
      const { random, home } = household
      const wife = household.stranger({ sex: '女', age: 30, relation: '之女' })
      const uncle = household.stranger({ sex: '男', age: 60, relation: '之叔伯' })
      household.give(
        'residents',
        residentOf(random, wife, home, { status: '迁出注销', move: '迁出', moveReason: '婚嫁' }),
      )
      household.give(
        'residents',
        residentOf(random, uncle, home, { status: '死亡注销', diedOn: '2014-02-03' }),
      )
    },
  },
]
