/** Roads, distance and electricity of a hamlet. */
import { isNumber } from '../../rules/conditions.ts'
import { both } from '../../rules/text.ts'
import { said } from '../../rules/wording.ts'
import { NO_PARAMETER } from '../judgement.ts'
import { hamletRule } from '../place-rule.ts'

export const N06 = hamletRule({
  id: 'N06',
  title: both('通路与未通里程矛盾', 'Paved or not, against the length that is not'),
  class: 'error',
  text: both(
    '自然村未通（沥青/水泥）路而未通里程为 0，或已通而未通里程大于 0',
    'A hamlet says 通路=否 and 未通里程=0, or 通路=是 and 未通里程 > 0',
  ),
  reading: both(
    '里程指未通里程；只看写明的是、否和数字',
    '里程 is 未通里程; only what is written: 是, 否, a number',
  ),
  judge: ({ values: { paved, unpavedLength } }) => {
    if (!isNumber(unpavedLength)) return undefined
    const apart = paved === '否' ? unpavedLength === 0 : paved === '是' && unpavedLength > 0
    return apart ? `是否通（沥青/水泥）路 ${paved}，未通里程 ${said(unpavedLength, '公里')}` : undefined
  },
})

const FARTHEST = 'quality.hamlet.villageDistance'

export const N07 = hamletRule({
  id: 'N07',
  title: both('距行政村过远', 'Far from its village'),
  class: 'suspected',
  text: both('自然村距行政村里程大于限额', 'A hamlet is farther from its village than the limit'),
  parameters: [FARTHEST],
  check: [both('单位是否为公里（不是里、米）', 'Whether the unit is the kilometre (not 里, not metres)')],
  innocent: [
    both('边远高寒山区，确实很远', 'Really that far, in the high mountains'),
    both('按绕行公路里程填写', 'The length of the detour by road was entered'),
  ],
  judge: ({ values: { villageDistance }, context }) => {
    if (!isNumber(villageDistance)) return undefined
    const limit = context.parameter(FARTHEST)
    if (limit === undefined) return NO_PARAMETER
    return villageDistance > limit
      ? `距行政村里程 ${said(villageDistance, '公里')} > ${said(limit, '公里')}`
      : undefined
  },
})

export const N09 = hamletRule({
  id: 'N09',
  title: both('未通电却通生产用电', 'Power for production without power'),
  class: 'error',
  text: both('自然村通电为否而通生产用电为是', 'A hamlet says 通电=否 and 通生产用电=是'),
  judge: ({ values: { domesticPower, productionPower } }) =>
    domesticPower === '否' && productionPower === '是' ? '是否通电 否，是否通生产用电 是' : undefined,
})
