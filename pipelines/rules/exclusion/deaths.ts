/** X18, X19: members whom other departments know to be dead. */

import type { Evidence, EvidenceByFeed } from '../../types.ts'
import { refOf, rowsOf } from '../evidence.ts'
import { doubtOf, ruleOnMemberRows, ruleOnMembers } from '../on-members.ts'
import type { RowJudge } from '../statement.ts'
import { both, KEYED_ONCE, plan, SAME_PERSON } from '../text.ts'
import { maybe, said, sourceOf } from '../wording.ts'

const RESIDENTS = 'public-security.residents'
const CREMATIONS = 'civil-affairs.cremations'

const basis = plan('自然减少的人口及时调整', 'deaths are taken off the register as natural decrease')

export const deathRecorded: RowJudge<typeof RESIDENTS> = row =>
  row.values.status === '死亡注销'
    ? {
        severity: 'A',
        detail: `${sourceOf(row)}户籍状态为死亡注销${maybe('死亡日期', row.values.diedOn)}，建档立卡仍登记为成员`,
      }
    : undefined

/** Cremations of a person whom no row of residents calls dead, whatever residents covers. */
export function unrecordedDeaths(evidence: EvidenceByFeed): readonly Evidence<typeof CREMATIONS>[] {
  const isRecorded = rowsOf(evidence, RESIDENTS).some(row => row.values.status === '死亡注销')
  return isRecorded ? [] : rowsOf(evidence, CREMATIONS)
}

export const X18 = ruleOnMemberRows({
  id: 'X18',
  version: 1,
  title: both('已死亡注销仍在册', 'Dead in the population register'),
  direction: 'exclusion',
  class: 'error',
  severity: 'A',
  text: both('成员的户籍状态为死亡注销', 'The population register says that a member is dead (死亡注销)'),
  parameters: [],
  basis,
  check: [
    SAME_PERSON,
    both('死亡时间及证明；系统作自然减少处理', 'Date and proof of death; then record the natural decrease'),
  ],
  innocent: [
    both('死亡发生在信息采集之后，尚未到调整时间', 'Died after collection: not adjusted yet'),
    both('公安误注销，已申请恢复', 'Deregistered by mistake; restoration is under way'),
    KEYED_ONCE,
  ],
  feeds: [RESIDENTS],
  absence: [],
  feed: RESIDENTS,
  judge: deathRecorded,
})

export const X19 = ruleOnMembers({
  id: 'X19',
  version: 1,
  title: both('有火化记录未注销户籍', 'Cremated, but not dead in the population register'),
  direction: 'exclusion',
  class: 'suspected',
  severity: 'A',
  text: both(
    '成员有殡葬火化记录，而公安户籍没有一条记录写明其死亡注销（不论户籍数据覆盖哪些县）',
    'A cremation of a member is on record, and no row of residents says 死亡注销 (whatever residents covers)',
  ),
  parameters: [],
  basis,
  check: [
    SAME_PERSON,
    both('向家属和村组核实是否死亡，督促办理户籍注销', 'Ask family and village; have the death registered'),
  ],
  innocent: [
    both('殡葬登记误用家属（经办人）身份证号', "The cremation was entered under a relative's number"),
    both('同名同村录错号码', 'A namesake of the village: the wrong number was entered'),
    KEYED_ONCE,
  ],
  feeds: [CREMATIONS, RESIDENTS],
  absence: [],
  judge: ({ member }) =>
    unrecordedDeaths(member.evidence).map(row => ({
      severity: 'A',
      detail: `${sourceOf(row)}有火化记录，死亡日期 ${said(row.values.diedOn)}，公安户籍未见死亡注销`,
      evidence: [refOf(row)],
      doubt: doubtOf(member, row),
    })),
})
