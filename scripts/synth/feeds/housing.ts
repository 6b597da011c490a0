/** 住建: property (不动产), presale contracts (预售网签), dilapidated houses (危房鉴定). */
import type { IsoDate } from '../../../connectors/reading.ts'
import { DONGCHUAN, LUQUAN, OTHER_COUNTIES, XUNDIAN } from '../coverage.ts'
import {
  CRLF_GB18030,
  CRLF_UTF8_BOM,
  type FeedPlan,
  type FilePlan,
  LF_UTF8,
  SEMICOLONS,
  UNICODE_TEXT,
} from '../delivery.ts'
import { columnsAs, columnsFrom, serialNumber } from '../files/table-file.ts'

export interface PropertyRow {
  owners: readonly string[]
  ids: readonly string[]
  certificate: string
  location: string
  use: string
  kind: string
  acquired: string
  share: number | string
  area: number
  registeredOn: IsoDate | ''
  county: string
  setting: string
}

const PROPERTY_COLUMNS = [
  '产权所有人',
  '身份证号',
  '产权证号',
  '房屋坐落',
  '规划用途',
  '房屋性质',
  '产权取得方式',
  '共有份额',
  '建筑面积',
  '房产登记日',
  '区划',
  '城乡类别',
] as const

export const property: FeedPlan<PropertyRow> = {
  id: 'housing.property',
  key: 1,
  keyOf: row => row.ids[0] as string,
  cells: (row, write) => [
    write.names(row.owners),
    write.ids(row.ids),
    row.certificate,
    row.location,
    row.use,
    row.kind,
    row.acquired,
    write.number(row.share),
    write.number(row.area),
    write.date(row.registeredOn),
    row.county,
    row.setting,
  ],
  deliveries: [
    {
      asOf: '2017-11-16',
      counties: 'all',
      authorisation: '昆扶办函〔2017〕14号',
      files: [
        {
          name: '不动产登记_主城',
          text: CRLF_UTF8_BOM,
          date: 'iso',
          columns: columnsAs(PROPERTY_COLUMNS),
          table: { subtotalEvery: 8000, total: true },
        },
        {
          name: '不动产登记_郊县',
          text: SEMICOLONS,
          date: 'chinese',
          columns: columnsFrom(PROPERTY_COLUMNS, [
            ['产权证号', '产权证号'],
            ['产权所有人', '权利人'],
            ['身份证号', '证件号码'],
            ['房屋坐落', '坐落'],
            '规划用途',
            '房屋性质',
            ['产权取得方式', '取得方式'],
            ['共有份额', '共有份额(%)'],
            ['建筑面积', '建筑面积（㎡）'],
            ['房产登记日', '登记日期'],
            '区划',
            '城乡类别',
          ]),
        },
      ],
    },
  ],
}

export interface PresaleRow {
  buyer: string
  id: string
  contract: string
  location: string
  area: number
  boughtOn: IsoDate
  status: '有效' | '撤销'
}

const PRESALE_COLUMNS = [
  '购房人',
  '身份证号',
  '合同编号',
  '坐落及房号',
  '房屋面积',
  '购房日期',
  '合同状态',
] as const

export const presale: FeedPlan<PresaleRow> = {
  id: 'housing.presale',
  key: 1,
  keyOf: row => row.id,
  cells: (row, write) => [
    write.name(row.buyer),
    write.id(row.id),
    row.contract,
    row.location,
    write.number(row.area),
    write.date(row.boughtOn),
    row.status,
  ],
  deliveries: [
    {
      asOf: '2017-11-16',
      counties: 'all',
      authorisation: '昆扶办函〔2017〕14号',
      files: [
        {
          name: '商品房网签备案',
          text: UNICODE_TEXT,
          date: 'slash',
          columns: columnsAs(PRESALE_COLUMNS),
          table: { titles: ['商品房预售网签备案清单'], blankEvery: 700, total: true },
        },
      ],
    },
  ],
}

export interface DilapidatedRow {
  head: string
  id: string
  grade: string
  assessedOn: IsoDate | ''
  onlyHouse: '是' | '否' | ''
  planYear: number | string
  completedOn: IsoDate | ''
  movedInOn: IsoDate | ''
  town: string
  village: string
  area: string
  poverty: string
}

const DILAPIDATED_COLUMNS = [
  '户主',
  '身份证号',
  '房屋等级',
  '鉴定日期',
  '是否唯一住房',
  '列入计划的年度',
  '竣工日期',
  '入住日期',
  '乡镇',
  '村',
  '区划',
  '农户贫困类型',
] as const

const dilapidatedFile = (name: string, rest: Partial<FilePlan>): FilePlan => ({
  name,
  text: CRLF_GB18030,
  date: 'dot',
  columns: columnsAs(DILAPIDATED_COLUMNS),
  ...rest,
})

export const dilapidated: FeedPlan<DilapidatedRow> = {
  id: 'housing.dilapidated',
  key: 1,
  keyOf: row => row.id,
  cells: (row, write) => [
    write.name(row.head),
    write.id(row.id),
    row.grade,
    write.date(row.assessedOn),
    row.onlyHouse,
    String(row.planYear),
    write.date(row.completedOn),
    write.date(row.movedInOn),
    row.town,
    row.village,
    row.area,
    row.poverty,
  ],
  deliveries: [
    {
      asOf: '2017-11-12',
      counties: [XUNDIAN],
      authorisation: '寻扶办函〔2017〕7号',
      files: [
        dilapidatedFile('寻甸县农村危房台账', {
          table: {
            titles: ['寻甸县农村危房改造台账', '（2017年11月）'],
            notes: ['填表说明：等级以鉴定报告为准'],
          },
        }),
      ],
    },
    {
      asOf: '2017-11-10',
      counties: [DONGCHUAN],
      authorisation: '东扶办函〔2017〕5号',
      files: [dilapidatedFile('东川区危房', { text: LF_UTF8, date: 'iso', table: { subtotalEvery: 400 } })],
    },
    {
      asOf: '2017-11-13',
      counties: [LUQUAN],
      authorisation: '禄扶办函〔2017〕9号',
      files: [
        dilapidatedFile('禄劝县危房', {
          text: UNICODE_TEXT,
          date: 'chinese',
          columns: [serialNumber, ...columnsAs(DILAPIDATED_COLUMNS)],
        }),
      ],
    },
    {
      asOf: '2017-11-14',
      counties: OTHER_COUNTIES,
      authorisation: '昆扶办函〔2017〕14号',
      files: [
        dilapidatedFile('其他县区危房', {
          workbook: 0.3,
          date: 'serial',
          table: { titles: ['农村危房鉴定汇总'], total: true },
        }),
      ],
    },
  ],
}
