/** What the incomes of a household add up to: 纯收入, 人均纯收入, 转移性收入. */
import { isNumber } from '../../rules/conditions.ts'
import { both } from '../../rules/text.ts'
import { said, yuan } from '../../rules/wording.ts'
import type { RegisterRow } from '../../types.ts'
import { isMore } from '../decimals.ts'
import { householdRule } from '../household-rule.ts'
import { NO_PARAMETER } from '../judgement.ts'

type Values = RegisterRow<'households'>

const TRANSFERS = [
  'familyPlanningGrant',
  'dibaoGrant',
  'wubaoGrant',
  'pensionGrant',
  'ecologyGrant',
  'otherTransfers',
] as const
const INCOMES = ['wageIncome', 'businessIncome', 'propertyIncome', ...TRANSFERS] as const
const TRANSFERS_ZH = '计划生育金、低保金、五保金、养老保险金、生态补偿金、其他转移性收入'
const TRANSFER_FIELDS = ['AAC076', 'AAC077', 'AAC086', 'AAC087', 'AAC078', 'AAC083'] as const

/** Σ of the parts; undefined where one of them is missing or cannot be read. */
function sumOf(values: Values, parts: readonly (typeof INCOMES)[number][]): number | undefined {
  let sum = 0
  for (const part of parts) {
    const amount = values[part]
    if (!isNumber(amount)) return undefined
    sum += amount
  }
  return sum
}

/** To the cent, as a detail shows a computed amount. */
const rounded = (amount: number): string => yuan(Math.round(amount * 100) / 100)

const differs = (stated: number, computed: number, tolerance: number): boolean =>
  isMore(Math.abs(stated - computed), tolerance)

/** 纯收入 as its parts say it. */
function netOf(values: Values): number | undefined {
  const incomes = sumOf(values, INCOMES)
  return incomes === undefined || !isNumber(values.businessCosts) ? undefined : incomes - values.businessCosts
}

/** 人均纯收入 as 纯收入 and 家庭人口数 say it. */
const perHeadOf = ({ netIncome, size }: Values): number | undefined =>
  isNumber(netIncome) && isNumber(size) && size > 0 ? netIncome / size : undefined

export const H40 = householdRule({
  id: 'H40',
  title: both('纯收入、人均纯收入勾稽不符', '纯收入 or 人均纯收入 does not add up'),
  class: 'error',
  text: both(
    '纯收入与各项收入之和减生产经营性支出相差超过容差，或人均纯收入与纯收入除以家庭人口数相差超过容差',
    '纯收入 differs from Σ of the incomes − 生产经营性支出 by more than the tolerance, or 人均纯收入 from 纯收入 ÷ 家庭人口数',
  ),
  reading: both(
    `各项收入：工资性、生产经营性、财产性，及转移性的六项（${TRANSFERS_ZH}）；有一项未填或无法识别，前一半不下结论，后一半照比`,
    `The incomes: 工资性, 生产经营性, 财产性 and the six parts of 转移性 (${TRANSFERS_ZH}). Where one is missing or cannot be read the first half says nothing; the second is compared all the same`,
  ),
  fields: ['AAC079', 'AAC073', 'AAC071', 'AAC072', ...TRANSFER_FIELDS, 'AAC074', 'AAC082', 'AAC017'],
  from: ['S7'],
  parameters: ['quality.household.incomeTolerance'],
  judge: ({ values, context }) => {
    const { netIncome, incomePerHead, size } = values
    if (!isNumber(netIncome)) return undefined
    const [net, perHead] = [netOf(values), isNumber(incomePerHead) ? perHeadOf(values) : undefined]
    if (net === undefined && perHead === undefined) return undefined
    const tolerance = context.parameter('quality.household.incomeTolerance')
    if (tolerance === undefined) return NO_PARAMETER
    const faults: string[] = []
    if (net !== undefined && differs(netIncome, net, tolerance))
      faults.push(`纯收入 ${yuan(netIncome)}，各项收入之和减经营支出为 ${rounded(net)}`)
    if (isNumber(incomePerHead) && perHead !== undefined && differs(incomePerHead, perHead, tolerance))
      faults.push(
        `人均纯收入 ${yuan(incomePerHead)}，纯收入 ${yuan(netIncome)} 除以 ${said(size, '人')}为 ${rounded(perHead)}`,
      )
    return faults.length > 0 ? `${faults.join('；')}，容差 ${yuan(tolerance)}` : undefined
  },
})

export const H41 = householdRule({
  id: 'H41',
  title: both('转移性收入勾稽不符', '转移性收入 does not add up'),
  class: 'error',
  text: both(
    '转移性收入与其六项之和相差超过容差',
    '转移性收入 differs from Σ of its six parts by more than the tolerance',
  ),
  reading: both(
    `六项：${TRANSFERS_ZH}；有一项未填或无法识别的不比；容差与 H40 相同`,
    `The parts: ${TRANSFERS_ZH}. Not compared where one is missing or cannot be read; the tolerance is that of H40`,
  ),
  fields: ['AAC085', ...TRANSFER_FIELDS],
  from: ['S7'],
  parameters: ['quality.household.incomeTolerance'],
  judge: ({ values, context }) => {
    const { transferIncome } = values
    if (!isNumber(transferIncome)) return undefined
    const sum = sumOf(values, TRANSFERS)
    if (sum === undefined) return undefined
    const tolerance = context.parameter('quality.household.incomeTolerance')
    if (tolerance === undefined) return NO_PARAMETER
    return differs(transferIncome, sum, tolerance)
      ? `转移性收入 ${yuan(transferIncome)}，六项之和 ${rounded(sum)}，容差 ${yuan(tolerance)}`
      : undefined
  },
})
