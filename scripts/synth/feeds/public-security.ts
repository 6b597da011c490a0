/** 公安: residents (户籍) and vehicles (车管). */
import type { IsoDate } from '../../../connectors/reading.ts'
import {
  CRLF_GB18030,
  CRLF_UTF8_BOM,
  type FeedPlan,
  type FilePlan,
  LF_UTF8,
  UNICODE_TEXT,
} from '../delivery.ts'
import { columnsAs, columnsFrom, constantColumn, type FileColumn, serialNumber } from '../files/table-file.ts'

export interface ResidentRow {
  name: string
  id: string
  sex: string
  ethnic: string
  birth: IsoDate | ''
  houseNumber: string
  relation: string
  address: string
  area: string
  nature: '农业' | '非农业' | '居民家庭户'
  status: '正常' | '死亡注销' | '迁出注销' | '其他注销'
  diedOn: IsoDate | ''
  move: '' | '迁入' | '迁出'
  moveReason: string
  movedOn: IsoDate | ''
  urbanised: '是' | '否' | ''
  livesInVillage: '是' | '否' | ''
  land: number | string
}

const RESIDENT_COLUMNS = [
  '姓名',
  '公民身份号码',
  '性别',
  '民族',
  '出生日期',
  '户号',
  '与户主关系',
  '户籍地址',
  '区划',
  '户口性质',
  '户籍状态',
  '死亡日期',
  '迁移类型',
  '迁移原因',
  '迁移日期',
  '农转城',
  '在村居住',
  '承包地',
] as const

const aliased: readonly FileColumn[] = columnsFrom(
  RESIDENT_COLUMNS,
  RESIDENT_COLUMNS.map(header =>
    header === '公民身份号码' ? [header, '身份证号'] : header === '区划' ? [header, '行政区划'] : header,
  ),
)

const residentFile = (part: number, rest: Partial<FilePlan>): FilePlan => ({
  name: `户籍人口_2017-11_${part}`,
  columns: columnsAs(RESIDENT_COLUMNS),
  text: LF_UTF8,
  date: 'compact',
  ...rest,
})

export const residents: FeedPlan<ResidentRow> = {
  id: 'public-security.residents',
  key: 1,
  keyOf: row => row.id,
  // another row of somebody who moved that says 正常 means a move inside the city (X21)
  once: row => row.move === '迁出',
  cells: (row, write) => [
    write.name(row.name),
    write.id(row.id),
    row.sex,
    row.ethnic,
    write.date(row.birth),
    row.houseNumber,
    row.relation,
    write.text(row.address),
    row.area,
    row.nature,
    row.status,
    write.date(row.diedOn),
    row.move,
    row.moveReason,
    write.date(row.movedOn),
    row.urbanised,
    row.livesInVillage,
    write.number(row.land),
  ],
  deliveries: [
    {
      asOf: '2017-11-15',
      counties: 'all',
      authorisation: '昆扶办函〔2017〕12号',
      files: [
        residentFile(1, {}),
        residentFile(2, {
          text: CRLF_GB18030,
          columns: aliased,
          date: 'iso',
          table: { titles: ['昆明市户籍人口信息'] },
        }),
        residentFile(3, {
          text: CRLF_UTF8_BOM,
          date: 'slash',
          columns: columnsFrom(
            RESIDENT_COLUMNS,
            RESIDENT_COLUMNS.map(header => (header === '承包地' ? [header, '承包地（亩）'] : header)),
          ).concat(constantColumn('更新时间', '2017-11-15')),
        }),
        residentFile(4, { text: UNICODE_TEXT, date: 'dot', columns: aliased, table: { headerEvery: 5000 } }),
      ],
    },
  ],
}

export interface VehicleRow {
  owner: string
  id: string
  plate: string
  plateKind: string
  /** GA/T 16.4 code or Chinese name. */
  type: string
  use: string
  status: string
  registeredOn: IsoDate | ''
  price: number | string
}

const VEHICLE_COLUMNS = [
  '车辆所有人',
  '身份证号',
  '车牌号',
  '号牌种类',
  '车辆类型',
  '使用性质',
  '机动车状态',
  '初次登记时间',
  '购置价',
] as const

export const vehicles: FeedPlan<VehicleRow> = {
  id: 'public-security.vehicles',
  key: 1,
  keyOf: row => row.id,
  cells: (row, write) => [
    write.name(row.owner),
    write.id(row.id),
    row.plate,
    row.plateKind,
    row.type,
    row.use,
    row.status,
    write.date(row.registeredOn),
    write.number(row.price),
  ],
  deliveries: [
    {
      asOf: '2017-11-18',
      counties: 'all',
      authorisation: '昆扶办函〔2017〕12号',
      files: [
        {
          name: '机动车登记_20171118',
          text: CRLF_GB18030,
          date: 'datetime',
          number: 'thousands',
          columns: [
            serialNumber,
            ...columnsFrom(VEHICLE_COLUMNS, [
              ['车牌号', '号牌号码'],
              '号牌种类',
              '车辆类型',
              '使用性质',
              '机动车状态',
              '车辆所有人',
              ['身份证号', '身份证明号码'],
              ['初次登记时间', '初次登记日期'],
              ['购置价', '购置价（元）'],
            ]),
            constantColumn('发证机关', '云A'),
          ],
          table: {
            titles: ['昆明市机动车登记信息', '数据提供：市公安局交警支队'],
            headerEvery: 20_000,
            blankEvery: 9000,
            notes: ['注：购置价为发票金额', '制表：交警支队车管所'],
          },
        },
      ],
    },
  ],
}
