/** P07, P22, P24–P35, P44: labour and work away from home. */
import type { Household } from '../../household.ts'
import { disable } from '../../ordinary.ts'
import { planting, type QualityCase, turning } from './case.ts'
import { childOfRelatives, farmers, relative } from './families.ts'

const ordinary = planting('ordinary')
const beside = planting('beside')

const working = (months: number, health?: string) => (household: Household) => {
  const member = relative(household)
  member.months = months
  if (health) member.health = health
}

const old = (age: number) => (household: Household) => {
  relative(household, { age, relation: '之叔伯' })
}

export const LABOUR: readonly QualityCase[] = [
  beside(
    'P07 P22',
    sheet => {
      sheet.putOf(sheet.last, { 劳动技能: '' })
      sheet.leadOf('P07', sheet.last)
      sheet.leadOf('P22', sheet.last)
    },
    relative,
  ),
  beside(
    'P22',
    (sheet, turn) => {
      sheet.putOf(sheet.last, { 文化程度: turning(['私塾', '扫盲班'], turn) })
      sheet.leadOf('P22', sheet.last)
    },
    relative,
  ),
  beside(
    'P24',
    (sheet, turn) => {
      sheet.putOf(sheet.last, { 政治面貌: turning(['', '团员', '14'], turn) })
      sheet.leadOf('P24', sheet.last)
    },
    relative,
  ),
  beside(
    'P25',
    (sheet, turn) => {
      sheet.putOf(sheet.last, { '务工时间（月）': turning(['14', '24', '13'], turn) })
      sheet.leadOf('P25', sheet.last)
    },
    working(8),
  ),
  beside(
    'P25',
    (sheet, turn) => {
      sheet.putOf(sheet.last, { '务工时间（月）': turning(['农闲时', '半年'], turn) })
      sheet.leadOf('P25', sheet.last)
    },
    relative,
  ),
  beside(
    'P26',
    sheet => {
      sheet.putOf(sheet.last, { 务工所在地: '' })
      sheet.leadOf('P26', sheet.last)
    },
    working(6),
  ),
  beside(
    'P27',
    sheet => {
      sheet.putOf(sheet.last, { 务工企业名称: '' })
      sheet.leadOf('P27', sheet.last)
    },
    working(7),
  ),
  beside(
    'P28',
    (sheet, turn) => {
      sheet.putOf(sheet.last, { 务工所在地: turning(['昆明市', '广东省'], turn) })
      sheet.leadOf('P28', sheet.last)
    },
    relative,
  ),
  beside(
    'P29',
    sheet => {
      sheet.putOf(sheet.last, { 劳动技能: '丧失劳动力' })
      sheet.leadOf('P29', sheet.last)
    },
    working(5, '长期慢性病'),
  ),
  beside(
    'P30',
    sheet => {
      sheet.putOf(sheet.last, { 劳动技能: '无劳动力' })
      sheet.leadOf('P30', sheet.last)
    },
    relative,
  ),
  beside(
    'P31',
    (sheet, turn) => {
      sheet.putOf(sheet.last, { 劳动技能: turning(['普通劳动力', '技能劳动力'], turn) })
      sheet.leadOf('P31', sheet.last)
    },
    household => {
      childOfRelatives(household, 2)
    },
  ),
  beside(
    'P32',
    sheet => {
      sheet.putOf(sheet.last, { 劳动技能: '丧失劳动力' })
      sheet.leadOf('P32', sheet.last)
    },
    relative,
  ),
  beside(
    'P33',
    (sheet, turn) => {
      sheet.putOf(sheet.last, { 劳动技能: turning(['普通劳动力', '技能劳动力'], turn) })
      sheet.leadOf('P33', sheet.last)
    },
    old(70),
  ),
  ordinary(
    'P34 P33',
    sheet => {
      sheet.putOf(sheet.last, { 劳动技能: '普通劳动力' })
      sheet.farm(0, 0)
      sheet.leadOf('P33', sheet.last)
      sheet.leadOf('P34', sheet.last)
    },
    household => {
      farmers(household)
      old(71)(household)
    },
  ),
  beside(
    'P35',
    (sheet, turn) => {
      sheet.putOf(sheet.last, { 劳动技能: turning(['普通劳动力', '技能劳动力'], turn) })
      sheet.leadOf('P35', sheet.last)
    },
    household => {
      childOfRelatives(household, 18).enrolled = '在读'
    },
  ),
  beside(
    'P44',
    sheet => {
      sheet.putOf(sheet.last, { 劳动技能: '普通劳动力' })
      sheet.leadOf('P44', sheet.last)
    },
    household => {
      const member = relative(household)
      disable(household, member, '残疾')
      member.document = `${member.person.key}4${household.random.pick(['1', '2'])}`
    },
  ),
  // just not: twelve months; at 59 still a labourer; level 3
  beside('', sheet => sheet.putOf(sheet.last, { '务工时间（月）': '12' }), working(9)),
  beside(
    '',
    sheet => sheet.putOf(sheet.last, { 劳动技能: '技能劳动力' }),
    household => {
      relative(household, { age: 59, relation: '之叔伯' })
    },
  ),
  beside(
    '',
    sheet => sheet.putOf(sheet.last, { 劳动技能: '普通劳动力' }),
    household => {
      const member = relative(household)
      disable(household, member, '残疾')
      member.document = `${member.person.key}43`
    },
  ),
]
