/** Fields of a person that must not be empty. */
import { both } from '../../rules/text.ts'
import type { RegisterRow } from '../../types.ts'
import { emptyAmong } from '../emptiness.ts'
import { personRule } from '../person-rule.ts'

const blank = (
  id: string,
  property: keyof RegisterRow<'members'> & string,
  zh: string,
  en: string,
  field: string,
  ...from: readonly string[]
) =>
  personRule({
    id,
    title: both(`${zh}为空`, `${en} is empty`),
    class: 'error',
    text: both(`${zh}为空`, `${en} is empty`),
    fields: [field],
    from,
    judge: ({ member }) => emptyAmong('members', member, [property]),
  })

export const P01 = blank('P01', 'sex', '性别', 'Sex', 'AAB003', 'S3#6')
export const P02 = blank(
  'P02',
  'relation',
  '与户主关系',
  'The relation to the head',
  'AAB006',
  'S3#8',
  'S2:3_01_001',
)
/** That it is empty, not what it says. */
export const P03 = blank('P03', 'nation', '民族', '民族', 'AAB007', 'S3#9', 'S2:2_01_001')
export const P05 = blank('P05', 'schooling', '在校生状况', 'The school status', 'AAB009', 'S3#12')
export const P06 = blank(
  'P06',
  'healthState',
  '健康状况',
  'The state of health',
  'AAB017',
  'S3#13',
  'S2:2_01_002',
)
export const P07 = blank('P07', 'labour', '劳动技能', 'The labour skill', 'AAB010', 'S3#14', 'S2:2_01_003')
export const P08 = blank('P08', 'soldier', '现役军人', '现役军人', 'AAB019', 'S3#16')
export const P09 = blank('P09', 'seriousIllnessInsurance', '大病保险', '大病保险', 'AAB022', 'S2:2_01_006')
export const P10 = blank('P10', 'dibao', '是否享受低保', '是否享受低保', 'AAB030', 'S3#21')
