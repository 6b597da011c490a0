/** The register's six tables as the office exports them: labels or codes, two title rows, some dirt of its own. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { CRLF_GB18030, CRLF_UTF8_BOM, UNICODE_TEXT } from './delivery.ts'
import { soiled } from './dirt.ts'
import type { Cell } from './files/sink.ts'
import { columnsAs, constantColumn, TableFile } from './files/table-file.ts'
import { TextFile } from './files/text-file.ts'
import { WorkbookFile } from './files/workbook-file.ts'
import type { Household, Member } from './household.ts'
import { INCOME_COLUMNS, incomeCells } from './income.ts'
import type { Person } from './people.ts'
import type { WrittenHousehold } from './places/written.ts'
import { Random } from './random.ts'

export const HOUSEHOLD_COLUMNS = [
  '县',
  '乡',
  '村',
  '自然村',
  '村编码',
  '户编号',
  '户主姓名',
  '户主证件号码',
  '家庭人口数',
  '贫困户属性',
  '脱贫属性',
  '脱贫年度',
  '主要致贫原因',
  '其他致贫原因',
  '返贫原因',
  '识别标准',
  '首次识别时间',
  ...INCOME_COLUMNS,
  '耕地面积（亩）',
  '有效灌溉面积',
  '林地面积（亩）',
  '退耕还林面积（亩）',
  '是否通生产用电',
  '是否通生活用电',
  '是否通广播电视',
  '与村主干路距离',
  '入户路类型',
  '住房面积',
  '是否有卫生厕所',
  '主要燃料类型',
  '饮水困难',
  '饮水安全',
  '危房户',
  '危房级别',
  '是否加入农民专业合作组织',
  '军烈属',
  '易地搬迁户',
  '是否入住',
  '拟退出',
  '返贫',
  '帮扶责任人',
  '户联系电话',
]

export const MEMBER_COLUMNS = [
  '户编号',
  '人编号',
  '姓名',
  '性别',
  '证件类型',
  '证件号码',
  '出生日期',
  '与户主关系',
  '民族',
  '文化程度',
  '在校生状况',
  '劳动技能',
  '健康状况',
  '务工时间（月）',
  '务工所在地',
  '务工企业名称',
  '是否享受低保',
  '是否特困供养人员',
  '居民医保',
  '职工医保',
  '居民养老',
  '是否参加大病保险',
  '现役军人',
  '政治面貌',
  '成员联系电话',
]

const MEASURE_COLUMNS = ['户编号', '措施类别', '项目名称', '年度', '金额', '人编号']
const REMOVED_COLUMNS = ['户编号', '户主姓名', '证件号码', '剔除时间', '剔除原因', '区划']

const EXIT_CODES = { 未脱贫: '0', 已脱贫: '1', 返贫: '3', 稳定脱贫: '4' } as const
const out = new Set<string>(['已脱贫', '稳定脱贫'])

/** 贫困户属性: 01, 04, 06 before leaving poverty, 05, 02, 03 after it. */
const ATTRIBUTES = {
  none: [
    ['01', '一般贫困户'],
    ['05', '一般农户'],
  ],
  dibao: [
    ['04', '低保贫困户'],
    ['02', '低保户'],
  ],
  wubao: [
    ['06', '五保贫困户'],
    ['03', '五保户'],
  ],
  both: [
    ['07', '低保特困供养贫困户'],
    ['08', '低保特困供养户'],
  ],
} as const

const RELATION_CODES: Readonly<Record<string, string>> = {
  本人或户主: '01',
  配偶: '02',
  之子: '03',
  之女: '04',
  之儿媳: '05',
  之父: '11',
  之母: '12',
}

/** How one household's record is written: labels, codes with a leading zero, codes without. */
type Wording = 'label' | 'code' | 'short code'
const wordingOf = (household: Household): Wording =>
  household.index % 10 === 3 ? 'code' : household.index % 10 === 6 ? 'short code' : 'label'

const worded = (wording: Wording, code: string, label: string): string =>
  wording === 'label' ? label : wording === 'code' ? code : code.replace(/^0/, '')

function householdCells(household: Household, random: Random): Cell[] {
  const { place, county, head, members } = household
  const wording = wordingOf(household)
  const after = out.has(household.exitState)
  const [code, label] = ATTRIBUTES[household.support][after ? 1 : 0]
  const arable = random.between(5, 60) / 10
  const exitCode = EXIT_CODES[household.exitState]
  const causes = [...new Set([random.pick(CAUSES), random.pick(CAUSES), random.pick(CAUSES)])]
  return [
    county.name,
    place.town,
    place.village,
    random.chance(0.01) ? ` ${place.hamlet}\u3000` : place.hamlet,
    random.chance(0.01) ? `'${place.villageCode}` : place.villageCode,
    household.code,
    head.name,
    (members[0] as Member).document,
    String(members.length),
    worded(wording, code, label),
    worded(wording, wording === 'code' ? `0${exitCode}` : exitCode, household.exitState),
    household.exitYear === 0 ? '' : String(household.exitYear),
    mainCause(household, causes),
    causes.slice(1).join(random.pick([',', '、'])),
    household.returnCauses,
    random.chance(0.9) ? '国家标准' : '省定标准',
    household.identifiedOn.replaceAll('-', random.chance(0.5) ? '-' : ''),
    ...incomeCells(household, random),
    String(arable),
    String(Math.floor(arable * 5) / 10),
    String(random.between(0, 150) / 10),
    '0',
    '是',
    '是',
    '是',
    String(random.between(1, 18) / 10),
    random.pick(['泥土路', '砂石路', '水泥路']),
    String(members.length * random.between(15, 30)),
    random.pick(['是', '否']),
    random.pick(['柴草', '煤炭', '清洁能源']),
    household.waterDifficult,
    household.waterSafe,
    worded(wording, household.registerDilapidated === '是' ? '1' : '0', household.registerDilapidated),
    household.registerLevel === '' ? '' : `${household.registerLevel}级`,
    random.pick(['是', '否']),
    '否',
    household.relocated ? '是' : '否',
    household.relocated ? household.movedIn : '',
    household.proposed,
    household.returned,
    `${random.pick(['李', '王', '张', '杨'])}建国`,
    phone(random),
  ]
}

const CAUSES = ['因学', '缺技术', '缺资金', '缺土地', '交通条件落后', '自身发展动力不足'] as const

function mainCause(household: Household, causes: readonly string[]): string {
  const health = household.members.map(member => member.health).join()
  return health.includes('残疾') ? '因残' : health.includes('病') ? '因病' : (causes[0] as string)
}

const phone = (random: Random): string =>
  `1${random.pick(['38', '59', '87', '36'])}${String(random.below(1e8)).padStart(8, '0')}`

function memberCells(household: Household, member: Member, position: number, random: Random): Cell[] {
  const { person, health } = member
  const wording = wordingOf(household)
  const { age } = person
  const pupil = member.enrolled === '在读' || member.enrolled === '休学'
  const works =
    age >= 18 && age < 60 && !member.atUniversity && !pupil && health === '健康' && random.chance(0.4)
  const relation = RELATION_CODES[person.relation]
  return [
    household.code,
    `${household.code}${String(position + 1).padStart(2, '0')}`,
    random.chance(0.002) ? `${person.name} ` : person.name,
    worded(wording, person.sex === '男' ? '01' : '02', person.sex),
    worded(
      wording === 'label' ? 'label' : 'code',
      member.documentKind === '居民身份证' ? '01' : '09',
      member.documentKind,
    ),
    member.documentKind === '居民身份证' && member.known && random.chance(0.5)
      ? soiled(random, member.document)
      : member.document,
    person.birth.replaceAll('-', random.chance(0.9) ? '' : '/'),
    relation ? worded(wording, relation, person.relation) : person.relation,
    person.ethnic,
    pupil || member.atUniversity ? '' : age < 7 ? '学龄前儿童' : age < 40 ? '初中' : '小学',
    schoolingOf(member),
    age < 16 || pupil || member.atUniversity || age >= 60
      ? '无劳动力'
      : health.includes('残疾')
        ? '丧失劳动力'
        : '普通劳动力',
    health,
    works ? String(random.between(3, 10)) : '0',
    works ? random.pick(['昆明市', '浙江省', '广东省']) : '',
    works ? '建筑公司' : '',
    household.support === 'dibao' || household.support === 'both' ? '是' : '否',
    household.support === 'wubao' || household.support === 'both' ? '是' : '否',
    '是',
    '否',
    age >= 16 ? '是' : '否',
    '是',
    '否',
    '群众',
    age >= 18 ? phone(random) : '',
  ]
}

function schoolingOf({ person: { age }, enrolled, atUniversity }: Member): string {
  if (atUniversity) return '大专及以上'
  if (enrolled !== '在读' && enrolled !== '休学') return '非在校生'
  if (age < 6) return '学前教育'
  if (age < 12) return '小学'
  return ['七年级', '八年级', '九年级', '九年级', '高一', '高二', '高三'][age - 12] ?? '高三'
}

/** Writes the register household by household. */
export class RegisterFiles {
  readonly #households: TableFile
  readonly #members: TableFile
  readonly #measures: TableFile
  readonly #removed: TableFile
  readonly #seed: number
  #persons = 0

  constructor(folder: string, seed: number) {
    mkdirSync(join(folder, 'register'), { recursive: true })
    const at = (name: string) => join(folder, 'register', name)
    this.#seed = seed
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
  add(household: Household): WrittenHousehold {
    const random = Random.at(this.#seed, household.index, 2)
    const cells = householdCells(household, random)
    this.#households.row(cells)
    const members = household.members.map((member, position) =>
      memberCells(household, member, position, random),
    )
    for (const member of members) {
      this.#persons++
      this.#members.row(member)
    }
    for (const { kind, project, year, amount } of household.measures) {
      this.#measures.row([household.code, kind, project, String(year), String(amount), ''])
    }
    for (const row of household.removed) {
      this.#removed.row([row.household, row.name, row.id, row.removedOn, row.reason, row.area])
    }
    return { household: cells, members }
  }

  /** The household a second time, with other facts: the first row counts. */
  addAgain(household: Household): void {
    const cells = householdCells(household, Random.at(this.#seed, household.index, 3))
    for (const [column, text] of [
      ['拟退出', '是'],
      ['人均纯收入', '900'],
      ['饮水困难', '是'],
    ] as const) {
      cells[HOUSEHOLD_COLUMNS.indexOf(column)] = text
    }
    this.#households.row(cells)
  }

  /** A member of a household that is not there. */
  addOrphan(code: string, person: Person): void {
    this.#members.row([
      code,
      `${code}01`,
      person.name,
      person.sex,
      '居民身份证',
      person.key,
      person.birth,
      '本人或户主',
      person.ethnic,
    ])
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
