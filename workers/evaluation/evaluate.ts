/** Evaluating a run: the rules over every dossier, in threads. */
import type pg from 'pg'
import { OUTSIDE, WHOLE } from '../../pipelines/flow/steps.ts'
import type { SliceIndex } from '../../pipelines/match/slice-index.ts'
import { countyOfSlice } from '../../pipelines/match/slices.ts'
import type { CountyCode, IdKey, RegisterTableId, SourceFile } from '../../pipelines/types.ts'
import { type AcrossRegister, acrossRegister } from '../store/across-register.ts'
import { EvidenceStore, type PinnedScan } from '../store/evidence.ts'
import { type HouseNumbers, houseNumbers, personsOutside } from '../store/outside-dossiers.ts'
import { type ThreadPool, taskAt } from '../threads/pool.ts'
import { groupSlices, inGroups, type Job, JobCursor, type SliceSize } from './jobs.ts'
import { FileList, type OutcomeMessage } from './messages.ts'
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
  /** Whom rules I may be about. */
  readonly persons: readonly IdKey[]
}

export async function surveyGround(request: EvaluationRequest): Promise<Ground> {
  const { pool, snapshot, threads, members, atOnce } = request
  // Threads load the rules while the database counts.
  if (atOnce === undefined && members.size > PERSONS_A_THREAD) threads.warm(TASK)
  const [slices, across, outside] = await Promise.all([
    sliceSizes(pool, snapshot),
    acrossRegister(pool, snapshot),
    surveyOutside(request),
  ])
  return { slices, across, ...outside }
}

async function surveyOutside({
  pool,
  snapshot,
  scans,
  members,
  counties,
}: EvaluationRequest): Promise<Pick<Ground, 'houses' | 'persons'>> {
  await pool.query('analyze evidence')
  const isMember = (key: string) => members.has(key)
  const evidence = new EvidenceStore(pool, scans)
  const [houses, persons] = await Promise.all([
    houseNumbers(pool, evidence, isMember, counties),
    personsOutside(pool, snapshot, evidence, isMember, counties),
  ])
  return { houses, persons }
}

/** The slices of a portion: of a county, of all, of none. */
const slicesOf = ({ slices }: Ground, portion: string): readonly SliceSize[] =>
  portion === WHOLE ? slices : slices.filter(({ slice }) => countyOfSlice(slice) === portion)

const isOutside = (portion: string): boolean => portion === WHOLE || portion === OUTSIDE

/** What the rules say of a portion. */
export async function evaluatePortion(
  request: EvaluationRequest,
  ground: Ground,
  portion: string,
  progress: (households: number) => void,
  signal: AbortSignal,
): Promise<readonly OutcomeMessage[]> {
  const { counties, only } = request
  const asked = slicesOf(ground, portion).filter(({ slice }) =>
    only ? only.slices.has(slice) : counties.length === 0 || isAsked(slice, counties),
  )
  const persons = only ? ground.persons.filter(key => only.keys.has(key)) : ground.persons
  const { atOnce, most } = share(request, asked, isOutside(portion) ? persons.length : 0)
  const outcomes: OutcomeMessage[] = []
  await runJobs(
    request,
    ground,
    [
      ...(isOutside(portion)
        ? [
            ...inGroups(persons, PERSONS_A_JOB).map((keys): Job => ({ kind: 'persons', keys })),
            ...(only ? [] : ofNoPerson(ground)),
          ]
        : []),
      ...groupSlices(asked, most).map((slices): Job => ({ kind: 'households', slices })),
    ],
    atOnce,
    ({ outcome, households }) => {
      outcomes.push(outcome)
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
function share({ atOnce, threads }: EvaluationRequest, slices: readonly SliceSize[], outside: number) {
  const members = slices.reduce((sum, slice) => sum + slice.members, 0)
  const worth =
    atOnce ?? Math.max(1, Math.min(threads.size, Math.ceil((members + outside) / PERSONS_A_THREAD)))
  return { atOnce: worth, most: Math.min(MEMBERS_A_JOB, Math.ceil(members / (4 * worth))) }
}

/** Slices of a county, and those without one where a county is asked for that is none. */
const isAsked = (slice: number, counties: readonly CountyCode[]): boolean => {
  const county = countyOfSlice(slice)
  return counties.some(code => Number(code) === Number(county))
}

async function sliceSizes(pool: pg.Pool, snapshot: string): Promise<readonly SliceSize[]> {
  const { rows } = await pool.query<SliceSize>(
    `select slice, sum(members)::int as members
       from (select slice, count(*) as members from register_member where snapshot = $1 group by slice
             union all select distinct slice, 0 from register_block where snapshot = $1) sizes
      group by slice order by slice`,
    [snapshot],
  )
  return rows
}

/** Runs the jobs in so many threads, or in this one where a single one would be no faster. */
async function runJobs(
  request: EvaluationRequest,
  ground: Ground,
  jobs: readonly Job[],
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
    jobs,
    across: ground.across,
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
      : Array.from({ length: Math.min(atOnce, jobs.length) }, () => threads.run(TASK, message, take))
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
