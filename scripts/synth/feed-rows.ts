/**
 * Rows as departments keep them about a person. Every function gives an ordinary row; what is particular about it
 * comes from the caller.
 */
import type { IsoDate } from '../../connectors/reading.ts'
import { addDays, YEAR } from './calendar.ts'
import type { CremationRow, DibaoRow, TekunRow } from './feeds/civil-affairs.ts'
import type { EnterpriseRow, RelocationRow, SelfEmployedRow } from './feeds/economy.ts'
import type { EnrolmentRow, UniversityRow } from './feeds/education.ts'
import type { CertificateRow, IllnessRow, InsuranceRow } from './feeds/health.ts'
import type { DilapidatedRow, PresaleRow, PropertyRow } from './feeds/housing.ts'
import type { EmploymentRow, PayrollRow, PensionRow } from './feeds/human-resources.ts'
import type { ResidentRow, VehicleRow } from './feeds/public-security.ts'
import type { Person } from './people.ts'
import type { Random } from './random.ts'

const digits = (random: Random, count: number): string =>
  String(random.below(10 ** count)).padStart(count, '0')

/** A day of those years, never after September 2017, so that no cut-off is before it. */
export const dayOf = (random: Random, from: number, to: number): IsoDate => {
  const year = random.between(from, to)
  const month = random.between(1, year === YEAR ? 9 : 12)
  return `${year}-${String(month).padStart(2, '0')}-${String(random.between(1, 28)).padStart(2, '0')}`
}

export interface Home {
  readonly houseNumber: string
  /** 6 or 12 digits. */
  readonly area: string
  readonly address: string
  readonly rural: boolean
}

export const residentOf = (
  random: Random,
  person: Person,
  home: Home,
  own: Partial<ResidentRow> = {},
): ResidentRow => ({
  name: person.name,
  id: person.key,
  sex: person.sex,
  ethnic: person.ethnic,
  birth: person.birth,
  houseNumber: home.houseNumber,
  relation: person.relation === '本人或户主' ? '户主' : person.relation,
  address: home.address,
  area: home.area,
  nature: home.rural ? (random.chance(0.7) ? '农业' : '居民家庭户') : '非农业',
  status: '正常',
  diedOn: '',
  move: '',
  moveReason: '',
  movedOn: '',
  urbanised: home.rural ? '否' : '',
  livesInVillage: home.rural ? '是' : '否',
  land: home.rural ? random.between(5, 60) / 10 : '',
  ...own,
})

const PLATE = 'ABCDEFGHJKLMNPQRSTUVWXYZ0123456789'
const plateTail = (random: Random): string =>
  Array.from({ length: 5 }, () => PLATE[random.below(34)]).join('')

/** `云A·1B2C3` or without the dot. */
const plateOf = (random: Random): string => `云A${random.chance(0.3) ? '·' : ''}${plateTail(random)}`

export const vehicleOf = (random: Random, person: Person, own: Partial<VehicleRow> = {}): VehicleRow => ({
  owner: person.name,
  id: person.key,
  plate: plateOf(random),
  plateKind: '02',
  type: 'K33',
  use: random.chance(0.8) ? 'A' : '非营运',
  status: 'A',
  registeredOn: dayOf(random, 2012, 2017),
  price: random.between(35, 220) * 1000,
  ...own,
})

const MOTORCYCLES = ['M21', 'M22', '普通二轮摩托车', 'N11', '三轮汽车', 'T11', '手扶拖拉机', 'T21'] as const
/** What villagers drive: never a lead (X05). */
export const motorcycleOf = (random: Random, person: Person): VehicleRow =>
  vehicleOf(random, person, {
    type: random.pick(MOTORCYCLES),
    plateKind: '07',
    price: random.between(3, 28) * 1000,
  })

const STREETS = [
  '人民路',
  '环城路',
  '龙泉路',
  '春城路',
  '北京路',
  '滇池路',
  '兴隆街',
  '文昌街',
  '龙山路',
] as const
const ESTATES = ['滇池春城', '翠湖名苑', '东方新城', '金色家园', '幸福里', '锦绣山水', '和谐苑'] as const
const roomOf = (random: Random): string =>
  `${random.pick(STREETS)}${random.between(1, 400)}号${random.pick(ESTATES)}${random.between(1, 30)}幢${random.between(1, 4)}单元${random.between(101, 2604)}号`

export const propertyOf = (
  random: Random,
  persons: readonly Person[],
  county: string,
  own: Partial<PropertyRow> = {},
): PropertyRow => ({
  owners: persons.map(({ name }) => name),
  ids: persons.map(({ key }) => key),
  certificate: `云(2016)昆明市不动产权第${digits(random, 7)}号`,
  location: roomOf(random),
  use: '住宅',
  kind: '商品房',
  acquired: '购买',
  share: persons.length > 1 ? 50 : 100,
  area: random.between(480, 1600) / 10,
  registeredOn: dayOf(random, 2004, 2017),
  county,
  setting: '城镇',
  ...own,
})

export const presaleOf = (random: Random, person: Person, own: Partial<PresaleRow> = {}): PresaleRow => ({
  buyer: person.name,
  id: person.key,
  contract: `YS2017${digits(random, 7)}`,
  location: roomOf(random),
  area: random.between(600, 1500) / 10,
  boughtOn: dayOf(random, 2016, 2017),
  status: '有效',
  ...own,
})

export const dilapidatedOf = (
  random: Random,
  person: Person,
  area: string,
  own: Partial<DilapidatedRow> = {},
): DilapidatedRow => ({
  head: person.name,
  id: person.key,
  grade: random.pick(['C', 'D']),
  assessedOn: dayOf(random, 2014, 2016),
  onlyHouse: '是',
  planYear: '',
  completedOn: '',
  movedInOn: '',
  town: '',
  village: '',
  area,
  poverty: random.pick(['五保', '低保', '残疾', '建档立卡', '其他']),
  ...own,
})

export const dibaoOf = (
  random: Random,
  persons: readonly Person[],
  area: string,
  own: Partial<DibaoRow> = {},
): DibaoRow => {
  const [applicant, ...members] = persons as [Person, ...Person[]]
  return {
    applicant: applicant.name,
    id: applicant.key,
    persons: persons.length,
    category: random.pick(['A类', 'B类', 'C类']),
    since: `${random.between(2010, 2016)}-${String(random.between(1, 12)).padStart(2, '0')}-01`,
    amount: random.between(150, 900),
    area,
    members: members.slice(0, 8).map(({ name, key }) => ({ name, id: key })),
    ...own,
  }
}

export const tekunOf = (
  random: Random,
  person: Person,
  area: string,
  own: Partial<TekunRow> = {},
): TekunRow => ({
  name: person.name,
  id: person.key,
  manner: '分散',
  institution: '',
  since: `${random.between(2008, 2016)}-07-01`,
  area,
  ...own,
})

export const HOMES_FOR_THE_AGED = ['仁德敬老院', '铜都中心敬老院', '屏山敬老院', '市社会福利院'] as const

export const cremationOf = (random: Random, person: Person): CremationRow => {
  const diedOn = dayOf(random, 2016, 2017)
  return { name: person.name, id: person.key, diedOn, crematedOn: addDays(diedOn, random.between(1, 3)) }
}

export const certificateOf = (
  random: Random,
  person: Person,
  area: string,
  own: Partial<CertificateRow> = {},
): CertificateRow => ({
  name: person.name,
  id: person.key,
  category: random.pick(['视力', '听力', '言语', '肢体', '肢体', '智力', '精神', '多重']),
  level: random.pick(['三级', '四级', '3', '4']),
  issuedOn: dayOf(random, 2009, 2016),
  status: '有效',
  area,
  setting: '乡村',
  ...own,
})

export const insuranceOf = (person: Person, area: string, own: Partial<InsuranceRow> = {}): InsuranceRow => ({
  name: person.name,
  id: person.key,
  year: YEAR,
  type: '居民',
  area,
  ...own,
})

const ILLNESSES = [
  '终末期肾病',
  '乳腺癌',
  '儿童白血病',
  '急性心肌梗死',
  '脑梗死',
  '胃癌',
  '肺癌',
  '重性精神病',
] as const

export const illnessOf = (
  random: Random,
  person: Person,
  area: string,
  own: Partial<IllnessRow> = {},
): IllnessRow => ({
  name: person.name,
  id: person.key,
  illness: random.pick(ILLNESSES),
  diagnosedOn: dayOf(random, 2014, 2017),
  selfPaid: random.between(5000, 80_000),
  area,
  setting: '乡村',
  ...own,
})

export const payrollOf = (random: Random, person: Person, own: Partial<PayrollRow> = {}): PayrollRow => ({
  name: person.name,
  id: person.key,
  unit: random.pick(['县第一中学', '镇人民政府', '县人民医院', '区自然资源局', '乡林业站', '县水务局']),
  kind: '事业编',
  status: '在职',
  since: dayOf(random, 1988, 2016),
  ...own,
})

export const employmentOf = (
  random: Random,
  person: Person,
  own: Partial<EmploymentRow> = {},
): EmploymentRow => ({
  name: person.name,
  id: person.key,
  unit: random.pick([
    '云南建工第四公司',
    '昆明卷烟厂',
    '滇池物业',
    '春城商贸有限公司',
    '东川铜业',
    '金沙建材厂',
  ]),
  insurance: '企业职工基本养老保险',
  status: '正常',
  standing: '单位职工',
  months: random.between(12, 300),
  ...own,
})

export const pensionOf = (random: Random, person: Person, own: Partial<PensionRow> = {}): PensionRow => ({
  name: person.name,
  id: person.key,
  insurance: '城乡居民养老',
  amount: random.between(85, 120),
  status: '发放',
  ...own,
})

const SCHOOLS = [
  '中心小学',
  '民族小学',
  '第一中学',
  '第二中学',
  '希望小学',
  '职业高级中学',
  '九年一贯制学校',
] as const

export const stageAt = (age: number): EnrolmentRow['stage'] =>
  age < 6 ? '学前' : age < 12 ? '小学' : age < 16 ? '初中' : '高中'

export const enrolmentOf = (
  random: Random,
  person: Person,
  parent: Person | undefined,
  own: Partial<EnrolmentRow> = {},
): EnrolmentRow => ({
  name: person.name,
  id: person.key,
  pupilNumber: `G${person.key}`,
  school: random.pick(SCHOOLS),
  stage: stageAt(person.age),
  grade: String(random.between(1, 3)),
  status: '在读',
  parent: parent?.name ?? '',
  parentId: parent?.key ?? '',
  ...own,
})

export const universityOf = (
  random: Random,
  person: Person,
  parent: Person | undefined,
  own: Partial<UniversityRow> = {},
): UniversityRow => ({
  name: person.name,
  id: person.key,
  university: random.pick([
    '云南大学',
    '昆明理工大学',
    '云南师范大学',
    '云南农业大学',
    '大理大学',
    '昆明学院',
  ]),
  level: random.pick(['本科', '本科', '专科']),
  enteredOn: `${random.between(2014, 2017)}-09-01`,
  status: '在读',
  parentId: parent?.key ?? '',
  ...own,
})

export const relocationOf = (
  random: Random,
  person: Person,
  persons: number,
  own: Partial<RelocationRow> = {},
): RelocationRow => ({
  head: person.name,
  id: person.key,
  year: 2016,
  site: random.pick(['仁德安置点', '铜都幸福小区', '屏山新村', '倘甸集镇安置点', '集镇安置区']),
  area: persons * 25,
  persons,
  completedOn: dayOf(random, 2016, 2016),
  handedOverOn: '2017-01-15',
  movedInOn: dayOf(random, 2017, 2017),
  oldHouseGone: '是',
  ...own,
})

const TRADES = ['商贸', '建材', '农业开发', '运输', '餐饮管理', '装饰工程', '种植', '养殖'] as const
const CREDIT = '0123456789ABCDEFGHJKLMNPQRTUWXY'

export const enterpriseOf = (
  random: Random,
  person: Person,
  own: Partial<EnterpriseRow> = {},
): EnterpriseRow => ({
  enterprise: `昆明${random.pick(['云岭', '滇中', '金马', '碧鸡', '乌蒙', '牯牛山'])}${random.pick(TRADES)}${digits(random, 3)}有限公司`,
  creditCode: `915301${digits(random, 2)}MA6K${Array.from({ length: 6 }, () => CREDIT[random.below(31)]).join('')}`,
  person: person.name,
  id: person.key,
  role: '法定代表人',
  kind: '企业',
  subscribed: random.between(10, 500),
  paid: random.between(5, 200),
  foundedOn: dayOf(random, 2008, 2017),
  status: '存续',
  ...own,
})

export const cooperativeOf = (
  random: Random,
  person: Person,
  own: Partial<EnterpriseRow> = {},
): EnterpriseRow =>
  enterpriseOf(random, person, {
    enterprise: `${random.pick(['仁德', '汤丹', '撒营盘', '倘甸'])}${random.pick(['种植', '养殖', '核桃', '中药材'])}${digits(random, 3)}专业合作社`,
    creditCode: `935301${digits(random, 2)}MA6K${digits(random, 6)}`,
    kind: '农民专业合作社',
    role: '社员',
    ...own,
  })

export const selfEmployedOf = (
  random: Random,
  person: Person,
  own: Partial<SelfEmployedRow> = {},
): SelfEmployedRow => ({
  shop: `${random.pick(['仁德街道', '铜都', '屏山镇', '羊街'])}${person.name[0]}记${random.pick(['小吃店', '百货店', '修理铺', '理发店'])}${digits(random, 4)}`,
  owner: person.name,
  id: person.key,
  trade: random.pick(['批发和零售业', '住宿和餐饮业', '居民服务业']),
  capital: random.between(1, 30),
  foundedOn: dayOf(random, 2009, 2017),
  status: '存续',
  ...own,
})
