/** The register's tables of households as the office exports them: two title rows, and some dirt of their own. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
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

/** Writes the register household by household. */
export class RegisterFiles {
  readonly #households: TableFile
  readonly #members: TableFile
  readonly #measures: TableFile
  readonly #removed: TableFile
  #persons = 0

  constructor(folder: string) {
    mkdirSync(join(folder, 'register'), { recursive: true })
    const at = (name: string) => join(folder, 'register', name)
    const titles = ['全国扶贫开发信息系统导出', '截止2017年11月20日']
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

  /** The household a second time, with other facts: the first row counts. */
  addAgain({ cells }: Sheet): void {
    this.#households.row(householdRow({ ...cells, 拟退出: '是', 人均纯收入: '900', 饮水困难: '是' }))
  }

  /** A member of a household that is not there. */
  addOrphan(cells: MemberCells): void {
    this.#members.row(memberRow(cells))
  }

  /** A measure for a household that is not there. */
  addOrphanMeasure(code: string): void {
    this.#measures.row([code, '产业扶持', '产业扶持项目', '2017', '3000', ''])
  }

  async close(): Promise<number> {
    let bytes = 0
    for (const table of [this.#households, this.#members, this.#measures, this.#removed])
      bytes += await table.close()
    return bytes
  }
}
