/**
 * A series of days: which problems of data quality the register has on each of them. Offices correct some, which may
 * come back; some get another value and stay; new ones appear.
 */
import type { IsoDate } from '../../connectors/reading.ts'
import { AS_OF, addDays } from './calendar.ts'
import { TextFile } from './files/text-file.ts'
import { Random } from './random.ts'
import type { PlantedLead } from './truth.ts'

/** People have no birthday in the days of a series, which is why it is no longer. */
export const MOST_DAYS = 30

export interface Day {
  readonly asOf: IsoDate
  /** `day-01-2017-11-07`. */
  readonly folder: string
}

/** The last days up to that of the comparison. */
export const daysOf = (count: number): readonly Day[] =>
  Array.from({ length: count }, (_, at) => {
    const asOf = addDays(AS_OF, at - count + 1)
    return { asOf, folder: `day-${String(at + 1).padStart(2, '0')}-${asOf}` }
  })

/** Of a hundred problems, so many are there on the first day. */
const AT_FIRST = 0.75
/** In a day, so many are corrected, come back once corrected, get another value. */
const CLEARED = 0.12
const REOPENED = 0.15
const CHANGED = 0.06

/** For each day, the turn of a problem's value; undefined where the problem is not there. */
export function turnsOf(seed: number, household: number, days: number): readonly (number | undefined)[] {
  const random = Random.at(seed, household, 9)
  const appears = random.chance(AT_FIRST) ? 0 : random.below(days)
  let there = false
  let turn = 0
  return Array.from({ length: days }, (_, day) => {
    if (day < appears) return undefined
    if (day === appears) there = true
    else if (there && random.chance(CLEARED)) there = false
    else if (there && random.chance(CHANGED)) turn++
    else if (!there && random.chance(REOPENED)) {
      there = true
      turn++
    }
    return there ? turn : undefined
  })
}

type What = 'new' | 'changed' | 'cleared' | 'reopened'

const HEADER = ['rule', 'household', 'id_number', 'subject', 'day', 'what'] as const

/**
 * Writes truth-days.csv: what happens to each problem, household by household in the order of the register. `changed`
 * is a household whose own rows say something else; what H48 says of the village's mean is not followed.
 */
export class Histories {
  readonly #file: TextFile

  constructor(path: string) {
    this.#file = new TextFile(path, { encoding: 'utf-8-bom', delimiter: ',', eol: '\r\n' })
    this.#file.record(HEADER)
  }

  /** `seen`: for each day the leads on one household, and what its rows said. */
  add(
    days: readonly Day[],
    seen: readonly { readonly leads: readonly PlantedLead[]; readonly text: string }[],
  ): void {
    const states = new Map<string, { readonly lead: PlantedLead; there: boolean; text: string }>()
    for (const [at, { leads, text }] of seen.entries()) {
      const today = new Set<string>()
      for (const lead of leads) {
        const key = [lead.rule, lead.household, lead.idNumber, lead.subject].join('\t')
        const state = states.get(key)
        today.add(key)
        if (!state) this.#record(lead, days[at], 'new')
        else if (!state.there) this.#record(lead, days[at], 'reopened')
        else if (state.text !== text) this.#record(lead, days[at], 'changed')
        states.set(key, { lead, there: true, text })
      }
      for (const [key, state] of states) {
        if (!state.there || today.has(key)) continue
        this.#record(state.lead, days[at], 'cleared')
        state.there = false
      }
    }
  }

  #record({ rule, household, idNumber, subject }: PlantedLead, day: Day | undefined, what: What): void {
    this.#file.record([rule, household, idNumber, subject, day?.asOf ?? '', what])
  }

  async close(): Promise<number> {
    return this.#file.close()
  }
}
