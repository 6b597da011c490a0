/** Taking a list of problems that the province handed down: in one transaction, all of it or nothing. */
import { basename } from 'node:path'
import type { Pool, PoolClient } from 'pg'
import { fileDigest } from '../../connectors/digest.ts'
import type { Notice } from '../../connectors/input-error.ts'
import { dayAfter, dayOfMoment, openDay } from '../../pipelines/clearance/days.ts'
import type { ListedRow, ListReject } from '../../pipelines/clearance/listed-row.ts'
import {
  listedDetail,
  listedValue,
  type Matchable,
  ownProblem,
  ProblemsByIdentity,
  RulesByCode,
} from '../../pipelines/clearance/matching.ts'
import type { ProblemFacts, StoredProblem } from '../../pipelines/clearance/problem.ts'
import { listed, MOVEMENTS, type Moved, unlisted } from '../../pipelines/clearance/states.ts'
import type { TrackedRule } from '../../pipelines/clearance/tracked-rule.ts'
import type { IsoDate } from '../../pipelines/types.ts'
import type { Archive } from '../archive/archive.ts'
import { OperationalError } from '../operational-error.ts'
import { type ProblemChange, readProblems, storeChanges } from '../store/problem-changes.ts'
import { lastClosedDay, lockClearance, type MovementCounts } from '../store/problems.ts'
import { inTransaction } from '../store/transaction.ts'
import { readList } from './read-list.ts'
import { openRegistered, type Registered } from './registered.ts'

/** What a list is called whose next one replaces it, unless another name is given. */
export const DEFAULT_LIST = '省级问题清单'

export interface ImportedFile {
  readonly path: string
  readonly name: string
  /** The list's day; else its own column says it. */
  readonly asOf?: IsoDate
  readonly user: string
  readonly now: Date
  readonly rules: readonly TrackedRule[]
}

export interface ImportOutcome {
  /** `unchanged`: the same file for the same day. `older`: a newer one was taken before. Neither moves anything. */
  readonly outcome: 'imported' | 'unchanged' | 'older'
  readonly asOf: IsoDate
  /** Of the newest list of that name, where this one is older. */
  readonly newest?: IsoDate
  /** The day on which it was booked. */
  readonly day: IsoDate
  readonly rows: number
  /** Rows that mean a problem of ours; the others are tracked as their own. */
  readonly matched: number
  readonly moved: MovementCounts
  /** Problems of the list before that this one lacks: open still, because rows were refused and may be they. */
  readonly heldBack: number
  readonly rejects: readonly ListReject[]
  readonly notices: readonly Notice[]
}

const NOTHING: MovementCounts = { raised: 0, changed: 0, corrected: 0, verified: 0, reopened: 0 }

/** @throws InputError, OperationalError */
export async function importList(pool: Pool, archive: Archive, file: ImportedFile): Promise<ImportOutcome> {
  const { digest } = await fileDigest(file.path).catch(() => ({ digest: '' }))
  const read = await readList(file.path)
  const asOf = file.asOf ?? dayOfRows(read.rows)
  if (asOf > dayAfter(dayOfMoment(file.now)))
    throw new OperationalError(
      {
        zh: `清单的截至日期 ${asOf} 在将来; 请检查 --as-of`,
        en: `the list's day ${asOf} is in the future; check --as-of`,
      },
      { exitCode: 2 },
    )
  await archive.keep(file.path, digest)
  return await inTransaction(pool, async client => {
    await lockClearance(client)
    const day = openDay(asOf, await lastClosedDay(client))
    const { rows: before } = await client.query<{ as_of: string; digest: string }>(
      `select to_char(as_of, 'YYYY-MM-DD') as as_of, digest from problem_list where name = $1
        order by as_of desc, id desc`,
      [file.name],
    )
    const said = { asOf, day, rows: read.rows.length, notices: read.notices }
    const still = { ...said, matched: 0, moved: NOTHING, heldBack: 0, rejects: read.rejects }
    if (before.some(list => list.as_of === asOf && list.digest === digest))
      return { ...still, outcome: 'unchanged' }
    const newest = before[0]?.as_of
    if (newest !== undefined && asOf < newest) return { ...still, outcome: 'older', newest }
    const { rows: inserted } = await client.query<{ id: string }>(
      `insert into problem_list (digest, name, file, as_of, imported_at, by_user, rows)
       values ($1, $2, $3, $4, $5, $6, $7) returning id`,
      [digest, file.name, basename(file.path), asOf, file.now, file.user, read.rows.length],
    )
    const list = inserted[0]?.id ?? ''
    const taken = await takeRows(client, read.rows, { asOf, day }, file.rules)
    const rejects = [...read.rejects, ...taken.rejects].sort((a, b) => a.row - b.row)
    await storeChanges(client, taken.changes, { user: file.user, list })
    await storeRows(client, list, taken.rows)
    const missing = await notOnIt(client, file.name, list)
    const heldBack = read.rejects.length > 0 ? missing : []
    const ended = read.rejects.length > 0 ? [] : missing.map(facts => endedBy(facts, day))
    await storeChanges(client, ended, { user: file.user, list })
    return {
      ...said,
      outcome: 'imported',
      matched: taken.matched,
      moved: countsOf([...taken.changes, ...ended]),
      heldBack: heldBack.filter(({ standing }) => standing.state === 'open' && !standing.seen).length,
      rejects,
    }
  })
}

const endedBy = (facts: StoredProblem, day: IsoDate): ProblemChange => ({
  facts,
  moved: unlisted(facts.standing, day),
})

function dayOfRows(rows: readonly ListedRow[]): IsoDate {
  const days = new Set(rows.map(({ asOf }) => asOf ?? ''))
  const [only] = days
  if (days.size === 1 && only) return only
  throw new OperationalError(
    {
      zh: `清单的截至日期不明 (${days.size > 1 ? '「截至日期」列各行不一' : '没有「截至日期」列'}); 请用 --as-of 2017-11-20 指明`,
      en: `the day of the list is not known (${days.size > 1 ? 'its rows give several' : 'it has no column 截至日期'}); say it with --as-of 2017-11-20`,
    },
    { exitCode: 2 },
  )
}

interface TakenRow {
  readonly row: ListedRow
  readonly problem: string
}

interface Taken {
  readonly changes: readonly ProblemChange[]
  readonly rows: readonly TakenRow[]
  readonly matched: number
  readonly rejects: readonly ListReject[]
}

async function takeRows(
  client: PoolClient,
  rows: readonly ListedRow[],
  when: { readonly asOf: IsoDate; readonly day: IsoDate },
  rules: readonly TrackedRule[],
): Promise<Taken> {
  const byCode = new RulesByCode(rules)
  const meant = new Set(rows.flatMap(row => byCode.of(row).map(({ id }) => id)))
  const ours = await readProblems(client, 'code = any($1)', [[...meant]])
  const known = new Map(ours.map(problem => [problem.key, problem]))
  const byIdentity = new ProblemsByIdentity(ours.map(matchable))
  const placed = rows.map(row => {
    const those = byCode.of(row)
    const found = byIdentity.find(row, those)
    return { row, found: found && known.get(found.key), own: ownProblem(row, those) }
  })
  const own = placed.flatMap(({ found, own }) => (found ? [] : [own.key]))
  for (const problem of await readProblems(client, 'key = any($1)', [own])) known.set(problem.key, problem)
  const proofs = await proofsFor(client, [...known.keys()])
  const registered = await openRegistered(client, rows)
  const moved = new Map<string, ProblemChange>()
  const owners = new Map<string, number>()
  const taken: TakenRow[] = []
  const rejects: ListReject[] = []
  let matched = 0
  for (const { row, found, own } of placed) {
    const key = found?.key ?? own.key
    if (!found && owners.has(key)) {
      rejects.push({ row: row.row, column: '', reason: 'duplicate', value: `${owners.get(key)}` })
      continue
    }
    if (found || known.get(key)?.standing.seen) matched++
    if (!found) owners.set(key, row.row)
    taken.push({ row, problem: key })
    if (moved.has(key)) continue
    const before = found ?? known.get(key)
    const value = listedValue(row)
    const county = registered.countyOf(row) || before?.standing.county || ''
    const proven = proofs.has(`${key} ${value}`)
    const step = listed(before?.standing, { class: row.class, county, value, proven }, when)
    moved.set(key, { facts: factsOf(before, row, own, step, registered), moved: step })
  }
  return { changes: [...moved.values()], rows: taken, matched, rejects }
}

const matchable = ({ standing, ...facts }: StoredProblem): Matchable => ({
  ...facts,
  open: standing.state === 'open',
})

/** Of a problem that our rules see, their words stay. */
function factsOf(
  before: StoredProblem | undefined,
  row: ListedRow,
  own: ReturnType<typeof ownProblem>,
  { problem }: Moved,
  registered: Registered,
): ProblemFacts {
  if (before && (before.standing.seen || problem.value !== listedValue(row)))
    return { ...before, origin: before.origin === 'rule' ? 'both' : before.origin }
  const place = registered.placeOf(row)
  return {
    key: before?.key ?? own.key,
    origin: before === undefined ? 'list' : before.origin === 'rule' ? 'both' : before.origin,
    code: before?.code ?? own.code,
    object: row.object,
    township: place.township,
    village: place.village,
    household: before?.household ?? own.household,
    idNumber: before?.idNumber ?? own.idNumber,
    subject: before?.subject ?? own.subject,
    field: row.field,
    ruleText: row.text,
    detail: listedDetail(row),
  }
}

async function proofsFor(client: PoolClient, keys: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await client.query<{ problem: string; value: string }>(
    'select problem, value from proof where problem = any($1)',
    [keys],
  )
  return new Set(rows.map(({ problem, value }) => `${problem} ${value}`))
}

async function storeRows(client: PoolClient, list: string, rows: readonly TakenRow[]): Promise<void> {
  await client.query(
    `insert into listed_problem (list, row, problem, code, field, text, class)
     select $1, * from unnest($2::int[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[])`,
    [
      list,
      rows.map(({ row }) => row.row),
      rows.map(({ problem }) => problem),
      rows.map(({ row }) => row.code),
      rows.map(({ row }) => row.field),
      rows.map(({ row }) => row.text),
      rows.map(({ row }) => row.class),
    ],
  )
}

/** What earlier lists of that name had and this one lacks, and the newest list of no other name has. */
const notOnIt = (client: PoolClient, name: string, list: string): Promise<readonly StoredProblem[]> =>
  readProblems(
    client,
    `listed
      and exists (select from listed_problem l join problem_list p on p.id = l.list
                   where l.problem = problem.key and p.name = $1)
      and not exists (select from listed_problem l where l.problem = problem.key and l.list = $2)
      and not exists (
        select from listed_problem l
         where l.problem = problem.key
           and l.list in (select distinct on (name) id from problem_list where name <> $1
                           order by name, as_of desc, id desc))
      order by key`,
    [name, list],
  )

function countsOf(changes: readonly ProblemChange[]): MovementCounts {
  const movements = changes.flatMap(({ moved }) => moved.movements)
  return Object.fromEntries(
    MOVEMENTS.map(kind => [kind, movements.filter(movement => movement.kind === kind).length]),
  ) as MovementCounts
}
