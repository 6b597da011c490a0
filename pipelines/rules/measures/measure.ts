/** What the measures rules have in common. */
import { usable } from '../../../connectors/reading.ts'
import type { RegisterRecord } from '../../types.ts'
import type { RegisteredHousehold } from '../on-households.ts'
import { both, plan } from '../text.ts'

export const measuresRule = {
  version: 1,
  direction: 'measures',
  class: 'error',
  severity: 'B',
  parameters: [],
  tables: ['measures'],
} as const

export const basis = plan(
  '户措施如实录入，与部门数据一致（2016-10-01 至 2017-09-30）',
  'the measures of each household are recorded truthfully (2016-10-01 to 2017-09-30)',
)

export const check = [
  both('帮扶手册、项目台账、资金凭证', 'The support booklet, project records, proof of payment'),
  both('措施的对象、年度、类别是否录错', 'Whether person, year or kind of the measure are wrong'),
]

export const innocent = [
  both(
    '措施刚实施，部门台账或系统未更新',
    'The measure is new; the department’s record or the system is behind',
  ),
  both('以未登记的家庭成员名义享受', 'Granted in the name of an unregistered family member'),
  both('身份证号录错，没有匹配上', 'A mistyped ID number was not matched'),
]

export const measuresOf = (
  dossier: RegisteredHousehold,
  kind: string,
): readonly RegisterRecord<'measures'>[] =>
  dossier.measures.filter(measure => usable(measure.values.kind) === kind)
