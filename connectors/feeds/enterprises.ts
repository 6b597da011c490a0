/** 工商·企业: companies and farmers' cooperatives, one row a person and part. */
import { category, code, date, id, name, number, text } from '../column.ts'
import { feed } from '../definition.ts'

export const enterprises = feed({
  id: 'commerce.enterprises',
  department: '工商',
  title: { zh: '工商·企业', en: 'Commerce: enterprises' },
  columns: {
    enterprise: text('企业名称', { required: true }),
    creditCode: code('统一社会信用代码'),
    name: name('人员姓名', { required: true }),
    id: id('证件号码', { aliases: ['身份证号'], required: true }),
    role: category('角色', ['法定代表人', '股东', '理事长', '社员'], { required: true }),
    kind: category('企业类型', ['企业', '农民专业合作社'], { required: true }),
    subscribed: number('认缴出资', { unit: '万元' }),
    paidIn: number('实缴出资', { unit: '万元' }),
    foundedOn: date('成立日期'),
    status: category('登记状态', ['存续', '吊销', '注销'], { required: true }),
  },
  persons: [{ id: 'id', name: 'name', role: 'self', joins: true }],
})
