/** 人均纯收入 against what is plausible, and against the line. */
import { isNumber } from '../../rules/conditions.ts'
import { both } from '../../rules/text.ts'
import { said, yuan } from '../../rules/wording.ts'
import { householdRule } from '../household-rule.ts'
import { NO_PARAMETER } from '../judgement.ts'
import { isOut } from './kinds.ts'

export const H37 = householdRule({
  id: 'H37',
  title: both('人均纯收入过低或过高', 'Income per head too low or too high'),
  class: 'suspected',
  text: both(
    '人均纯收入不高于偏低值，或高于偏高值',
    '人均纯收入 is at or below the low mark, or above the high one',
  ),
  fields: ['AAC082'],
  from: ['S3#45'],
  parameters: ['quality.household.leastPerHead', 'quality.household.mostPerHead'],
  innocent: [
    both('单位录错（元／万元）', 'The wrong unit (元, 万元)'),
    both('一次性收入（征地、赔偿）', 'A single income (expropriation, compensation)'),
    both('当年重病重灾，几乎无收入', 'Serious illness or disaster: hardly any income'),
  ],
  judge: ({ values: { incomePerHead }, context }) => {
    if (!isNumber(incomePerHead)) return undefined
    const least = context.parameter('quality.household.leastPerHead')
    if (least !== undefined && incomePerHead <= least)
      return `人均纯收入 ${yuan(incomePerHead)}，不高于 ${yuan(least)}`
    const most = context.parameter('quality.household.mostPerHead')
    if (most !== undefined && incomePerHead > most)
      return `人均纯收入 ${yuan(incomePerHead)}，高于 ${yuan(most)}`
    return least === undefined || most === undefined ? NO_PARAMETER : undefined
  },
})

export const H38 = householdRule({
  id: 'H38',
  title: both('未脱贫户人均纯收入偏高', 'High income per head in poverty'),
  class: 'suspected',
  text: both('未脱贫户人均纯收入高于偏高值', 'A household 未脱贫 whose 人均纯收入 is above the high mark'),
  fields: ['AAR010', 'AAC082'],
  from: ['S3#74'],
  parameters: ['quality.household.mostPerHeadInPoverty'],
  innocent: [
    both('单位录错（元／万元）', 'The wrong unit (元, 万元)'),
    both('一次性收入（征地、赔偿），不稳定', 'A single income (expropriation, compensation), not for good'),
  ],
  judge: ({ values: { exitState, incomePerHead }, context }) => {
    if (exitState !== '未脱贫' || !isNumber(incomePerHead)) return undefined
    const most = context.parameter('quality.household.mostPerHeadInPoverty')
    if (most === undefined) return NO_PARAMETER
    return incomePerHead > most ? `未脱贫，人均纯收入 ${yuan(incomePerHead)}，高于 ${yuan(most)}` : undefined
  },
})

export const H39 = householdRule({
  id: 'H39',
  title: both('脱贫户人均纯收入低于标准', 'Out of poverty, below the line'),
  class: 'error',
  text: both(
    '已脱贫、稳定脱贫而人均纯收入低于当年收入标准',
    'Out of poverty (1, 4) while 人均纯收入 is below the line of the year',
  ),
  reading: both(
    '收入标准用数据校验规则的标准，不是退出标准（T01）；年份按比对日',
    'The line is that of the data quality rules, not that of exit (T01); the year is that of the comparison',
  ),
  fields: ['AAR010', 'AAC082'],
  from: ['S3#75'],
  parameters: ['quality.incomeLine'],
  judge: ({ values, context }) => {
    const { exitState, incomePerHead } = values
    if (!isOut(values) || !isNumber(incomePerHead)) return undefined
    const line = context.parameter('quality.incomeLine')
    if (line === undefined) return NO_PARAMETER
    return incomePerHead < line
      ? `脱贫属性 ${said(exitState)}，人均纯收入 ${yuan(incomePerHead)} < ${context.year} 年标准 ${yuan(line)}`
      : undefined
  },
})
