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
