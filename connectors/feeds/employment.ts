/** 人社·职工参保: social insurance of employees. */
import { category, id, name, number, text } from '../column.ts'
import { feed } from '../definition.ts'

export const employment = feed({
  id: 'hr.employment',
  department: '人社',
  title: { zh: '人社·职工参保', en: 'Human resources: employment' },
  columns: {
    name: name('姓名', { required: true }),
    id: id('社会保障号', { aliases: ['身份证号'], required: true }),
    employer: text('单位名称'),
    insurance: text('险种'),
    status: category('参保状态', ['正常', '中断', '终止'], { required: true }),
    standing: category('参保身份', ['单位职工', '灵活就业', '劳务派遣'], { required: true }),
    monthsPaid: number('缴费月数', { required: true, unit: '月' }),
  },
  persons: [{ id: 'id', name: 'name', role: 'self', joins: true }],
})
