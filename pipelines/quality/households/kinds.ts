/** Which households and members the rules speak of. */

import { isUnusable } from '../../../connectors/reading.ts'
import type { Cause } from '../../../connectors/register/code-sets.ts'
import { isNumber, oneOf } from '../../rules/conditions.ts'
import type { Member, RegisterRow } from '../../types.ts'

type Values = RegisterRow<'households'>

/** 脱贫: codes 1 and 4. */
const OUT = ['已脱贫', '稳定脱贫'] as const
export const isOut = ({ exitState }: Values): boolean => oneOf(exitState, OUT)

/** Codes 02 04 07 08, 03 06 07 08, and 01 05 of 贫困户属性, as the comparison with civil affairs reads them. */
const DIBAO = ['低保户', '低保贫困户', '低保特困供养贫困户', '低保特困供养户'] as const
const WUBAO = ['五保户', '五保贫困户', '低保特困供养贫困户', '低保特困供养户'] as const
const GENERAL = ['一般贫困户', '一般农户'] as const
export const isDibao = ({ attribute }: Values): boolean => oneOf(attribute, DIBAO)
export const isWubao = ({ attribute }: Values): boolean => oneOf(attribute, WUBAO)
export const isGeneral = ({ attribute }: Values): boolean => oneOf(attribute, GENERAL)

/** Whether a cause is among those that the cell gives; a cell that cannot be read gives none. */
export const isCause = (causes: Values['mainCause'], cause: Cause): boolean =>
  causes !== undefined && !isUnusable(causes) && causes.items.includes(cause)

const LABOUR = ['普通劳动力', '技能劳动力', '弱劳动力或半劳动力'] as const
export const isLabourer = ({ values }: Member): boolean => oneOf(values.labour, LABOUR)

export const isOnDibao = ({ values }: Member): boolean => values.dibao === '是'

export const worked = ({ values: { workMonths } }: Member): boolean => isNumber(workMonths) && workMonths > 0
