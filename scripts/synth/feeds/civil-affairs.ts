/** 民政: 低保, 特困供养, cremations (殡葬). */
import type { IsoDate } from '../../../connectors/reading.ts'
import { DIBAO_OTHERS, DONGCHUAN, LUQUAN, XUNDIAN } from '../coverage.ts'
import { CRLF_GB18030, type FeedPlan, type FilePlan, LF_UTF8, TABS_GB18030 } from '../delivery.ts'
import { columnsAs, columnsFrom, serialNumber } from '../files/table-file.ts'

export interface DibaoRow {
  applicant: string
  id: string
  persons: number
  category: string
  since: IsoDate
  amount: number
  area: string
  /** Up to eight further persons: name and ID number. */
  members: readonly { readonly name: string; readonly id: string }[]
}

const DIBAO_MEMBERS = 8
const MEMBER_COLUMNS = Array.from({ length: DIBAO_MEMBERS }, (_, i) => [
  `成员${i + 1}姓名`,
  `成员${i + 1}身份证号`,
]).flat()
const DIBAO_COLUMNS = [
  '申请人',
  '身份证号',
  '保障人口',
  '保障类别',
  '起始月',
  '户保障金',
  '区划',
  ...MEMBER_COLUMNS,
]

const dibaoFile = (name: string, rest: Partial<FilePlan>): FilePlan => ({
  name,
  text: CRLF_GB18030,
  date: 'compact',
  columns: columnsAs(DIBAO_COLUMNS),
  ...rest,
})

const asHead = columnsFrom(
  DIBAO_COLUMNS,
  DIBAO_COLUMNS.map(header =>
    header === '申请人' ? [header, '户主'] : header === '户保障金' ? [header, '户保障金（元）'] : header,
  ),
)

export const dibao: FeedPlan<DibaoRow> = {
  id: 'civil-affairs.dibao',
  key: 1,
  keyOf: row => row.id,
  cells: (row, write) => [
    write.name(row.applicant),
    write.id(row.id),
    row.persons,
    row.category,
    write.date(row.since),
    write.number(row.amount),
    row.area,
    ...Array.from({ length: DIBAO_MEMBERS }, (_, i) => {
      const member = row.members[i]
      return member ? [member.name, write.optionalId(member.id)] : ['', '']
    }).flat(),
  ],
  deliveries: [
    {
      asOf: '2017-11-08',
      counties: [XUNDIAN],
      authorisation: '寻扶办函〔2017〕8号',
      files: [
        dibaoFile('寻甸低保花名册', { table: { titles: ['寻甸县农村低保花名册'], subtotalEvery: 300 } }),
      ],
    },
    {
      asOf: '2017-11-10',
      counties: [DONGCHUAN],
      authorisation: '东扶办函〔2017〕6号',
      files: [
        dibaoFile('东川低保', {
          workbook: 0.2,
          columns: asHead,
          table: { titles: ['东川区低保对象'], total: true },
        }),
      ],
    },
    {
      asOf: '2017-11-10',
      counties: [LUQUAN],
      authorisation: '禄扶办函〔2017〕10号',
      files: [dibaoFile('禄劝低保', { text: TABS_GB18030, columns: [serialNumber, ...asHead] })],
    },
    {
      asOf: '2017-11-11',
      counties: DIBAO_OTHERS,
      authorisation: '昆扶办函〔2017〕15号',
      files: [dibaoFile('其他县区低保', { text: LF_UTF8, date: 'iso' })],
    },
  ],
}

export interface TekunRow {
  name: string
  id: string
  manner: '集中' | '分散'
  institution: string
  since: IsoDate
  area: string
}

const TEKUN_COLUMNS = ['姓名', '身份证号', '供养方式', '供养机构', '起始月', '区划'] as const

export const tekun: FeedPlan<TekunRow> = {
  id: 'civil-affairs.tekun',
  key: 1,
  keyOf: row => row.id,
  cells: (row, write) => [
    write.name(row.name),
    write.id(row.id),
    row.manner,
    row.institution,
    write.date(row.since),
    row.area,
  ],
  deliveries: [
    {
      asOf: '2017-09-30',
      counties: 'all',
      authorisation: '昆扶办函〔2017〕9号',
      outdated: true,
      files: [
        {
          name: '特困供养_2017三季度',
          text: LF_UTF8,
          workbook: 0.3,
          date: 'iso',
          columns: columnsAs(TEKUN_COLUMNS),
        },
      ],
    },
    {
      asOf: '2017-11-10',
      counties: 'all',
      authorisation: '昆扶办函〔2017〕15号',
      files: [
        {
          name: '特困供养_2017-11',
          text: LF_UTF8,
          workbook: 0.3,
          date: 'iso',
          columns: columnsAs(TEKUN_COLUMNS),
          table: {
            titles: ['昆明市特困人员救助供养名单', '单位：人'],
            notes: ['备注：供养机构为集中供养人员填写'],
          },
        },
      ],
    },
  ],
}

export interface CremationRow {
  name: string
  id: string
  diedOn: IsoDate
  crematedOn: IsoDate | ''
}

export const cremations: FeedPlan<CremationRow> = {
  id: 'civil-affairs.cremations',
  key: 1,
  keyOf: row => row.id,
  cells: (row, write) => [
    write.name(row.name),
    write.id(row.id),
    write.date(row.diedOn),
    write.date(row.crematedOn),
  ],
  deliveries: [
    {
      asOf: '2017-11-17',
      counties: 'all',
      authorisation: '昆扶办函〔2017〕15号',
      files: [
        {
          name: '殡仪馆火化登记',
          text: { encoding: 'utf-8', delimiter: '\t', eol: '\r\n' },
          date: 'slash',
          columns: columnsAs(['姓名', '身份证号', '死亡日期', '火化日期']),
        },
      ],
    },
  ],
}
