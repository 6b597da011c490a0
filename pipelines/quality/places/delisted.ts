/** What a village that leaves the list 出列村 must have. */
import { isNumber } from '../../rules/conditions.ts'
import { both } from '../../rules/text.ts'
import { said } from '../../rules/wording.ts'
import { NO_PARAMETER } from '../judgement.ts'
import { villageRule } from '../place-rule.ts'

export const V13 = villageRule({
  id: 'V13',
  title: both('出列村到乡镇未通硬化路', 'Delisted without a paved road'),
  class: 'error',
  text: both(
    '是否出列为是的行政村到乡镇是否通沥青（水泥）路为否',
    'A village that says 是否出列=是 says 到乡镇是否通沥青(水泥)路=否',
  ),
  reading: both('只看写明的「否」', 'Only a 否 that is written'),
  from: ['S2:2_03_001'],
  judge: ({ values: { delisted, paved } }) =>
    delisted === '是' && paved === '否' ? '是否出列 是，到乡镇是否通沥青（水泥）路 否' : undefined,
})

export const V14 = villageRule({
  id: 'V14',
  title: both('出列村无集体经济收入', 'Delisted without collective income'),
  class: 'suspected',
  text: both(
    '是否出列为是的行政村村级集体经济收入为空或为 0',
    'The 村级集体经济收入 of a village that says 是否出列=是 is empty or 0',
  ),
  from: ['S2:1_03_003'],
  needs: ['collectiveIncome'],
  innocent: [both('集体经济当年尚未分红入账', 'The income of the year has not been booked yet')],
  judge: ({ values: { delisted, collectiveIncome } }) =>
    delisted === '是' && (collectiveIncome === undefined || collectiveIncome === 0)
      ? `是否出列 是，村级集体经济收入 ${said(collectiveIncome, '万元')}`
      : undefined,
})

const LIMIT = 'quality.village.povertyRate'

export const V20 = villageRule({
  id: 'V20',
  title: both('出列村贫困发生率高于标准', 'Delisted with too many poor'),
  class: 'error',
  text: both(
    '是否出列为是的行政村贫困发生率高于标准',
    'The 贫困发生率 of a village that says 是否出列=是 is above the limit',
  ),
  reading: both(
    '看村表填报的贫困发生率（百分数），不由贫困人口推算',
    'By the 贫困发生率 that the village states (per cent), not worked out from 贫困人口',
  ),
  parameters: [LIMIT],
  judge: ({ values: { delisted, povertyRate }, context }) => {
    if (delisted !== '是' || !isNumber(povertyRate)) return undefined
    const limit = context.parameter(LIMIT)
    if (limit === undefined) return NO_PARAMETER
    return povertyRate > limit
      ? `是否出列 是，贫困发生率 ${said(povertyRate, '%')} > ${said(limit, '%')}`
      : undefined
  },
})
