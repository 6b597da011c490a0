/** Makes a synthetic city and writes it in the layout of an inbox, with the leads that were planted. */
import { writeFileSync } from 'node:fs'
import { writeNeighbourhood } from './background.ts'
import { caseOf, isTwice } from './cases/index.ts'
import type { QualityCase } from './cases/quality/case.ts'
import { QualityPlan } from './cases/quality/plan.ts'
import type { ManifestDelivery } from './delivery.ts'
import { type FeedOutputs, openFeeds, writeRow } from './feed-plans.ts'
import { insuranceOf, residentOf, vehicleOf } from './feed-rows.ts'
import { Household, platesAs } from './household.ts'
import { IdNumbers } from './id-numbers.ts'
import { plantInevitable } from './inevitable.ts'
import {
  giveEvidence,
  giveOrdinaryEvidence,
  joinElders,
  settleFacts,
  settleOrdinaryFacts,
} from './ordinary.ts'
import { prepareFolder } from './out-folder.ts'
import type { Person } from './people.ts'
import { hashText } from './random.ts'
import { type MemberCells, orphanCells } from './register/member-cells.ts'
import type { RegisterFaults } from './register-tables.ts'
import { SeriesWriter } from './series-writer.ts'

export interface SynthOptions {
  readonly out: string
  readonly households: number
  /** Any text; the same text gives the same city. */
  readonly seed: string
  /** A series of so many days, each in a folder of its own; without it one inbox. */
  readonly days?: number
  /** Writes the register and no feed: other people, but the same cases. */
  readonly registerOnly?: boolean
  /** Called now and then with the number of households written. */
  readonly onProgress?: (households: number) => void
}

export interface SynthSummary {
  readonly households: number
  readonly persons: number
  readonly feedRows: number
  readonly leads: number
  readonly bytes: number
}

const PROGRESS_EVERY = 500

/** Every so many households the register has a fault of its own. */
const FAULTS = { every: 150, orphan: 47, again: 83, orphanMeasure: 119 } as const

/** Writes the whole city. Throws a CallError if the folder cannot be used; errors of the file system as they are. */
export async function generate(options: SynthOptions): Promise<SynthSummary> {
  const { out, households } = options
  const mark = prepareFolder(out)
  writeFileSync(mark, '')
  const seed = hashText(options.seed)
  const ids = new IdNumbers()
  const days = new SeriesWriter(out, seed, options.days)
  const feeds = options.registerOnly ? undefined : openFeeds(days.first, households)

  const plan = new QualityPlan()
  let carried: Person | undefined
  for (let index = 0; index < households; index++) {
    const quality = plan.next()
    const household = makeUp(seed, index, ids, quality)
    const { kind, one } = caseOf(index)
    const joined = carried !== undefined
    if (carried) {
      household.join({ ...carried, relation: '其他' })
      household.lead('X34', { person: carried })
      carried = undefined
    }
    if (isTwice(one) && index + 1 < households) {
      carried = grownUp(household)
      household.lead('X34', { person: carried })
    }
    if (kind !== 'ordinary' || joined) plantInevitable(household)
    plan.also(household.leads)
    const faults = faultsOf(household)
    days.add(household, quality, faults)
    if (feeds) {
      for (const planned of household.rows) writeRow(feeds, planned, household.random)
      writeNeighbourhood(feeds, seed, index, ids)
    }
    if ((index + 1) % PROGRESS_EVERY === 0) options.onProgress?.(index + 1)
  }

  const { deliveries, bytes } = feeds ? await closeFeeds(feeds) : { deliveries: [], bytes: 0 }
  const register = await days.close(deliveries)
  return {
    households,
    persons: register.persons,
    feedRows: deliveries.reduce((sum, { rows }) => sum + rows, 0),
    leads: register.leads,
    bytes: bytes + register.bytes,
  }
}

const grownUp = ({ members, head }: Household): Person =>
  members.find(({ person: { age } }) => age >= 20)?.person ?? head

function makeUp(seed: number, index: number, ids: IdNumbers, quality?: QualityCase): Household {
  const household = new Household(seed, index, ids)
  const { kind, one } = caseOf(index)
  settleFacts(household)
  if (kind === 'ordinary') settleOrdinaryFacts(household)
  else joinElders(household)
  one.shape?.(household)
  quality?.shape?.(household)
  giveEvidence(household)
  if (kind === 'ordinary') giveOrdinaryEvidence(household)
  one.plant?.(household)
  return household
}

/** Faults of the register that must be rejects, and nothing else. */
function faultsOf(household: Household): RegisterFaults {
  const fault = household.index % FAULTS.every
  const code = outsideCode(household)
  return {
    again: fault === FAULTS.again,
    ...(fault === FAULTS.orphanMeasure ? { orphanMeasure: code } : {}),
    ...(fault === FAULTS.orphan ? { orphan: orphanOf(household, code) } : {}),
  }
}

/** 户编号 of a household that is not there. */
const outsideCode = ({ index }: Household): string => `99${String(10_000_000 + index)}`

/** A member whose household is not there counts as registered, and rules about persons apply. */
function orphanOf(household: Household, code: string): MemberCells {
  const { random, county, index } = household
  const person = household.stranger({ sex: '男', age: 44 })
  household.give('residents', residentOf(random, person, household.otherHome()))
  household.give('insurance', insuranceOf(person, county.code))
  if (Math.floor(index / FAULTS.every) % 2 === 0) {
    const row = vehicleOf(random, person, { type: 'H11' })
    household.give('vehicles', row)
    household.orphanLead('X03', code, { person, subject: platesAs(row.plate) })
  }
  return orphanCells(household, person, code)
}

async function closeFeeds(feeds: FeedOutputs): Promise<{ deliveries: ManifestDelivery[]; bytes: number }> {
  const deliveries: ManifestDelivery[] = []
  let bytes = 0
  for (const output of Object.values(feeds)) {
    const closed = await output.close()
    deliveries.push(...closed.deliveries)
    bytes += closed.bytes
  }
  return { deliveries, bytes }
}
