/** Land of a household: too much of it, more of a part than of the whole, none where it is paid for. */
import type { ParameterName } from '../../policies/parameters.ts'
import { isNumber } from '../../rules/conditions.ts'
import { both } from '../../rules/text.ts'
import { said, yuan } from '../../rules/wording.ts'
import type { Land } from '../../types.ts'
import { isMore } from '../decimals.ts'
import { type AboutHousehold, householdRule } from '../household-rule.ts'
import { type Judgement, NO_PARAMETER } from '../judgement.ts'
import { isCause } from './kinds.ts'
import { saidCauses } from './wording.ts'

const mu = (area: number): string => said(area, '亩')
/** A computed area, to two places. */
const rounded = (area: number): string => mu(Math.round(area * 100) / 100)

export const H42 = householdRule({
  id: 'H42',
  title: both('有生态补偿金而无退耕还林', '生态补偿金 without 退耕还林'),
  class: 'suspected',
  text: both('生态补偿金大于 0，而退耕还林面积为 0', '生态补偿金 > 0 and 退耕还林面积 = 0'),
  reading: both('退耕还林面积未填的见 H43', 'Where 退耕还林面积 is empty, see H43'),
  fields: ['AAC078', 'AAC304'],
  from: ['S4-h23'],
  innocent: [
    both('补偿来自公益林、草原、护林员补助', 'It is paid for public forest, pasture, or as a forest ranger'),
    both('退耕地登记在原户名下', 'The land is registered in the name of the former household'),
  ],
  judge: ({ values: { ecologyGrant, reforested } }) =>
    isNumber(ecologyGrant) && ecologyGrant > 0 && reforested === 0
      ? `生态补偿金 ${yuan(ecologyGrant)}，退耕还林面积 ${mu(reforested)}`
      : undefined,
})

interface Limit {
  readonly land: Land
  readonly name: string
  readonly limit: ParameterName
}

const FIELDS_AND_FOREST = [
  { land: 'arable', name: '耕地', limit: 'quality.household.muchArable' },
  { land: 'forest', name: '林地', limit: 'quality.household.muchForest' },
] as const satisfies readonly Limit[]

const OTHER_LAND = [
  { land: 'pasture', name: '牧草地', limit: 'quality.household.muchPasture' },
  { land: 'water', name: '水面', limit: 'quality.household.muchWater' },
  { land: 'orchard', name: '林果', limit: 'quality.household.muchOrchard' },
] as const satisfies readonly Limit[]

/** Which kinds of land reach their limits. */
function tooMuch({ values, context }: AboutHousehold, limits: readonly Limit[]): Judgement {
  let found = ''
  let unknown = false
  for (const { land, name, limit } of limits) {
    const area = values[land]
    if (!isNumber(area)) continue
    const most = context.parameter(limit)
    if (most === undefined) unknown = true
    else if (area >= most) found += `${found && '；'}${name}面积 ${mu(area)}，达到 ${mu(most)}`
  }
  if (found !== '') return found
  return unknown ? NO_PARAMETER : undefined
}

export const H44 = householdRule({
  id: 'H44',
  title: both('耕地、林地面积偏大', 'Much arable land or forest'),
  class: 'suspected',
  text: both('耕地面积或林地面积达到偏大值', '耕地面积 or 林地面积 is at or above its mark'),
  fields: ['AAC301', 'AAC303'],
  from: ['S3#46', 'S2:5_14_001', 'S2:5_14_002'],
  parameters: FIELDS_AND_FOREST.map(({ limit }) => limit),
  innocent: [
    both('山区地多，坡地、轮歇地计入', 'Much land in the mountains; slopes and fallow are counted'),
    both('代管亲属承包地，或转入土地', 'Land of relatives is looked after, or rented'),
  ],
  judge: about => tooMuch(about, FIELDS_AND_FOREST),
})

export const H45 = householdRule({
  id: 'H45',
  title: both('牧草地、水面、林果面积偏大', 'Much pasture, water or orchard'),
  class: 'suspected',
  text: both('牧草地、水面或林果面积达到偏大值', '牧草地面积, 水面面积 or 林果面积 is at or above its mark'),
  fields: ['AAC306', 'AAC307', 'AAC305'],
  from: ['S3#28', 'S3#29', 'S3#104'],
  parameters: OTHER_LAND.map(({ limit }) => limit),
  innocent: [
    both('集体草山、水库承包经营，属实', 'A contract for collective pasture or a reservoir'),
    both('单位录错（亩／平方米）', 'The wrong unit (亩, square metres)'),
  ],
  judge: about => tooMuch(about, OTHER_LAND),
})

export const H46 = householdRule({
  id: 'H46',
  title: both('有效灌溉面积大于耕地面积', 'More irrigated than arable land'),
  class: 'error',
  text: both('有效灌溉面积大于耕地面积', '有效灌溉面积 is more than 耕地面积'),
  fields: ['AAC302', 'AAC301'],
  from: ['S3#107'],
  judge: ({ values: { irrigated, arable } }) =>
    isNumber(irrigated) && isNumber(arable) && irrigated > arable
      ? `有效灌溉面积 ${mu(irrigated)}，耕地面积 ${mu(arable)}`
      : undefined,
})

export const H47 = householdRule({
  id: 'H47',
  title: both('退耕还林大于林地与牧草地之和', 'More 退耕还林 than forest and pasture'),
  class: 'suspected',
  text: both(
    '退耕还林面积大于林地面积与牧草地面积之和',
    '退耕还林面积 is more than 林地面积 and 牧草地面积 together',
  ),
  reading: both('三项都能识别才比', 'Compared only where all three can be read'),
  fields: ['AAC304', 'AAC303', 'AAC306'],
  from: ['S4-h20'],
  innocent: [
    both('退耕还林地仍按耕地登记', 'The land is still registered as arable'),
    both('退耕还林未计入林地', '退耕还林 was not counted as forest'),
  ],
  judge: ({ values: { reforested, forest, pasture } }) =>
    isNumber(reforested) && isNumber(forest) && isNumber(pasture) && isMore(reforested, forest + pasture)
      ? `退耕还林面积 ${mu(reforested)}，林地面积 ${mu(forest)}，牧草地面积 ${mu(pasture)}`
      : undefined,
})

export const H48 = householdRule({
  id: 'H48',
  title: both('缺土地而人均耕地高于全村', 'Poor by lack of land, with more than the village has'),
  class: 'suspected',
  text: both(
    '主要致贫原因为缺土地，而人均耕地高于所在行政村人均耕地',
    'The main cause is 缺土地, while arable land per head is above the mean of the village',
  ),
  reading: both(
    '户：耕地面积除以成员行数；村：行政村表的耕地面积除以总人口数；致贫原因只看主要致贫原因',
    'Household: 耕地面积 ÷ its rows of members. Village: 耕地面积 ÷ 总人口数 of the table of villages. The cause is 主要致贫原因 alone',
  ),
  fields: ['AAC007', 'AAC301'],
  tables: ['villages'],
  innocent: [
    both('坡地、石漠化地多，可耕地少', 'Slopes and stony land; little can be tilled'),
    both('全村耕地面积录错', 'The arable land of the village is wrong'),
    both('家庭成员未全部登记', 'Not all members are registered'),
  ],
  judge: ({ dossier: { members, villageRecord }, values: { mainCause, arable }, context }) => {
    if (!isCause(mainCause, '缺土地') || !isNumber(arable) || members.length === 0) return undefined
    if (!context.hasTable('villages')) return { reason: 'no table', table: 'villages' }
    if (!villageRecord) return undefined
    const { arable: ofVillage, people } = villageRecord.values
    if (!isNumber(ofVillage) || !isNumber(people) || people <= 0) return undefined
    const [perHead, mean] = [arable / members.length, ofVillage / people]
    // By products: both means are rounded, and may differ where there is no difference.
    return isMore(arable * people, ofVillage * members.length)
      ? `主要致贫原因 ${saidCauses(mainCause)}，${members.length} 名成员人均耕地 ${rounded(perHead)}，全村人均 ${rounded(mean)}`
      : undefined
  },
})
