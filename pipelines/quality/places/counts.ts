/** How many households and people a place has. */
import { isNumber } from '../../rules/conditions.ts'
import { both } from '../../rules/text.ts'
import { said } from '../../rules/wording.ts'
import { NO_PARAMETER } from '../judgement.ts'
import { hamletRule, villageRule } from '../place-rule.ts'
import { exceeds, rounded } from './comparison.ts'

export const V01 = villageRule({
  id: 'V01',
  title: both('总户数为空或为 0', 'No 总户数'),
  class: 'error',
  text: both('行政村总户数为空或为 0', 'The 总户数 of a village is empty or 0'),
  from: ['S2:3_03_003'],
  needs: ['households'],
  judge: ({ values: { households } }) =>
    households === undefined || households === 0 ? `总户数 ${said(households)}` : undefined,
})

export const V02 = villageRule({
  id: 'V02',
  title: both('总人口为 0', '总人口 is 0'),
  class: 'error',
  text: both('行政村总人口数为 0', 'The 总人口数 of a village is 0'),
  reading: both(
    '只看写明的 0，未填和无法识别的不算',
    'Only a 0 that is written; what is empty or cannot be read is none',
  ),
  from: ['S2:1_03_002'],
  judge: ({ values: { people } }) => (people === 0 ? `总人口数 ${said(people)}` : undefined),
})

const FEWEST = 'quality.village.fewestPerHousehold'
const MOST = 'quality.village.mostPerHousehold'

export const V03 = villageRule({
  id: 'V03',
  title: both('总人口与总户数不相称', '总人口 does not go with 总户数'),
  class: 'suspected',
  text: both(
    '行政村总人口少于总户数，或户均人口低于下限或高于上限',
    'A village has fewer people than households, or fewer or more people a household than the limits',
  ),
  reading: both(
    '两项都能识别才比较；总户数为 0 的不算户均（见 V01）',
    'Both must be readable; where 总户数 is 0 there is no mean (V01)',
  ),
  parameters: [FEWEST, MOST],
  check: [
    both(
      '对照村委会户籍底册：是否把人口和户数填反，或漏填一个自然村',
      'By the village’s own list: people and households interchanged, or a hamlet left out',
    ),
  ],
  innocent: [
    both('大量外迁或空户，户均人口确实很少', 'Many have moved away, so households are really small'),
    both('未分家的大家庭多', 'Many large households that were never divided'),
  ],
  judge: ({ values, context }) => {
    const { households, people } = values
    if (!isNumber(households) || !isNumber(people)) return undefined
    const fewer = exceeds('villages', values, 'households', 'people')
    if (fewer !== undefined) return fewer
    if (households <= 0) return undefined
    const mean = people / households
    const counted = `户均 ${said(rounded(mean), '人')}（总人口数 ${said(people, '人')}，总户数 ${said(households, '户')}）`
    const [fewest, most] = [context.parameter(FEWEST), context.parameter(MOST)]
    if (fewest !== undefined && mean < fewest) return `${counted}，低于 ${said(fewest, '人')}`
    if (most !== undefined && mean > most) return `${counted}，高于 ${said(most, '人')}`
    return fewest === undefined || most === undefined ? NO_PARAMETER : undefined
  },
})

export const N02 = hamletRule({
  id: 'N02',
  title: both('总户数或总人口为空或为 0', 'No 总户数 or no 总人口'),
  class: 'error',
  text: both('自然村总户数或总人口为空或为 0', 'The 总户数 or 总人口 of a hamlet is empty or 0'),
  needs: ['households', 'people'],
  judge: ({ values: { households, people } }) =>
    households === undefined || households === 0 || people === undefined || people === 0
      ? `总户数 ${said(households)}，总人口 ${said(people)}`
      : undefined,
})
