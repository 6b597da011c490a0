/** In a thread: what becomes of the register's rows, and what is stored of them. */
import type { Columns } from '../../../connectors/column.ts'
import { foldName } from '../../../connectors/fold.ts'
import { shown, textOf, usable } from '../../../connectors/reading.ts'
import { REGISTER_TABLES } from '../../../connectors/register/index.ts'
import type { ReadRow, Reject } from '../../../connectors/table-reader.ts'
import { type Readings, type ValuesView, valueProperties, viewOf } from '../../../connectors/values.ts'
import { isDisabled } from '../../../pipelines/quality/disability.ts'
import { isMinority } from '../../../pipelines/quality/nation.ts'
import { LAND, type RegisterRow, type RegisterTableId } from '../../../pipelines/types.ts'
import { type HouseholdDirectory, placeOf } from '../../reading/register-directory.ts'
import { TallyOfValues, type TallyPart } from '../../reading/tally.ts'
import { type CopyLines, LineCollector } from '../../store/copy-lines.ts'
import { type PackedSlice, SlicePacker } from '../../store/register-blocks.ts'
import type { RowTaker } from './row-taker.ts'

export interface RegisterPart {
  /** For the table's own SQL table, in the order of its columns (workers/store/register-writer.ts). */
  readonly narrow: CopyLines
  /** The rows themselves; row numbers in them count from the part's first row. */
  readonly slices: readonly PackedSlice[]
  readonly rejects: readonly Reject[]
  /** Rows that a look across rows refuses. */
  readonly refused: number
  readonly tally: TallyPart
}

/** Why a look across rows refuses one. */
type Refusal = 'orphan' | 'duplicate'

/** Values as the table's definition reads them: the caller has read them by it. */
const valuesOf = <T extends RegisterTableId>(_table: T, values: object) => values as RegisterRow<T>

const packerOf = (table: RegisterTableId): SlicePacker | undefined =>
  table === 'households' || table === 'members' || table === 'measures'
    ? new SlicePacker(table, valueProperties(REGISTER_TABLES[table].columns))
    : undefined

export class RegisterRows implements RowTaker<RegisterPart> {
  readonly #table: RegisterTableId
  readonly #directory: HouseholdDirectory
  /** The row of the file that rows are counted from. */
  readonly #firstRow: number
  readonly #householdHeader: string
  readonly #narrow = new LineCollector()
  readonly #properties: readonly string[]
  readonly #View: ValuesView<Readings>
  #packer: SlicePacker | undefined
  #rejects: Reject[] = []
  #refused = 0
  #tally: TallyOfValues
  gathered = 0

  constructor(table: RegisterTableId, directory: HouseholdDirectory, firstRow: number) {
    const { columns } = REGISTER_TABLES[table]
    this.#table = table
    this.#directory = directory
    this.#firstRow = firstRow
    this.#householdHeader = 'householdCode' in columns ? columns.householdCode.header : ''
    this.#tally = new TallyOfValues(columns)
    this.#properties = valueProperties(columns)
    this.#View = viewOf(this.#properties, (readings: Readings, _row, property) => readings[property])
    this.#packer = packerOf(table)
  }

  reject(reject: Reject): void {
    this.#rejects.push(reject)
    this.gathered++
  }

  row(row: ReadRow<Columns>): void {
    this.gathered++
    const readings = row.readings()
    const values = new this.#View(readings, 0)
    const refusal = this.#take(row, values, readings)
    if (refusal === undefined) {
      this.#tally.keep(readings)
      return
    }
    this.#refused++
    const value = textOf(valuesOf('members', values).householdCode)
    this.#rejects.push({ row: row.row, column: this.#householdHeader, reason: refusal, value })
  }

  part(): RegisterPart {
    const part = {
      narrow: this.#narrow.take(),
      slices: this.#packer?.pack() ?? [],
      rejects: this.#rejects,
      refused: this.#refused,
      tally: this.#tally.part(),
    }
    this.#packer = packerOf(this.#table)
    this.#rejects = []
    this.#refused = 0
    this.#tally = new TallyOfValues(REGISTER_TABLES[this.#table].columns)
    this.gathered = 0
    return part
  }

  /** Stores a row, unless it is refused. An orphan member is refused, and stored: rules speak about the person. */
  #take(row: ReadRow<Columns>, values: object, readings: Readings): Refusal | undefined {
    switch (this.#table) {
      case 'households':
        return this.#household(row.row, valuesOf('households', values), readings)
      case 'members':
        return this.#member(row, valuesOf('members', values), readings)
      case 'measures':
        return this.#measure(row.row, valuesOf('measures', values), readings)
      case 'removed':
        this.#narrow.add(row.row, [row.persons[0]?.key ?? '', values])
        return undefined
      case 'villages':
      case 'hamlets':
        this.#narrow.add(row.row, [this.#table, textOf(valuesOf(this.#table, values).code), values])
        return undefined
    }
  }

  #household(row: number, values: RegisterRow<'households'>, readings: Readings): Refusal | undefined {
    if (this.#directory.isDuplicate(this.#firstRow + row)) return 'duplicate'
    const code = textOf(values.householdCode)
    const { slice } = this.#directory.placeOf(code)
    const { county, village } = placeOf(textOf(values.villageCode))
    this.#narrow.add(row, [
      code,
      county,
      village,
      foldName(usable(values.hamlet) ?? ''),
      slice,
      typeof values.countyName === 'string' ? values.countyName : null,
      shown(values.township),
      shown(values.village),
      shown(values.hamlet),
      shown(values.headName),
      usable(values.size) ?? null,
      shown(values.attribute),
      shown(values.exitState),
      shown(values.helper),
      shown(values.phone),
      textOf(values.bankCard),
      values.dilapidated === '是',
      values.waterSafe === '否',
      ...LAND.map(kind => usable(values[kind]) ?? null),
    ])
    this.#packer?.add(slice, [code, county, village, row], readings)
    return undefined
  }

  #member(row: ReadRow<Columns>, values: RegisterRow<'members'>, readings: Readings): Refusal | undefined {
    const household = textOf(values.householdCode)
    const { slice, orphan } = this.#directory.placeOf(household)
    const key = row.persons[0]?.key ?? null
    this.#narrow.add(row.row, [
      household,
      orphan,
      key,
      slice,
      textOf(values.phone),
      isDisabled(values, row.idText),
      isMinority(values),
    ])
    this.#packer?.add(slice, [household, orphan, row.row, key, row.idText], readings)
    return orphan ? 'orphan' : undefined
  }

  #measure(row: number, values: RegisterRow<'measures'>, readings: Readings): Refusal | undefined {
    const household = textOf(values.householdCode)
    const { slice, orphan } = this.#directory.placeOf(household)
    if (orphan) return 'orphan'
    this.#packer?.add(slice, [household, row], readings)
    return undefined
  }
}
