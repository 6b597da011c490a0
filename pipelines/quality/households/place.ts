/** Where a household belongs. */
import { both } from '../../rules/text.ts'
import { said } from '../../rules/wording.ts'
import { householdRule } from '../household-rule.ts'

export const H67 = householdRule({
  id: 'H67',
  title: both('村编码不在行政村表中', 'Its village is not among the villages'),
  class: 'error',
  text: both('户的村编码在行政村表中没有', "The household's 村编码 is not in the table of villages"),
  fields: ['AAR006'],
  tables: ['villages'],
  judge: ({ dossier, values, context }) => {
    if (!context.hasTable('villages')) return { reason: 'no table', table: 'villages' }
    if (dossier.villageRecord) return undefined
    return `村编码 ${said(values.villageCode)} 不在行政村表中`
  },
})
