/** What a place says of itself against what its registered households add up to. */
import { isNumber } from '../../rules/conditions.ts'
import { both } from '../../rules/text.ts'
import { said } from '../../rules/wording.ts'
import { LAND, type RegisterRow } from '../../types.ts'
import { hamletRule, villageRule } from '../place-rule.ts'
import { type PlaceColumn, rounded, sentence, stated } from './comparison.ts'

const BELONG = both(
  '户的村编码是否录错，归到了别的村',
  'Whether households stand under the code of another village',
)
const RECOUNT = both(
  '对照建档立卡户名册，改正村表',
  'Correct the village by the list of registered households',
)
const WHEN = both('村表与户表导出时点不同', 'The two tables were exported on different days')

/** 「危房户数 3 户 < 建档立卡户合计 5 户」. */
function below(
  values: RegisterRow<'villages'>,
  property: PlaceColumn<'villages'>,
  registered: number,
  unit: string,
) {
  const value = values[property]
  if (typeof value !== 'number' || value >= registered) return undefined
  return `${stated('villages', values, property)} < 建档立卡户合计 ${said(registered, unit)}`
}

export const V04 = villageRule({
  id: 'V04',
  title: both('贫困户数、贫困人口与建档立卡户不符', 'Not as many 贫困户 or 贫困人口 as are registered'),
  class: 'error',
  text: both(
    '行政村贫困户数不等于该村建档立卡户数，或贫困人口不等于其成员数',
    'The 贫困户数 of a village is not the number of its registered households, or 贫困人口 not that of their members',
  ),
  reading: both(
    '与户表、人员表实有的行比较，不论脱贫与否；两项分别比较，未填或无法识别的不比较',
    'Against the rows of households and members, whether out of poverty or not; each by itself, and not where it is empty or cannot be read',
  ),
  check: [RECOUNT, BELONG],
  innocent: [WHEN],
  judge: ({ values, dossier: { registered } }) => {
    const { poorHouseholds, poorPeople } = values
    return sentence(
      isNumber(poorHouseholds) && poorHouseholds !== registered.households
        ? `贫困户数 ${said(poorHouseholds, '户')} ≠ 建档立卡户 ${said(registered.households, '户')}`
        : undefined,
      isNumber(poorPeople) && poorPeople !== registered.members
        ? `贫困人口 ${said(poorPeople, '人')} ≠ 建档立卡人口 ${said(registered.members, '人')}`
        : undefined,
    )
  },
})

export const V10 = villageRule({
  id: 'V10',
  title: both('残疾人口少于建档立卡残疾人', 'Fewer disabled than are registered'),
  class: 'error',
  text: both(
    '行政村残疾人口数少于该村建档立卡户中的残疾人数',
    'A village has fewer 残疾人口 than its registered households have disabled members',
  ),
  reading: both(
    '残疾人：健康状况含残疾，或证件类型为残疾人证，或证件号码 20、22 位（同 H08）',
    'Disabled: 健康状况 says 残疾, or 证件类型 is 残疾人证, or the number has 20 or 22 characters (as H08)',
  ),
  check: [RECOUNT, BELONG],
  innocent: [WHEN],
  judge: ({ values, dossier: { registered } }) => below(values, 'disabledPeople', registered.disabled, '人'),
})

export const V12 = villageRule({
  id: 'V12',
  title: both('危房户数少于建档立卡危房户', 'Fewer 危房户 than are registered'),
  class: 'error',
  text: both(
    '行政村危房户数少于该村危房户为是的建档立卡户数',
    'A village has fewer 危房户 than it has registered households that say 危房户=是',
  ),
  check: [RECOUNT, BELONG],
  innocent: [WHEN],
  judge: ({ values, dossier: { registered } }) =>
    below(values, 'dilapidatedHouseholds', registered.dilapidated, '户'),
})

export const V17 = villageRule({
  id: 'V17',
  title: both('村土地面积小于村内建档立卡户之和', 'Less land than its registered households have'),
  class: 'suspected',
  text: both(
    '行政村耕地、有效灌溉、林地、退耕还林、林果、牧草地、水面中任一项小于该村建档立卡户该项之和',
    'A village has less of any kind of land (耕地, 有效灌溉, 林地, 退耕还林, 林果, 牧草地, 水面) than its registered households together',
  ),
  reading: both(
    '七类分别比较，村表未填或无法识别的不比较；户未填的不计入，面积之和取两位小数',
    'Each of the seven by itself, and not where the village’s is empty or cannot be read; households that state none are left out, sums have two decimals',
  ),
  from: ['S2:3_03_002'],
  check: [
    both(
      '核对单位（亩、公顷）和户的承包面积',
      'The unit (亩 or hectares), and what the households contracted',
    ),
    BELONG,
  ],
  innocent: [
    both(
      '村表只统计承包地，户表含流转、开荒地',
      'The village counts contracted land alone, households also what they rent or cleared',
    ),
    both('农户承包了外村土地', 'Households work land of another village'),
  ],
  judge: ({ values, dossier: { registered } }) =>
    sentence(...LAND.map(kind => below(values, kind, rounded(registered.land[kind]), '亩'))),
})

export const N05 = hamletRule({
  id: 'N05',
  title: both('贫困户数与建档立卡户不符', 'Not as many 贫困户 as are registered'),
  class: 'error',
  text: both(
    '自然村贫困户数不等于该自然村的建档立卡户数',
    'The 贫困户数 of a hamlet is not the number of its registered households',
  ),
  reading: both(
    '户按村编码和自然村名称归到自然村；未填或无法识别的不比较',
    'A household belongs to the hamlet of its 村编码 and 自然村 name; nothing is compared where it is empty or cannot be read',
  ),
  check: [
    both('对照建档立卡户名册，改正自然村表', 'Correct the hamlet by the list of registered households'),
    both('户的自然村名称是否与自然村表一致', 'Whether households write the hamlet’s name as its table does'),
  ],
  innocent: [
    both('户的自然村名称写法不一，没有归到本村', 'Its households write its name differently'),
    both('自然村表与户表导出时点不同', 'The two tables were exported on different days'),
  ],
  judge: ({ values: { poorHouseholds }, hamlet: { registered } }) =>
    isNumber(poorHouseholds) && poorHouseholds !== registered.households
      ? `贫困户数 ${said(poorHouseholds, '户')} ≠ 建档立卡户 ${said(registered.households, '户')}`
      : undefined,
})

export const N10 = hamletRule({
  id: 'N10',
  title: both('饮水都安全，却有户饮水不安全', 'All water safe, but not by its households'),
  class: 'suspected',
  text: both(
    '自然村未实现饮水安全户数为 0，而该自然村有建档立卡户饮水安全为否',
    'A hamlet has 0 未实现饮水安全户, and registered households in it say 饮水安全=否',
  ),
  reading: both('只看写明的 0', 'Only a 0 that is written'),
  judge: ({ values: { unsafeWaterHouseholds }, hamlet: { registered } }) =>
    unsafeWaterHouseholds === 0 && registered.unsafeWater > 0
      ? `未实现饮水安全户数 0 户，建档立卡户中饮水安全为否的 ${said(registered.unsafeWater, '户')}`
      : undefined,
})

export const N12 = hamletRule({
  id: 'N12',
  title: both('少数民族聚居与人员民族不符', '少数民族聚居 does not go with its people'),
  class: 'suspected',
  text: both(
    '自然村少数民族聚居为是，而登记了民族的建档立卡人口中少数民族不足半数；或为否，而少数民族超过半数',
    'A hamlet says 少数民族聚居=是, and fewer than half of its registered people whose 民族 is stated are of a minority; or 否, and more than half are',
  ),
  reading: both(
    '只与建档立卡人口比较；恰为半数的两种填法都不算；没有人登记民族的不比较；民族为代码的算未登记，各系统代码不一',
    'Against registered people alone; exactly half goes with both; nothing is compared where nobody’s 民族 is stated; one that is a code is not stated, as the lists of codes differ',
  ),
  innocent: [
    both(
      '建档立卡户与全村的民族构成不同',
      'Registered households are not made up like the hamlet as a whole',
    ),
    both('人员民族录错', 'The 民族 of people was entered wrongly'),
  ],
  judge: ({ values: { minority }, hamlet: { registered } }) => {
    const { minority: of, nationStated: all } = registered
    const apart = minority === '是' ? 2 * of < all : minority === '否' && 2 * of > all
    if (!apart) return undefined
    return `少数民族聚居 ${minority}，登记了民族的建档立卡人口 ${said(all, '人')}中少数民族 ${said(of, '人')}`
  },
})
