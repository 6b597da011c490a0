/** 残联: disability certificates, whose number holds the ID number. */
import { category, county, date, id, name, text } from '../column.ts'
import { feed } from '../definition.ts'

export const certificates = feed({
  id: 'disabled.certificates',
  department: '残联',
  title: { zh: '残联·残疾人证', en: "Disabled persons' federation: certificates" },
  sensitive: 'health',
  columns: {
    name: name('姓名', { required: true }),
    id: id('残疾人证号', { required: true }),
    kind: text('残疾类别'),
    level: category('残疾等级', ['一级', '二级', '三级', '四级'], {
      required: true,
      synonyms: {
        一: '一级',
        二: '二级',
        三: '三级',
        四: '四级',
        '1': '一级',
        '2': '二级',
        '3': '三级',
        '4': '四级',
        '1级': '一级',
        '2级': '二级',
        '3级': '三级',
        '4级': '四级',
      },
    }),
    issuedOn: date('发证日期'),
    status: category('状态', ['有效', '注销']),
    county: county('区划'),
    setting: category('城乡类别', ['城镇', '乡村']),
  },
  persons: [{ id: 'id', name: 'name', role: 'self', joins: true }],
  // I02
  ruledOut: { level: ['三级', '四级', '3', '4'], status: ['注销'], setting: ['城镇'] },
  candidate: row => {
    const level = row.read('level')
    return (
      (level === '一级' || level === '二级') &&
      row.read('status') === '有效' &&
      row.read('setting') !== '城镇'
    )
  },
})
