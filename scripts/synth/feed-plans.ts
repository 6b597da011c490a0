/** The feeds of the city: the explicit list, and the shape of each one's rows. */
import { FeedOutput, type FeedPlan } from './delivery.ts'
import * as civil from './feeds/civil-affairs.ts'
import * as economy from './feeds/economy.ts'
import * as education from './feeds/education.ts'
import * as health from './feeds/health.ts'
import * as housing from './feeds/housing.ts'
import * as human from './feeds/human-resources.ts'
import * as security from './feeds/public-security.ts'

const PLANS = {
  residents: security.residents,
  vehicles: security.vehicles,
  property: housing.property,
  presale: housing.presale,
  dilapidated: housing.dilapidated,
  dibao: civil.dibao,
  tekun: civil.tekun,
  cremations: civil.cremations,
  certificates: health.certificates,
  insurance: health.insurance,
  illness: health.illness,
  payroll: human.payroll,
  employment: human.employment,
  pensions: human.pensions,
  enrolment: education.enrolment,
  university: education.university,
  relocation: economy.relocation,
  enterprises: economy.enterprises,
  selfEmployed: economy.selfEmployed,
} as const

export type FeedName = keyof typeof PLANS
export type RowOfFeed<F extends FeedName> = (typeof PLANS)[F] extends FeedPlan<infer R> ? R : never

export type FeedOutputs = { readonly [F in FeedName]: FeedOutput<RowOfFeed<F>> }

/** Opens every file of every feed below `out`. */
export function openFeeds(out: string, households: number): FeedOutputs {
  const open = <R>(plan: FeedPlan<R>) => new FeedOutput<R>(out, plan, households)
  return {
    residents: open(PLANS.residents),
    vehicles: open(PLANS.vehicles),
    property: open(PLANS.property),
    presale: open(PLANS.presale),
    dilapidated: open(PLANS.dilapidated),
    dibao: open(PLANS.dibao),
    tekun: open(PLANS.tekun),
    cremations: open(PLANS.cremations),
    certificates: open(PLANS.certificates),
    insurance: open(PLANS.insurance),
    illness: open(PLANS.illness),
    payroll: open(PLANS.payroll),
    employment: open(PLANS.employment),
    pensions: open(PLANS.pensions),
    enrolment: open(PLANS.enrolment),
    university: open(PLANS.university),
    relocation: open(PLANS.relocation),
    enterprises: open(PLANS.enterprises),
    selfEmployed: open(PLANS.selfEmployed),
  }
}

/** A row that is still to be written: its feed, and the county whose delivery it comes in. */
export type PlannedRow = {
  readonly [F in FeedName]: {
    readonly feed: F
    readonly row: RowOfFeed<F>
    readonly county: string
    /** Only in a delivery that was replaced. */
    readonly outdated: boolean
  }
}[FeedName]

/** Writes planned rows; the random stream decides about the dirt on them. */
export function writeRow(
  outputs: FeedOutputs,
  planned: PlannedRow,
  random: Parameters<FeedOutput<never>['add']>[2],
): void {
  const output = outputs[planned.feed] as FeedOutput<PlannedRow['row']>
  if (planned.outdated) output.addOutdated(planned.row, random)
  else output.add(planned.row, planned.county, random)
}
