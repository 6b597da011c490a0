/** X34: one person in several households. */
import { refOf } from '../evidence.ts'
import { ruleOnMembers } from '../on-members.ts'
import { both, plan, SAME_PERSON } from '../text.ts'
import { said } from '../wording.ts'

export const X34 = ruleOnMembers({
  id: 'X34',
  version: 1,
  title: both('重复建档', 'Registered in several households'),
  direction: 'exclusion',
  class: 'error',
  severity: 'A',
  text: both(
    '同一身份证号是两个及以上户的成员（可跨县）；每户一条',
    'One key is a member of two or more households, in whatever counties; one lead per household',
  ),
  parameters: [],
  basis: plan('同一人不得重复建档', 'nobody is registered twice'),
  check: [
    SAME_PERSON,
    both('实际与哪一户共同生活，保留一处，删除其余', 'With which household the person lives: keep that one'),
  ],
  innocent: [
    both('婚嫁、分户后原户未减员', 'Married or split off, and not taken off the old household'),
    both('两人之一号码录错', 'Two people: the number of one is mistyped'),
  ],
  feeds: [],
  absence: [],
  judge: ({ member, dossier }) => {
    const others = member.elsewhere.filter(({ household }) => household !== dossier.code)
    if (others.length === 0) return []
    const codes = [...new Set(others.map(({ household }) => household))].sort()
    return [
      {
        severity: 'A',
        detail: `同一身份证号同时登记在本户和户编号 ${codes.map(code => said(code)).join('、')}`,
        evidence: [refOf(member), ...others.map(refOf)],
      },
    ]
  },
})
