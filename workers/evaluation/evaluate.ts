/** Evaluating a run: the rules over every dossier, in threads. */
import type pg from 'pg'
import { Evaluation } from '../../pipelines/evaluation/evaluate.ts'
import type { SliceIndex } from '../../pipelines/match/slice-index.ts'
import { countyOfSlice } from '../../pipelines/match/slices.ts'
import { COUNTER_FEEDS } from '../../pipelines/rules/counter-cases.ts'
import { RULES } from '../../pipelines/rules/index.ts'
import type { CountyCode, RegisterTableId, SourceFile } from '../../pipelines/types.ts'
import { EvidenceStore, type PinnedScan } from '../store/evidence.ts'
import { doubleMembers } from '../store/members.ts'
import { houseNumbers, keysOutside, personsOutside } from '../store/outside-dossiers.ts'
import { type ThreadPool, taskAt } from '../threads/pool.ts'
import { groupSlices, inGroups, type Job, JobCursor, type SliceSize } from './jobs.ts'
import { type CaseMessage, FileList } from './messages.ts'
import { type ContextValues, ruleContext } from './rule-context.ts'
import evaluateJobs, { type EvaluationInput, type JobResult } from './task.ts'

const TASK = taskAt<EvaluationInput, JobResult, void>(new URL('./task.ts', import.meta.url))

/** Members whose households are evaluated together: some megabytes of rows, a tenth of a second. */
const MEMBERS_A_JOB = 3500
const PERSONS_A_JOB = 4000
/** Below this a thread has not started before the work is done. */
const MEMBERS_A_THREAD = 7000

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
  readonly progress: (households: number) => void
  readonly signal: AbortSignal
}

export async function evaluateAll(request: EvaluationRequest): Promise<Evaluation> {
  const { pool, snapshot, scans, members, register, context, counties } = request
  const isMember = (key: string) => members.has(key)
  const evidence = new EvidenceStore(pool, scans)
  const [slices, doubles, houses, outside, persons] = await Promise.all([
    sliceSizes(pool, snapshot),
    doubleMembers(pool, snapshot),
    houseNumbers(pool, evidence, isMember),
    keysOutside(pool, evidence, COUNTER_FEEDS),
    personsOutside(pool, snapshot, evidence, isMember),
  ])
  const number = slices.reduce((sum, slice) => sum + slice.members, 0)
  const atOnce =
    request.atOnce ?? Math.max(1, Math.min(request.threads.size, Math.ceil(number / MEMBERS_A_THREAD)))
  // So small that every thread gets several: none waits long for the last one.
  const most = Math.min(MEMBERS_A_JOB, Math.ceil(number / (4 * atOnce)))
  const files = new FileList([...register.values(), ...scans.flatMap(scan => scan.files)])
  const common = {
    connection: request.connection,
    context,
    snapshot,
    register,
    scans,
    files: files.files,
    members: members.share(),
    shared: houses.shared.share(),
    counties,
  }

  const cases: CaseMessage[] = []
  await runJobs(
    request,
    atOnce,
    {
      ...common,
      doubles: new Map(),
      counter: [],
      jobs: [
        ...groupSlices(slices, 4 * most).map((slices): Job => ({ kind: 'casesOfSlices', slices })),
        ...inGroups(outside, PERSONS_A_JOB).map((keys): Job => ({ kind: 'casesOfOutsiders', keys })),
      ],
    },
    result => {
      for (const found of result.cases ?? []) cases.push(found)
    },
  )

  const asked = counties.length > 0 ? slices.filter(({ slice }) => isAsked(slice, counties)) : slices
  const evaluation = new Evaluation(RULES, ruleContext(context), counties)
  await runJobs(
    request,
    atOnce,
    {
      ...common,
      doubles,
      counter: cases,
      jobs: [
        ...groupSlices(asked, most).map((slices): Job => ({ kind: 'households', slices })),
        ...inGroups(persons, PERSONS_A_JOB).map((keys): Job => ({ kind: 'persons', keys })),
        ...inGroups(houses.outside, PERSONS_A_JOB).map(
          (houseNumbers): Job => ({ kind: 'houseNumbers', houseNumbers }),
        ),
        { kind: 'villages' },
      ],
    },
    ({ outcome, households }) => {
      if (outcome) evaluation.absorb(files.openOutcome(outcome))
      request.progress(households)
    },
  )
  return evaluation
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
  { threads, signal }: EvaluationRequest,
  atOnce: number,
  input: Omit<EvaluationInput, 'cursor'>,
  take: (result: JobResult) => void,
): Promise<void> {
  signal.throwIfAborted()
  const cursor = new JobCursor()
  const stop = () => cursor.stop()
  signal.addEventListener('abort', stop)
  const message = { ...input, cursor: cursor.buffer }
  const running =
    atOnce <= 1
      ? [evaluateJobs(message, async result => take(result))]
      : Array.from({ length: Math.min(atOnce, input.jobs.length) }, () => threads.run(TASK, message, take))
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
