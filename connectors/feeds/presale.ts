/** 住建·预售网签: pre-sale contracts of flats that are not registered yet. */
import { category, code, date, id, name, number, text } from '../column.ts'
import { feed } from '../definition.ts'

export const presale = feed({
  id: 'housing.presale',
  department: '住建',
  title: { zh: '住建·预售网签', en: 'Housing: pre-sale contracts' },
  columns: {
    buyer: name('购房人', { required: true }),
    id: id('身份证号', { required: true }),
    contract: code('合同编号'),
    location: text('坐落及房号'),
    area: number('房屋面积', { unit: '㎡' }),
    boughtOn: date('购房日期', { required: true }),
    status: category('合同状态', ['有效', '撤销'], { required: true }),
  },
  persons: [{ id: 'id', name: 'buyer', role: 'self', joins: true }],
})
