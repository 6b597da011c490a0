/** 工商·个体: sole traders. */
import { category, date, id, name, number, text } from '../column.ts'
import { feed } from '../definition.ts'

export const selfEmployed = feed({
  id: 'commerce.self-employed',
  department: '工商',
  title: { zh: '工商·个体', en: 'Commerce: sole traders' },
  columns: {
    business: text('字号'),
    owner: name('经营者', { required: true }),
    id: id('证件号码', { aliases: ['身份证号'], required: true }),
    trade: text('行业'),
    capital: number('资金数额', { unit: '万元' }),
    foundedOn: date('成立日期'),
    status: category('登记状态', ['存续', '吊销', '注销'], { required: true }),
  },
  persons: [{ id: 'id', name: 'owner', role: 'self', joins: true }],
})
