/** 卫计·参合参保: medical insurance, one row a person, year and kind. */
import { category, county, id, name, year } from '../column.ts'
import { feed } from '../definition.ts'

export const insurance = feed({
  id: 'health.insurance',
  department: '卫计',
  title: { zh: '卫计·参合参保', en: 'Health: medical insurance' },
  sensitive: 'health',
  columns: {
    name: name('姓名', { required: true }),
    id: id('身份证号', { required: true }),
    year: year('参合年度', { aliases: ['参保年度'], required: true }),
    kind: category('参保类型', ['居民', '职工'], { required: true }),
    county: county('区划'),
  },
  persons: [{ id: 'id', name: 'name', role: 'self', joins: true }],
})
