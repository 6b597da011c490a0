/** W14: whoever earned has stopped being insured as an employee, and nobody else earns. */
import { isNumber, oneOf } from '../conditions.ts'
import { rowsOf } from '../evidence.ts'
import { type HouseholdVerdict, memberRows, rowVerdict, ruleOnHouseholds } from '../on-households.ts'
import { both, KEYED_ONCE } from '../text.ts'
import { maybe, said, sourceOf } from '../wording.ts'
import {
  ENTERED_LATER,
  NO_RISK,
  NOT_YET,
  UNMONITORED_EN,
  UNMONITORED_ZH,
  unlessMonitored,
  VISIT,
  warning,
} from './monitored.ts'
import { luohe } from './sources.ts'

const FEED = 'hr.employment'
const STOPPED = ['中断', '终止'] as const

export const W14 = ruleOnHouseholds({
  ...warning,
  id: 'W14',
  title: both('唯一务工收入来源停保未纳入监测', 'The only earner’s insurance stopped, not monitored'),
  severity: 'B',
  text: both(
    `${UNMONITORED_ZH}有成员的职工参保状态为中断或终止，全户没有正常参保的成员，其余成员也没有登记务工时间`,
    `${UNMONITORED_EN}a member's employee insurance is 中断 or 终止, no member's is 正常, and the register gives no work months of any other`,
  ),
  reading: both(
    '公布的指标为连续 3 个月无就业参保；职工参保数据没有停保日期，所以不核停了几个月。唯一务工收入来源，指全户没有别人正常参保或登记了务工时间',
    'The published indicator is three months without; the feed has no date, so how long is not checked. The only earner: nobody else is insured (正常) or registered with work months',
  ),
  parameters: [],
  basis: luohe('连续 3 个月无就业参保', 'three months in a row without employee insurance'),
  check: [
    both(
      '停保原因：失业、换工、转灵活就业或居民参保',
      'Why: out of work, changed work, insured in another way',
    ),
    both('停保时间，现有收入来源，就业帮扶需求', 'Since when; what they live on now; help to find work'),
    VISIT,
  ],
  innocent: [
    both('已换单位，新单位尚未参保', 'Changed employer; the new one has not registered yet'),
    both('转为灵活就业、个体经营或返乡务农，收入稳定', 'Works for themselves now, with a stable income'),
    NO_RISK,
    ENTERED_LATER,
    KEYED_ONCE,
  ],
  feeds: [FEED],
  absence: [],
  judge: dossier =>
    unlessMonitored<HouseholdVerdict>(dossier, () => {
      const rows = memberRows(dossier, FEED)
      const stopped = rows.filter(({ row }) => oneOf(row.values.status, STOPPED))
      if (stopped.length === 0 || rows.some(({ row }) => row.values.status === '正常')) return []
      const others = dossier.members.filter(member =>
        rowsOf(member.evidence, FEED).every(row => !oneOf(row.values.status, STOPPED)),
      )
      if (others.some(({ values }) => isNumber(values.workMonths) && values.workMonths > 0)) return []
      return stopped.map(of => {
        const { status, employer, insurance } = of.row.values
        const detail = `${sourceOf(of.row)}成员参保状态为 ${said(status)}${maybe('单位', employer)}${maybe('险种', insurance)}，全户没有正常参保和其他务工的成员，${NOT_YET}`
        return rowVerdict(of, { severity: 'B', detail })
      })
    }),
})
