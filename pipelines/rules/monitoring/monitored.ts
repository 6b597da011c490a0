/** Whom the warnings look at, and what they have in common. */

import { MONITORING_CATEGORIES } from '../../../connectors/register/code-sets.ts'
import type { Finding, HouseholdDossier } from '../../types.ts'
import { oneOf } from '../conditions.ts'
import { isRegistered, type RegisteredHousehold } from '../on-households.ts'
import { withheld } from '../statement.ts'
import { both } from '../text.ts'

export const warning = { version: 1, direction: 'inclusion', class: 'suspected' } as const

/** Of one of the three categories 监测对象类别, whether or not the risk is gone. */
export const wasMonitored = ({ household }: RegisteredHousehold): boolean =>
  oneOf(household.values.monitoringCategory, MONITORING_CATEGORIES)

/** Monitored now: of a category, and not stated to be out of risk 风险是否已消除. */
export const isMonitored = (dossier: RegisteredHousehold): boolean =>
  wasMonitored(dossier) && dossier.household.values.riskGone !== '是'

/** 脱贫户: by 户类型, and where that is not filled in by 脱贫属性. */
export function leftPoverty({ household }: RegisteredHousehold): boolean {
  const { kind, exitState } = household.values
  if (kind !== undefined) return oneOf(kind, ['脱贫户', '脱贫不稳定户'] as const)
  return oneOf(exitState, ['已脱贫', '稳定脱贫'] as const)
}

/**
 * What is found about a registered household that is not monitored. Where the register has no 监测对象类别 nobody can
 * say who is, and what was found is not concluded.
 */
export function unlessMonitored<V>(
  dossier: HouseholdDossier,
  find: (dossier: RegisteredHousehold) => readonly (V | Finding)[],
): readonly (V | Finding)[] {
  if (!isRegistered(dossier) || isMonitored(dossier)) return []
  const found = find(dossier)
  if (found.length === 0 || dossier.household.file.columns.has('monitoringCategory')) return found
  return [withheld('register.households', dossier.county, 'no column')]
}

export const UNMONITORED_ZH = '没有监测对象类别或风险已消除的在册户：'
export const UNMONITORED_EN = 'A registered household without 监测对象类别, or whose risk is gone: '
export const NOT_YET = '该户未纳入监测'

export const VISIT = both(
  '入户核实收入、刚性支出和“三保障”及饮水安全，判断有无返贫致贫风险，符合的按程序纳入监测',
  'Visit: income, unavoidable costs, the three guarantees and water; take the household in where there is a risk',
)
export const ENTERED_LATER = both(
  '已按程序纳入监测，系统尚未录入或导出较早',
  'Taken in already; not entered yet, or the export is older',
)
export const NO_RISK = both(
  '家庭收入稳定、有积蓄或子女赡养，评议认为没有返贫致贫风险',
  'Stable income, savings or support by the children: the village sees no risk',
)
