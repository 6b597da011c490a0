/** What a roll-up is made from, out of the store: the register as the run saw it, and the leads of the run. */
import type { Pool } from 'pg'
import { shown, usable } from '../../connectors/reading.ts'
import type { Lead, NotConcluded, RunStamp } from '../../pipelines/reports/model.ts'
import { BESIDE, BLOCKING } from '../../pipelines/reports/rollup/exit-rollup.ts'
import { MEASURE_RULES } from '../../pipelines/reports/rollup/measures-rollup.ts'
import type { RollupHousehold, RollupSnapshot, RollupVillage } from '../../pipelines/reports/rollup/model.ts'
import { isExitCandidate } from '../../pipelines/rules/exit/candidates.ts'
import type { CountyCode, Direction, IsoDate, RegisterRow } from '../../pipelines/types.ts'
import { OperationalError } from '../operational-error.ts'
import type { Queryable } from '../store/queryable.ts'
import { sliceRows } from '../store/register-blocks.ts'
import { inTransaction } from '../store/transaction.ts'
import { requireCounties } from './known-counties.ts'
import { applied, type DoneRun, newestFullRun, runAsked } from './newest-run.ts'

export interface RollupRequest {
  readonly direction: Extract<Direction, 'exit' | 'measures'>
  /** The newest full run without. */
  readonly run?: string
  /** The newest one as of no later day. */
  readonly upTo?: IsoDate
  /** Empty: all. */
  readonly counties: readonly CountyCode[]
  /** Who asks. */
  readonly user: string
  readonly unmasked: boolean
}

/** @throws OperationalError where there is no such run, or its register is not kept any more */
export const readRollup = (pool: Pool, request: RollupRequest): Promise<RollupSnapshot> =>
  inTransaction(pool, async client => {
    // A run that ends meanwhile lets the register go that this reads.
    await client.query('set transaction isolation level repeatable read read only')
    return await rollupOf(client, request)
  })

/** A run without them would seem to have found nothing. */
const RULES: Readonly<Record<RollupRequest['direction'], readonly string[]>> = {
  exit: [...BLOCKING, ...BESIDE.flatMap(({ rules }) => rules)],
  measures: MEASURE_RULES.map(({ rule }) => rule),
}

async function rollupOf(db: Queryable, request: RollupRequest): Promise<RollupSnapshot> {
  const rules = RULES[request.direction]
  const run =
    request.run === undefined
      ? await newestFullRun(db, { rules, ...(request.upTo === undefined ? {} : { upTo: request.upTo }) })
      : await runAsked(db, request.run)
  if (!run)
    throw new OperationalError({
      zh: `${request.upTo === undefined ? '还没有' : `截止日期不晚于 ${request.upTo} 的，没有`}用到 ${rules.join(' ')} 的全面比对，没有可汇总的。请先运行 bidui run（不带 --county）`,
      en: `No comparison of the whole register${request.upTo === undefined ? '' : ` as of ${request.upTo} or before`} that applied ${rules.join(' ')} is done yet, there is nothing to roll up. Call bidui run without --county`,
    })
  if (run.kind !== 'full')
    throw new OperationalError(
      {
        zh: `比对 ${run.id} 是局部重新比对，汇总会把没有比对的户当作没有疑点；请用全面比对`,
        en: `Run ${run.id} was a re-match of a part: rolled up, what it did not look at would seem to be without leads; name a full run`,
      },
      { exitCode: 2 },
    )
  if (!applied(run, rules))
    throw new OperationalError(
      {
        zh: `比对 ${run.id} 用的政策 ${run.policy} 不含 ${rules.join(' ')}，汇总会把没有问的当作没有疑点；不写 --run 则为最近一次用到这些规则的`,
        en: `Run ${run.id} went by the policy ${run.policy}, which does not have ${rules.join(' ')}: rolled up, what it did not ask would seem to be without leads; leave --run out for the newest that did`,
      },
      { exitCode: 2 },
    )
  const { snapshot, summary } = run
  if (snapshot === null || !(await isKept(db, snapshot))) throw registerGone(run, request.run !== undefined)
  const names = summary.names.counties
  const counties = Object.entries(names).map(([code, name]) => ({ code, name }))
  requireCounties(request.counties, counties)
  const only = request.counties.length > 0 ? request.counties : run.counties
  return {
    run: stampOf(run, request),
    households: await readHouseholds(db, snapshot, Number(run.asOf.slice(0, 4))),
    leads: await readLeads(db, run.id, request.direction),
    notConcluded: notConcludedOf(run, request.direction),
    counties,
    only,
    ...(await villagesOf(db, snapshot)),
  }
}

const isKept = async (db: Queryable, snapshot: string): Promise<boolean> =>
  (await db.query('select from register_snapshot where id = $1', [snapshot])).rowCount === 1

const registerGone = (run: DoneRun, asked: boolean): OperationalError =>
  new OperationalError({
    zh: `比对 ${run.id} 的建档立卡数据已被更新的替代，不再保存，不能汇总；${asked ? '不写 --run 则为最近一次全面比对' : `请用政策 ${run.policy} 再做一次全面比对`}`,
    en: `The register of run ${run.id} was superseded and is not kept any more; ${asked ? 'leave --run out for the newest full run' : `compare the whole register again by the policy ${run.policy}`}`,
  })

const stampOf = (run: DoneRun, { user, unmasked }: RollupRequest): RunStamp => ({
  runId: run.id,
  startedAt: run.startedAt.toISOString(),
  user,
  purpose: run.purpose,
  asOf: run.asOf,
  policy: run.policy,
  masked: !unmasked,
})

function notConcludedOf({ summary }: DoneRun, direction: Direction): readonly NotConcluded[] {
  return summary.notConcluded.filter(({ rule }) => summary.names.directions[rule] === direction)
}

async function readLeads(db: Queryable, run: string, direction: Direction): Promise<readonly Lead[]> {
  const { rows } = await db.query<{ data: Lead }>(
    `select data from lead where run = $1 and data ->> 'direction' = $2
      order by rule, household, id_number, subject`,
    [run, direction],
  )
  return rows.map(({ data }) => data)
}

/** Slices that are unpacked together. */
const A_BATCH = 32

async function readHouseholds(
  db: Queryable,
  snapshot: string,
  year: number,
): Promise<readonly RollupHousehold[]> {
  const { rows } = await db.query<{ slice: number }>(
    'select distinct slice from register_household where snapshot = $1 order by slice',
    [snapshot],
  )
  const households: RollupHousehold[] = []
  for (let at = 0; at < rows.length; at += A_BATCH) {
    const slices = rows.slice(at, at + A_BATCH).map(({ slice }) => slice)
    for (const part of (await sliceRows(db, snapshot, slices)).values()) {
      const persons = Map.groupBy(part.members, ([household]) => household)
      const measures = Map.groupBy(part.measures, ([household]) => household)
      for (const [code, county, village, , values] of part.households)
        households.push({
          code,
          county,
          village,
          township: shown(values.township),
          villageName: shown(values.village),
          headName: shown(values.headName),
          persons: persons.get(code)?.length ?? 0,
          candidate: isExitCandidate({ household: { values } }, { year }),
          ...povertyOf(values),
          measures: [...new Set((measures.get(code) ?? []).flatMap(([, , { kind }]) => usable(kind) ?? []))],
        })
    }
  }
  return households.toSorted(({ code: one }, { code: other }) => (one < other ? -1 : one > other ? 1 : 0))
}

function povertyOf({ exitState }: RegisterRow<'households'>): Pick<RollupHousehold, 'poor'> {
  const state = usable(exitState)
  return state === undefined ? {} : { poor: state === '未脱贫' || state === '返贫' }
}

async function villagesOf(db: Queryable, snapshot: string): Promise<Pick<RollupSnapshot, 'villages'>> {
  const { rows } = await db.query<{ code: string; data: RegisterRow<'villages'> }>(
    `select code, data from register_place where snapshot = $1 and kind = 'villages' order by code, row`,
    [snapshot],
  )
  if (rows.length === 0) return {}
  const villages = rows.map(({ code, data }): RollupVillage => {
    const people = usable(data.people)
    return {
      code,
      name: shown(data.name),
      township: shown(data.township),
      ...(people === undefined ? {} : { people }),
    }
  })
  return { villages }
}
