/** 残联: disability certificates. 卫计: insurance (参合参保), serious illness (大病). */
import type { IsoDate } from '../../../connectors/reading.ts'
import { DONGCHUAN, LUQUAN, OTHER_COUNTIES, XUNDIAN } from '../coverage.ts'
import {
  CRLF_GB18030,
  CRLF_UTF8_BOM,
  type FeedPlan,
  type FilePlan,
  LF_UTF8,
  UNICODE_TEXT,
} from '../delivery.ts'
import { columnsAs, columnsFrom, serialNumber } from '../files/table-file.ts'

export interface CertificateRow {
  name: string
  /** 18 characters of the ID number; the certificate number adds category and level. */
  id: string
  category: string
  level: string
  issuedOn: IsoDate
  status: '有效' | '注销'
  area: string
  setting: string
}

const CATEGORIES = ['视力', '听力', '言语', '肢体', '智力', '精神', '多重'] as const
const LEVELS = ['一级', '二级', '三级', '四级'] as const

const CERTIFICATE_COLUMNS = [
  '姓名',
  '残疾人证号',
  '残疾类别',
  '残疾等级',
  '发证日期',
  '状态',
  '区划',
  '城乡类别',
] as const

const digitOf = (list: readonly string[], text: string): number => {
  const at = list.findIndex(item => text.startsWith(item) || text === String(list.indexOf(item) + 1))
  return at < 0 ? 9 : at + 1
}

export const certificates: FeedPlan<CertificateRow> = {
  id: 'disabled.certificates',
  key: 1,
  keyOf: row => row.id,
  cells: (row, write) => {
    const number = `${row.id}${digitOf(CATEGORIES, row.category)}${digitOf(LEVELS, row.level)}`
    return [
      write.name(row.name),
      write.random.chance(0.05) ? `${number}B1` : number,
      row.category,
      row.level,
      write.date(row.issuedOn),
      row.status,
      row.area,
      row.setting,
    ]
  },
  deliveries: [
    {
      asOf: '2017-10-31',
      counties: 'all',
      authorisation: '昆扶办函〔2017〕16号',
      files: [
        {
          name: '持证残疾人',
          text: UNICODE_TEXT,
          date: 'iso',
          columns: [serialNumber, ...columnsAs(CERTIFICATE_COLUMNS)],
          table: { titles: ['持证残疾人基本信息'] },
        },
      ],
    },
  ],
}

export interface InsuranceRow {
  name: string
  id: string
  year: number | string
  type: '居民' | '职工'
  area: string
}

const INSURANCE_COLUMNS = ['姓名', '身份证号', '参合年度', '参保类型', '区划'] as const

const insuranceFile = (name: string, rest: Partial<FilePlan>): FilePlan => ({
  name,
  text: LF_UTF8,
  date: 'iso',
  columns: columnsAs(INSURANCE_COLUMNS),
  ...rest,
})

const asInsured = columnsFrom(INSURANCE_COLUMNS, [
  '姓名',
  '身份证号',
  ['参合年度', '参保年度'],
  '参保类型',
  '区划',
])
const ofResidents = (row: InsuranceRow): boolean => row.type === '居民'

export const insurance: FeedPlan<InsuranceRow> = {
  id: 'health.insurance',
  key: 1,
  keyOf: row => row.id,
  cells: (row, write) => [write.name(row.name), write.id(row.id), String(row.year), row.type, row.area],
  deliveries: [
    // the city's own list is older than the counties': all of them stand, none replaces another
    {
      asOf: '2017-10-31',
      counties: 'all',
      authorisation: '昆扶办函〔2017〕17号',
      takes: row => row.type === '职工',
      files: [insuranceFile('市级职工医保', { text: CRLF_GB18030, columns: asInsured })],
    },
    {
      asOf: '2017-11-05',
      counties: [XUNDIAN],
      authorisation: '寻扶办函〔2017〕9号',
      takes: ofResidents,
      files: [
        insuranceFile('寻甸居民医保_1', { text: CRLF_GB18030 }),
        insuranceFile('寻甸居民医保_2', { text: CRLF_UTF8_BOM, columns: asInsured }),
      ],
    },
    {
      asOf: '2017-11-06',
      counties: [DONGCHUAN],
      authorisation: '东扶办函〔2017〕7号',
      takes: ofResidents,
      files: [insuranceFile('东川居民医保', { table: { headerEvery: 10_000 } })],
    },
    {
      asOf: '2017-11-06',
      counties: [LUQUAN],
      authorisation: '禄扶办函〔2017〕11号',
      takes: ofResidents,
      files: [insuranceFile('禄劝居民医保', { text: UNICODE_TEXT, columns: [serialNumber, ...asInsured] })],
    },
    {
      asOf: '2017-11-07',
      counties: OTHER_COUNTIES,
      authorisation: '昆扶办函〔2017〕17号',
      takes: ofResidents,
      files: [insuranceFile('其他县区居民医保', { text: CRLF_UTF8_BOM })],
    },
  ],
}

export interface IllnessRow {
  name: string
  id: string
  illness: string
  diagnosedOn: IsoDate
  selfPaid: number | string
  area: string
  setting: string
}

const ILLNESS_COLUMNS = ['姓名', '身份证号', '病种', '确诊日期', '年度自付费用', '区划', '城乡类别'] as const

export const illness: FeedPlan<IllnessRow> = {
  id: 'health.serious-illness',
  key: 1,
  keyOf: row => row.id,
  cells: (row, write) => [
    write.name(row.name),
    write.id(row.id),
    row.illness,
    write.date(row.diagnosedOn),
    write.number(row.selfPaid),
    row.area,
    row.setting,
  ],
  deliveries: [
    {
      asOf: '2017-11-01',
      counties: 'all',
      authorisation: '昆扶办函〔2017〕17号',
      files: [
        {
          name: '大病患者',
          text: CRLF_GB18030,
          workbook: 0.5,
          date: 'chinese',
          number: 'thousands',
          columns: columnsFrom(
            ILLNESS_COLUMNS,
            ILLNESS_COLUMNS.map(header =>
              header === '年度自付费用' ? [header, '年度自付费用（元）'] : header,
            ),
          ),
          table: { titles: ['大病患者自付费用统计'], notes: ['数据来源：医保结算系统'] },
        },
      ],
    },
  ],
}
