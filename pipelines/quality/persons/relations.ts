/** What a relation to the head says of a person's sex. */
import { textOf, usable } from '../../../connectors/reading.ts'
import type { Relation } from '../../../connectors/register/code-sets.ts'
import type { Sex } from '../../../connectors/sex.ts'
import { refOf } from '../../rules/evidence.ts'
import { both } from '../../rules/text.ts'
import { said } from '../../rules/wording.ts'
import { personRule } from '../person-rule.ts'

const MALE: readonly Relation[] = [
  '之子',
  '之女婿',
  '之孙子',
  '之外孙子',
  '之父',
  '之岳父',
  '之公公',
  '之祖父',
  '之外祖父',
  '之曾孙子',
  '之侄儿',
  '之叔伯',
]
const FEMALE: readonly Relation[] = [
  '之女',
  '之儿媳',
  '之孙女',
  '之外孙女',
  '之母',
  '之岳母',
  '之婆婆',
  '之祖母',
  '之外祖母',
  '之曾孙女',
  '之侄女',
  '之兄弟媳妇',
]
const IMPLIED: ReadonlyMap<string, Sex> = new Map([
  ...MALE.map((relation): [string, Sex] => [relation, '男']),
  ...FEMALE.map((relation): [string, Sex] => [relation, '女']),
])

export const P19 = personRule({
  id: 'P19',
  title: both('性别与户主关系矛盾', '性别 and the relation to the head disagree'),
  class: 'error',
  text: both(
    '与户主关系表明为男性（之子、之父等）而性别为女，或表明为女性而性别为男',
    'The relation says a man (之子, 之父 …) and the 性别 is 女, or a woman and it is 男',
  ),
  reading: both(
    '2021 年增加的关系（之侄儿、之叔伯、之兄弟媳妇等）同样适用',
    'The relations that came in 2021 (之侄儿, 之叔伯, 之兄弟媳妇 …) imply a sex too',
  ),
  fields: ['AAB006', 'AAB003'],
  from: ['S3#49', 'S2:2_01_004'],
  judge: ({ values: { relation, sex } }) => {
    const implied = IMPLIED.get(textOf(relation))
    if (implied === undefined || usable(sex) === undefined || sex === implied) return undefined
    return `与户主关系 ${said(relation)}，性别 ${said(sex)}`
  },
})

export const P20 = personRule({
  id: 'P20',
  title: both('配偶与户主性别相同', 'The spouse is of the sex of the head'),
  class: 'error',
  text: both('配偶的性别与户主相同', 'A 配偶 has the same 性别 as the head of the household'),
  reading: both(
    '提示在配偶一行；有几个户主时与其中任一相同即提示',
    'Raised on the spouse; of several heads one with the same sex is enough',
  ),
  fields: ['AAB006', 'AAB003'],
  from: ['S3#49', 'S4-p28', 'S2:2_02_001'],
  judge: ({ values: { relation, sex }, dossier: { members } }) => {
    if (relation !== '配偶' || usable(sex) === undefined) return undefined
    const same = members.filter(({ values }) => values.relation === '本人或户主' && values.sex === sex)
    return same.length === 0
      ? undefined
      : { detail: `配偶性别 ${said(sex)}，与户主相同`, also: same.map(refOf) }
  },
})
