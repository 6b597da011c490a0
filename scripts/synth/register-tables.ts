/** The register's tables of households as the office exports them: two title rows, and some dirt of their own. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { IsoDate } from '../../connectors/reading.ts'
import { CRLF_GB18030, CRLF_UTF8_BOM, UNICODE_TEXT } from './delivery.ts'
import { columnsAs, constantColumn, TableFile } from './files/table-file.ts'
import { TextFile } from './files/text-file.ts'
import { WorkbookFile } from './files/workbook-file.ts'
import type { WrittenHousehold } from './places/written.ts'
import { HOUSEHOLD_COLUMNS, type HouseholdCells } from './register/household-cells.ts'
import { MEMBER_COLUMNS, type MemberCells } from './register/member-cells.ts'
import type { Sheet } from './register/sheet.ts'

const MEASURE_COLUMNS = ['户编号', '措施类别', '项目名称', '年度', '金额', '人编号']
const REMOVED_COLUMNS = ['户编号', '户主姓名', '证件号码', '剔除时间', '剔除原因', '区划']

const householdRow = (cells: HouseholdCells): string[] => HOUSEHOLD_COLUMNS.map(column => cells[column])
const memberRow = (cells: MemberCells): string[] => MEMBER_COLUMNS.map(column => cells[column])

/** Faults that must be rejects, and nothing else. */
export interface RegisterFaults {
  /** The household stands there a second time. */
  readonly again: boolean
  /** 户编号 of a measure whose household is not there. */
  readonly orphanMeasure?: string
  /** A member whose household is not there. */
  readonly orphan?: MemberCells
}

/** Writes the register household by household. */
export class RegisterFiles {
  readonly #households: TableFile
  readonly #members: TableFile
  readonly #measures: TableFile
  readonly #removed: TableFile
  #persons = 0

  constructor(folder: string, asOf: IsoDate) {
    mkdirSync(join(folder, 'register'), { recursive: true })
    const at = (name: string) => join(folder, 'register', name)
    const [year, month, day] = asOf.split('-').map(Number)
    const titles = ['全国扶贫开发信息系统导出', `截止${year}年${month}月${day}日`]
    this.#households = new TableFile(new TextFile(at('households.csv'), CRLF_UTF8_BOM), {
      columns: [
        constantColumn('省', '云南省'),
        constantColumn('市', '昆明市'),
        ...columnsAs(HOUSEHOLD_COLUMNS),
      ],
      titles,
    })
    this.#members = new TableFile(new TextFile(at('members.csv'), CRLF_GB18030), {
      columns: [...columnsAs(MEMBER_COLUMNS), constantColumn('年度', '2017')],
      titles,
    })
    this.#measures = new TableFile(new TextFile(at('measures.txt'), UNICODE_TEXT), {
      columns: columnsAs(MEASURE_COLUMNS),
    })
    this.#removed = new TableFile(new WorkbookFile(at('removed.xlsx')), {
      columns: columnsAs(REMOVED_COLUMNS),
      titles: ['历年清退名单'],
    })
  }

  get persons(): number {
    return this.#persons
  }

  /** Writes a household; its rows, for what adds up to villages and hamlets. */
  add({ household, cells, members }: Sheet): WrittenHousehold {
    const written = { household: householdRow(cells), members: members.map(({ cells }) => memberRow(cells)) }
    this.#households.row(written.household)
    for (const member of written.members) {
      this.#persons++
      this.#members.row(member)
    }
    for (const { kind, project, year, amount } of household.measures) {
      this.#measures.row([household.code, kind, project, String(year), String(amount), ''])
    }
    for (const row of household.removed) {
      this.#removed.row([row.household, row.name, row.id, row.removedOn, row.reason, row.area])
    }
    return written
  }

  addFaults({ cells }: Sheet, { again, orphanMeasure, orphan }: RegisterFaults): void {
    // with other facts: the first row counts
    if (again)
      this.#households.row(householdRow({ ...cells, 拟退出: '是', 人均纯收入: '900', 饮水困难: '是' }))
    if (orphan) this.#members.row(memberRow(orphan))
    if (orphanMeasure) this.#measures.row([orphanMeasure, '产业扶持', '产业扶持项目', '2017', '3000', ''])
  }

  async close(): Promise<number> {
    let bytes = 0
    for (const table of [this.#households, this.#members, this.#measures, this.#removed])
      bytes += await table.close()
    return bytes
  }
}
