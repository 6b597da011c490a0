/** 住建·危房鉴定: rural houses that were surveyed for danger, and their rebuilding. */
import { category, county, date, id, name, text, YES_NO, year } from '../column.ts'
import { feed } from '../definition.ts'

export const dilapidated = feed({
  id: 'housing.dilapidated',
  department: '住建',
  title: { zh: '住建·危房鉴定', en: 'Housing: dilapidated houses' },
  columns: {
    head: name('户主', { required: true }),
    id: id('身份证号', { required: true }),
    level: category('房屋等级', ['A', 'B', 'C', 'D'], {
      required: true,
      synonyms: { A级: 'A', B级: 'B', C级: 'C', D级: 'D' },
    }),
    surveyedOn: date('鉴定日期'),
    onlyHome: category('是否唯一住房', YES_NO),
    planYear: year('列入计划的年度'),
    completedOn: date('竣工日期'),
    movedInOn: date('入住日期'),
    township: text('乡镇'),
    village: text('村'),
    county: county('区划', { required: true }),
    povertyKind: text('农户贫困类型'),
  },
  persons: [{ id: 'id', name: 'head', role: 'self', joins: true }],
  // I01
  ruledOut: { level: ['A', 'B', 'A级', 'B级'], onlyHome: ['否'] },
  candidate: row => {
    const level = row.read('level')
    return (
      (level === 'C' || level === 'D') &&
      row.read('completedOn') === undefined &&
      row.read('onlyHome') !== '否'
    )
  },
})
