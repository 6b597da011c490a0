/** I05: unregistered, though civil affairs supports them. */

import type { Rule } from '../../types.ts'
import { judgeRows } from '../on-persons.ts'
import type { Published } from '../statement.ts'
import { both, plan } from '../text.ts'
import { maybe, sourceOf } from '../wording.ts'
import { inclusion, OTHER_NUMBER, VISIT, WITH_WHOM } from './outside.ts'

const DIBAO = 'civil-affairs.dibao'
const TEKUN = 'civil-affairs.tekun'

const published: Published = {
  ...inclusion,
  id: 'I05',
  title: both('未建档的低保户、分散供养特困人员', 'On dibao or supported at home, unregistered'),
  severity: 'B',
  text: both(
    '低保申请人，或供养方式为分散的特困人员，且不是任何户的成员',
    'The applicant of a dibao row, or a person supported at home (供养方式 = 分散), who is no member of any household',
  ),
  parameters: [],
  basis: plan(
    '分散供养特困人员应纳尽纳，农村低保与扶贫对象衔接',
    'persons supported at home are to be included; dibao and the register are joined up',
  ),
  check: [both('低保证、特困供养证是否仍有效', 'Whether the certificate still holds'), VISIT, WITH_WHOM],
  innocent: [
    both('城市低保对象', 'Urban dibao'),
    both('已转集中供养或已停发，名单未更新', 'Moved to an institution, or payment stopped; the list is old'),
    both('家中其他成员已建档，申请人漏登', 'The household is registered, only the applicant is missing'),
    OTHER_NUMBER,
  ],
  feeds: [DIBAO, TEKUN],
}

export const I05: Rule<'person'> = {
  ...published,
  reads: 'person',
  evaluate: (dossier, context) => [
    ...judgeRows(published, dossier, context, DIBAO, row =>
      row.role === 'self'
        ? {
            severity: 'B',
            detail: `${sourceOf(row)}登记为申请人${maybe('保障人口', row.values.coveredPersons, '人')}${maybe('起始月', row.values.startsOn)}；建档立卡中没有此人`,
          }
        : undefined,
    ),
    ...judgeRows(published, dossier, context, TEKUN, row =>
      row.values.mode === '分散'
        ? {
            severity: 'B',
            detail: `${sourceOf(row)}登记为分散供养${maybe('起始月', row.values.startsOn)}；建档立卡中没有此人`,
          }
        : undefined,
    ),
  ],
}
