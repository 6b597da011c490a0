/** 户措施: what was done for a household, one row a measure. */
import { category, code, number, text, year } from '../column.ts'
import { registerTable } from '../definition.ts'
import { MEASURES } from './code-sets.ts'

export const measures = registerTable({
  id: 'measures',
  title: { zh: '建档立卡·户措施', en: 'Register: support measures' },
  columns: {
    householdCode: code('户编号', { required: true }),
    kind: category('措施类别', MEASURES, { required: true }),
    project: text('项目名称'),
    year: year('年度'),
    amount: number('金额', { unit: '元' }),
    memberCode: code('人编号'),
  },
  persons: [],
  key: ['householdCode'],
})
