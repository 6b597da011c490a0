/**
 * A registered household as it is being made up: who lives there, what the register says, the rows that departments
 * have about them, and the leads that were planted.
 */
import { foldCode, foldPlate } from '../../connectors/fold.ts'
import type { IsoDate } from '../../connectors/reading.ts'
import { YEAR } from './calendar.ts'
import { type County, countyOfHousehold } from './counties.ts'
import type { FeedName, PlannedRow, RowOfFeed } from './feed-plans.ts'
import type { Home } from './feed-rows.ts'
import type { IdNumbers } from './id-numbers.ts'
import type { Sex } from './names.ts'
import { drawFamily, drawPerson, type Person, type Registry, type Wanted } from './people.ts'
import { type Place, placeOf } from './places.ts'
import { Random } from './random.ts'
import { classOf, type PlantedLead, type Severity, severityOf } from './truth.ts'

export type ExitState = '未脱贫' | '已脱贫' | '返贫' | '稳定脱贫'
export type Support = 'none' | 'dibao' | 'wubao' | 'both'

export interface Measure {
  readonly kind: string
  readonly year: number | string
  readonly amount: number
  readonly project: string
}

export interface Member {
  readonly person: Person
  /** 证件号码 as the register writes it. */
  document: string
  documentKind: '居民身份证' | '残疾人证' | '军官证'
  health: string
  /** Whether departments know the person: not where the register's number is bad. */
  known: boolean
  /** A pupil's status, where enrolled. */
  enrolled: '' | '在读' | '休学' | '辍学' | 'none'
  atUniversity: boolean
  /** 务工时间, where a case is about it. */
  months?: number
}

export interface RemovedRow {
  readonly household: string
  readonly name: string
  readonly id: string
  readonly removedOn: string
  readonly reason: string
  readonly area: string
}

export interface LeadAbout {
  readonly person?: Person
  /** Whom to ask, where the lead is about no person: the head of the household unless said. */
  readonly asked?: Person
  /** What stands in the register instead of the person's number, where nobody can read that. */
  readonly document?: string
  readonly subject?: string
  readonly severity?: Severity
  readonly class?: PlantedLead['class']
  readonly from?: IsoDate
  readonly until?: IsoDate
}

export class Household {
  readonly index: number
  readonly random: Random
  readonly county: County
  readonly place: Place
  readonly code: string
  readonly home: Home
  readonly members: Member[] = []

  exitState: ExitState = '未脱贫'
  exitYear = 0
  proposed: '是' | '否' | '' = '否'
  support: Support = 'none'
  identifiedOn = '2014-03-15'
  incomePerHead: number | string = 2800
  relocated = false
  /** 是否入住 of the register. */
  movedIn: '是' | '否' | '' = ''
  registerDilapidated: '是' | '否' = '否'
  registerLevel: '' | 'A' | 'B' | 'C' | 'D' = ''
  waterDifficult: '是' | '否' = '否'
  waterSafe: '是' | '否' | '' = '是'
  returned: '是' | '否' = '否'
  returnCauses = ''
  readonly measures: Measure[] = []
  readonly removed: RemovedRow[] = []
  readonly rows: PlannedRow[] = []
  readonly leads: PlantedLead[] = []
  /** Who was the head when the family was drawn: also where the register lists no member. */
  #first: Person | undefined
  readonly #ids: IdNumbers
  #others = 0

  constructor(seed: number, index: number, ids: IdNumbers) {
    const { county, ordinal } = countyOfHousehold(index)
    this.index = index
    this.random = Random.at(seed, index, 0)
    this.county = county
    this.place = placeOf(county, ordinal)
    this.code = `53${String(10_000_000 + index)}`
    this.#ids = ids
    this.home = {
      houseNumber: `${county.code}1${String(index).padStart(7, '0')}`,
      area: this.random.chance(0.8) ? this.place.villageCode : county.code,
      address: `${county.name}${this.place.town}${this.place.village}${this.place.hamlet}${this.random.between(1, 120)}号`,
      rural: true,
    }
    for (const person of drawFamily(this.registry)) this.join(person)
    this.#first = this.members[0]?.person
  }

  get registry(): Registry {
    return { ids: this.#ids, random: this.random, county: this.county }
  }

  get head(): Person {
    return (this.members[0]?.person ?? this.#first) as Person
  }

  /** Whether the household left poverty, lately or for good. */
  get out(): boolean {
    return this.exitState === '已脱贫' || this.exitState === '稳定脱贫'
  }

  get onDibao(): boolean {
    return this.support === 'dibao' || this.support === 'both'
  }

  get onWubao(): boolean {
    return this.support === 'wubao' || this.support === 'both'
  }

  /** Members that departments know. */
  get known(): Member[] {
    return this.members.filter(({ known }) => known)
  }

  /** Whether exit rules look at the household. */
  get leaving(): boolean {
    return this.proposed === '是' || (this.exitState === '已脱贫' && this.exitYear === YEAR)
  }

  /** A grown-up member, not the head if there is another. */
  get adult(): Person {
    const others = this.known.slice(1).filter(({ person: { age } }) => age >= 24 && age < 60)
    return others.length > 0 ? this.random.pick(others).person : this.head
  }

  /** Any member that departments know. */
  get anybody(): Person {
    return this.random.pick(this.known).person
  }

  join(person: Person): Member {
    const member: Member = {
      person,
      document: person.key,
      documentKind: '居民身份证',
      health: '健康',
      known: true,
      enrolled: '',
      atUniversity: false,
    }
    this.members.push(member)
    return member
  }

  /** Draws one more member of the household. */
  add(wanted: Partial<Wanted> & Pick<Wanted, 'relation' | 'sex' | 'age'>): Member {
    return this.join(
      drawPerson(this.registry, { ethnic: this.head.ethnic, surname: this.#surname, ...wanted }),
    )
  }

  /** Somebody else is the head, and lives there alone. */
  startsAnew(sex: Sex, age: number): Member {
    const { ethnic } = this.head
    const wanted = { relation: '本人或户主', sex, ethnic, surname: this.#surname, age }
    const person = drawPerson(this.registry, wanted)
    this.members.splice(0)
    this.#first = person
    return this.join(person)
  }

  /** Somebody old lives there alone, instead of the family. */
  livesAlone(): void {
    this.startsAnew(this.head.sex, this.random.between(68, 86))
  }

  /** Nobody of the family is listed any more. */
  listsNobody(): void {
    this.members.splice(0)
  }

  /** Somebody who is not registered. */
  stranger(wanted: Partial<Wanted> & Pick<Wanted, 'sex' | 'age'>): Person {
    return drawPerson(this.registry, {
      ethnic: '汉族',
      surname: this.#surname,
      relation: '本人或户主',
      ...wanted,
    })
  }

  /** A house in the same village that is not registered. */
  otherHome(own: Partial<Home> = {}): Home {
    const number = this.#others++
    return {
      ...this.home,
      houseNumber: `${this.county.code}3${String(this.index).padStart(7, '0')}${number}`,
      ...own,
    }
  }

  get #surname(): string {
    const { name } = this.head
    return name.includes('·') ? name.slice(0, name.indexOf('·') + 1) : (name[0] as string)
  }

  give<F extends FeedName>(feed: F, row: RowOfFeed<F>, county: string = this.county.code): void {
    this.rows.push({ feed, row, county, outdated: false } as unknown as PlannedRow)
  }

  /** A row of a delivery that a later one replaced. */
  giveOutdated<F extends FeedName>(feed: F, row: RowOfFeed<F>): void {
    this.rows.push({ feed, row, county: this.county.code, outdated: true } as unknown as PlannedRow)
  }

  rowsOf<F extends FeedName>(feed: F): RowOfFeed<F>[] {
    return this.rows.filter(planned => planned.feed === feed).map(({ row }) => row as RowOfFeed<F>)
  }

  /** The row that 公安 has about a member. */
  residentRow(person: Person): RowOfFeed<'residents'> {
    const row = this.rowsOf('residents').find(({ id }) => id === person.key)
    if (!row) throw new RangeError('no residents row')
    return row
  }

  /** Takes planned rows away. */
  drop<F extends FeedName>(feed: F, which: (row: RowOfFeed<F>) => boolean): void {
    const kept = this.rows.filter(planned => planned.feed !== feed || !which(planned.row as RowOfFeed<F>))
    this.rows.splice(0, this.rows.length, ...kept)
  }

  measure(kind: string, year: number | string = YEAR): void {
    this.measures.push({ kind, year, amount: this.random.between(5, 200) * 100, project: `${kind}项目` })
  }

  /** A lead on this household, or on one of its persons. */
  lead(rule: string, about: LeadAbout = {}): void {
    this.leads.push(this.leadAbout(rule, about))
  }

  leadAbout(rule: string, about: LeadAbout): PlantedLead {
    const { county, place, code } = this
    return planted(rule, { asked: this.head, ...about }, county.code, place.villageCode, code)
  }

  /** 人编号 of a member. */
  memberCode(member: Member): string {
    return `${this.code}${String(this.members.indexOf(member) + 1).padStart(2, '0')}`
  }

  /** A lead of data quality on a member: who has no valid number is called by what stands there. */
  memberLead(rule: string, member: Member, about: MemberLeadAbout = {}): PlantedLead {
    const { person, document, known } = member
    return this.leadAbout(rule, {
      ...about,
      person,
      subject: rule === 'P17' ? '' : this.memberCode(member),
      ...(known ? {} : { document }),
    })
  }

  /** A lead on somebody, or something, outside the register. */
  outside(rule: string, county: string, about: LeadAbout): void {
    this.leads.push(planted(rule, about, county, '', ''))
  }

  /** A lead on a member whose 户编号 is no household. */
  orphanLead(rule: string, household: string, about: LeadAbout): void {
    this.leads.push(planted(rule, about, '', '', household))
  }
}

export type MemberLeadAbout = Pick<LeadAbout, 'class' | 'from' | 'until'>

const planted = (
  rule: string,
  about: LeadAbout,
  county: string,
  village: string,
  household: string,
): PlantedLead => ({
  rule,
  severity: about.severity ?? severityOf(rule, about.class),
  class: about.class ?? classOf(rule),
  county,
  village,
  household,
  personName: (about.person ?? about.asked)?.name ?? '',
  idNumber: about.document ?? about.person?.key ?? '',
  subject: about.subject ?? '',
  ...(about.from ? { from: about.from } : {}),
  ...(about.until ? { until: about.until } : {}),
})

/** Plates and codes as findings write them. */
export const platesAs = foldPlate
export const codeAs = foldCode
