/** A small inbox that changes from run to run, as departments and the office change theirs. */
import { type Delivered, type Household, key, type Person, type Rows, vehicles } from './inbox.ts'

/** What may happen between two runs. */
export const CHANGES = [
  'nothing',
  'another attribute',
  'ID corrected',
  'member added',
  'member removed',
  'member moved',
  'household added',
  'household removed',
  'household moved',
  'delivery added',
  'delivery replaced',
  'delivery replaced for a county',
  'delivery taken away',
  'delivery held',
  'rows changed',
] as const
export type Change = (typeof CHANGES)[number]

const COUNTIES = ['530129', '530113', '530128']
const villageIn = (county: string): string => `${county}100201`
const FEEDS = [
  'public-security.vehicles',
  'commerce.self-employed',
  'civil-affairs.dibao',
  'public-security.residents',
] as const
export type Feed = (typeof FEEDS)[number]
/** Feeds whose rows make nobody a subject. */
export const OF_EVIDENCE_ONLY: readonly string[] = FEEDS.slice(0, 2)

/** Everybody whom any file may be about, registered or not. */
const PERSONS = Array.from({ length: 14 }, (_, n) => ({
  name: `张${'甲乙丙丁戊己庚辛壬癸子丑寅卯'[n]}`,
  key: key('19700101', n + 1),
  wrong: key('19850505', n + 501),
}))
const STRANGERS = Array.from({ length: 30 }, (_, n) => key('19600606', n + 100))

interface Version extends Delivered {
  readonly feed: Feed
  readonly name: string
  readonly counties: 'all' | readonly string[]
}

export class ChangingInbox {
  households: Household[] = ['5301290001', '5301290002', '5301130001', '5301280001'].map((code, n) => ({
    code,
    village: villageIn(COUNTIES[Math.max(0, n - 1)] ?? ''),
  }))
  members: Person[] = PERSONS.slice(0, 6).map(({ name, key }, n) => ({
    household: this.households[n % 4]?.code ?? '',
    name,
    key,
  }))
  deliveries: Version[] = []
  /** Every delivery that ever was, by its file. */
  readonly versions = new Map<string, Version>()
  #counter = 0

  constructor() {
    for (const feed of FEEDS) this.deliveries.push(this.#version(feed, 'all'))
  }

  /** Does a change, as far as it can be done. @returns the feed of a delivery that changed */
  change(change: Change, pick: number): Feed | undefined {
    const household = this.households[pick % this.households.length]
    const member = this.members[pick % this.members.length]
    const delivery = this.deliveries[pick % Math.max(1, this.deliveries.length)]
    const feed = FEEDS[pick % FEEDS.length] ?? FEEDS[0]
    switch (change) {
      case 'nothing':
        return undefined
      case 'another attribute':
        this.#replace(household, {
          attribute: household?.attribute === '低保贫困户' ? '一般贫困户' : '低保贫困户',
        })
        return undefined
      case 'ID corrected': {
        const person = PERSONS.find(({ name }) => name === member?.name)
        if (member && person)
          this.members = this.members.map(one =>
            one === member ? { ...one, key: one.key === person.key ? person.wrong : person.key } : one,
          )
        return undefined
      }
      case 'member added': {
        const person = PERSONS[pick % PERSONS.length]
        if (person && household)
          this.members.push({ household: household.code, name: person.name, key: person.key })
        return undefined
      }
      case 'member removed':
        if (this.members.length > 2) this.members = this.members.filter(one => one !== member)
        return undefined
      case 'member moved':
        // Or has left one of two households, where somebody else had given the same person.
        if (household)
          this.members = this.members.map(one =>
            one === member ? { ...one, household: household.code } : one,
          )
        return undefined
      case 'household added':
        this.households.push({
          code: `53012900${10 + this.#counter++}`,
          village: villageIn(COUNTIES[pick % 3] ?? ''),
        })
        return undefined
      case 'household removed':
        // Its members become orphans.
        if (this.households.length > 2) this.households = this.households.filter(one => one !== household)
        return undefined
      case 'household moved':
        this.#replace(household, { village: villageIn(COUNTIES[(pick >> 2) % 3] ?? '') })
        return undefined
      case 'delivery added':
        if (this.deliveries.some(one => one.feed === feed)) return undefined
        this.deliveries.push(this.#version(feed, 'all'))
        return feed
      case 'delivery replaced':
      case 'rows changed':
        if (delivery) this.#deliver(this.#version(delivery.feed, 'all'))
        return delivery?.feed
      case 'delivery replaced for a county':
        this.deliveries.push(this.#version(feed, [COUNTIES[(pick >> 2) % 3] ?? '']))
        return feed
      case 'delivery taken away':
        this.deliveries = this.deliveries.filter(one => one !== delivery)
        return delivery?.feed
      case 'delivery held':
        if (delivery) this.#deliver({ ...this.#version(delivery.feed, 'all'), rows: 1000 })
        return delivery?.feed
    }
  }

  #replace(household: Household | undefined, change: Partial<Household>): void {
    this.households = this.households.map(one => (one === household ? { ...one, ...change } : one))
  }

  /** In the place of whatever there is of its feed. */
  #deliver(version: Version): void {
    this.deliveries = [...this.deliveries.filter(({ feed }) => feed !== version.feed), version]
  }

  /** A new delivery: as many rows as all others of its feed, other ones; never with an older cut-off. */
  #version(feed: Feed, counties: Version['counties']): Version {
    const number = ++this.#counter
    const version: Version = {
      ...{ feed, counties },
      name: `${number}.csv`,
      content: rowsOf(feed, number),
      asOf: `2017-11-${String(Math.min(20, number)).padStart(2, '0')}`,
    }
    this.versions.set(`feeds/${feed}/${version.name}`, version)
    return version
  }
}

/** Whom the n-th delivery of a feed is about: some of everybody, and strangers; one ID number in it is no good. */
function rowsOf(feed: Feed, number: number): Rows {
  const some = PERSONS.filter((_, n) => ((n * 7 + number * 3) >> 1) % 3 !== 0)
  const owners = [...some, ...STRANGERS.map((key, n) => ({ name: `王${n}`, key }))].slice(0, 36)
  const all = [...owners, { name: '赵六', key: '530129********1234' }]
  switch (feed) {
    case 'public-security.vehicles':
      return vehicles(...all.map(({ name, key }, n) => [name, key, `云A${number}${100 + n}`] as const))
    case 'commerce.self-employed':
      return [
        ['字号', '经营者', '身份证号', '登记状态', '资金数额'],
        ...all.map(({ name, key }, n) => [`铺${n}`, name, key, '存续', 5 + ((n + number) % 9)]),
      ]
    case 'civil-affairs.dibao':
      return [
        ['申请人', '身份证号', '保障人口', '起始月', '区划'],
        ...all.map(({ name, key }, n) => [name, key, 1, `2016-0${1 + (number % 9)}`, COUNTIES[n % 3] ?? '']),
      ]
    case 'public-security.residents':
      return [
        ['姓名', '身份证号', '户号', '区划', '户籍状态', '与户主关系'],
        ...all.map(({ name, key }, n) => [
          name,
          key,
          `H${(n + number) >> 1}`,
          COUNTIES[n % 3] ?? '',
          n % 9 === number % 9 ? '死亡注销' : '正常',
          n % 2 ? '妻' : '户主',
        ]),
      ]
  }
}
