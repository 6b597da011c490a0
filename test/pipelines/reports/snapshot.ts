/** A small invented run for the tests of the reports. Persons and numbers are made up. */
import { checkCharacter } from '../../../connectors/id-number.ts'
import type {
  CountyList,
  DeliveryStatus,
  FeedStatus,
  ListedHousehold,
  NotConcluded,
  OutsideLead,
  PublishedRule,
  RejectRow,
  ReportedLead,
  RunStamp,
} from '../../../pipelines/reports/model.ts'
import type { FeedId, SourceFile } from '../../../pipelines/types.ts'

/** An invented key: area, birth date, sequence, and the check character that belongs to them. */
export const key = (first17: string): string => first17 + checkCharacter(first17)

export const RUN: RunStamp = {
  runId: '20171120-01',
  startedAt: '2017-11-20T01:30:00.000Z',
  user: '李核',
  purpose: '2017年动态管理部门比对',
  authorisation: '昆扶办函〔2017〕12号',
  asOf: '2017-11-20',
  policy: 'kunming-2017',
  masked: true,
}

export const file = (source: SourceFile['source'], path: string, digest: string, order = 0): SourceFile => ({
  source,
  path,
  digest: digest.padEnd(64, '0'),
  order,
  columns: new Set(),
})

export const VEHICLES = file(
  'public-security.vehicles',
  'feeds/public-security.vehicles/2017-11.csv',
  'a1b2c3d4e5',
)
export const INSURANCE = file('health.insurance', 'feeds/health.insurance/2017.xlsx', '0123456789ab')
export const MEMBERS = file('register.members', 'register/members.csv', 'ffeeddccbb')

export const lead = (overrides: Partial<ReportedLead> = {}): ReportedLead => ({
  rule: 'X01',
  direction: 'exclusion',
  class: 'suspected',
  severity: 'A',
  county: '530129',
  village: '530129101200',
  household: '5301290001',
  idNumber: key('53012919900307123'),
  personName: '张三',
  subject: '云A12345',
  subjectIsKey: false,
  evidence: [{ file: VEHICLES, row: 12 }],
  detail: '名下小型客车云A12345，2015-03-01登记，购置价86,000元，达到30,000元',
  status: 'new',
  itemKey: 'k7p2m9xq',
  ...overrides,
})

export const household = (overrides: Partial<ListedHousehold> = {}): ListedHousehold => ({
  code: '5301290001',
  township: '仁德街道',
  village: '中桥村',
  villageCode: '530129101200',
  hamlet: '上海嘎',
  headName: '张三',
  size: 4,
  members: 4,
  attribute: '一般贫困户',
  exitState: '未脱贫',
  helper: '王帮',
  phone: '13800000000',
  leads: [lead()],
  ...overrides,
})

const bilingual = (zh: string, en = zh) => ({ zh, en })

export const rule = (id: string, overrides: Partial<PublishedRule> = {}): PublishedRule => ({
  id,
  version: 1,
  title: bilingual('小型客车超过限额', 'car above the limit'),
  direction: 'exclusion',
  class: 'suspected',
  severity: 'A',
  text: bilingual(
    '成员名下有在用的中型、小型、微型客车，购置价不低于限额，或购置价缺失而初次登记在六年以内。',
  ),
  parameters: [
    { name: 'vehicle.limit', value: 30_000, unit: '元', verified: true, source: '工作方案第三条' },
  ],
  basis: bilingual('昆明市2017年扶贫对象动态管理工作方案'),
  check: [
    bilingual('车辆现在由谁使用、停在哪里'),
    bilingual('是否用于生产经营、是否靠它维持生计'),
    bilingual('购车款从哪里来'),
  ],
  innocent: [bilingual('挂名'), bilingual('生产用途'), bilingual('已报废未注销'), bilingual('过户未变更')],
  feeds: ['public-security.vehicles'],
  absence: [],
  ...overrides,
})

export const RULES: readonly PublishedRule[] = [
  rule('X01'),
  rule('X06', { title: bilingual('全户两辆以上机动车', 'two vehicles or more') }),
  rule('I01', {
    title: bilingual('住危房未建档', 'dilapidated house, not registered'),
    direction: 'inclusion',
    feeds: ['housing.dilapidated'],
    check: [bilingual('房屋现状、是否唯一住房')],
  }),
  rule('T07', {
    title: bilingual('未查到参保', 'no insurance found'),
    direction: 'exit',
    class: 'error',
    feeds: ['health.insurance'],
    absence: ['health.insurance'],
  }),
]

export const delivery = (overrides: Partial<DeliveryStatus> = {}): DeliveryStatus => ({
  files: [{ path: VEHICLES.path, digest: VEHICLES.digest }],
  asOf: '2017-11-18',
  counties: ['530129', '530128'],
  outcome: 'accepted',
  reasons: [],
  notices: [],
  statedRows: 100,
  carriedForward: false,
  dataRows: 100,
  rejectedRows: 2,
  rejects: { scientific: 1, check_digit: 2 },
  skipped: { blank: 3, subtotal: 1 },
  suspectPrecision: 1,
  subjectRows: 7,
  unusable: [
    { column: '机动车状态', value: '不明', count: 3 },
    { column: '购置价', value: '三万', count: 5 },
  ],
  ...overrides,
})

export const feed = (id: FeedId, zh: string, deliveries: readonly DeliveryStatus[]): FeedStatus => ({
  feed: id,
  title: bilingual(zh, id),
  department: zh.split('·')[0] ?? zh,
  deliveries,
})

export const FEEDS: readonly FeedStatus[] = [
  feed('public-security.vehicles', '公安·车管', [delivery()]),
  feed('health.insurance', '卫计·参合参保', [
    delivery({
      files: [{ path: INSURANCE.path, digest: INSURANCE.digest }],
      counties: 'all',
      outcome: 'held',
      reasons: [bilingual('声明 100 行，实际 98 行', 'stated 100 rows, found 98')],
      dataRows: 98,
      rejectedRows: 0,
      rejects: {},
      unusable: [],
    }),
  ]),
  feed('education.enrolment', '教育·学籍', []),
]

export const REGISTER: readonly FeedStatus[] = [
  {
    feed: 'register.members',
    title: bilingual('建档立卡·成员', 'register: members'),
    department: '扶贫办',
    deliveries: [
      delivery({
        files: [{ path: MEMBERS.path, digest: MEMBERS.digest }],
        asOf: '2017-11-20',
        counties: 'all',
        rejectedRows: 0,
        rejects: { length: 1 },
        unusable: [],
      }),
    ],
  },
]

export const NOT_CONCLUDED: readonly NotConcluded[] = [
  { rule: 'T07', county: '530129', feed: 'health.insurance', reason: 'no coverage', count: 35 },
  { rule: 'T07', county: '530128', feed: 'health.insurance', reason: 'no coverage', count: 20 },
]

export const COUNTIES = [
  { code: '530128', name: '禄劝彝族苗族自治县' },
  { code: '530129', name: '寻甸回族彝族自治县' },
]

export const outsideLead = (overrides: Partial<OutsideLead> = {}): OutsideLead => ({
  ...lead({
    rule: 'I01',
    direction: 'inclusion',
    household: '',
    village: '',
    subject: '',
    idNumber: key('53012919520101002'),
    personName: '赵老',
    detail: '危房等级D，唯一住房，未竣工，本人未建档',
    itemKey: 'q3z8w1ab',
  }),
  township: '塘子街道',
  villageName: '',
  hamlet: '',
  ...overrides,
})

export const LIST: CountyList = {
  county: { code: '530129', name: '寻甸回族彝族自治县' },
  households: [
    household({
      code: '5301290002',
      headName: '李四',
      hamlet: '大村',
      leads: [
        lead({
          rule: 'T07',
          direction: 'exit',
          class: 'error',
          household: '5301290002',
          idNumber: '53012919900307',
          personName: '李小',
          subject: '',
          evidence: [{ file: INSURANCE, row: 0 }],
          detail: '2017年度未查到参保记录',
          status: 'open',
        }),
      ],
    }),
    household({
      leads: [
        lead(),
        lead({
          rule: 'X06',
          idNumber: '',
          personName: '',
          subject: '',
          evidence: [
            { file: VEHICLES, row: 12 },
            { file: VEHICLES, row: 40 },
          ],
          detail: '全户名下有2辆机动车：云A12345、云A67890',
          status: 'changed',
        }),
      ],
    }),
  ],
  outside: [outsideLead()],
}

export const REJECTS: readonly RejectRow[] = [
  {
    feed: 'public-security.vehicles',
    file: VEHICLES.path,
    fileOrder: 0,
    row: 5,
    column: '身份证号',
    reason: 'scientific',
    value: '5.30129E+17',
  },
  {
    feed: 'public-security.vehicles',
    file: VEHICLES.path,
    fileOrder: 0,
    row: 9,
    column: '身份证号',
    reason: 'check_digit',
    value: '530129199003071230',
  },
  {
    feed: 'public-security.vehicles',
    file: VEHICLES.path,
    fileOrder: 0,
    row: 9,
    column: '身份证号',
    reason: 'check_digit',
    value: '=530129199003071231',
  },
]
