/** 健康状况 beside the certificate, the labour skill and the reasons for leaving school. */
import { contains } from '../../../connectors/column.ts'
import { textOf } from '../../../connectors/reading.ts'
import { both } from '../../rules/text.ts'
import { said } from '../../rules/wording.ts'
import { lengthOf } from '../characters.ts'
import { isHealthy, saidHealth } from '../health.ts'
import { personRule } from '../person-rule.ts'

export const P42 = personRule({
  id: 'P42',
  title: both('残疾人没有残疾人证号', 'Disabled, without the number of a certificate'),
  class: 'suspected',
  text: both(
    '健康状况含残疾，而证件号码不是 20 或 22 位的残疾人证号',
    'The health contains 残疾, and the ID number has neither the 20 nor the 22 characters of a certificate',
  ),
  reading: both('换发的残疾人证 22 位，同样有效', 'A reissued certificate has 22 characters and is as good'),
  fields: ['AAB017', 'AAB018', 'AAB004'],
  from: ['S3#66', 'S2:4_01_002'],
  innocent: [
    both('未办或正在办理残疾人证', 'No certificate, or not yet'),
    both('系统登记的是身份证号', 'The ID card was entered instead'),
  ],
  judge: ({ member: { idText }, values: { healthState } }) => {
    if (!contains(healthState, '残疾')) return undefined
    const length = lengthOf(idText)
    if (length === 20 || length === 22) return undefined
    return `健康状况 ${saidHealth(healthState)}，证件号码 ${length} 位，残疾人证应为 20 或 22 位`
  },
})

export const P43 = personRule({
  id: 'P43',
  title: both('持残疾人证却登记为健康', 'A disability certificate, and healthy'),
  class: 'error',
  text: both('证件类型为残疾人证而健康状况为健康', 'The kind of ID is 残疾人证 and the health 健康'),
  fields: ['AAB018', 'AAB017'],
  from: ['S3#67'],
  judge: ({ values: { idKind, healthState } }) =>
    idKind === '残疾人证' && isHealthy(healthState) ? '证件类型 残疾人证，健康状况 健康' : undefined,
})

/** Category 4 肢体, level 1 or 2, after the 18 characters of the person. */
const SEVERE_LIMBS = /^.{18}4([12])(?:B\d)?$/u

export const P44 = personRule({
  id: 'P44',
  title: both('肢体一、二级残疾登记为普通劳动力', 'Severely disabled limbs, and common labour'),
  class: 'suspected',
  text: both(
    '残疾人证号表明肢体一级或二级残疾，而劳动技能为普通劳动力',
    'The certificate says 肢体, level 1 or 2, and the labour skill is 普通劳动力',
  ),
  reading: both(
    '20 位号码的末两位，22 位号码在 B 之前的两位，为 41 或 42',
    '41 or 42 at the end of 20 characters, or before the B of 22',
  ),
  fields: ['AAB004', 'AAB010'],
  from: ['S2:4_01_007'],
  judge: ({ member: { idText }, values: { labour } }) => {
    if (labour !== '普通劳动力') return undefined
    const level = SEVERE_LIMBS.exec(idText)?.[1]
    return level === undefined
      ? undefined
      : `残疾人证为肢体${level === '1' ? '一' : '二'}级，劳动技能 普通劳动力`
  },
})

export const P47 = personRule({
  id: 'P47',
  title: both('因病因残失学却健康', 'Left school for illness, and healthy'),
  class: 'error',
  text: both(
    '失学或辍学原因含因病或因残，而健康状况为健康',
    'The reason for leaving school contains 因病 or 因残, and the health is 健康',
  ),
  fields: ['AAB017'],
  from: ['S2:2_01_012'],
  judge: ({ values: { dropoutReason, healthState } }) => {
    const reason = textOf(dropoutReason)
    if (!reason.includes('因病') && !reason.includes('因残')) return undefined
    return isHealthy(healthState) ? `失学或辍学原因 ${said(dropoutReason)}，健康状况 健康` : undefined
  },
})
