/** I02: unregistered, with a severe disability. */
import { oneOf } from '../conditions.ts'
import { ruleOnPersonRows } from '../on-persons.ts'
import { both, plan } from '../text.ts'
import { maybe, said, sourceOf } from '../wording.ts'
import { inclusion, LIVES_WELL, OTHER_NUMBER, VISIT, WITH_WHOM } from './outside.ts'

const FEED = 'disabled.certificates'

export const I02 = ruleOnPersonRows({
  ...inclusion,
  id: 'I02',
  title: both('未建档的重度残疾人', 'Unregistered, severely disabled'),
  severity: 'B',
  text: both(
    '持有效的一级或二级残疾人证，城乡类别未写明城镇，且不是任何户的成员',
    'Holds a valid certificate of level 1 or 2, is not stated to be urban, and is no member of any household',
  ),
  parameters: [],
  basis: plan(
    '残疾户纳入漏评排查重点',
    'households with disabled persons are a focus of the search for the left out',
  ),
  check: [
    both('护理由谁承担，有无两项补贴', 'Who gives care; whether the two allowances are paid'),
    VISIT,
    WITH_WHOM,
  ],
  innocent: [
    both('随子女在城镇生活，有稳定供养', 'Lives in town with children who support them'),
    both('已纳入特困集中供养', 'Supported in an institution'),
    LIVES_WELL,
    OTHER_NUMBER,
  ],
  feeds: [FEED],
  feed: FEED,
  judge: row => {
    const { status, level, setting, kind } = row.values
    if (status !== '有效' || !oneOf(level, ['一级', '二级'] as const) || setting === '城镇') return undefined
    return {
      severity: 'B',
      detail: `${sourceOf(row)}有效，等级 ${said(level)}${maybe('类别', kind)}；建档立卡中没有此人`,
    }
  },
})
