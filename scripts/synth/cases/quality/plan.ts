/**
 * Which household gets which case of data quality.
 *
 * Small cities have every rule: the first households get one case after the other, twice through the rules. Behind
 * them the city has what the work plan counted in November 2017: so many problems of households and of persons for
 * each household, so many of them errors. What the first households have too much is made up for by those that
 * follow.
 */
import { AS_OF } from '../../calendar.ts'
import { countyOfHousehold } from '../../counties.ts'
import { PER_VILLAGE } from '../../places.ts'
import { classOf, holdsOn, type PlantedLead } from '../../truth.ts'
import { caseOf, isTwice } from '../index.ts'
import type { QualityCase } from './case.ts'
import { QUALITY_CASES } from './index.ts'

/** Problems for each household: about 0.19, of four kinds of object. */
const PER_HOUSEHOLD = 0.19
/** The plan's records, all objects together, and of these two kinds. */
const RECORDS = 19_338
const PLAN = {
  H: { all: 16_207, suspected: 9754 },
  P: { all: 1718, suspected: 186 },
} as const

type Group = `${keyof typeof PLAN} ${PlantedLead['class']}`
const GROUPS: readonly Group[] = ['H suspected', 'H error', 'P error', 'P suspected']

/** Leads of a group for each household. */
function rateOf(group: Group): number {
  const [object, kind] = group.split(' ') as [keyof typeof PLAN, PlantedLead['class']]
  const { all, suspected } = PLAN[object]
  return (PER_HOUSEHOLD / RECORDS) * (kind === 'suspected' ? suspected : all - suspected)
}

/** What a group is measured by: suspected ones by themselves, errors by what is left of all problems of the object. */
const MEASURED: Readonly<Record<Group, readonly Group[]>> = {
  'H suspected': ['H suspected'],
  'H error': ['H error', 'H suspected'],
  'P error': ['P error', 'P suspected'],
  'P suspected': ['P suspected'],
}
const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0)
const RATES = new Map(GROUPS.map(group => [group, sum(MEASURED[group].map(rateOf))]))

/** The groups of the leads of a case. */
const groupsOf = ({ rules, class: first }: QualityCase): readonly Group[] =>
  rules.map((rule, at) => `${rule[0] as 'H' | 'P'} ${(at === 0 && first) || classOf(rule)}` as const)

const LEADS = QUALITY_CASES.filter(({ rules }) => rules.length > 0)
const HARMLESS = QUALITY_CASES.filter(({ rules }) => rules.length === 0)

/** In the first households every fifth case is no lead. */
const HARMLESS_EVERY = 5

/** Behind the first households one in so many has a case that is no lead. */
const HARMLESS_RARELY = 40

/** One case of each rule, then the second one of each, or the first again. */
function twiceThrough(): readonly QualityCase[] {
  const byRule = [...Map.groupBy(LEADS, ({ rules }) => rules[0]).values()]
  const most = Math.max(2, ...byRule.map(cases => cases.length))
  const rounds = Array.from({ length: most }, (_, round) =>
    byRule.flatMap(cases => (round < 2 ? (cases[round] ?? cases[0]) : cases[round]) ?? []),
  )
  const leads = rounds.flat()
  return leads.flatMap((one, at) => {
    const between = HARMLESS[Math.floor(at / HARMLESS_EVERY)]
    return at % HARMLESS_EVERY === HARMLESS_EVERY - 1 && between ? [one, between] : [one]
  })
}

/** So many registered households make a village's land an ordinary one, whatever comes after them. */
const POPULOUS = 12
const isPopulous = (index: number): boolean => countyOfHousehold(index).ordinal % PER_VILLAGE >= POPULOUS

/** What a household may have beside its case about departments. */
type Room = 'none' | QualityCase['where']

function roomOf(index: number): Room {
  const { kind, one } = caseOf(index)
  // a person in two households joins this one after it is made up
  if (isTwice(one) || (index > 0 && isTwice(caseOf(index - 1).one))) return 'none'
  return kind === 'ordinary' ? 'ordinary' : one.shape ? 'none' : 'beside'
}

/** A queue of cases that are taken in turn. */
class Turns {
  readonly #cases: QualityCase[]

  constructor(cases: readonly QualityCase[]) {
    this.#cases = [...cases]
  }

  /** Takes the first case that fits; `again` puts it behind the others. */
  take(fits: (one: QualityCase) => boolean, again: boolean): QualityCase | undefined {
    const at = this.#cases.findIndex(fits)
    if (at < 0) return undefined
    const [one] = this.#cases.splice(at, 1)
    if (one && again) this.#cases.push(one)
    return one
  }
}

/** Deals cases to one household after the other: asked once for every index, in order. */
export class QualityPlan {
  readonly #first = new Turns(twiceThrough())
  readonly #turns: Readonly<Record<Group, Turns>> = {
    'H suspected': turnsOf('H suspected'),
    'H error': turnsOf('H error'),
    'P error': turnsOf('P error'),
    'P suspected': turnsOf('P suspected'),
  }
  readonly #harmless = new Turns(HARMLESS)
  readonly #planted: Record<Group, number> = {
    'H suspected': 0,
    'H error': 0,
    'P error': 0,
    'P suspected': 0,
  }
  #index = 0
  #before: QualityCase | undefined

  /** The case of the next household, if it has one. */
  next(): QualityCase | undefined {
    const one = this.#deal(this.#index++)
    this.#before = one
    for (const group of one ? groupsOf(one) : []) this.#planted[group]++
    return one
  }

  /** Leads that follow from something else count as well: there are fewer of its own then. */
  also(leads: readonly PlantedLead[]): void {
    for (const lead of leads) {
      const { rule, class: kind } = lead
      const object = rule[0]
      if ((object === 'P' || object === 'H') && holdsOn(lead, AS_OF)) this.#planted[`${object} ${kind}`]++
    }
  }

  #deal(index: number): QualityCase | undefined {
    const room = roomOf(index)
    if (room === 'none') return undefined
    const fits = ({ where, populous, rules }: QualityCase): boolean =>
      (where === 'beside' || room === 'ordinary') &&
      (!populous || isPopulous(index)) &&
      // a number that two households give: the other one is that before it, which must have nothing else
      (rules.length < 2 || rules[0] !== rules[1] || (index > 0 && this.#before === undefined))
    // ordinary households are few: what would do beside another case leaves them to what would not
    const choosy = (one: QualityCase) => fits(one) && (room === 'beside' || one.where === 'ordinary')
    const found = this.#first.take(choosy, false) ?? this.#first.take(fits, false)
    if (found) return found
    for (const group of GROUPS) {
      const planted = sum(MEASURED[group].map(each => this.#planted[each]))
      if ((RATES.get(group) ?? 0) * (index + 1) < planted + 1) continue
      const found = this.#turns[group].take(fits, true)
      if (found) return found
    }
    return index % HARMLESS_RARELY === HARMLESS_RARELY - 1 ? this.#harmless.take(fits, true) : undefined
  }
}

/** The cases whose leads are all of that group, in turn by rule; those of several groups stay with the first ones. */
function turnsOf(group: Group): Turns {
  const own = LEADS.filter(one => groupsOf(one).every(each => each === group))
  const byRule = [...Map.groupBy(own, ({ rules }) => rules[0]).values()]
  const most = Math.max(...byRule.map(cases => cases.length))
  return new Turns(
    Array.from({ length: most }, (_, round) => byRule.flatMap(cases => cases[round] ?? [])).flat(),
  )
}
