/** A household as the register lists it: an ordinary row, in which nothing contradicts anything. */
import type { Household } from '../household.ts'
import { incomeOf, money } from '../income.ts'
import { studiesOn } from '../livelihood.ts'
import type { Random } from '../random.ts'
import { BANKS, cardOf, phoneOf } from './accounts.ts'
import type { MemberCells } from './member-cells.ts'
import { worded, wordingOf } from './wording.ts'

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
  '工资性收入',
  '生产经营性收入',
  '财产性收入',
  '转移性收入',
  '计划生育金',
  '低保金',
  '五保金',
  '养老保险金',
  '生态补偿金',
  '其他转移性收入',
  '生产经营性支出',
  '年收入',
  '纯收入',
  '人均纯收入',
  '耕地面积（亩）',
  '有效灌溉面积',
  '林地面积（亩）',
  '退耕还林面积（亩）',
  '林果面积（亩）',
  '牧草地面积',
  '水面面积',
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
  '搬迁方式',
  '安置方式',
  '是否入住',
  '拟退出',
  '返贫',
  '帮扶责任人',
  '户联系电话',
  '开户银行名称',
  '银行卡号',
] as const

export type HouseholdColumn = (typeof HOUSEHOLD_COLUMNS)[number]
export type HouseholdCells = Record<HouseholdColumn, string>

const EXIT_CODES = { 未脱贫: '0', 已脱贫: '1', 返贫: '3', 稳定脱贫: '4' } as const

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

export function householdCells(
  household: Household,
  members: readonly MemberCells[],
  random: Random,
): HouseholdCells {
  const { place, county, head } = household
  const wording = wordingOf(household)
  const [code, label] = ATTRIBUTES[household.support][household.out ? 1 : 0]
  const exitCode = EXIT_CODES[household.exitState]
  const [cause, ...others] = causesOf(household, random)
  return {
    县: county.name,
    乡: place.town,
    村: place.village,
    自然村: random.chance(0.01) ? ` ${place.hamlet}\u3000` : place.hamlet,
    村编码: random.chance(0.01) ? `'${place.villageCode}` : place.villageCode,
    户编号: household.code,
    户主姓名: head.name,
    户主证件号码: household.members[0]?.document ?? '',
    家庭人口数: members.length === 0 ? '' : String(members.length),
    贫困户属性: worded(wording, code, label),
    脱贫属性: worded(wording, wording === 'code' ? `0${exitCode}` : exitCode, household.exitState),
    脱贫年度: household.exitYear === 0 ? '' : String(household.exitYear),
    主要致贫原因: cause as string,
    其他致贫原因: others.join(random.pick([',', '、'])),
    返贫原因: household.returnCauses,
    识别标准: random.chance(0.9) ? '国家标准' : '省定标准',
    首次识别时间: household.identifiedOn.replaceAll('-', random.chance(0.5) ? '-' : ''),
    ...incomeCells(household, members, random),
    ...landCells(cause as string, random),
    是否通生产用电: '是',
    是否通生活用电: '是',
    是否通广播电视: '是',
    与村主干路距离: String(random.between(1, 18) / 10),
    入户路类型: random.pick(['泥土路', '砂石路', '水泥路']),
    住房面积: String(Math.max(1, members.length) * random.between(15, 30)),
    是否有卫生厕所: random.pick(['是', '否']),
    主要燃料类型: random.pick(['柴草', '煤炭', '清洁能源']),
    饮水困难: household.waterDifficult,
    饮水安全: household.waterSafe,
    危房户: worded(
      wording,
      household.registerDilapidated === '是' ? '1' : '0',
      household.registerDilapidated,
    ),
    危房级别: household.registerLevel === '' ? '' : `${household.registerLevel}级`,
    是否加入农民专业合作组织: random.pick(['是', '否']),
    军烈属: '否',
    易地搬迁户: household.relocated ? '是' : '否',
    搬迁方式: household.relocated ? random.pick(['整村搬迁', '分散搬迁']) : '',
    安置方式: household.relocated ? random.pick(['集中安置', '分散安置']) : '',
    是否入住: household.relocated ? household.movedIn : '',
    拟退出: household.proposed,
    返贫: household.returned,
    帮扶责任人: `${random.pick(['李', '王', '张', '杨'])}建国`,
    户联系电话: phoneOf(household.index, 0),
    开户银行名称: random.pick(BANKS),
    银行卡号: cardOf(household.index),
  }
}

const CAUSES = ['缺技术', '缺资金', '交通条件落后', '自身发展动力不足'] as const

/** The main cause 致贫原因, which agrees with the members, and up to two others. */
function causesOf(household: Household, random: Random): readonly string[] {
  const own = causeOfMembers(household)
  const drawn = new Set([random.pick(CAUSES), random.pick(CAUSES), random.pick(CAUSES)])
  if (own !== '') return [own, ...[...drawn].slice(1)]
  return random.chance(0.08) ? ['缺土地', ...[...drawn].slice(1)] : [...drawn]
}

function causeOfMembers({ members }: Household): string {
  const health = members.map(member => member.health).join()
  return health.includes('残疾')
    ? '因残'
    : health.includes('病')
      ? '因病'
      : members.some(studiesOn)
        ? '因学'
        : ''
}

function incomeCells(household: Household, members: readonly MemberCells[], random: Random) {
  const works = members.some(cells => cells['务工时间（月）'] !== '0')
  const { wages, business, costs, dibao, wubao, pension, net } = incomeOf(household, works)
  const transfers = dibao + wubao + pension
  const { incomePerHead } = household
  const amount = (value: number): string => money(value, random)
  return {
    工资性收入: amount(wages),
    生产经营性收入: amount(business),
    财产性收入: '0',
    转移性收入: amount(transfers),
    计划生育金: '0',
    低保金: amount(dibao),
    五保金: amount(wubao),
    养老保险金: amount(pension),
    生态补偿金: '0',
    其他转移性收入: '0',
    生产经营性支出: amount(costs),
    年收入: amount(wages + business + transfers),
    纯收入: amount(net),
    人均纯收入: typeof incomePerHead === 'number' ? amount(incomePerHead) : incomePerHead,
  }
}

/** 缺土地 is said by households that have none. */
function landCells(cause: string, random: Random) {
  const arable = cause === '缺土地' ? 0 : random.between(5, 60) / 10
  const forest = random.between(0, 150) / 10
  return {
    '耕地面积（亩）': String(arable),
    有效灌溉面积: String(Math.floor(arable * 5) / 10),
    '林地面积（亩）': String(forest),
    '退耕还林面积（亩）': String(random.chance(0.2) ? Math.floor(forest * 3) / 10 : 0),
    '林果面积（亩）': String(random.chance(0.3) ? random.between(1, 30) / 10 : 0),
    牧草地面积: '0',
    水面面积: '0',
  }
}
