/** A part that is more than the whole it is of. */
import { isNumber } from '../../rules/conditions.ts'
import { both } from '../../rules/text.ts'
import { said } from '../../rules/wording.ts'
import type { RegisterRow } from '../../types.ts'
import { hamletRule, villageRule } from '../place-rule.ts'
import { exceeds, type PlaceColumn, sentence } from './comparison.ts'

const EACH_BY_ITSELF = both(
  '逐项比较，两项都能识别才比较',
  'Each comparison by itself; both of its values must be readable',
)

type Pair<T extends 'villages' | 'hamlets'> = readonly [part: PlaceColumn<T>, whole: PlaceColumn<T>]

const villageParts =
  (...pairs: readonly Pair<'villages'>[]) =>
  ({ values }: { readonly values: RegisterRow<'villages'> }) =>
    sentence(...pairs.map(([part, whole]) => exceeds('villages', values, part, whole)))

const hamletParts =
  (...pairs: readonly Pair<'hamlets'>[]) =>
  ({ values }: { readonly values: RegisterRow<'hamlets'> }) =>
    sentence(...pairs.map(([part, whole]) => exceeds('hamlets', values, part, whole)))

export const V05 = villageRule({
  id: 'V05',
  title: both('贫困户、贫困人口或乡村人口多于总数', 'More poor or rural than there are'),
  class: 'error',
  text: both(
    '行政村贫困户数多于总户数，或贫困人口多于总人口，或乡村人口多于总人口',
    'A village has more 贫困户 than households, or more 贫困人口 or 乡村人口 than people',
  ),
  reading: EACH_BY_ITSELF,
  judge: villageParts(['poorHouseholds', 'households'], ['poorPeople', 'people'], ['ruralPeople', 'people']),
})

export const V07 = villageRule({
  id: 'V07',
  title: both('低保或五保贫困户多于低保、五保户或贫困户', 'More 低保贫困户 or 五保贫困户 than there can be'),
  class: 'error',
  text: both(
    '行政村低保贫困户数多于低保户数或多于贫困户数，五保贫困户数多于特困供养户数或多于贫困户数',
    'A village has more 低保贫困户 than 低保户 or than 贫困户, or more 五保贫困户 than 特困供养户 or than 贫困户',
  ),
  reading: EACH_BY_ITSELF,
  judge: villageParts(
    ['dibaoPoorHouseholds', 'dibaoHouseholds'],
    ['dibaoPoorHouseholds', 'poorHouseholds'],
    ['wubaoPoorHouseholds', 'tekunHouseholds'],
    ['wubaoPoorHouseholds', 'poorHouseholds'],
  ),
})

export const V11 = villageRule({
  id: 'V11',
  title: both(
    '未实现饮水安全户、危房户多于总户数',
    'More households without safe water or house than there are',
  ),
  class: 'error',
  text: both(
    '行政村未实现饮水安全户数或危房户数多于总户数，或两项之和多于总户数',
    'A village has more 未实现饮水安全户 or 危房户 than households, or of both together',
  ),
  reading: both(
    '每项单独比较，两项之和也比较；一项未填或无法识别的不求和',
    'Each alone and both together; no sum where one is empty or cannot be read',
  ),
  from: ['S2:3_03_001'],
  judge: ({ values }) => {
    const { unsafeWaterHouseholds: water, dilapidatedHouseholds: houses, households } = values
    const alone = sentence(
      exceeds('villages', values, 'unsafeWaterHouseholds', 'households'),
      exceeds('villages', values, 'dilapidatedHouseholds', 'households'),
    )
    if (alone !== undefined || !isNumber(water) || !isNumber(houses) || !isNumber(households)) return alone
    if (water + houses <= households) return undefined
    return `未实现饮水安全户数 ${said(water, '户')} + 危房户数 ${said(houses, '户')} > 总户数 ${said(households, '户')}`
  },
})

export const V16 = villageRule({
  id: 'V16',
  title: both('参保人数多于总人口', 'More insured than there are people'),
  class: 'error',
  text: both(
    '行政村参加新农合人数或参加城乡居民基本养老保险人数多于总人口',
    'A village has more people in 新农合 or in the residents’ pension insurance than people',
  ),
  reading: EACH_BY_ITSELF,
  judge: villageParts(['insuredPeople', 'people'], ['pensionPeople', 'people']),
})

export const V18 = villageRule({
  id: 'V18',
  title: both('有效灌溉面积大于耕地面积', 'More irrigated than arable land'),
  class: 'error',
  text: both('行政村有效灌溉面积大于耕地面积', 'A village has more 有效灌溉面积 than 耕地面积'),
  judge: villageParts(['irrigated', 'arable']),
})

export const V19 = villageRule({
  id: 'V19',
  title: both(
    '劳动力多于总人口，或外出务工多于劳动力',
    'More labourers than people, or more migrants than labourers',
  ),
  class: 'error',
  text: both(
    '行政村劳动力人数多于总人口，或外出务工人数多于劳动力人数',
    'A village has more 劳动力 than people, or more 外出务工 than 劳动力',
  ),
  reading: EACH_BY_ITSELF,
  judge: villageParts(['labourers', 'people'], ['migrantWorkers', 'labourers']),
})

export const N04 = hamletRule({
  id: 'N04',
  title: both('贫困户或贫困人口多于总数', 'More poor than there are'),
  class: 'error',
  text: both(
    '自然村贫困户数多于总户数，或贫困人口多于总人口',
    'A hamlet has more 贫困户 than households, or more 贫困人口 than people',
  ),
  reading: EACH_BY_ITSELF,
  judge: hamletParts(['poorHouseholds', 'households'], ['poorPeople', 'people']),
})

export const N08 = hamletRule({
  id: 'N08',
  title: both('未实现饮水安全户多于总户数', 'More households without safe water than there are'),
  class: 'error',
  text: both('自然村未实现饮水安全户数多于总户数', 'A hamlet has more 未实现饮水安全户 than households'),
  judge: hamletParts(['unsafeWaterHouseholds', 'households']),
})
