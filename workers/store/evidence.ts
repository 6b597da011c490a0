/** Evidence out of the store: blocks of slices for members, rows for persons outside the register. */
import type { PersonRole } from '../../connectors/definition.ts'
import { byPlace } from '../../pipelines/claims.ts'
import type { Evidence, EvidenceByFeed, FeedId, IdKey, SourceFile } from '../../pipelines/types.ts'
import { type Child, unpackBlock } from './evidence-blocks.ts'
import type { Queryable } from './queryable.ts'

/** A scan that the run rests on. */
export interface PinnedScan {
  readonly id: string
  /** Id of the delivery. */
  readonly delivery: string
  readonly feed: FeedId
  readonly files: readonly SourceFile[]
}

/** Evidence about one person by feed, while it is being collected in the order of its rows. */
type Collected = { -readonly [F in FeedId]?: Evidence[] }

type Collecting = { -readonly [K in keyof Evidence]: Evidence[K] }

interface PinnedFile {
  readonly feed: FeedId
  readonly file: SourceFile
  /** Place among all files of the run, in the order in which evidence stands. */
  readonly rank: number
}

interface BlockPlace {
  readonly scan: number
  readonly slice: number
  readonly file: number
  readonly base: number
  readonly data: Buffer
}

interface EvidenceRow {
  readonly scan: string
  readonly file: number
  readonly row: number
  readonly key: string
  readonly role: PersonRole
  readonly name: string | null
  readonly children: readonly Child[] | null
  readonly data: Evidence['values']
}

const COLUMNS = 'scan, file, row, key, role, name, children, data'

/** What the scans of a run kept. */
export class EvidenceStore {
  readonly #db: Queryable
  readonly #scans: readonly PinnedScan[]
  readonly #files: ReadonlyMap<string, readonly PinnedFile[]>

  constructor(db: Queryable, scans: readonly PinnedScan[]) {
    this.#db = db
    this.#scans = scans
    const all = scans.flatMap(({ files }) => files)
    const ranks = new Map(
      all
        .toSorted((one, other) => byPlace({ file: one, row: 0 }, { file: other, row: 0 }))
        .map((file, rank) => [file, rank]),
    )
    this.#files = new Map(
      scans.map(({ id, feed, files }) => [
        id,
        files.map(file => ({ feed, file, rank: ranks.get(file) ?? 0 })),
      ]),
    )
  }

  /** Ids of the scans of these feeds; of all without. */
  scansOf(feeds?: readonly FeedId[]): readonly string[] {
    return this.#scans.filter(({ feed }) => feeds?.includes(feed) ?? true).map(({ id }) => id)
  }

  /** The evidence about the members of some slices, slice by slice. */
  async ofSlices(
    slices: readonly number[],
    feeds?: readonly FeedId[],
  ): Promise<ReadonlyMap<number, ReadonlyMap<IdKey, EvidenceByFeed>>> {
    const { rows } = await this.#db.query<BlockPlace>(
      `select scan::int, slice, file, base, data from scan_block join evidence_block using (digest)
        where scan = any($1::bigint[]) and slice = any($2::int[])`,
      [this.scansOf(feeds), slices],
    )
    const placed = rows
      .map(block => ({ ...block, ...this.#file(block.scan, block.file) }))
      .sort((one, other) => one.rank - other.rank || one.base - other.base)
    const found = new Map<number, Map<IdKey, Collected>>()
    for (const { slice, feed, file, base, data } of placed) {
      const persons = found.get(slice) ?? new Map<IdKey, Collected>()
      found.set(slice, persons)
      collect(persons, feed, file, base, data)
    }
    return found as ReadonlyMap<number, ReadonlyMap<IdKey, EvidenceByFeed>>
  }

  /** The evidence about persons outside the register. */
  async ofOutsiders(
    keys: readonly IdKey[],
    feeds?: readonly FeedId[],
  ): Promise<ReadonlyMap<IdKey, EvidenceByFeed>> {
    const { rows } = await this.#db.query<EvidenceRow>(
      `select ${COLUMNS} from evidence where key = any($1) and scan = any($2)`,
      [keys, this.scansOf(feeds)],
    )
    const persons = new Map<IdKey, Collected>()
    for (const row of this.#inOrder(rows)) addTo(persons, row)
    return persons as ReadonlyMap<IdKey, EvidenceByFeed>
  }

  /** Residents rows under these 户号 of which any is about a person outside the register, in their order. */
  async residentsOf(
    houseNumbers: readonly string[],
  ): Promise<readonly Evidence<'public-security.residents'>[]> {
    const { rows } = await this.#db.query<EvidenceRow>(
      `select ${COLUMNS} from evidence where scan = any($1) and house_number = any($2)`,
      [this.scansOf(['public-security.residents']), houseNumbers],
    )
    return this.#inOrder(rows) as readonly Evidence<'public-security.residents'>[]
  }

  #inOrder(rows: readonly EvidenceRow[]): readonly Evidence[] {
    return rows
      .map((row): Evidence => {
        const { feed, file } = this.#file(row.scan, row.file)
        return {
          feed,
          file,
          row: row.row,
          key: row.key,
          role: row.role,
          values: row.data,
          ...(row.name === null ? {} : { name: row.name }),
          ...(row.children === null ? {} : { children: row.children }),
        }
      })
      .sort(byPlace)
  }

  #file(scan: string | number, file: number): PinnedFile {
    const found = this.#files.get(String(scan))?.[file]
    if (!found) throw new Error(`Evidence of scan ${scan}, file ${file}, which the run does not rest on`)
    return found
  }
}

/** Adds the rows of a block to their persons. */
function collect(
  persons: Map<IdKey, Collected>,
  feed: FeedId,
  file: SourceFile,
  base: number,
  data: Buffer,
): void {
  const { rows, values } = unpackBlock(data)
  for (const [at, [row, concerned]] of rows.entries()) {
    const own = values.of(at) as Evidence['values']
    for (const [key, role, name, children] of concerned) {
      // Property by property: spreading would make a slower object of every row.
      const evidence: Collecting = {
        feed,
        file,
        row: base + row,
        key,
        role,
        values: own,
      }
      if (name !== null) evidence.name = name
      if (children !== null) evidence.children = children
      addTo(persons, evidence)
    }
  }
}

function addTo(persons: Map<IdKey, Collected>, row: Evidence): void {
  const person = persons.get(row.key)
  const rows = person?.[row.feed]
  if (rows) rows.push(row)
  else if (person) person[row.feed] = [row]
  else persons.set(row.key, { [row.feed]: [row] })
}
