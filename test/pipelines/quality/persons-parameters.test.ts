/** Every threshold of a person rule is the policy's: another value, another answer; no value, no answer. */
import { describe, expect, it } from 'vitest'
import { PARAMETER_NAMES } from '../../../pipelines/policies/index.ts'
import { PERSON_RULES } from '../../../pipelines/quality/persons/index.ts'
import type { HouseholdDossier } from '../../../pipelines/types.ts'
import { type Cells, context, household, idOf, member } from '../rules/dossier.ts'
import { born, person } from './person.ts'
import { saidOf } from './table.ts'

/** Somebody who had that birthday on the day of the comparison. */
const aged = (age: number, cells: Cells): HouseholdDossier => born(`${2017 - age}1120`, cells)
/** A head of 1950 and a relative. */
const pair = (relation: string, birth: string, head: Cells = {}): HouseholdDossier =>
  household({
    members: [
      member({ key: idOf('19500101'), cells: { 与户主关系: '户主', ...head } }),
      member({ key: idOf(birth), cells: { 人编号: '02', 与户主关系: relation } }),
    ],
  })
const WOMAN: Cells = { 性别: '女' }
const MAN: Cells = { 性别: '男' }

/** A dossier on which the rule fires, and a value of the parameter with which it does not. */
type Firing = readonly [dossier: HouseholdDossier, lenient: number]

const IDLE: Cells = { 劳动技能: '无劳动力', 健康状况: '健康' }
const OLD: Cells = { 劳动技能: '普通劳动力', 务工时间: '0' }
const OUT: Cells = { 在校生状况: '非在校生', 健康状况: '健康' }
const TEKUN: Cells = { 是否特困供养人员: '是', 健康状况: '健康' }
const POST: Cells = { 公益性岗位类型: '护林员' }
const idleElder = (age: number): HouseholdDossier =>
  household({
    cells: { 生产经营性收入: '50' },
    members: [member({ key: idOf(`${2017 - age}1120`), cells: OLD })],
  })

const FIRING: Readonly<Record<string, Readonly<Record<string, Firing>>>> = {
  workFromAge: {
    P30: [aged(20, IDLE), 21],
    P31: [aged(10, { 劳动技能: '普通劳动力' }), 10],
    P52: [aged(10, POST), 10],
  },
  workToAge: { P30: [aged(20, IDLE), 19] },
  elderFromAge: { P33: [aged(70, OLD), 71] },
  idleElderAge: { P34: [idleElder(70), 70] },
  smallBusinessIncome: { P34: [idleElder(70), 49] },
  studentToAge: { P36: [aged(40, { 在校生状况: '大专及以上' }), 40] },
  schoolFromAge: { P37: [aged(10, OUT), 11] },
  schoolToAge: { P37: [aged(10, OUT), 9] },
  highSchoolAge: { P38: [aged(10, { 在校生状况: '高一' }), 10] },
  primaryLatestAge: { P39: [aged(20, { 在校生状况: '小学' }), 20] },
  preschoolToAge: { P40: [aged(9, { 在校生状况: '学前教育' }), 9] },
  primaryFromAge: { P40: [aged(4, { 在校生状况: '小学' }), 4] },
  primaryToAge: { P40: [aged(16, { 在校生状况: '小学' }), 16] },
  juniorFromAge: { P40: [aged(10, { 在校生状况: '七年级' }), 10] },
  juniorToAge: { P40: [aged(19, { 在校生状况: '九年级' }), 19] },
  seniorFromAge: { P40: [aged(14, { 在校生状况: '高一' }), 14] },
  seniorToAge: { P40: [aged(22, { 在校生状况: '中职三' }), 22] },
  collegeFromAge: { P40: [aged(16, { 在校生状况: '高职一' }), 16] },
  masterFromAge: { P40: [aged(19, { 在校生状况: '硕士研究生及以上' }), 19] },
  lowEducationFromAge: { P41: [aged(20, { 文化程度: '小学' }), 21] },
  lowEducationToAge: { P41: [aged(20, { 文化程度: '小学' }), 19] },
  tekunFromAge: { P50: [aged(30, TEKUN), 31] },
  tekunToAge: { P50: [aged(30, TEKUN), 29] },
  postAge: { P52: [aged(75, POST), 76] },
  nameLeast: { P53: [person({ 姓名: '张' }), 1] },
  nameMost: { P53: [person({ 姓名: '阿'.repeat(16) }), 16] },
  oldestAge: { P54: [aged(105, {}), 105] },
  motherFromAge: { P55: [pair('之子', '19600101', WOMAN), 10] },
  motherToAge: { P55: [pair('之子', '20100101', WOMAN), 60] },
  fatherFromAge: { P55: [pair('之子', '19600101', MAN), 10] },
  fatherToAge: {
    P55: [
      household({
        members: [
          member({ key: idOf('19100101'), cells: { 与户主关系: '户主', ...MAN } }),
          member({ key: idOf('20000101'), cells: { 与户主关系: '之子' } }),
        ],
      }),
      90,
    ],
  },
  grandparentFromAge: { P55: [pair('之孙子', '19700101'), 20] },
  spouseGap: { P55: [pair('配偶', '19800101'), 30] },
  headFromAge: {
    P56: [
      household({
        members: [
          member({ key: idOf('20071120'), cells: { 与户主关系: '户主' } }),
          member({ key: idOf('19800101'), cells: { 与户主关系: '之母' } }),
        ],
      }),
      10,
    ],
  },
}

const under = (name: string, value: number | undefined) =>
  context({ parameters: { [`quality.person.${name}`]: value } })

describe('the thresholds of person rules', () => {
  it('are tried, all that the rules name, rule by rule', () => {
    const named = PERSON_RULES.flatMap(({ id, parameters }) => parameters.map(name => `${id} ${name}`))
    const tried = Object.entries(FIRING).flatMap(([name, rules]) =>
      Object.keys(rules).map(id => `${id} quality.person.${name}`),
    )
    expect(tried.toSorted()).toEqual(named.toSorted())
    const all = PARAMETER_NAMES.filter(name => name.startsWith('quality.person.'))
    expect(Object.keys(FIRING).map(name => `quality.person.${name}`)).toEqual(all)
  })
  it.each(
    Object.entries(FIRING).flatMap(([name, rules]) =>
      Object.entries(rules).map(([id, firing]) => ({ name, id, firing })),
    ),
  )('$name decides $id', ({ name, id, firing: [dossier, lenient] }) => {
    expect(saidOf(id, dossier)).toEqual([id === 'P31' || id === 'P38' ? 'error' : 'suspected'])
    expect(saidOf(id, dossier, under(name, lenient))).toEqual(['none'])
    expect(saidOf(id, dossier, under(name, undefined))).toEqual(['no parameter'])
  })
})
