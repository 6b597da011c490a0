import { expect, test } from 'vitest'
import { university } from '../../../connectors/feeds/university.ts'
import { outcome, workbook } from '../../fixtures/feeds/delivery.ts'
import { mistyped, 吴六, 孙三, 李四, 赵一, 钱二 } from '../../fixtures/feeds/people.ts'

test('both parents in one cell are two parents, without a name', async () => {
  const read = await outcome(
    university,
    await workbook([
      ['姓名', '身份证号', '院校', '学历层次', '入学年月', '状态', '家长身份证号'],
      ['吴六', 吴六, '某大学', '本科', '201609', '在读', `${赵一}、${钱二}`],
      ['李四', 李四, '某学院', '', 42614, '已毕业', mistyped(孙三)],
      ['李四', 李四, '某学院', '专科', '2016级', '退学', ''],
      ['某某', null, '某学院', '专科', '2016-09', '在读', 赵一],
    ]),
  )
  expect(read.rows).toEqual([
    [
      2,
      [`self ${吴六} 吴六`, `parent ${赵一} —`, `parent ${钱二} —`],
      { institution: '某大学', degree: '本科', enrolledOn: '2016-09-01', status: '在读' },
    ],
    [
      3,
      [`self ${李四} 李四`],
      { institution: '某学院', enrolledOn: '2016-09-01', status: { raw: '已毕业' } },
    ],
    [
      4,
      [`self ${李四} 李四`],
      { institution: '某学院', degree: '专科', enrolledOn: { raw: '2016级' }, status: '退学' },
    ],
  ])
  expect(read.rejects).toEqual([
    [3, '家长身份证号', 'check_digit'],
    [5, '身份证号', 'empty'],
  ])
})
