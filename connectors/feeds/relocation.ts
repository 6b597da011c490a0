/** 发改·易地扶贫搬迁: households that were given a home elsewhere. */
import { category, date, id, name, number, text, YES_NO, year } from '../column.ts'
import { feed } from '../definition.ts'

export const relocation = feed({
  id: 'development.relocation',
  department: '发改',
  title: { zh: '发改·易地扶贫搬迁', en: 'Development: relocation' },
  columns: {
    head: name('户主', { required: true }),
    id: id('身份证号', { required: true }),
    year: year('搬迁年度'),
    site: text('安置点'),
    area: number('安置面积', { unit: '㎡' }),
    persons: number('搬迁人口', { unit: '人' }),
    completedOn: date('竣工日期'),
    handedOverOn: date('交房日期'),
    movedInOn: date('入住日期', { required: true }),
    oldHouseGone: category('旧房拆除', YES_NO),
  },
  persons: [{ id: 'id', name: 'head', role: 'self', joins: true }],
})
