/** 民政·特困供养: persons without means who are supported, at home (分散) or in an institution (集中). */
import { category, county, date, id, name, text } from '../column.ts'
import { feed } from '../definition.ts'

export const tekun = feed({
  id: 'civil-affairs.tekun',
  department: '民政',
  title: { zh: '民政·特困供养', en: 'Civil affairs: support of the destitute' },
  columns: {
    name: name('姓名', { required: true }),
    id: id('身份证号', { required: true }),
    mode: category('供养方式', ['集中', '分散'], { required: true }),
    institution: text('供养机构'),
    startsOn: date('起始月'),
    county: county('区划'),
  },
  persons: [{ id: 'id', name: 'name', role: 'self', joins: true }],
  // I05
  ruledOut: { mode: ['集中'] },
  candidate: row => row.read('mode') === '分散',
})
