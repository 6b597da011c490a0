/** V01–V23 and N01–N12 once more, out of domain.md §3.3 and §3.4, the conventions and the published texts. */
import {
  type Exact,
  exact,
  type Field,
  fieldOf,
  fold,
  foldCode,
  foldName,
  isFilled,
  NO,
  number,
  percentage,
  type Row,
  SCALE,
  type Table,
  YES,
  YES_NO,
} from './cells.ts'
import { disabled } from './households.ts'
import { codeIn, type Parameters, type Register, reader } from './register.ts'
import {
  type Compare,
  compare,
  figure,
  is,
  isEmpty,
  type Limits,
  limitsOf,
  oneIsEmpty,
} from './statements.ts'
import { all, any, type Judged, open, type Truth } from './truth.ts'

type Read = (header: string) => Field

/** What registered households and their members come to, counted here and nowhere else. */
export interface Counts {
  readonly households: number
  readonly members: number
  readonly disabled: number
  readonly nationStated: number
  readonly minority: number
  readonly dilapidated: number
  readonly unsafeWater: number
  readonly land: Readonly<Record<string, Exact>>
}

export const LAND = [
  '耕地面积',
  '有效灌溉面积',
  '林地面积',
  '退耕还林面积',
  '林果面积',
  '牧草地面积',
  '水面面积',
] as const

export function countsOf(register: Register, belongs: (household: Row) => boolean): Counts {
  const households = register.households.rows.filter(belongs)
  const reads = households.map(row => reader(register.households, row))
  const codes = new Set(households.map(row => codeIn(row, '户编号')))
  const members = register.members.rows
    .filter(row => codes.has(codeIn(row, '户编号')))
    .map(row => reader(register.members, row))
  // By name, never by code: the lists of codes differ between systems (dictionary §2.2).
  const nations = members
    .filter(of => isFilled(of('民族')))
    .map(of => fold(of('民族').cell ?? ''))
    .filter(name => !/^\d+$/.test(name))
  return {
    households: households.length,
    members: members.length,
    disabled: members.filter(of => disabled(of) === true).length,
    nationStated: nations.length,
    minority: nations.filter(name => !['汉', '汉族'].includes(name)).length,
    dilapidated: reads.filter(of => is(of('危房户'), YES_NO, YES)).length,
    unsafeWater: reads.filter(of => is(of('饮水安全'), YES_NO, NO)).length,
    land: Object.fromEntries(
      LAND.map(kind => [kind, reads.reduce<Exact>((total, of) => total + (number(of(kind)) ?? 0n), 0n)]),
    ),
  }
}

export interface Hamlet {
  readonly of: Read
  readonly code: string
  readonly counts: Counts
}

/** All rows that speak of one 12-digit code. */
export interface Village {
  readonly code: string
  readonly records: readonly Read[]
  readonly hamlets: readonly Hamlet[]
  readonly counts: Counts
  readonly register: Register
  readonly limits: Limits
  readonly limitsOfHamlets: Limits
}

/** A name to compare by; '' where there is none, which is nobody's name. */
const nameIn = (table: Table, row: Row, header: string): string => {
  const field = fieldOf(table, row, header)
  return isFilled(field) ? foldName(field.cell ?? '') : ''
}

export function villagesOf(register: Register, parameters: Parameters): readonly Village[] {
  const { villages, hamlets } = register
  const codes = new Set([
    ...(villages?.rows ?? []).map(row => codeIn(row, '村编码')),
    ...(hamlets?.rows ?? []).map(row => codeIn(row, '编码').slice(0, 12)),
  ])
  return [...codes].map(code => ({
    code,
    register,
    limits: limitsOf(parameters, 'villages'),
    limitsOfHamlets: limitsOf(parameters, 'hamlets'),
    counts: countsOf(register, row => codeIn(row, '村编码') === code),
    records: villages
      ? villages.rows.filter(row => codeIn(row, '村编码') === code).map(row => reader(villages, row))
      : [],
    hamlets: hamlets
      ? hamlets.rows
          .filter(row => codeIn(row, '编码').slice(0, 12) === code)
          .map(row => ({
            of: reader(hamlets, row),
            code: codeIn(row, '编码'),
            counts: countsOf(
              register,
              household =>
                codeIn(household, '村编码') === code &&
                nameIn(register.households, household, '自然村') !== '' &&
                nameIn(register.households, household, '自然村') === nameIn(hamlets, row, '自然村名称'),
            ),
          }))
      : [],
  }))
}

const versus = (of: Read, left: string, operator: Compare, right: string): boolean => {
  const [one, other] = [number(of(left)), number(of(right))]
  return one !== undefined && other !== undefined && compare(one, operator, other)
}
const isDelisted = (of: Read): boolean => is(of('是否出列'), YES_NO, YES)
const isOther = (field: Field, counted: number): boolean => {
  const stated = number(field)
  return stated !== undefined && stated !== exact(counted)
}
const isLess = (field: Field, counted: number): boolean => {
  const stated = number(field)
  return stated !== undefined && stated < exact(counted)
}
const sumOf = (fields: readonly Field[]): Exact | undefined => {
  const figures = fields.map(number)
  return figures.includes(undefined) ? undefined : figures.reduce<Exact>((sum, one) => sum + (one ?? 0n), 0n)
}
/** Sums of land have two decimals. */
const rounded = (sum: Exact): Exact => ((sum + (sum < 0n ? -50n : 50n)) / 100n) * 100n

const SERVICES = [
  '行政村卫生室个数',
  '行政村执业(助理)医师',
  '行政村公共卫生厕所个数',
  '行政村生产生活垃圾集中堆放点个数',
  '行政村文化(图书)室个数',
  '村小学',
  '是否通客运班车',
]

const changed = (village: Village, of: Read, now: string, before: string): Truth => {
  const [to, from] = [number(of(now)), number(of(before))]
  if (to === undefined || from === undefined || to === from) return false
  if (from === 0n) return village.limits.given(['quality.village.yearlyChange'], () => true)
  const difference = to > from ? to - from : from - to
  return village.limits.value(
    'quality.village.yearlyChange',
    limit => difference * SCALE > (from < 0n ? -from : from) * exact(limit),
  )
}

const PHONE = /^(1[3-9]\d{9}|(0\d{2,3}-?)?\d{7,8}(-\d{1,6})?)$/

type VillageRule = (of: Read, village: Village) => Judged
type HamletRule = (hamlet: Hamlet, village: Village) => Judged

export const VILLAGE_RULES: Readonly<Record<string, VillageRule>> = {
  V01: of => ({ error: any(isEmpty(of('总户数')), figure(of('总户数'), '=', 0)) }),
  V02: of => ({ error: figure(of('总人口数'), '=', 0) }),
  V03: (of, { limits }) => {
    const [people, households] = [number(of('总人口数')), number(of('总户数'))]
    if (people === undefined || households === undefined || households <= 0n) return {}
    return {
      suspected: any(
        people < households,
        limits.value(
          'quality.village.fewestPerHousehold',
          limit => people * SCALE < households * exact(limit),
        ),
        limits.value('quality.village.mostPerHousehold', limit => people * SCALE > households * exact(limit)),
      ),
    }
  },
  V04: (of, { counts }) => ({
    error: isOther(of('贫困户数'), counts.households) || isOther(of('贫困人口'), counts.members),
  }),
  V05: of => ({
    error:
      versus(of, '贫困户数', '>', '总户数') ||
      versus(of, '贫困人口', '>', '总人口数') ||
      versus(of, '乡村人口', '>', '总人口数'),
  }),
  V06: of => ({ error: all(isDelisted(of), oneIsEmpty(of('低保户数'), of('低保人口数'))) }),
  V07: of => ({
    error:
      versus(of, '低保贫困户数', '>', '低保户数') ||
      versus(of, '低保贫困户数', '>', '贫困户数') ||
      versus(of, '五保贫困户数', '>', '特困供养户数') ||
      versus(of, '五保贫困户数', '>', '贫困户数'),
  }),
  V08: of => {
    const total = number(of('贫困户数'))
    const sum = sumOf([of('一般贫困户数'), of('低保贫困户数'), of('五保贫困户数')])
    return { error: total !== undefined && sum !== undefined && total !== sum }
  },
  V09: of => ({ error: oneIsEmpty(of('特困供养人口数'), of('残疾人口数')) }),
  V10: (of, { counts }) => ({ error: isLess(of('残疾人口数'), counts.disabled) }),
  V11: of => {
    const [both, households] = [sumOf([of('未实现饮水安全户数'), of('危房户数')]), number(of('总户数'))]
    return {
      error:
        versus(of, '未实现饮水安全户数', '>', '总户数') ||
        versus(of, '危房户数', '>', '总户数') ||
        (both !== undefined && households !== undefined && both > households),
    }
  },
  V12: (of, { counts }) => ({ error: isLess(of('危房户数'), counts.dilapidated) }),
  V13: of => ({ error: isDelisted(of) && is(of('到乡镇是否通沥青(水泥)路'), YES_NO, NO) }),
  V14: of => ({
    suspected: all(
      isDelisted(of),
      any(isEmpty(of('村级集体经济收入')), figure(of('村级集体经济收入'), '=', 0)),
    ),
  }),
  V15: of => ({ error: oneIsEmpty(...SERVICES.map(of)) }),
  V16: of => ({
    error:
      versus(of, '参加新农合人数', '>', '总人口数') ||
      versus(of, '参加城乡居民基本养老保险人数', '>', '总人口数'),
  }),
  V17: (of, { counts }) => ({
    suspected: LAND.some(kind => {
      const stated = number(of(kind))
      return stated !== undefined && stated < rounded(counts.land[kind] ?? 0n)
    }),
  }),
  V18: of => ({ error: versus(of, '有效灌溉面积', '>', '耕地面积') }),
  V19: of => ({
    error: versus(of, '劳动力人数', '>', '总人口数') || versus(of, '外出务工人数', '>', '劳动力人数'),
  }),
  V20: (of, { limits }) => {
    const rate = percentage(of('贫困发生率'))
    return {
      error: all(
        isDelisted(of),
        rate !== undefined && limits.value('quality.village.povertyRate', limit => rate > exact(limit)),
      ),
    }
  },
  V21: (of, { hamlets, register }) => {
    if (!register.hamlets) return { error: open('no table', 'hamlets') }
    return { error: isOther(of('自然村数'), hamlets.length) }
  },
  V22: (of, village) => ({
    suspected: any(
      changed(village, of, '总人口数', '上年总人口数'),
      changed(village, of, '总户数', '上年总户数'),
      changed(village, of, '耕地面积', '上年耕地面积'),
    ),
  }),
  V23: of => ({
    suspected: any(
      isEmpty(of('负责人')),
      isEmpty(of('联系电话')),
      isFilled(of('联系电话')) && !PHONE.test(foldCode(of('联系电话').cell ?? '')),
    ),
  }),
}

const NUMBERED = /^(第?[\d〇零一二三四五六七八九十百两]+)(村民小组|小组|组|社|队)$/

export const HAMLET_RULES: Readonly<Record<string, HamletRule>> = {
  N01: ({ of, code }, { records, hamlets, register }) => {
    const repeated = hamlets.filter(other => other.code === code).length > 1
    if (!register.villages) return { error: any(repeated, open('no table', 'villages')) }
    const names = records.map(record => record('行政村')).filter(isFilled)
    const named = of('所属行政村')
    const other =
      isFilled(named) &&
      names.length > 0 &&
      names.every(name => fold(name.cell ?? '') !== fold(named.cell ?? ''))
    return { error: repeated || records.length === 0 || other }
  },
  N02: ({ of }) => ({
    error: any(
      oneIsEmpty(of('总户数'), of('总人口')),
      figure(of('总户数'), '=', 0),
      figure(of('总人口'), '=', 0),
    ),
  }),
  N04: ({ of }) => ({
    error: versus(of, '贫困户数', '>', '总户数') || versus(of, '贫困人口', '>', '总人口'),
  }),
  N05: ({ of, counts }) => ({ error: isOther(of('贫困户数'), counts.households) }),
  N06: ({ of }) => ({
    error:
      (is(of('是否通(沥青/水泥)路'), YES_NO, NO) && figure(of('未通里程'), '=', 0)) ||
      (is(of('是否通(沥青/水泥)路'), YES_NO, YES) && figure(of('未通里程'), '>', 0)),
  }),
  N07: ({ of }, { limitsOfHamlets }) => ({
    suspected: limitsOfHamlets.figure(of('距行政村里程'), '>', 'quality.hamlet.villageDistance'),
  }),
  N08: ({ of }) => ({ error: versus(of, '未实现饮水安全户数', '>', '总户数') }),
  N09: ({ of }) => ({
    error: is(of('是否通电'), YES_NO, NO) && is(of('是否通生产用电'), YES_NO, YES),
  }),
  N10: ({ of, counts }) => ({
    suspected: figure(of('未实现饮水安全户数'), '=', 0) && counts.unsafeWater > 0,
  }),
  N11: ({ of }, { hamlets }) => {
    const name = foldName(of('自然村名称').cell ?? '')
    const same = hamlets.filter(other => foldName(other.of('自然村名称').cell ?? '') === name)
    return {
      suspected: any(
        isEmpty(of('自然村名称')),
        isFilled(of('自然村名称')) && (NUMBERED.test(name) || same.length > 1),
      ),
    }
  },
  N12: ({ of, counts }) => ({
    suspected:
      counts.nationStated > 0 &&
      ((is(of('少数民族聚居'), YES_NO, YES) && counts.minority * 2 < counts.nationStated) ||
        (is(of('少数民族聚居'), YES_NO, NO) && counts.minority * 2 > counts.nationStated)),
  }),
}

/** N03 is about the village. */
export const N03: VillageRule = (of, { hamlets, register }) => {
  if (!register.hamlets) return { suspected: open('no table', 'hamlets') }
  const stated = number(of('总户数'))
  const sum = sumOf(hamlets.map(hamlet => hamlet.of('总户数')))
  return { suspected: hamlets.length > 0 && stated !== undefined && sum !== undefined && sum !== stated }
}
