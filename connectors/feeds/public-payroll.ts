/** 人社·财政供养: persons paid from public funds. */
import { category, date, id, name, text } from '../column.ts'
import { feed } from '../definition.ts'

export const publicPayroll = feed({
  id: 'hr.public-payroll',
  department: '人社',
  title: { zh: '人社·财政供养', en: 'Human resources: public payroll' },
  columns: {
    name: name('姓名', { required: true }),
    id: id('身份证号', { required: true }),
    workUnit: text('工作单位', { required: true }),
    nature: category(
      '人员性质',
      [
        '公务员',
        '参公',
        '事业编',
        '机关退休',
        '事业退休',
        '公益性岗位',
        '护林员',
        '村医',
        '代课',
        '临聘',
        '其他',
      ],
      { required: true },
    ),
    status: category('人员状态', ['在职', '离职', '退休']),
    startsOn: date('起始日期'),
  },
  persons: [{ id: 'id', name: 'name', role: 'self', joins: true }],
})
