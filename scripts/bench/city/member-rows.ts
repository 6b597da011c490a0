/** How often members of the register stand in the feeds, as the contract says: what the joins must find. */
import { REGISTER_TABLES } from '../../../connectors/register/index.ts'
import { openTable } from '../../../connectors/table-reader.ts'
import { keyHigh, keyLow } from '../../../pipelines/match/key-halves.ts'
import type { FeedId } from '../../../pipelines/types.ts'
import type { Inbox } from '../../../workers/reading/inbox.ts'
import { scanForMatches } from '../../../workers/scan/matches.ts'
import { SubjectTable } from '../../../workers/scan/subject-table.ts'
import { ThreadPool } from '../../../workers/threads/pool.ts'

export interface MemberRows {
  /** Members with an ID number of their own. */
  readonly members: number
  readonly deliveries: readonly DeliveryRows[]
}

export interface DeliveryRows {
  readonly feed: FeedId
  readonly files: readonly string[]
  /** Members in rows: a row about two of them counts twice. */
  readonly matches: number
  /** Rows about at least one member. */
  readonly rows: number
}

/** Looks for members in every file of an inbox. */
export async function memberRows(inbox: Inbox): Promise<MemberRows> {
  const members = await registeredMembers(inbox)
  await using pool = new ThreadPool(2)
  const deliveries: DeliveryRows[] = []
  for (const { feed, asOf, files } of inbox.plan.deliveries) {
    let [matches, rows] = [0, 0]
    for (const file of files) {
      const found = await membersIn(await inbox.locate(file), feed, asOf, members, pool)
      matches += found.length
      rows += new Set(found).size
    }
    deliveries.push({ feed, files, matches, rows })
  }
  return { members: members.size, deliveries }
}

async function registeredMembers({ locate, plan, register }: Inbox): Promise<SubjectTable> {
  const file = register.get('members')
  if (file === undefined) throw new Error('The inbox has no table of members')
  await using table = await openTable(await locate(file), REGISTER_TABLES.members, {
    cutoff: plan.registerAsOf,
  })
  const keys = new Set<string>()
  for await (const { rows } of table.batches())
    for (const { persons } of rows) for (const { key } of persons) keys.add(key)
  const members = SubjectTable.forSubjects(keys.size)
  for (const key of keys) members.markPair(keyHigh(key), keyLow(key), 1)
  return members
}

/** The row of each member in a file. */
async function membersIn(
  path: string,
  feed: FeedId,
  cutoff: string,
  subjects: SubjectTable,
  pool: ThreadPool,
): Promise<readonly number[]> {
  const found: number[] = []
  await scanForMatches(path, feed, {
    cutoff,
    subjects,
    pool,
    onMatches(triples, count) {
      for (let n = 0; n < count; n++) found.push(triples[n * 3] ?? 0)
    },
    onRejects: () => undefined,
    onRestart() {
      found.length = 0
    },
  })
  return found
}
