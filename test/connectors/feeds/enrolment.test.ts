import { expect, test } from 'vitest'
import { enrolment } from '../../../connectors/feeds/enrolment.ts'
import { gb18030, outcome } from '../../fixtures/feeds/delivery.ts'
import { masked, 吴六, 周五, 李四, 赵一, 钱二 } from '../../fixtures/feeds/people.ts'

test("a parent's bad number is a reject of its column, and the pupil's row stands", async () => {
  const read = await outcome(
    enrolment,
    gb18030(`
      学生姓名,身份证号,学籍号,学校,学段,年级,状态,家长姓名,家长身份证号
      周五,${周五},l${周五.toLowerCase()},某中学,初中,七年级,在读,钱二,${masked(钱二)}
      吴六,${吴六},="G001",某中职,中职,,休学,赵一,${赵一}
      李四,${李四},,某大学,大学,,肄业,,
      周五,无,临时001,某中学,初中,七年级,辍学,钱二,${钱二}
    `),
  )
  expect(read.rows).toEqual([
    [
      2,
      [`self ${周五} 周五`],
      { studentNumber: `L${周五}`, school: '某中学', stage: '初中', grade: '七年级', status: '在读' },
    ],
    [
      3,
      [`self ${吴六} 吴六`, `parent ${赵一} 赵一`],
      { studentNumber: 'G001', school: '某中职', stage: '中职', status: '休学' },
    ],
    [4, [`self ${李四} 李四`], { school: '某大学', stage: { raw: '大学' }, status: { raw: '肄业' } }],
  ])
  expect(read.rejects).toEqual([
    [2, '家长身份证号', 'masked'],
    [5, '身份证号', 'length'],
  ])
})

test('who left primary or middle school is a candidate; who left 高中, or is on leave, is none', async () => {
  const read = await outcome(
    enrolment,
    gb18030(`
      学生姓名,身份证号,学校,学段,状态
      周五,${周五},某小学,小学,辍学
      吴六,${吴六},某中学,初中,辍学
      李四,${李四},某高中,高中,辍学
      赵一,${赵一},某小学,小学,休学
    `),
  )
  expect(read.candidates).toEqual([2, 3])
})
