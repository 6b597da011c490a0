/** What changed too much since last year. */
import { both } from '../../rules/text.ts'
import { said } from '../../rules/wording.ts'
import type { RegisterRow } from '../../types.ts'
import { NO_PARAMETER } from '../judgement.ts'
import { villageRule } from '../place-rule.ts'
import { type PlaceColumn, rounded, sentence, stated } from './comparison.ts'

const LIMIT = 'quality.village.yearlyChange'

type Column = PlaceColumn<'villages'>
const YEARS: readonly (readonly [now: Column, lastYear: Column])[] = [
  ['people', 'lastYearPeople'],
  ['households', 'lastYearHouseholds'],
  ['arable', 'lastYearArable'],
]

const perCent = (share: number): string => said(rounded(share * 100), '%')

/** How many of last year's the change is: Infinity where there was nothing; undefined where one is not known. */
function changeOf(values: RegisterRow<'villages'>, now: Column, lastYear: Column): number | undefined {
  const [after, before] = [values[now], values[lastYear]]
  if (typeof after !== 'number' || typeof before !== 'number') return undefined
  if (after === before) return 0
  // Per cent to six decimals: 20 % is not more than 20 % for how a computer writes fractions.
  return Number((Math.abs(after - before) / before).toFixed(8))
}

export const V22 = villageRule({
  id: 'V22',
  title: both(
    '总人口、总户数或耕地较上年变化过大',
    'People, households or arable land changed much in a year',
  ),
  class: 'suspected',
  text: both(
    '行政村总人口、总户数或耕地面积与上年相比增减超过限额',
    'The 总人口, 总户数 or 耕地面积 of a village changed by more than the limit since last year',
  ),
  reading: both(
    '以本表上年总人口数、上年总户数、上年耕地面积为准，变化幅度为增减数除以上年数；两年都能识别才比较，上年为 0 而本年不为 0 的算超过',
    'By 上年总人口数, 上年总户数 and 上年耕地面积 of the same table, the change divided by last year’s; both years must be readable; from 0 to anything is more than the limit',
  ),
  parameters: [LIMIT],
  check: [
    both('村组是否合并、拆分，是否有整村搬迁、征地', 'Merged or divided villages, resettlement, land taken'),
  ],
  innocent: [
    both('行政村合并或拆分', 'Villages were merged or divided'),
    both('易地搬迁、征地', 'Resettlement, or land taken for building'),
  ],
  judge: ({ values, context }) => {
    const changes = YEARS.map(years => ({ years, change: changeOf(values, ...years) })).filter(
      ({ change }) => change !== undefined && change > 0,
    )
    if (changes.length === 0) return undefined
    const limit = context.parameter(LIMIT)
    if (limit === undefined) return NO_PARAMETER
    return sentence(
      ...changes.map(({ years: [now, lastYear], change = 0 }) =>
        change > limit
          ? `${stated('villages', values, now)}、${stated('villages', values, lastYear)}，变化${change === Infinity ? '' : ` ${perCent(change)}，`}超过 ${perCent(limit)}`
          : undefined,
      ),
    )
  },
})
