/** Values that must be of the national code sets. */
import { isUnusable, type Reading } from '../../../connectors/reading.ts'
import { both } from '../../rules/text.ts'
import { said } from '../../rules/wording.ts'
import { NO_COLUMN } from '../judgement.ts'
import { personRule } from '../person-rule.ts'

const isInSet = (reading: Reading<string>): boolean => reading !== undefined && !isUnusable(reading)

const MISSING_COUNTS = both(
  '空值也不在代码表中；标签和代码、各年代的写法都认',
  'An empty one is not of the set either; labels and codes of all years are accepted',
)

export const P21 = personRule({
  id: 'P21',
  title: both('与户主关系不在代码表中', 'The relation to the head is not of the code set'),
  class: 'error',
  text: both('与户主关系不是代码表中的值', 'The relation to the head is not one of the code set'),
  reading: MISSING_COUNTS,
  fields: ['AAB006'],
  from: ['S4-p03'],
  needs: ['relation'],
  judge: ({ values: { relation } }) =>
    isInSet(relation) ? undefined : `与户主关系 ${said(relation)}，不在代码表中`,
})

export const P22 = personRule({
  id: 'P22',
  title: both(
    '文化程度、在校生状况或劳动技能不在代码表中',
    'Education, school status or labour skill is not of the code set',
  ),
  class: 'error',
  text: both(
    '文化程度、在校生状况或劳动技能不是代码表中的值',
    'The education, the school status or the labour skill is not one of the code set',
  ),
  reading: both(
    '文化程度和在校生状况的代码表含空值，劳动技能为空则不在代码表中',
    'The sets of education and school status hold the empty value, that of labour skill does not',
  ),
  fields: ['AAB008', 'AAB009', 'AAB010'],
  from: ['S4-p09', 'S4-p10', 'S4-p12'],
  judge: ({ member: { file }, values: { education, schooling, labour } }) => {
    const lacksLabour = labour === undefined && !file.columns.has('labour')
    if (isInSet(labour) && !isUnusable(education) && !isUnusable(schooling)) return undefined
    const wrong = [
      ...(isUnusable(education) ? [`文化程度 ${said(education)}`] : []),
      ...(isUnusable(schooling) ? [`在校生状况 ${said(schooling)}`] : []),
      ...(isInSet(labour) || lacksLabour ? [] : [`劳动技能 ${said(labour)}`]),
    ]
    return wrong.length > 0 ? `${wrong.join('，')}，不在代码表中` : NO_COLUMN
  },
})

export const P24 = personRule({
  id: 'P24',
  title: both('政治面貌不在代码表中', 'The political status is not of the code set'),
  class: 'suspected',
  text: both('政治面貌不是代码表中的值', 'The political status is not one of the code set'),
  reading: MISSING_COUNTS,
  fields: ['AAK033'],
  from: ['S4-p08'],
  needs: ['politics'],
  judge: ({ values: { politics } }) =>
    isInSet(politics) ? undefined : `政治面貌 ${said(politics)}，不在代码表中`,
})
