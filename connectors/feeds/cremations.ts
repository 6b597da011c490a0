/** 民政·殡葬: cremations. */
import { date, id, name } from '../column.ts'
import { feed } from '../definition.ts'

export const cremations = feed({
  id: 'civil-affairs.cremations',
  department: '民政',
  title: { zh: '民政·殡葬', en: 'Civil affairs: cremations' },
  columns: {
    name: name('姓名', { required: true }),
    id: id('身份证号', { required: true }),
    diedOn: date('死亡日期', { required: true }),
    crematedOn: date('火化日期'),
  },
  persons: [{ id: 'id', name: 'name', role: 'self', joins: true }],
})
