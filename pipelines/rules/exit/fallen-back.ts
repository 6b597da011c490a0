/** T10: 返贫 for another reason than illness or disaster. */
import { contains } from '../../../connectors/column.ts'
import { isUnusable } from '../../../connectors/reading.ts'
import { refOf } from '../evidence.ts'
import { ruleOnHouseholds } from '../on-households.ts'
import { both, plan } from '../text.ts'
import { said } from '../wording.ts'
import { exit, RECORD_BEHIND } from './candidates.ts'

export const T10 = ruleOnHouseholds({
  ...exit,
  id: 'T10',
  title: both('返贫原因不符', 'Fallen back for another reason'),
  text: both(
    '返贫为是，而返贫原因未写明因病或因灾（所有户）',
    '返贫 = 是, and 返贫原因 states neither 因病 nor 因灾 (every household)',
  ),
  parameters: [],
  basis: plan(
    '返贫原因不是因病（重病、大病）、重大灾害的，不列入返贫',
    'only illness or a major disaster counts as falling back',
  ),
  check: [
    both('返贫的真实原因及证明（病历、灾情）', 'The real reason, with proof'),
    both('原因录错的更正，不符合的不列入返贫', 'Correct the reason, or take off 返贫'),
  ],
  innocent: [
    both(
      '原因录成了致贫原因，实为因病因灾',
      'The original cause was entered instead of the illness or disaster',
    ),
    RECORD_BEHIND,
  ],
  feeds: [],
  absence: [],
  judge: dossier => {
    const { returned, returnCauses } = dossier.household.values
    if (returned !== '是' || contains(returnCauses, '因病') || contains(returnCauses, '因灾')) return []
    const reason =
      returnCauses === undefined || isUnusable(returnCauses) ? returnCauses : returnCauses.items.join('、')
    return [
      {
        severity: 'A',
        detail: `登记为返贫，返贫原因 ${said(reason)}，未写明因病或因灾`,
        evidence: [refOf(dossier.household)],
      },
    ]
  },
})
