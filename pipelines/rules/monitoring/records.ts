/** W31–W38, W40, W41: whether what the register says of a monitored household holds together. */
import { contains } from '../../../connectors/column.ts'
import { isUnusable } from '../../../connectors/reading.ts'
import type { Bilingual, RegisterRow, RuleContext } from '../../types.ts'
import { isDate, isMissing, isNumber, oneOf } from '../conditions.ts'
import { refOf } from '../evidence.ts'
import { type RegisteredHousehold, ruleOnHouseholds } from '../on-households.ts'
import { type Published, withheld } from '../statement.ts'
import { both } from '../text.ts'
import { said } from '../wording.ts'
import { isMonitored, wasMonitored } from './monitored.ts'
import { guizhou, reconstructed } from './sources.ts'

type Values = RegisterRow<'households'>

interface RecordRule extends Pick<Published, 'id' | 'title' | 'text'> {
  /** Number of the published rule; without one the rule is reconstructed. */
  readonly from?: string
  /** What the published rule says, or what follows from the columns. */
  readonly says: Bilingual
  readonly class?: Published['class']
  /** Columns of whose emptiness it speaks: without them nothing is concluded. */
  readonly empty?: readonly (keyof Values & string)[]
  /** What is wrong, in Chinese; undefined where nothing is. */
  readonly fault: (values: Values, dossier: RegisteredHousehold, context: RuleContext) => string | undefined
}

const recordRule = ({ empty = [], fault, class: kind = 'error', from, says, ...texts }: RecordRule) => {
  const severity = kind === 'error' ? 'B' : 'C'
  return ruleOnHouseholds({
    ...texts,
    version: 1,
    direction: 'quality',
    class: kind,
    severity,
    parameters: [],
    basis:
      from === undefined
        ? reconstructed(says.zh, says.en)
        : guizhou(`${from}，${says.zh}`, `${from}, ${says.en}`),
    provenance: {
      kind: from === undefined ? 'reconstructed' : 'published',
      sources: from === undefined ? [] : [`S2:${from}`],
      fields: [],
    },
    check: [
      both(
        '对照监测对象认定、消除的审批材料逐项核对后改正',
        'Compare with the papers of the decision, and mend the record',
      ),
    ],
    innocent: [
      both('材料齐全，系统漏录或导出较早', 'The papers are complete; not entered, or the export is older'),
      both('导出模板的列与系统页面含义不同', 'A column of the export means something else than the page'),
    ],
    feeds: [],
    absence: [],
    judge: (dossier, context) => {
      const { household, county } = dossier
      const detail = fault(household.values, dossier, context)
      if (detail === undefined) return []
      if (empty.some(property => !household.file.columns.has(property)))
        return [withheld('register.households', county, 'no column')]
      return [{ severity, detail, evidence: [refOf(household)] }]
    },
  })
}

const RISKS = ['risk1', 'risk2', 'risk3', 'risk4', 'risk5'] as const

const hasRisk = (values: Values, risk: string): boolean => RISKS.some(at => values[at] === risk)

export const W31 = recordRule({
  id: 'W31',
  title: both('风险已消除无消除时间', 'Risk gone, without a date'),
  text: both('风险是否已消除为是而没有消除监测时间', '风险是否已消除 = 是 without 消除监测时间'),
  says: both('已消除风险的监测对象须填消除监测时间', 'a risk that is gone has a date'),
  empty: ['riskGoneOn'],
  fault: ({ riskGone, riskGoneOn }) =>
    riskGone === '是' && isMissing(riskGoneOn) ? '风险是否已消除为是，消除监测时间未填' : undefined,
})

export const W32 = recordRule({
  id: 'W32',
  title: both('有消除时间未标注风险已消除', 'A date, but the risk is not gone'),
  text: both(
    '有消除监测时间而风险是否已消除未写明是',
    '消除监测时间 is given and 风险是否已消除 is not stated to be 是',
  ),
  says: both('风险是否已消除与消除监测时间一致', 'the two agree'),
  fault: ({ riskGone, riskGoneOn }) =>
    isDate(riskGoneOn) && riskGone !== '是'
      ? `消除监测时间 ${riskGoneOn}，风险是否已消除 ${said(riskGone)}`
      : undefined,
})

export const W33 = recordRule({
  id: 'W33',
  title: both('监测对象无致贫返贫风险', 'Monitored, without a risk'),
  text: both('有监测对象类别而致贫/返贫风险 1 至 5 都未填', 'A 监测对象类别 and none of the five risks'),
  from: '1_11_001',
  says: both('监测对象未填致贫/返贫风险', 'monitored without a risk'),
  empty: ['risk1'],
  fault: (values, dossier) =>
    wasMonitored(dossier) && RISKS.every(risk => isMissing(values[risk]))
      ? `监测对象类别 ${said(values.monitoringCategory)}，致贫/返贫风险 1 至 5 都未填`
      : undefined,
})

export const W34 = recordRule({
  id: 'W34',
  title: both('监测对象无识别监测时间', 'Monitored, without a beginning'),
  text: both('有监测对象类别而没有识别监测时间', 'A 监测对象类别 without 识别监测时间'),
  says: both('监测对象须填识别监测时间', 'a monitored household has the date when it was taken in'),
  empty: ['monitoredOn'],
  fault: ({ monitoringCategory, monitoredOn }, dossier) =>
    wasMonitored(dossier) && isMissing(monitoredOn)
      ? `监测对象类别 ${said(monitoringCategory)}，识别监测时间未填`
      : undefined,
})

export const W35 = recordRule({
  id: 'W35',
  title: both('监测时间先后不合理', 'Dates of monitoring out of order'),
  text: both(
    '消除监测时间早于识别监测时间，或二者之一晚于比对日期',
    '消除监测时间 is before 识别监测时间, or either is after the day of the comparison',
  ),
  says: both('识别监测时间不晚于消除监测时间', 'taken in before the risk is gone'),
  fault: ({ monitoredOn, riskGoneOn }, _, { asOf }) => {
    const [began, ended] = [monitoredOn, riskGoneOn].map(date => (isDate(date) ? date : undefined))
    const isReversed = began !== undefined && ended !== undefined && ended < began
    const isLater = [began, ended].some(date => date !== undefined && date > asOf)
    return isReversed || isLater
      ? `识别监测时间 ${said(monitoredOn)}，消除监测时间 ${said(riskGoneOn)}，比对日期 ${asOf}`
      : undefined
  },
})

const LEFT_POVERTY = ['脱贫户', '脱贫不稳定户'] as const

export const W36 = recordRule({
  id: 'W36',
  title: both('监测对象类别与户类型矛盾', 'Category and kind of household disagree'),
  text: both(
    '监测对象类别为脱贫不稳定户而户类型不是脱贫户，或为边缘易致贫户而户类型是脱贫户；两项都须能识别',
    '监测对象类别 = 脱贫不稳定户 and 户类型 is another than 脱贫户, or 边缘易致贫户 and 户类型 = 脱贫户; both must be readable',
  ),
  says: both(
    '脱贫不稳定户出自脱贫户，边缘易致贫户出自一般农户',
    '脱贫不稳定户 have left poverty, 边缘易致贫户 were never registered as poor',
  ),
  fault: ({ monitoringCategory, kind }) => {
    if (kind === undefined || isUnusable(kind)) return undefined
    const isLeftPoverty = oneOf(kind, LEFT_POVERTY)
    const disagrees =
      (monitoringCategory === '脱贫不稳定户' && !isLeftPoverty) ||
      (monitoringCategory === '边缘易致贫户' && isLeftPoverty)
    return disagrees ? `监测对象类别 ${said(monitoringCategory)}，户类型 ${kind}` : undefined
  },
})

export const W37 = recordRule({
  id: 'W37',
  title: both('风险已消除无消除方式', 'Risk gone, without how'),
  text: both('风险是否已消除为是而没有风险消除方式', '风险是否已消除 = 是 without 风险消除方式'),
  says: both('已消除风险的监测对象须填风险消除方式', 'a risk that is gone went by help or by itself'),
  empty: ['riskGoneBy'],
  fault: ({ riskGone, riskGoneBy }) =>
    riskGone === '是' && isMissing(riskGoneBy) ? '风险是否已消除为是，风险消除方式未填' : undefined,
})

export const W38 = recordRule({
  id: 'W38',
  class: 'suspected',
  title: both('因病监测户无合规自付支出', 'Monitored for illness, without medical costs'),
  text: both(
    '风险未消除的监测对象，致贫/返贫风险之一为因病，合规自付支出未填或为零',
    'Monitored now, one of the risks is 因病, and 合规自付支出 is missing or 0',
  ),
  from: '5_15_020',
  says: both(
    '未消除风险监测对象风险为因病而合规自付支出为零',
    'monitored for illness with a self-paid cost of zero',
  ),
  empty: ['selfPaid'],
  fault: (values, dossier) =>
    isMonitored(dossier) &&
    hasRisk(values, '因病') &&
    (isMissing(values.selfPaid) || (isNumber(values.selfPaid) && values.selfPaid === 0))
      ? `致贫/返贫风险含因病，合规自付支出 ${said(values.selfPaid, '元')}`
      : undefined,
})

export const W40 = recordRule({
  id: 'W40',
  title: both('因残监测户无残疾成员', 'Monitored for disability, nobody disabled'),
  text: both(
    '风险未消除的监测对象，致贫/返贫风险之一为因残，没有成员健康状况含残疾或证件类型为残疾人证',
    'Monitored now, one of the risks is 因残, and of no member 健康状况 contains 残疾 or 证件类型 is 残疾人证',
  ),
  from: '2_11_001',
  says: both('监测对象风险为“因残”但家中无残疾人', 'monitored for disability and nobody disabled'),
  fault: (values, dossier) =>
    isMonitored(dossier) &&
    hasRisk(values, '因残') &&
    !dossier.members.some(
      member => contains(member.values.healthState, '残疾') || member.values.idKind === '残疾人证',
    )
      ? '致贫/返贫风险含因残，没有登记为残疾的成员'
      : undefined,
})

export const W41 = recordRule({
  id: 'W41',
  class: 'suspected',
  title: both('因病监测户无患病成员', 'Monitored for illness, nobody ill'),
  text: both(
    '风险未消除的监测对象，致贫/返贫风险之一为因病，没有成员健康状况含大病或慢性病',
    'Monitored now, one of the risks is 因病, and of no member 健康状况 contains 大病 or 慢性病',
  ),
  from: '5_15_015',
  says: both(
    '未消除风险监测对象风险为因病而家中无患有大病、慢性病人员',
    'monitored for illness and nobody ill',
  ),
  fault: (values, dossier) =>
    isMonitored(dossier) &&
    hasRisk(values, '因病') &&
    !dossier.members.some(
      ({ values: { healthState } }) => contains(healthState, '大病') || contains(healthState, '慢性病'),
    )
      ? '致贫/返贫风险含因病，没有登记患大病或慢性病的成员'
      : undefined,
})
