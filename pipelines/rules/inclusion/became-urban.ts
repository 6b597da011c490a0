/** I04: unregistered because the hukou became urban, though the life did not. */
import { isNumber } from '../conditions.ts'
import { ruleOnPersonRows } from '../on-persons.ts'
import { both, plan } from '../text.ts'
import { said, sourceOf } from '../wording.ts'
import { inclusion, LIVES_WELL, OTHER_NUMBER, VISIT, WITH_WHOM } from './outside.ts'

const FEED = 'public-security.residents'

export const I04 = ruleOnPersonRows({
  ...inclusion,
  id: 'I04',
  title: both('农转城仍在村生活的未建档人员', 'Became urban on paper, lives in the village'),
  severity: 'C',
  text: both(
    '户籍正常，农转城为是，在村居住为是，承包地大于 0，且不是任何户的成员',
    'Residents row 正常, 农转城 = 是, 在村居住 = 是, contracted land above 0, and no member of any household',
  ),
  parameters: [],
  basis: plan(
    '农转城人员仍在村生产生活的，符合条件应纳尽纳',
    'who became urban on paper and still lives in the village is to be included where conditions are met',
  ),
  check: [
    both('承包地由谁耕种，主要收入来源', 'Who farms the land, and what they live on'),
    VISIT,
    WITH_WHOM,
  ],
  innocent: [
    both('在城镇有稳定工作和住房，只是常回村', 'Has work and a home in town, and only comes back often'),
    LIVES_WELL,
    OTHER_NUMBER,
  ],
  feeds: [FEED],
  feed: FEED,
  judge: row => {
    const { becameUrban, livesInVillage, contractLand, status } = row.values
    if (becameUrban !== '是' || livesInVillage !== '是' || status !== '正常') return undefined
    if (!isNumber(contractLand) || contractLand <= 0) return undefined
    return {
      severity: 'C',
      detail: `${sourceOf(row)}登记农转城、在村居住，承包地 ${said(contractLand, '亩')}；建档立卡中没有此人`,
    }
  },
})
