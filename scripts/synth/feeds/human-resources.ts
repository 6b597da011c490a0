/** 人社: public payroll (财政供养), employees' insurance (职工参保), pensions (养老待遇). */
import type { IsoDate } from '../../../connectors/reading.ts'
import { CRLF_GB18030, CRLF_UTF8_BOM, type FeedPlan, LF_UTF8, UNICODE_TEXT } from '../delivery.ts'
import { columnsAs, columnsFrom, constantColumn } from '../files/table-file.ts'

export interface PayrollRow {
  name: string
  id: string
  unit: string
  kind: string
  status: string
  since: IsoDate | ''
}

export const payroll: FeedPlan<PayrollRow> = {
  id: 'hr.public-payroll',
  key: 1,
  keyOf: row => row.id,
  cells: (row, write) => [
    write.name(row.name),
    write.id(row.id),
    row.unit,
    row.kind,
    row.status,
    write.date(row.since),
  ],
  deliveries: [
    {
      asOf: '2017-11-09',
      counties: 'all',
      authorisation: '昆扶办函〔2017〕18号',
      files: [
        {
          name: '财政供养人员',
          text: CRLF_UTF8_BOM,
          date: 'dot',
          columns: columnsAs(['姓名', '身份证号', '工作单位', '人员性质', '人员状态', '起始日期']),
          table: { titles: ['财政供养人员信息表'], headerEvery: 1000, subtotalEvery: 1500, total: true },
        },
      ],
    },
  ],
}

export interface EmploymentRow {
  name: string
  id: string
  unit: string
  insurance: string
  status: string
  standing: string
  months: number
}

const EMPLOYMENT_COLUMNS = [
  '姓名',
  '社会保障号',
  '单位名称',
  '险种',
  '参保状态',
  '参保身份',
  '缴费月数',
] as const

export const employment: FeedPlan<EmploymentRow> = {
  id: 'hr.employment',
  key: 1,
  keyOf: row => row.id,
  cells: (row, write) => [
    write.name(row.name),
    write.id(row.id),
    row.unit,
    row.insurance,
    row.status,
    row.standing,
    write.number(row.months),
  ],
  deliveries: [
    {
      asOf: '2017-10-31',
      counties: 'all',
      authorisation: '昆扶办函〔2017〕18号',
      files: [
        { name: '职工参保_1', text: LF_UTF8, date: 'iso', columns: columnsAs(EMPLOYMENT_COLUMNS) },
        {
          name: '职工参保_2',
          text: CRLF_GB18030,
          date: 'iso',
          number: 'full-width',
          columns: [
            constantColumn('数据年月', '201710'),
            ...columnsFrom(EMPLOYMENT_COLUMNS, [
              ['社会保障号', '身份证号'],
              '姓名',
              '单位名称',
              '险种',
              '参保状态',
              '参保身份',
              '缴费月数',
            ]),
          ],
        },
      ],
    },
  ],
}

export interface PensionRow {
  name: string
  id: string
  insurance: '企业养老' | '机关养老' | '城乡居民养老'
  amount: number
  status: '发放' | '停发'
}

export const pensions: FeedPlan<PensionRow> = {
  id: 'hr.pensions',
  key: 1,
  keyOf: row => row.id,
  cells: (row, write) => [
    write.name(row.name),
    write.id(row.id),
    row.insurance,
    write.number(row.amount),
    row.status,
  ],
  deliveries: [
    {
      asOf: '2017-10-31',
      counties: 'all',
      authorisation: '昆扶办函〔2017〕18号',
      files: [
        {
          name: '养老待遇发放',
          text: UNICODE_TEXT,
          date: 'iso',
          number: 'fixed',
          columns: columnsAs(['姓名', '身份证号', '险种', '月待遇', '状态']),
          table: { titles: ['养老保险待遇发放名单', '2017年10月'], blankEvery: 4000 },
        },
      ],
    },
  ],
}
