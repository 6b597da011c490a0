/** 教育·高校: university students, who are tied to a household by a parent (I03). */
import { category, date, id, name, text } from '../column.ts'
import { feed } from '../definition.ts'

export const university = feed({
  id: 'education.university',
  department: '教育',
  title: { zh: '教育·高校', en: 'Education: university' },
  columns: {
    name: name('姓名', { required: true }),
    id: id('身份证号', { required: true }),
    institution: text('院校', { required: true }),
    degree: text('学历层次'),
    enrolledOn: date('入学年月'),
    status: category('状态', ['在读', '毕业', '退学'], { required: true }),
    parentId: id('家长身份证号'),
  },
  persons: [
    { id: 'id', name: 'name', role: 'self', joins: true },
    { id: 'parentId', role: 'parent', joins: true },
  ],
})
