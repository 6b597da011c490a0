/** Writing a register snapshot: narrow rows for what SQL is asked for, the rows themselves in blocks of their slice. */
import type { PoolClient } from 'pg'
import { foldName } from '../../connectors/fold.ts'
import type { RejectReason } from '../../connectors/id-number.ts'
import { shown, usable } from '../../connectors/reading.ts'
import type { IdKey, RegisterRow, RegisterTableId } from '../../pipelines/types.ts'
import { CopyBuffer } from './copy-buffer.ts'
import { RegisterBlocks } from './register-blocks.ts'

/** Where a household lies: what its 村编码 says. */
export interface HouseholdPlace {
  /** 6 digits, or ''. */
  readonly county: string
  /** 12 digits, or ''. */
  readonly village: string
}

export interface RegisterReject {
  readonly row: number
  readonly column: string
  readonly reason: RejectReason
  readonly value: string
}

/** Writes one snapshot, on a client that is inside a transaction. */
export class RegisterWriter {
  readonly #snapshot: string
  readonly #blocks: RegisterBlocks
  readonly #households: CopyBuffer
  readonly #members: CopyBuffer
  readonly #removed: CopyBuffer
  readonly #places: CopyBuffer
  readonly #rejects: CopyBuffer

  constructor(client: PoolClient, snapshot: string) {
    this.#snapshot = snapshot
    this.#blocks = new RegisterBlocks(client, snapshot)
    const buffer = (table: string, columns: readonly string[]) =>
      new CopyBuffer(client, table, ['snapshot', ...columns])
    this.#households = buffer('register_household', HOUSEHOLD_COLUMNS)
    this.#members = buffer('register_member', ['household', 'orphan', 'row', 'key', 'slice'])
    this.#removed = buffer('register_removed', ['key', 'row', 'data'])
    this.#places = buffer('register_place', ['kind', 'code', 'row', 'data'])
    this.#rejects = buffer('register_reject', ['source', 'row', 'column', 'reason', 'value'])
  }

  household(
    row: number,
    code: string,
    { county, village }: HouseholdPlace,
    slice: number,
    values: RegisterRow<'households'>,
  ): void {
    const { countyName, size } = values
    this.#households.add([
      this.#snapshot,
      code,
      county,
      village,
      foldName(usable(values.hamlet) ?? ''),
      row,
      slice,
      typeof countyName === 'string' ? countyName : null,
      shown(values.township),
      shown(values.village),
      shown(values.hamlet),
      shown(values.headName),
      usable(size) ?? null,
      shown(values.attribute),
      shown(values.exitState),
      shown(values.helper),
      shown(values.phone),
    ])
    this.#blocks.add(slice, 'households', [code, county, village, row, values])
  }

  member(
    row: number,
    household: string,
    { slice, orphan }: { readonly slice: number; readonly orphan: boolean },
    id: { readonly key: IdKey | null; readonly text: string },
    values: RegisterRow<'members'>,
  ): void {
    this.#members.add([this.#snapshot, household, orphan, row, id.key, slice])
    this.#blocks.add(slice, 'members', [household, orphan, row, id.key, id.text, values])
  }

  measure(row: number, household: string, slice: number, values: RegisterRow<'measures'>): void {
    this.#blocks.add(slice, 'measures', [household, row, values])
  }

  removed(row: number, key: IdKey, values: RegisterRow<'removed'>): void {
    this.#removed.add([this.#snapshot, key, row, values])
  }

  place(kind: 'villages' | 'hamlets', row: number, code: string, values: object): void {
    this.#places.add([this.#snapshot, kind, code, row, values])
  }

  reject(table: RegisterTableId, { row, column, reason, value }: RegisterReject): void {
    this.#rejects.add([this.#snapshot, `register.${table}`, row, column, reason, value])
  }

  /** Writes what has become much. */
  async drain(): Promise<void> {
    for (const buffer of this.#all()) await buffer.drain()
  }

  async flush(): Promise<void> {
    for (const buffer of this.#all()) await buffer.flush()
  }

  #all() {
    return [this.#blocks, this.#households, this.#members, this.#removed, this.#places, this.#rejects]
  }
}

const HOUSEHOLD_COLUMNS = [
  'code',
  'county',
  'village',
  'hamlet',
  'row',
  'slice',
  'county_name',
  'township',
  'village_name',
  'hamlet_name',
  'head_name',
  'size',
  'attribute',
  'exit_state',
  'helper',
  'phone',
] as const
