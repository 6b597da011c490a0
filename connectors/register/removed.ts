/** 清退名单: who was taken off the register earlier, for rule I10 (疑似错退). */
import { code, county, date, id, text } from '../column.ts'
import { registerTable } from '../definition.ts'

export const removed = registerTable({
  id: 'removed',
  title: { zh: '清退名单', en: 'Register: earlier removals' },
  columns: {
    householdCode: code('户编号', { required: true }),
    headName: text('户主姓名'),
    idNumber: id('证件号码', { required: true }),
    removedOn: date('剔除时间', { required: true }),
    reason: text('剔除原因'),
    county: county('区划'),
  },
  persons: [{ id: 'idNumber', name: 'headName', role: 'self', joins: true }],
  key: ['idNumber'],
})
