/** 人社·养老待遇: pensions paid. */
import { category, id, name, number } from '../column.ts'
import { feed } from '../definition.ts'

export const pensions = feed({
  id: 'hr.pensions',
  department: '人社',
  title: { zh: '人社·养老待遇', en: 'Human resources: pensions' },
  columns: {
    name: name('姓名', { required: true }),
    id: id('身份证号', { required: true }),
    insurance: category('险种', ['企业养老', '机关养老', '城乡居民养老'], { required: true }),
    monthly: number('月待遇', { unit: '元' }),
    status: category('状态', ['发放', '停发']),
  },
  persons: [{ id: 'id', name: 'name', role: 'self', joins: true }],
})
