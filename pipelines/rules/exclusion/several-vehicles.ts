/** X06: several vehicles in one household. */

import { refOf } from '../evidence.ts'
import { memberRows, ruleOnHouseholds } from '../on-households.ts'
import { doubtOf } from '../on-members.ts'
import { both, negativeLists } from '../text.ts'
import { said } from '../wording.ts'
import { isCountedVehicle, VEHICLE_CHECKS, VEHICLE_INNOCENT } from './vehicles.ts'

const FEED = 'public-security.vehicles'
const SEVERAL = 2

export const X06 = ruleOnHouseholds({
  id: 'X06',
  version: 1,
  title: both('全户两辆以上机动车', 'Two or more vehicles in one household'),
  direction: 'exclusion',
  class: 'suspected',
  severity: 'A',
  text: both(
    '全户成员名下合计有 2 个及以上不同号牌的在用车辆（X01—X04 所列类型）；无号牌的不计',
    'The members together own at least two different plates of active vehicles of the types of X01–X04; an empty plate does not count',
  ),
  parameters: [],
  basis: negativeLists(
    '私家车、大型农用车、工程机械',
    'private cars, large farm vehicles, construction machines',
  ),
  check: VEHICLE_CHECKS,
  innocent: [
    both('旧车未注销又购新车，实际只有一辆在用', 'The old vehicle was not deregistered: only one is in use'),
    ...VEHICLE_INNOCENT,
  ],
  feeds: [FEED],
  absence: [],
  judge: dossier => {
    const counted = memberRows(dossier, FEED)
      .filter(({ row }) => isCountedVehicle(row) && typeof row.values.plate === 'string')
      .map(({ member, row }) => ({ row, plate: String(row.values.plate), doubt: doubtOf(member, row) }))
    const plates = new Set(counted.map(({ plate }) => plate))
    if (plates.size < SEVERAL) return []
    const agreeing = new Set(counted.filter(({ doubt }) => !doubt).map(({ plate }) => plate))
    return [
      {
        severity: 'A',
        detail: `公安·车管登记全户共有 ${plates.size} 个号牌的在用车辆：${[...plates]
          .sort()
          .map(plate => said(plate))
          .join('、')}`,
        evidence: counted.map(({ row }) => refOf(row)),
        doubt: agreeing.size < SEVERAL ? counted.find(({ doubt }) => doubt)?.doubt : undefined,
      },
    ]
  },
})
