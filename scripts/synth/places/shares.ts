/** How problem records are shared among villages, hamlets, households and persons, as the work plan counted them. */

/** Rules about places whose leads must be verified; all others must be corrected. */
const SUSPECTED: ReadonlySet<string> = new Set('V03 V14 V17 V22 V23 N03 N07 N10 N11 N12'.split(' '))

export const placeClassOf = (rule: string): LeadClassName => (SUSPECTED.has(rule) ? 'suspected' : 'error')
export type LeadClassName = 'error' | 'suspected'

/** Problem records of the plan's baseline of November 2017. */
const PLAN = {
  villages: { all: 880, suspected: 419 },
  hamlets: { all: 533, suspected: 321 },
  householdsAndPersons: 16_207 + 1_718,
} as const

export type Quota = Readonly<Record<LeadClassName, number>>

/** How many leads of a kind of place go with so many about households and persons. */
export function quotaOf(place: 'villages' | 'hamlets', householdsAndPersons: number): Quota {
  const scale = householdsAndPersons / PLAN.householdsAndPersons
  const { all, suspected } = PLAN[place]
  return { suspected: Math.round(suspected * scale), error: Math.round((all - suspected) * scale) }
}
