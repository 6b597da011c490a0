/** A member as the register lists it: an ordinary row, in which nothing contradicts anything. */
import { disguised } from '../dirt.ts'
import type { Household, Member } from '../household.ts'
import { educationOf, labourOf, schoolingOf, workMonthsOf } from '../livelihood.ts'
import type { Person } from '../people.ts'
import type { Random } from '../random.ts'
import { MOST_NUMBERS, phoneOf } from './accounts.ts'
import { worded, wordingOf } from './wording.ts'

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
  '失学或辍学原因',
  '劳动技能',
  '健康状况',
  '务工时间（月）',
  '务工所在地',
  '务工企业名称',
  '公益性岗位类型',
  '是否享受低保',
  '是否特困供养人员',
  '居民医保',
  '职工医保',
  '居民养老',
  '是否参加大病保险',
  '是否接受大病医疗救助',
  '现役军人',
  '政治面貌',
  '成员联系电话',
] as const

export type MemberColumn = (typeof MEMBER_COLUMNS)[number]
export type MemberCells = Record<MemberColumn, string>

const RELATION_CODES: Readonly<Record<string, string>> = {
  本人或户主: '01',
  配偶: '02',
  之子: '03',
  之女: '04',
  之儿媳: '05',
  之孙子: '07',
  之孙女: '08',
  之父: '11',
  之母: '12',
}

export function memberCells(household: Household, member: Member, random: Random): MemberCells {
  const { person, health } = member
  const wording = wordingOf(household)
  const relation = RELATION_CODES[person.relation]
  const labour = labourOf(household, member, random)
  const months = workMonthsOf(member, labour, random)
  return {
    户编号: household.code,
    人编号: household.memberCode(member),
    姓名: random.chance(0.002) ? `${person.name} ` : person.name,
    性别: worded(wording, person.sex === '男' ? '01' : '02', person.sex),
    证件类型: worded(
      wording === 'label' || member.documentKind === '军官证' ? 'label' : 'code',
      member.documentKind === '居民身份证' ? '01' : '09',
      member.documentKind,
    ),
    证件号码:
      member.documentKind === '居民身份证' && member.known && random.chance(0.5)
        ? disguised(random, member.document)
        : member.document,
    出生日期: person.birth.replaceAll('-', random.chance(0.9) ? '' : '/'),
    与户主关系: relation ? worded(wording, relation, person.relation) : person.relation,
    民族: person.ethnic,
    文化程度: educationOf(member),
    在校生状况: schoolingOf(member),
    失学或辍学原因: '',
    劳动技能: labour,
    健康状况: health,
    '务工时间（月）': String(months),
    务工所在地: months > 0 ? random.pick(['昆明市', '浙江省', '广东省']) : '',
    务工企业名称: months > 0 ? '建筑公司' : '',
    公益性岗位类型: '',
    是否享受低保: household.onDibao ? '是' : '否',
    是否特困供养人员: household.onWubao && person.age >= 60 ? '是' : '否',
    居民医保: '是',
    职工医保: '否',
    居民养老: person.age >= 16 ? '是' : '否',
    是否参加大病保险: '是',
    是否接受大病医疗救助: health.includes('大病') ? '是' : '否',
    现役军人: '否',
    政治面貌: person.age >= 18 && random.chance(0.04) ? '中共党员' : '群众',
    成员联系电话: person.age >= 18 ? phoneOf(household.index, household.members.indexOf(member) + 1) : '',
  }
}

/** A grown-up man whose household is not there: his row is in order for all that. */
export function orphanCells(neighbour: Household, person: Person, code: string): MemberCells {
  const { random, index } = neighbour
  const member: Member = {
    person,
    document: person.key,
    documentKind: '居民身份证',
    health: '健康',
    known: true,
    enrolled: '',
    atUniversity: false,
  }
  return {
    ...memberCells(neighbour, member, random),
    户编号: code,
    人编号: `${code}01`,
    是否享受低保: '否',
    是否特困供养人员: '否',
    成员联系电话: phoneOf(index, MOST_NUMBERS - 1),
  }
}
