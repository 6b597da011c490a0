/** 教育·学籍: pupils, from nursery school to 中职. */
import { category, code, id, name, text } from '../column.ts'
import { feed } from '../definition.ts'

export const enrolment = feed({
  id: 'education.enrolment',
  department: '教育',
  title: { zh: '教育·学籍', en: 'Education: enrolment' },
  sensitive: 'children',
  columns: {
    name: name('学生姓名', { required: true }),
    id: id('身份证号', { required: true }),
    studentNumber: code('学籍号'),
    school: text('学校', { required: true }),
    stage: category('学段', ['学前', '小学', '初中', '高中', '中职'], { required: true }),
    grade: text('年级'),
    status: category('状态', ['在读', '休学', '辍学', '毕业'], { required: true }),
    parent: name('家长姓名'),
    parentId: id('家长身份证号'),
  },
  persons: [
    { id: 'id', name: 'name', role: 'self', joins: true },
    // No rule asks about a pupil's parents: judged for the department's sake, not kept.
    { id: 'parentId', name: 'parent', role: 'parent', joins: false },
  ],
  // I08
  ruledOut: { status: ['在读', '休学', '毕业'] },
  candidate: row => {
    if (row.read('status') !== '辍学') return false
    const stage = row.read('stage')
    return stage === '小学' || stage === '初中'
  },
})
