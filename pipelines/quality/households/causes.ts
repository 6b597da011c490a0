/** Causes of poverty 致贫原因 against each other, the members and the income. */
import { contains, partsOf } from '../../../connectors/column.ts'
import { isUnusable } from '../../../connectors/reading.ts'
import { isNumber, oneOf } from '../../rules/conditions.ts'
import { both } from '../../rules/text.ts'
import { said, yuan } from '../../rules/wording.ts'
import type { Member } from '../../types.ts'
import { isDisabled } from '../disability.ts'
import { isHealthy } from '../health.ts'
import { householdRule } from '../household-rule.ts'
import { NO_PARAMETER } from '../judgement.ts'
import { schoolsFrom } from '../schooling.ts'
import { isCause, isLabourer } from './kinds.ts'
import { saidByMembers, saidCauses } from './wording.ts'

/** The main cause alone: a household may well have another cause beside one that is no longer there. */
const MAIN_ONLY = both(
  '致贫原因只看主要致贫原因，不看其他致贫原因；无法识别的不算',
  'The cause is 主要致贫原因 alone, not 其他致贫原因; one that cannot be read is none',
)

export const H04 = householdRule({
  id: 'H04',
  title: both('其他致贫原因超项', 'Too many other causes'),
  class: 'error',
  text: both('其他致贫原因超过规定项数', 'More items in 其他致贫原因 than allowed'),
  reading: both(
    '按分隔符计项，能识别和不能识别的都算；一项也不能识别的，不下结论',
    'Items are counted as they are separated, readable or not; a cell without a readable one says nothing',
  ),
  fields: ['AAC008'],
  from: ['S3#51'],
  parameters: ['quality.household.otherCauses'],
  judge: ({ values: { otherCauses }, context }) => {
    if (otherCauses === undefined || isUnusable(otherCauses)) return undefined
    const most = context.parameter('quality.household.otherCauses')
    if (most === undefined) return NO_PARAMETER
    const parts = partsOf(otherCauses.text).length
    return parts > most
      ? `其他致贫原因「${said(otherCauses.text)}」共 ${parts} 项，最多 ${most} 项`
      : undefined
  },
})

export const H05 = householdRule({
  id: 'H05',
  title: both('其他致贫原因与主要致贫原因重复', 'Other causes repeat the main one'),
  class: 'error',
  text: both('其他致贫原因中含有主要致贫原因', '其他致贫原因 contains 主要致贫原因'),
  fields: ['AAC007', 'AAC008'],
  from: ['S3#52'],
  judge: ({ values: { mainCause, otherCauses } }) => {
    if (mainCause === undefined || otherCauses === undefined || isUnusable(mainCause)) return undefined
    if (!mainCause.items.some(cause => contains(otherCauses, cause))) return undefined
    return `主要致贫原因 ${saidCauses(mainCause)}，其他致贫原因 ${saidCauses(otherCauses)}，两者重复`
  },
})

export const H06 = householdRule({
  id: 'H06',
  title: both('因病致贫而成员都健康', 'Poor by illness, all members healthy'),
  class: 'suspected',
  text: both(
    '未脱贫户主要致贫原因为因病，而全部成员健康状况为健康',
    'A household 未脱贫 whose main cause is 因病, while every member is 健康',
  ),
  reading: both(
    `${MAIN_ONLY.zh}；成员健康状况未填、无法识别的不算健康；没有成员的户不算`,
    `${MAIN_ONLY.en}; a member whose 健康状况 is missing or unreadable is not 健康; a household without members does not count`,
  ),
  fields: ['AAC007', 'AAB017', 'AAR010'],
  from: ['S3#71', 'S2:5_15_015'],
  innocent: [
    both(
      '患者已治愈、去世或分户，致贫原因未调整',
      'Who was ill has recovered, died or moved to another household; the cause was not changed',
    ),
    both('患慢性病而健康状况录成健康', 'A chronic illness was entered as 健康'),
  ],
  judge: ({ dossier: { members }, values: { exitState, mainCause } }) => {
    if (exitState !== '未脱贫' || !isCause(mainCause, '因病')) return undefined
    if (members.length === 0 || !members.every(({ values }) => isHealthy(values.healthState)))
      return undefined
    return `未脱贫，主要致贫原因 ${saidCauses(mainCause)}，${members.length} 名成员健康状况都为健康`
  },
})

/** 高中、中职 and above. */
const UPPER_SECONDARY_AND_ABOVE = schoolsFrom('高一')
const isAtUpperSecondary = ({ values: { schooling } }: Member): boolean =>
  oneOf(schooling, UPPER_SECONDARY_AND_ABOVE)

export const H07 = householdRule({
  id: 'H07',
  title: both('因学致贫而无高中及以上在校生', 'Poor by schooling, nobody at upper secondary or above'),
  class: 'suspected',
  text: both(
    '主要致贫原因为因学，而没有成员在校生状况为高中、中职、高职、大专及以上',
    'The main cause is 因学, and no member is at upper secondary school (高中, 中职) or above',
  ),
  reading: MAIN_ONLY,
  fields: ['AAC007', 'AAB009'],
  from: ['S3#72'],
  needsOfMembers: ['schooling'],
  innocent: [
    both('学生刚毕业，致贫原因未调整', 'The student has just left school; the cause was not changed'),
    both('在校生状况未随升学更新', '在校生状况 was not changed when the child moved up'),
    both('学生户口迁入学校，不在户内', 'The student is registered at the school, not in the household'),
  ],
  judge: ({ dossier: { members }, values: { mainCause } }) => {
    if (!isCause(mainCause, '因学') || members.some(isAtUpperSecondary)) return undefined
    return `主要致贫原因 ${saidCauses(mainCause)}，成员在校生状况 ${saidByMembers(members, 'schooling')}，没有高中及以上在校生`
  },
})

export const H08 = householdRule({
  id: 'H08',
  title: both('因残致贫而无残疾成员', 'Poor by disability, no disabled member'),
  class: 'error',
  text: both('主要致贫原因为因残，而没有残疾成员', 'The main cause is 因残, and no member is disabled'),
  reading: both(
    `残疾成员：健康状况含残疾，或证件类型为残疾人证，或证件号码为 20、22 位；${MAIN_ONLY.zh}`,
    `Disabled: 健康状况 contains 残疾, or 证件类型 is 残疾人证, or the number has 20 or 22 characters. ${MAIN_ONLY.en}`,
  ),
  fields: ['AAC007', 'AAB017', 'AAB018', 'AAB004'],
  from: ['S3#73', 'S2:2_11_001'],
  needsOfMembers: ['healthState', 'idKind'],
  innocent: [
    both(
      '残疾人已去世或分户，致贫原因未调整',
      'Who was disabled has died or moved to another household; the cause was not changed',
    ),
    both('未办残疾人证，健康状况未录残疾', 'Disabled without a certificate, and 健康状况 does not say so'),
  ],
  judge: ({ dossier: { members }, values: { mainCause } }) => {
    if (!isCause(mainCause, '因残')) return undefined
    if (members.some(({ values, idText }) => isDisabled(values, idText))) return undefined
    return `主要致贫原因 ${saidCauses(mainCause)}，${members.length} 名成员中没有残疾人`
  },
})

export const H09 = householdRule({
  id: 'H09',
  title: both('缺劳动力而劳动力较多', 'Poor by lack of labour, with labourers'),
  class: 'suspected',
  text: both(
    '主要致贫原因为缺劳动力，而劳动力人数达到规定人数',
    'The main cause is 缺劳动力, and the household has as many labourers as make that implausible',
  ),
  reading: both(
    `劳动力：普通劳动力、技能劳动力、弱劳动力或半劳动力；${MAIN_ONLY.zh}`,
    `Labourers: 普通劳动力, 技能劳动力, 弱劳动力或半劳动力. ${MAIN_ONLY.en}`,
  ),
  fields: ['AAC007', 'AAB010'],
  from: ['S3#83', 'S2:5_18_008', 'S2:5_11_029'],
  parameters: ['quality.household.labourers'],
  innocent: [
    both('劳动力长期在外或在校，不能在家生产', 'The labourers are away or at school and do not work at home'),
    both('劳动力体弱或需照料病人', 'The labourers are frail, or care for the sick'),
  ],
  judge: ({ dossier: { members }, values: { mainCause }, context }) => {
    if (!isCause(mainCause, '缺劳动力')) return undefined
    const limit = context.parameter('quality.household.labourers')
    if (limit === undefined) return NO_PARAMETER
    const labourers = members.filter(isLabourer).length
    return labourers >= limit
      ? `主要致贫原因 ${saidCauses(mainCause)}，${members.length} 名成员中有劳动力 ${labourers} 人，达到 ${limit} 人`
      : undefined
  },
})

export const H10 = householdRule({
  id: 'H10',
  title: both('一般贫困户收入超线', 'A general poor household above the line'),
  class: 'suspected',
  text: both(
    '一般贫困户人均纯收入高于当年收入标准，而主要致贫原因不是因病、因残、因学',
    'A household 一般贫困户 whose income per head is above the line of the year, and whose main cause is none of 因病, 因残, 因学',
  ),
  reading: both(
    '致贫原因只看主要致贫原因，不看其他致贫原因；未填、无法识别的也算不是',
    'The cause is 主要致贫原因 alone, not 其他致贫原因; one that is missing or cannot be read is none of the three',
  ),
  fields: ['AAC006', 'AAC082', 'AAC007'],
  from: ['S3#84'],
  parameters: ['quality.incomeLine'],
  needs: ['mainCause'],
  innocent: [
    both('收入刚超线，未达稳定脱贫', 'Just above the line, and not for good'),
    both(
      '因病、因残、因学列在其他致贫原因',
      'Illness, disability or schooling stands among the other causes',
    ),
    both('收入含一次性赔偿或补助', 'A single compensation or grant is in the income'),
  ],
  judge: ({ values: { attribute, incomePerHead, mainCause }, context }) => {
    if (attribute !== '一般贫困户' || !isNumber(incomePerHead)) return undefined
    if (isCause(mainCause, '因病') || isCause(mainCause, '因残') || isCause(mainCause, '因学'))
      return undefined
    const line = context.parameter('quality.incomeLine')
    if (line === undefined) return NO_PARAMETER
    return incomePerHead > line
      ? `一般贫困户，人均纯收入 ${yuan(incomePerHead)} > ${context.year} 年标准 ${yuan(line)}，主要致贫原因 ${saidCauses(mainCause)}`
      : undefined
  },
})
