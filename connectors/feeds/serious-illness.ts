/** 卫计·大病: persons treated for a serious illness, and what they paid themselves. */
import { category, county, date, id, name, number, text } from '../column.ts'
import { feed } from '../definition.ts'

export const seriousIllness = feed({
  id: 'health.serious-illness',
  department: '卫计',
  title: { zh: '卫计·大病', en: 'Health: serious illness' },
  sensitive: 'health',
  columns: {
    name: name('姓名', { required: true }),
    id: id('身份证号', { required: true }),
    illness: text('病种', { required: true }),
    diagnosedOn: date('确诊日期'),
    selfPaid: number('年度自付费用', { unit: '元' }),
    county: county('区划'),
    setting: category('城乡类别', ['城镇', '乡村']),
  },
  persons: [{ id: 'id', name: 'name', role: 'self', joins: true }],
  // I06 but for its threshold, which the policy sets.
  ruledOut: { setting: ['城镇'] },
  candidate: row => row.read('setting') !== '城镇',
})
