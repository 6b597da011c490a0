/** 发改: relocation (易地扶贫搬迁). 工商: enterprises, self-employed (个体). */
import type { IsoDate } from '../../../connectors/reading.ts'
import { CRLF_GB18030, type FeedPlan, LF_UTF8, SEMICOLONS } from '../delivery.ts'
import { columnsAs, columnsFrom, serialNumber } from '../files/table-file.ts'

export interface RelocationRow {
  head: string
  id: string
  year: number
  site: string
  area: number
  persons: number
  completedOn: IsoDate | ''
  handedOverOn: IsoDate | ''
  movedInOn: IsoDate | ''
  oldHouseGone: '是' | '否'
}

const RELOCATION_COLUMNS = [
  '户主',
  '身份证号',
  '搬迁年度',
  '安置点',
  '安置面积',
  '搬迁人口',
  '竣工日期',
  '交房日期',
  '入住日期',
  '旧房拆除',
] as const

export const relocation: FeedPlan<RelocationRow> = {
  id: 'development.relocation',
  key: 1,
  keyOf: row => row.id,
  cells: (row, write) => [
    write.name(row.head),
    write.id(row.id),
    row.year,
    row.site,
    write.number(row.area),
    row.persons,
    write.date(row.completedOn),
    write.date(row.handedOverOn),
    write.date(row.movedInOn),
    row.oldHouseGone,
  ],
  deliveries: [
    {
      asOf: '2017-11-14',
      counties: 'all',
      authorisation: '昆扶办函〔2017〕20号',
      files: [
        {
          name: '易地扶贫搬迁对象',
          text: LF_UTF8,
          workbook: 0.2,
          date: 'serial',
          columns: [serialNumber, ...columnsAs(RELOCATION_COLUMNS)],
          table: {
            titles: ['昆明市易地扶贫搬迁对象名单', '截止2017年11月14日'],
            total: true,
            notes: ['审核：市发改委'],
          },
        },
      ],
    },
  ],
}

export interface EnterpriseRow {
  enterprise: string
  creditCode: string
  person: string
  id: string
  role: string
  kind: string
  subscribed: number | string
  paid: number | string
  foundedOn: IsoDate
  status: string
}

const ENTERPRISE_COLUMNS = [
  '企业名称',
  '统一社会信用代码',
  '人员姓名',
  '证件号码',
  '角色',
  '企业类型',
  '认缴出资',
  '实缴出资',
  '成立日期',
  '登记状态',
] as const

export const enterprises: FeedPlan<EnterpriseRow> = {
  id: 'commerce.enterprises',
  key: 3,
  keyOf: row => row.id,
  cells: (row, write) => [
    row.enterprise,
    row.creditCode,
    write.name(row.person),
    write.id(row.id),
    row.role,
    row.kind,
    write.number(row.subscribed),
    write.number(row.paid),
    write.date(row.foundedOn),
    row.status,
  ],
  deliveries: [
    {
      asOf: '2017-11-16',
      counties: 'all',
      authorisation: '昆扶办函〔2017〕21号',
      files: [
        {
          name: '企业登记人员',
          text: CRLF_GB18030,
          date: 'chinese',
          number: 'fixed',
          columns: columnsFrom(
            ENTERPRISE_COLUMNS,
            ENTERPRISE_COLUMNS.map(header =>
              header === '证件号码'
                ? [header, '身份证号']
                : header === '实缴出资'
                  ? [header, '实缴出资（万元）']
                  : header === '认缴出资'
                    ? [header, '认缴出资（万元）']
                    : header,
            ),
          ),
          table: { titles: ['企业主要人员及出资信息'] },
        },
      ],
    },
  ],
}

export interface SelfEmployedRow {
  shop: string
  owner: string
  id: string
  trade: string
  capital: number | string
  foundedOn: IsoDate
  status: string
}

export const selfEmployed: FeedPlan<SelfEmployedRow> = {
  id: 'commerce.self-employed',
  key: 2,
  keyOf: row => row.id,
  cells: (row, write) => [
    row.shop,
    write.name(row.owner),
    write.id(row.id),
    row.trade,
    write.number(row.capital),
    write.date(row.foundedOn),
    row.status,
  ],
  deliveries: [
    {
      asOf: '2017-11-16',
      counties: 'all',
      authorisation: '昆扶办函〔2017〕21号',
      files: [
        {
          name: '个体工商户',
          text: SEMICOLONS,
          date: 'iso',
          columns: columnsAs([
            '字号',
            '经营者',
            '证件号码',
            '行业',
            '资金数额(万元)',
            '成立日期',
            '登记状态',
          ]),
          table: { notes: ['注：资金数额单位为万元', '数据截止2017年11月16日'] },
        },
      ],
    },
  ],
}
