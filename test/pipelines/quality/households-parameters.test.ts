/** Every threshold of a household rule is the policy's: another value, another answer; no value, no answer. */
import { describe, expect, it } from 'vitest'
import { isParameterName, PARAMETERS } from '../../../pipelines/policies/index.ts'
import { HOUSEHOLD_RULES } from '../../../pipelines/quality/households/index.ts'
import { type Cells, context, household, idOf, member } from '../rules/dossier.ts'
import { saidOf } from './table.ts'

interface Firing {
  readonly cells?: Cells
  readonly members?: readonly Cells[]
  /** A value of its parameter with which it does not fire. */
  readonly lenient: number
}

const FIRING: Readonly<Record<string, Readonly<Record<string, Firing>>>> = {
  'quality.household.otherCauses': { H04: { cells: { 其他致贫原因: '01,02,03' }, lenient: 3 } },
  'quality.household.labourers': {
    H09: { cells: { 主要致贫原因: '08' }, members: Array(3).fill({ 劳动技能: '01' }), lenient: 4 },
  },
  'quality.incomeLine': {
    H10: { cells: { 贫困户属性: '01', 人均纯收入: '3500', 主要致贫原因: '07' }, lenient: 3500 },
    H39: { cells: { 脱贫属性: '1', 人均纯收入: '3000' }, lenient: 3000 },
  },
  'quality.household.manyMembers': { H17: { members: Array(7).fill({}), lenient: 8 } },
  'quality.household.leastDibaoGrant': { H19: { cells: { 贫困户属性: '02', 低保金: '90' }, lenient: 90 } },
  'quality.household.leastWubaoGrant': { H22: { cells: { 贫困户属性: '03', 五保金: '90' }, lenient: 90 } },
  'quality.household.labourFromAge': {
    H25: { cells: { 贫困户属性: '03' }, members: [{ 劳动技能: '01' }], lenient: 48 },
  },
  'quality.household.labourToAge': {
    H25: { cells: { 贫困户属性: '03' }, members: [{ 劳动技能: '01' }], lenient: 46 },
  },
  'quality.household.leastPension': { H26: { cells: { 养老保险金: '60' }, lenient: 60 } },
  'quality.household.pensionAge': {
    H28: { cells: { 养老保险金: '600' }, members: [{}], lenient: 47 },
  },
  'quality.household.leastIncome': {
    H30: { cells: { 工资性收入: '90' }, lenient: 90 },
    H31: { cells: { 生产经营性收入: '90' }, lenient: 90 },
    H32: { cells: { 财产性收入: '90' }, lenient: 90 },
  },
  'quality.household.leastWage': {
    H34: { cells: { 工资性收入: '90' }, members: [{ 务工时间: '1' }], lenient: 89 },
  },
  'quality.household.leastCosts': {
    H35: { cells: { 生产经营性收入: '90', 生产经营性支出: '0.5' }, lenient: 0.5 },
  },
  'quality.household.costsToIncome': {
    H36: { cells: { 生产经营性收入: '90', 生产经营性支出: '900' }, lenient: 10 },
  },
  'quality.household.leastPerHead': { H37: { cells: { 人均纯收入: '400' }, lenient: 399 } },
  'quality.household.mostPerHead': { H37: { cells: { 人均纯收入: '40000' }, lenient: 40_000 } },
  'quality.household.mostPerHeadInPoverty': {
    H38: { cells: { 脱贫属性: '0', 人均纯收入: '25000' }, lenient: 25_000 },
  },
  'quality.household.incomeTolerance': {
    H40: { cells: { 纯收入: '1000', 家庭人口数: '2', 人均纯收入: '510' }, lenient: 10 },
    H41: {
      cells: {
        转移性收入: '20',
        计划生育金: '0',
        低保金: '0',
        五保金: '0',
        养老保险金: '0',
        生态补偿金: '0',
        其他转移性收入: '10',
      },
      lenient: 10,
    },
  },
  'quality.household.muchArable': { H44: { cells: { 耕地面积: '60' }, lenient: 61 } },
  'quality.household.muchForest': { H44: { cells: { 林地面积: '60' }, lenient: 61 } },
  'quality.household.muchPasture': { H45: { cells: { 牧草地面积: '60' }, lenient: 61 } },
  'quality.household.muchWater': { H45: { cells: { 水面面积: '60' }, lenient: 61 } },
  'quality.household.muchOrchard': { H45: { cells: { 林果面积: '60' }, lenient: 61 } },
  'quality.household.roadDistance': { H49: { cells: { 与村主干路距离: '3' }, lenient: 3 } },
  'quality.household.largeHousing': { H51: { cells: { 住房面积: '600' }, lenient: 601 } },
  'quality.household.smallHousing': { H52: { cells: { 脱贫属性: '1', 住房面积: '9' }, lenient: 9 } },
}

/** 47 on the day of the comparison. */
const BORN = '19700312'

const cases = Object.entries(FIRING).flatMap(([name, rules]) =>
  Object.entries(rules).map(([id, firing]) => ({ name, id, ...firing })),
)

describe('the thresholds of household rules', () => {
  it.each(cases)('$id answers by $name', ({ name, id, cells = {}, members = [], lenient }) => {
    const dossier = household({
      cells,
      members: members.map((each, at) => member({ key: idOf(BORN, String(100 + at)), cells: each })),
    })
    const answer = (value?: number) => saidOf(id, dossier, context({ parameters: { [name]: value } }))
    expect(saidOf(id, dossier)).toEqual([expect.stringMatching(/error|suspected/)])
    expect([answer(lenient), answer(undefined)]).toEqual([['none'], ['no parameter']])
  })
  it('are all of those that the rules publish, and each is named by a rule', () => {
    const published = HOUSEHOLD_RULES.flatMap(({ id, parameters }) => parameters.map(name => `${id} ${name}`))
    const tried = [...cases.map(({ id, name }) => `${id} ${name}`), 'H27 quality.household.pensionAge']
    expect(tried.toSorted()).toEqual(published.toSorted())
    const household = Object.keys(PARAMETERS).filter(name => name.startsWith('quality.household.'))
    expect(household.filter(name => !isParameterName(name) || !(name in FIRING))).toEqual([])
  })
})
