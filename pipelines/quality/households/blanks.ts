/** Fields of a household that must not be empty. */
import { both } from '../../rules/text.ts'
import type { Bilingual, LeadClass, RegisterRow } from '../../types.ts'
import { emptyAmong } from '../emptiness.ts'
import { householdRule } from '../household-rule.ts'

type Property = keyof RegisterRow<'households'> & string

interface Blank {
  readonly id: string
  readonly class?: LeadClass
  readonly properties: readonly Property[]
  /** The fields, as texts name them. */
  readonly names: string
  readonly fields: readonly string[]
  readonly from: readonly string[]
  readonly innocent?: readonly Bilingual[]
}

const blank = ({ class: of = 'error', properties, names, ...texts }: Blank) =>
  householdRule({
    ...texts,
    title: both(`${names}为空`, `${names} empty`),
    class: of,
    text:
      properties.length === 1
        ? both(`${names}为空`, `${names} is empty`)
        : both(`${names}中有空的`, `One of ${names} is empty`),
    judge: ({ dossier }) => emptyAmong('households', dossier.household, properties),
  })

export const H01 = blank({
  id: 'H01',
  properties: ['attribute'],
  names: '贫困户属性',
  fields: ['AAC006'],
  from: ['S3#4'],
})
export const H02 = blank({
  id: 'H02',
  properties: ['militaryFamily'],
  names: '军烈属',
  fields: ['AAC012'],
  from: ['S3#5'],
})
export const H03 = blank({
  id: 'H03',
  properties: ['mainCause'],
  names: '主要致贫原因',
  fields: ['AAC007'],
  from: ['S3#17'],
})
export const H29 = blank({
  id: 'H29',
  properties: ['dibaoGrant', 'wubaoGrant', 'otherTransfers'],
  names: '低保金、五保金、其他转移性收入',
  fields: ['AAC077', 'AAC086', 'AAC083'],
  from: ['S3#88', 'S3#89', 'S3#98'],
})
export const H43 = blank({
  id: 'H43',
  properties: ['arable', 'forest', 'reforested', 'irrigated'],
  names: '耕地、林地、退耕还林、有效灌溉面积',
  fields: ['AAC301', 'AAC303', 'AAC304', 'AAC302'],
  from: ['S3#26', 'S3#27', 'S3#103', 'S3#102'],
})
export const H50 = blank({
  id: 'H50',
  properties: [
    'roadKind',
    'fuel',
    'toilet',
    'cooperative',
    'productionPower',
    'domesticPower',
    'waterDifficult',
    'waterSafe',
  ],
  names: '入户路类型、主要燃料类型、卫生厕所、加入合作社、通生产用电、通生活用电、饮水困难、饮水安全',
  fields: ['AAC316', 'AAC320', 'AAC319', 'AAC084', 'AAC308', 'AAC313', 'AAC311', 'AAC312'],
  from: ['S3#30', 'S3#32', 'S3#34', 'S3#35', 'S3#36', 'S3#37', 'S3#38', 'S3#39'],
})
export const H60 = blank({
  id: 'H60',
  class: 'suspected',
  properties: ['bankCard', 'bank'],
  names: '银行卡号、开户银行名称',
  fields: ['AAC004', 'AAQ002'],
  from: ['S3#96', 'S3#97'],
  innocent: [
    both('发放用存折，无银行卡', 'Paid to a passbook, without a card'),
    both('五保老人由村代领', 'The village collects it for an old person'),
  ],
})
