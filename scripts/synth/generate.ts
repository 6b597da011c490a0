/** Makes a synthetic city and writes it in the layout of an inbox, with the leads that were planted. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeNeighbourhood } from './background.ts'
import { AS_OF } from './calendar.ts'
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
import { orphanCells } from './register/member-cells.ts'
import { Sheet } from './register/sheet.ts'
import { RegisterFiles } from './register-tables.ts'
import { Settlements } from './settlements.ts'
import { type PlantedLead, writeTruth } from './truth.ts'

export interface SynthOptions {
  readonly out: string
  readonly households: number
  /** Any text; the same text gives the same city. */
  readonly seed: string
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
  const register = new RegisterFiles(out)
  const settlements = new Settlements(seed)
  const feeds = openFeeds(out, households)
  const leads: PlantedLead[] = []

  const plan = new QualityPlan()
  let carried: Person | undefined
  let previous: Sheet | undefined
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
    const sheet = new Sheet(seed, household)
    if (kind !== 'ordinary' || joined) plantInevitable(household)
    quality?.write(sheet, 0, previous)
    const written = register.add(sheet)
    addFaults(sheet, register)
    settlements.add(household, written)
    // a household may still be the other one of a pair
    if (previous) leads.push(...previous.household.leads)
    previous = sheet
    for (const planned of household.rows) writeRow(feeds, planned, household.random)
    writeNeighbourhood(feeds, seed, index, ids)
    if ((index + 1) % PROGRESS_EVERY === 0) options.onProgress?.(index + 1)
  }

  if (previous) leads.push(...previous.household.leads)
  const settled = await settlements.write(out)
  const registerBytes = await register.close()
  const { deliveries, bytes } = await closeFeeds(feeds)
  writeManifest(out, deliveries)
  const truthBytes = await writeTruth(join(out, 'truth.csv'), [...leads, ...settled.leads])
  return {
    households,
    persons: register.persons,
    feedRows: deliveries.reduce((sum, { rows }) => sum + rows, 0),
    leads: leads.length + settled.leads.length,
    bytes: bytes + registerBytes + settled.bytes + truthBytes,
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
function addFaults(sheet: Sheet, register: RegisterFiles): void {
  const { household } = sheet
  const fault = household.index % FAULTS.every
  if (fault === FAULTS.again) register.addAgain(sheet)
  if (fault === FAULTS.orphanMeasure) register.addOrphanMeasure(outsideCode(household))
  if (fault === FAULTS.orphan) addOrphan(household, register)
}

/** 户编号 of a household that is not there. */
const outsideCode = ({ index }: Household): string => `99${String(10_000_000 + index)}`

/** A member whose household is not there counts as registered, and rules about persons apply. */
function addOrphan(household: Household, register: RegisterFiles): void {
  const { random, county, index } = household
  const code = outsideCode(household)
  const person = household.stranger({ sex: '男', age: 44 })
  register.addOrphan(orphanCells(household, person, code))
  household.give('residents', residentOf(random, person, household.otherHome()))
  household.give('insurance', insuranceOf(person, county.code))
  if (Math.floor(index / FAULTS.every) % 2 === 1) return
  const row = vehicleOf(random, person, { type: 'H11' })
  household.give('vehicles', row)
  household.orphanLead('X03', code, { person, subject: platesAs(row.plate) })
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

function writeManifest(out: string, deliveries: readonly ManifestDelivery[]): void {
  const manifest = {
    asOf: AS_OF,
    incomePeriod: ['2016-10-01', '2017-09-30'],
    register: { asOf: AS_OF },
    deliveries,
  }
  writeFileSync(join(out, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`)
}
