/** Drinking water and electricity. */
import { isExitCandidate } from '../../rules/exit/candidates.ts'
import { both } from '../../rules/text.ts'
import { said } from '../../rules/wording.ts'
import { householdRule } from '../household-rule.ts'
import { isOut } from './kinds.ts'

export const H56 = householdRule({
  id: 'H56',
  title: both('脱贫户饮水未保障', 'Out of poverty, without safe water'),
  class: 'error',
  text: both(
    '已脱贫、稳定脱贫而饮水困难为是，或饮水安全为否',
    'Out of poverty (1, 4) with 饮水困难 = 是 or 饮水安全 = 否',
  ),
  reading: both('拟退出和本年脱贫的户见 T05', 'For households in question for exit this year see T05'),
  fields: ['AAR010', 'AAC311', 'AAC312'],
  from: ['S3#69', 'S3#70'],
  judge: ({ dossier, values, context }) => {
    const { exitState, waterDifficult, waterSafe } = values
    if (waterDifficult !== '是' && waterSafe !== '否') return undefined
    if (!isOut(values) || isExitCandidate(dossier, context)) return undefined
    return `脱贫属性 ${said(exitState)}，饮水困难 ${said(waterDifficult)}，饮水安全 ${said(waterSafe)}`
  },
})

export const H57 = householdRule({
  id: 'H57',
  title: both('脱贫户未通生活用电', 'Out of poverty, without electricity'),
  class: 'error',
  text: both('已脱贫、稳定脱贫而通生活用电为否', 'Out of poverty (1, 4) with 通生活用电 = 否'),
  reading: both('通生活用电未填的见 H50', 'Where 通生活用电 is empty, see H50'),
  fields: ['AAR010', 'AAC313'],
  from: ['S3#105'],
  judge: ({ values }) =>
    values.domesticPower === '否' && isOut(values)
      ? `脱贫属性 ${said(values.exitState)}，通生活用电 ${said(values.domesticPower)}`
      : undefined,
})

export const H58 = householdRule({
  id: 'H58',
  title: both('饮水困难与饮水安全矛盾', '饮水困难 contradicts 饮水安全'),
  class: 'suspected',
  text: both('饮水困难为是，同时饮水安全为是', '饮水困难 is 是 and 饮水安全 is 是'),
  fields: ['AAC311', 'AAC312'],
  innocent: [
    both('季节性缺水，水质达标', 'Short of water in one season; its quality is good'),
    both('饮水工程已通水，饮水困难未改', 'The scheme is in service; 饮水困难 was not changed'),
  ],
  judge: ({ values: { waterDifficult, waterSafe } }) =>
    waterDifficult === '是' && waterSafe === '是'
      ? `饮水困难 ${said(waterDifficult)}，饮水安全 ${said(waterSafe)}`
      : undefined,
})
