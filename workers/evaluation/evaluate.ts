/** Evaluating a run: the rules over every dossier, in threads. */
import type pg from 'pg'
import { OUTSIDE, WHOLE } from '../../pipelines/flow/steps.ts'
import type { SliceIndex } from '../../pipelines/match/slice-index.ts'
import { countyOfSlice } from '../../pipelines/match/slices.ts'
import { COUNTER_FEEDS } from '../../pipelines/rules/counter-cases.ts'
import type { CountyCode, IdKey, RegisterTableId, SourceFile } from '../../pipelines/types.ts'
import { type AcrossRegister, acrossRegister, NOTHING_ACROSS } from '../store/across-register.ts'
import { EvidenceStore, type PinnedScan } from '../store/evidence.ts'
import { type HouseNumbers, houseNumbers, keysOutside, personsOutside } from '../store/outside-dossiers.ts'
import { type ThreadPool, taskAt } from '../threads/pool.ts'
import { groupSlices, inGroups, type Job, JobCursor, type SliceSize } from './jobs.ts'
import { type CaseMessage, FileList, type OutcomeMessage } from './messages.ts'
import type { ContextValues } from './rule-context.ts'
import evaluateJobs, { type EvaluationInput, type JobResult } from './task.ts'

const TASK = taskAt<EvaluationInput, JobResult, void>(new URL('./task.ts', import.meta.url))

/** Members whose households are evaluated together: some megabytes of rows, a tenth of a second. */
const MEMBERS_A_JOB = 3500
const PERSONS_A_JOB = 4000
/** Below this a thread has not started before the work is done. */
const PERSONS_A_THREAD = 7000

/** What is evaluated, and how. */
export interface EvaluationRequest {
  readonly pool: pg.Pool
  /** What a thread connects with. */
  readonly connection: pg.ClientConfig
  readonly threads: ThreadPool
  /** How many threads, whatever there is to do; otherwise as many as are worth starting. */
  readonly atOnce?: number
  readonly context: ContextValues
  readonly snapshot: string
  readonly register: ReadonlyMap<RegisterTableId, SourceFile>
  readonly scans: readonly PinnedScan[]
  readonly members: SliceIndex
  /** Empty: all counties. */
  readonly counties: readonly CountyCode[]
  /** Where not everybody is asked for: the households that are, persons, and the slices where either may be. */
  readonly only?: {
    readonly households: ReadonlySet<string>
    readonly slices: ReadonlySet<number>
    readonly keys: ReadonlySet<IdKey>
  }
}

/** What there is to evaluate: asked of the store once, for all portions. */
export interface Ground {
  readonly slices: readonly SliceSize[]
  readonly across: AcrossRegister
  readonly houses: HouseNumbers
  /** Whom counter-evidence may be about, and who is in no slice. */
  readonly outside: readonly IdKey[]
  /** Whom rules I may be about. */
  readonly persons: readonly IdKey[]
}

export async function surveyGround({ pool, snapshot, scans, members }: EvaluationRequest): Promise<Ground> {
  const isMember = (key: string) => members.has(key)
  const evidence = new EvidenceStore(pool, scans)
  const [slices, across, houses, outside, persons] = await Promise.all([
    sliceSizes(pool, snapshot),
    acrossRegister(pool, snapshot),
    houseNumbers(pool, evidence, isMember),
    keysOutside(pool, evidence, COUNTER_FEEDS),
    personsOutside(pool, snapshot, evidence, isMember),
  ])
  return { slices, across, houses, outside, persons }
}

/** The slices of a portion: of a county, of all, of none. */
const slicesOf = ({ slices }: Ground, portion: string): readonly SliceSize[] =>
  portion === WHOLE ? slices : slices.filter(({ slice }) => countyOfSlice(slice) === portion)

const isOutside = (portion: string): boolean => portion === WHOLE || portion === OUTSIDE

/** Counter-evidence that persons of a portion give rise to. */
export async function findCases(
  request: EvaluationRequest,
  ground: Ground,
  portion: string,
  signal: AbortSignal,
): Promise<readonly CaseMessage[]> {
  const { atOnce, most } = share(request, ground, portion)
  const cases: CaseMessage[] = []
  await runJobs(
    request,
    ground,
    {
      across: NOTHING_ACROSS,
      counter: [],
      jobs: [
        ...groupSlices(slicesOf(ground, portion), 4 * most).map(
          (slices): Job => ({ kind: 'casesOfSlices', slices }),
        ),
        ...(isOutside(portion) ? inGroups(ground.outside, PERSONS_A_JOB) : []).map(
          (keys): Job => ({ kind: 'casesOfOutsiders', keys }),
        ),
      ],
    },
    atOnce,
    result => {
      for (const found of result.cases ?? []) cases.push(found)
    },
    signal,
  )
  return cases
}

/**
 * What the rules say of a portion.
 * @param cases of all portions
 */
export async function evaluatePortion(
  request: EvaluationRequest,
  ground: Ground,
  portion: string,
  cases: readonly CaseMessage[],
  progress: (households: number) => void,
  signal: AbortSignal,
): Promise<readonly OutcomeMessage[]> {
  const { counties, only } = request
  const asked = slicesOf(ground, portion).filter(({ slice }) =>
    only ? only.slices.has(slice) : counties.length === 0 || isAsked(slice, counties),
  )
  const persons = only ? ground.persons.filter(key => only.keys.has(key)) : ground.persons
  const { atOnce, most } = share(request, ground, portion)
  const outcomes: OutcomeMessage[] = []
  await runJobs(
    request,
    ground,
    {
      across: ground.across,
      counter: cases,
      jobs: [
        ...groupSlices(asked, most).map((slices): Job => ({ kind: 'households', slices })),
        ...(isOutside(portion)
          ? [
              ...inGroups(persons, PERSONS_A_JOB).map((keys): Job => ({ kind: 'persons', keys })),
              ...(only ? [] : ofNoPerson(ground)),
            ]
          : []),
      ],
    },
    atOnce,
    ({ outcome, households }) => {
      if (outcome) outcomes.push(outcome)
      progress(households)
    },
    signal,
  )
  return outcomes
}

/** What is about neither a household nor a person. */
const ofNoPerson = ({ houses }: Ground): readonly Job[] => [
  ...inGroups(houses.outside, PERSONS_A_JOB).map(
    (houseNumbers): Job => ({ kind: 'houseNumbers', houseNumbers }),
  ),
  { kind: 'villages' },
]

/** The files that messages of a run refer to, in their order. */
export const filesOf = ({ register, scans }: Pick<EvaluationRequest, 'register' | 'scans'>): FileList =>
  new FileList([...register.values(), ...scans.flatMap(scan => scan.files)])

/** How many threads are worth starting, and how many members are evaluated together: so few that none waits long for the last. */
function share({ atOnce, threads }: EvaluationRequest, ground: Ground, portion: string) {
  const members = slicesOf(ground, portion).reduce((sum, slice) => sum + slice.members, 0)
  const persons = members + (isOutside(portion) ? ground.outside.length : 0)
  const worth = atOnce ?? Math.max(1, Math.min(threads.size, Math.ceil(persons / PERSONS_A_THREAD)))
  return { atOnce: worth, most: Math.min(MEMBERS_A_JOB, Math.ceil(members / (4 * worth))) }
}

/** Slices of a county, and those without one where a county is asked for that is none. */
const isAsked = (slice: number, counties: readonly CountyCode[]): boolean => {
  const county = countyOfSlice(slice)
  return counties.some(code => Number(code) === Number(county))
}

async function sliceSizes(pool: pg.Pool, snapshot: string): Promise<readonly SliceSize[]> {
  const { rows } = await pool.query<SliceSize>(
    `select slice, count(m.slice)::int as members
       from (select distinct snapshot, slice from register_block where snapshot = $1) blocks
       left join register_member m using (snapshot, slice) group by slice order by slice`,
    [snapshot],
  )
  return rows
}

/** Runs the jobs in so many threads, or in this one where a single one would be no faster. */
async function runJobs(
  request: EvaluationRequest,
  ground: Ground,
  own: Pick<EvaluationInput, 'across' | 'counter' | 'jobs'>,
  atOnce: number,
  take: (result: JobResult) => void,
  signal: AbortSignal,
): Promise<void> {
  signal.throwIfAborted()
  const cursor = new JobCursor()
  const stop = () => cursor.stop()
  signal.addEventListener('abort', stop)
  const { connection, context, snapshot, register, scans, members, counties, threads, only } = request
  const message: EvaluationInput = {
    ...own,
    ...{ connection, context, snapshot, register, scans, counties },
    files: filesOf(request).files,
    members: members.share(),
    shared: ground.houses.shared.share(),
    cursor: cursor.buffer,
    ...(only ? { only: { households: only.households, keys: only.keys } } : {}),
  }
  const running =
    atOnce <= 1
      ? [evaluateJobs(message, async result => take(result))]
      : Array.from({ length: Math.min(atOnce, own.jobs.length) }, () => threads.run(TASK, message, take))
  try {
    await Promise.all(running)
  } catch (error) {
    // The others end with the job that they are at.
    stop()
    await Promise.allSettled(running)
    throw error
  } finally {
    signal.removeEventListener('abort', stop)
  }
  signal.throwIfAborted()
}
