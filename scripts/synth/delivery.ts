/** Deliveries of a feed: which file a row goes to, what the manifest says about it, and the dirt in between. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { IsoDate } from '../../connectors/reading.ts'
import { spoiled } from './dirt.ts'
import type { Cell } from './files/sink.ts'
import { type FileColumn, TableFile, type TableFormat } from './files/table-file.ts'
import { TextFile, type TextFormat } from './files/text-file.ts'
import { WorkbookFile } from './files/workbook-file.ts'
import type { Random } from './random.ts'
import { Scribe, type Style } from './scribe.ts'

export interface FilePlan {
  /** File name without extension. */
  readonly name: string
  readonly columns: readonly FileColumn[]
  readonly text: TextFormat
  /** A workbook while it has at most about this many rows a household; beyond 10 000 rows it is text. */
  readonly workbook?: number
  readonly date: Style['date']
  readonly number?: Style['number']
  readonly table?: Omit<TableFormat, 'columns'>
}

export interface DeliveryPlan<R> {
  readonly asOf: IsoDate
  readonly counties: 'all' | readonly string[]
  readonly authorisation: string
  readonly files: readonly FilePlan[]
  /** Rows that belong to it, where several deliveries of the feed cover a county. */
  readonly takes?: (row: R) => boolean
  /** Replaced by a later one: holds copies of most rows, and rows that are no longer true. */
  readonly outdated?: true
}

export interface FeedPlan<R> {
  readonly id: string
  /** Position of the key's cell. */
  readonly key: number
  /** A key of the row, for rejects. */
  readonly keyOf: (row: R) => string
  /** The cells of a row in canonical column order. */
  readonly cells: (row: R, scribe: Scribe) => Cell[]
  /** Rows that must not be repeated, because a second one like it would say something else. */
  readonly once?: (row: R) => boolean
  readonly deliveries: readonly DeliveryPlan<R>[]
}

export interface ManifestDelivery {
  readonly feed: string
  readonly files: readonly string[]
  readonly asOf: IsoDate
  readonly counties: 'all' | readonly string[]
  readonly rows: number
  readonly authorisation: string
}

const WORKBOOK_ROWS = 10_000
const DUPLICATE_ROWS = 0.001
const SPOILED_ROWS = 0.008
/** Rejects stay well below the gate (5 %) of every delivery. */
const SPOILED_LIMIT = 0.03

interface OpenFile {
  readonly path: string
  readonly table: TableFile
  readonly scribe: Scribe
  readonly workbook: boolean
}

class Delivery<R> {
  readonly plan: DeliveryPlan<R>
  readonly #feed: FeedPlan<R>
  readonly #files: readonly OpenFile[]
  #rows = 0
  #spoiled = 0

  constructor(out: string, feed: FeedPlan<R>, plan: DeliveryPlan<R>, households: number) {
    this.plan = plan
    this.#feed = feed
    this.#files = plan.files.map(file => openFile(out, feed.id, file, households))
  }

  get rows(): number {
    return this.#rows
  }

  add(row: R, random: Random): void {
    const cells = this.#write(row, random)
    if (random.chance(DUPLICATE_ROWS) && !this.#feed.once?.(row)) this.#write(row, random)
    if (random.chance(SPOILED_ROWS) && this.#spoiled + 1 <= SPOILED_LIMIT * (this.#rows + 1)) {
      this.#spoil(row, cells, random)
    }
  }

  /** The row once more with an ID that is no ID: rejected, and nothing is lost with it. */
  #spoil(row: R, cells: Cell[], random: Random): void {
    const file = this.#next()
    this.#spoiled++
    if (!file.workbook && random.chance(0.08)) {
      file.table.row(cells, '备注见原件')
      return
    }
    cells[this.#feed.key] = spoiled(random, this.#feed.keyOf(row), file.workbook)
    file.table.row(cells)
  }

  #write(row: R, random: Random): Cell[] {
    const file = this.#next()
    file.scribe.random = random
    const cells = this.#feed.cells(row, file.scribe)
    file.table.row(cells)
    return cells
  }

  #next(): OpenFile {
    return this.#files[this.#rows++ % this.#files.length] as OpenFile
  }

  /** Finishes the files; what the manifest says, and the bytes written. */
  async close(): Promise<{ delivery: ManifestDelivery; bytes: number }> {
    let bytes = 0
    for (const { table } of this.#files) bytes += await table.close()
    const { asOf, counties, authorisation } = this.plan
    const files = this.#files.map(({ path }) => path)
    return {
      delivery: { feed: this.#feed.id, files, asOf, counties, rows: this.#rows, authorisation },
      bytes,
    }
  }
}

function openFile(out: string, feed: string, plan: FilePlan, households: number): OpenFile {
  const workbook = plan.workbook !== undefined && plan.workbook * households <= WORKBOOK_ROWS
  const extension = workbook ? 'xlsx' : plan.text.delimiter === '\t' ? 'txt' : 'csv'
  const path = `feeds/${feed}/${plan.name}.${extension}`
  mkdirSync(join(out, 'feeds', feed), { recursive: true })
  const sink = workbook ? new WorkbookFile(join(out, path)) : new TextFile(join(out, path), plan.text)
  const table = new TableFile(sink, { ...plan.table, columns: plan.columns })
  return {
    path,
    table,
    workbook,
    scribe: new Scribe({ date: plan.date, number: plan.number ?? 'plain', workbook }),
  }
}

/** All deliveries of one feed. */
export class FeedOutput<R> {
  readonly #current: readonly Delivery<R>[]
  readonly #outdated: readonly Delivery<R>[]
  readonly #all: readonly Delivery<R>[]
  readonly #byCounty = new Map<string, readonly Delivery<R>[]>()

  constructor(out: string, plan: FeedPlan<R>, households: number) {
    this.#all = plan.deliveries.map(delivery => new Delivery(out, plan, delivery, households))
    this.#current = this.#all.filter(delivery => !delivery.plan.outdated)
    this.#outdated = this.#all.filter(delivery => delivery.plan.outdated)
  }

  /** Writes a row to the delivery that covers `county`; where none does, the row never arrives. */
  add(row: R, county: string, random: Random): void {
    const delivery = this.#covering(county).find(({ plan }) => plan.takes?.(row) ?? true)
    if (!delivery) return
    delivery.add(row, random)
    for (const outdated of this.#outdated) if (random.chance(0.9)) outdated.add(row, random)
  }

  /** Writes a row that only a replaced delivery holds. */
  addOutdated(row: R, random: Random): void {
    for (const outdated of this.#outdated) outdated.add(row, random)
  }

  get rows(): number {
    return this.#all.reduce((sum, { rows }) => sum + rows, 0)
  }

  async close(): Promise<{ deliveries: ManifestDelivery[]; bytes: number }> {
    const deliveries: ManifestDelivery[] = []
    let bytes = 0
    for (const delivery of this.#all) {
      const closed = await delivery.close()
      deliveries.push(closed.delivery)
      bytes += closed.bytes
    }
    return { deliveries, bytes }
  }

  #covering(county: string): readonly Delivery<R>[] {
    let found = this.#byCounty.get(county)
    if (!found) {
      found = this.#current.filter(
        ({ plan: { counties } }) => counties === 'all' || counties.includes(county),
      )
      this.#byCounty.set(county, found)
    }
    return found
  }
}

export const CRLF_GB18030: TextFormat = { encoding: 'gb18030', delimiter: ',', eol: '\r\n' }
export const LF_UTF8: TextFormat = { encoding: 'utf-8', delimiter: ',', eol: '\n' }
export const CRLF_UTF8_BOM: TextFormat = { encoding: 'utf-8-bom', delimiter: ',', eol: '\r\n' }
export const UNICODE_TEXT: TextFormat = { encoding: 'utf-16le', delimiter: '\t', eol: '\r\n' }
export const SEMICOLONS: TextFormat = { encoding: 'utf-8', delimiter: ';', eol: '\n' }
export const TABS_GB18030: TextFormat = { encoding: 'gb18030', delimiter: '\t', eol: '\r\n' }
