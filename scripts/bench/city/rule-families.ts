/** Evaluates what a comparison left in its database once more, in one thread, each family of rules by itself. */
import { Evaluation } from '../../../pipelines/evaluation/evaluate.ts'
import { counterCases } from '../../../pipelines/rules/counter-cases.ts'
import { rulesOf } from '../../../pipelines/rules/packs.ts'
import type { AnyRule, Dossier, DossierKind } from '../../../pipelines/types.ts'
import { openArchive } from '../../../workers/archive/open.ts'
import { servicesHere } from '../../../workers/comparison/here.ts'
import { loadConfig } from '../../../workers/config.ts'
import { surveyGround } from '../../../workers/evaluation/evaluate.ts'
import { groupSlices } from '../../../workers/evaluation/jobs.ts'
import { ruleContext } from '../../../workers/evaluation/rule-context.ts'
import { readRun } from '../../../workers/flow/run-record.ts'
import { RunWork } from '../../../workers/flow/run-work.ts'
import { requestOf } from '../../../workers/flow/steps/evaluation.ts'
import { openDatabase } from '../../../workers/postgres/connect.ts'
import type { DossierSource } from '../../../workers/store/dossier-source.ts'
import { EvidenceStore } from '../../../workers/store/evidence.ts'
import { householdDossiers } from '../../../workers/store/household-dossiers.ts'
import { villageDossiers } from '../../../workers/store/village-dossiers.ts'
import { ThreadPool } from '../../../workers/threads/pool.ts'
import type { Comparison } from './comparison.ts'

export interface FamilyCost {
  readonly what: string
  readonly seconds: number
  /** Absent of what is no rule. */
  readonly leads?: number
}

export interface FamilyCosts {
  readonly households: number
  readonly members: number
  /** Leads that the run stored. */
  readonly stored: number
  readonly costs: readonly FamilyCost[]
  /** Families of quality rules that found another number of leads than the run. */
  readonly differing: readonly string[]
}

/** What is measured apart: a name, the first letters of its rules' ids, what they read. */
const FAMILIES: readonly (readonly [what: string, ids: RegExp, reads: DossierKind])[] = [
  ['P persons', /^P/, 'household'],
  ['H households', /^H/, 'household'],
  ['V, N villages and hamlets', /^[VN]/, 'village'],
  ['X, I, T, M on households', /^[XITM]/, 'household'],
]
/** Members whose households are read together, as in a run. */
const MEMBERS_A_JOB = 3500

const seconds = (since: number): number => (performance.now() - since) / 1000

/** Of the newest run in a state folder that nobody else uses. */
export async function measureFamilies(home: string): Promise<FamilyCosts> {
  const config = loadConfig({ BIDUI_HOME: home })
  await using database = await openDatabase(config)
  await using threads = new ThreadPool(1)
  const { pool } = database
  const archive = openArchive(config)
  const newest = await pool.query<{ id: string }>(
    `select id from run where state = 'done' order by started_at desc limit 1`,
  )
  const record = await readRun(pool, archive, newest.rows[0]?.id ?? '')
  if (!record) throw new Error('The comparison left no run')
  const work = new RunWork(servicesHere(database, threads, archive, { outOf: () => home }), record)
  const request = await requestOf(work)
  const surveying = performance.now()
  const ground = await surveyGround(request)
  const survey: FamilyCost = { what: 'counting over the whole register', seconds: seconds(surveying) }
  const context = ruleContext(request.context)
  const source: DossierSource = {
    db: pool,
    snapshot: request.snapshot,
    register: request.register,
    evidence: new EvidenceStore(pool, request.scans),
    isMember: key => request.members.has(key),
    slicesOf: key => request.members.of(key),
    across: ground.across,
    shared: ground.houses.shared,
    judge: evidence => counterCases(evidence, context),
    personFeeds: [],
    counties: [],
  }
  const families = FAMILIES.map(([what, ids, reads]) => {
    const rules: readonly AnyRule[] = rulesOf(record.policy).filter(
      rule => ids.test(rule.id) && rule.reads === reads,
    )
    return {
      what,
      reads,
      quality: rules.every(({ direction }) => direction === 'quality'),
      rules,
      seconds: 0,
      leads: 0,
    }
  })
  const ask = (dossiers: readonly Dossier[], kind: DossierKind): void => {
    for (const family of families) {
      if (family.reads !== kind) continue
      const since = performance.now()
      const evaluation = new Evaluation(family.rules, context, [])
      for (const dossier of dossiers) evaluation.add(dossier)
      family.leads += evaluation.finish().leads.length
      family.seconds += seconds(since)
    }
  }
  let [households, members, reading] = [0, 0, 0]
  for (const slices of groupSlices(ground.slices, MEMBERS_A_JOB)) {
    const since = performance.now()
    const dossiers = await householdDossiers(source, slices)
    reading += seconds(since)
    households += dossiers.filter(({ household }) => household !== undefined).length
    members += dossiers.reduce((sum, dossier) => sum + dossier.members.length, 0)
    ask(dossiers, 'household')
  }
  const villagesSince = performance.now()
  const villages = await villageDossiers(source)
  const places: FamilyCost = {
    what: 'reading villages and what they add up to',
    seconds: seconds(villagesSince),
  }
  ask(villages, 'village')
  const { rows } = await pool.query<{ family: string; leads: number }>(
    `select left(rule, 1) as family, count(*)::int as leads from lead where run = $1 group by 1`,
    [record.id],
  )
  const ran = (ids: RegExp) =>
    rows.filter(({ family }) => ids.test(family)).reduce((sum, { leads }) => sum + leads, 0)
  return {
    households,
    members,
    stored: rows.reduce((sum, { leads }) => sum + leads, 0),
    costs: [
      survey,
      { what: 'reading dossiers', seconds: reading },
      places,
      ...families.map(({ what, seconds, leads }) => ({ what, seconds, leads })),
    ],
    differing: FAMILIES.flatMap(([what, ids], at) => {
      const found = families[at]
      return found?.quality && found.leads !== ran(ids)
        ? [`${what}: ${found.leads} leads, the run has ${ran(ids)}`]
        : []
    }),
  }
}

/** What share of the run the quality rules are. */
export function describeFamilies(
  { households, costs }: FamilyCosts,
  { wallSeconds, stages }: Comparison,
): string {
  const quality = costs
    .filter(({ what }) => /^(?:P|H|V, N) /.test(what))
    .reduce((sum, { seconds }) => sum + seconds, 0)
  const share = ((quality / wallSeconds) * 100).toFixed(1)
  return (
    `All quality rules: ${quality.toFixed(2)} s of one thread, ${Math.round(households / quality)} households a second. ` +
    `The whole comparison took ${wallSeconds.toFixed(1)} s, its evaluation ${(stages.evaluation ?? 0).toFixed(1)}: ` +
    `they are ${share} % of it if nothing else ran beside them.\n`
  )
}
