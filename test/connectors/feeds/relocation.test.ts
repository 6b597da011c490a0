import { expect, test } from 'vitest'
import { relocation } from '../../../connectors/feeds/relocation.ts'
import { outcome, utf8WithBom } from '../../fixtures/feeds/delivery.ts'
import { fifteen, masked, 孙三, 李四, 赵一, 钱二 } from '../../fixtures/feeds/people.ts'

test('an empty 入住日期 does not reject the row, though its column is required', async () => {
  const read = await outcome(
    relocation,
    utf8WithBom(`
      附件3,,,,,,,,,
      易地扶贫搬迁花名册,,,,,,,,,
      户主,身份证号,搬迁年度,安置点,安置面积（㎡）,搬迁人口（人）,竣工日期,交房日期,入住日期,旧房拆除
      赵一,${赵一},2016,某安置点,"100.0",4,2017-06,2017.7.1,20170901,是
      孙三,${fifteen(孙三)},2017年,"某安置点
      二期",75平,3,,,,未拆
      李四,${李四},,某安置点,75,３,2017-06-01,,未入住,否
      钱二,${masked(钱二)},2016,某安置点,75,3,,,,否
    `),
  )
  expect(read.rows).toEqual([
    [
      4,
      [`self ${赵一} 赵一`],
      {
        year: 2016,
        site: '某安置点',
        area: 100,
        persons: 4,
        completedOn: '2017-06-01',
        handedOverOn: '2017-07-01',
        movedInOn: '2017-09-01',
        oldHouseGone: '是',
      },
    ],
    [
      5,
      [`self ${孙三} 孙三`],
      {
        year: 2017,
        site: '某安置点\n二期',
        area: { raw: '75平' },
        persons: 3,
        oldHouseGone: { raw: '未拆' },
      },
    ],
    [
      6,
      [`self ${李四} 李四`],
      {
        site: '某安置点',
        area: 75,
        persons: 3,
        completedOn: '2017-06-01',
        movedInOn: { raw: '未入住' },
        oldHouseGone: '否',
      },
    ],
  ])
  expect(read.rejects).toEqual([[7, '身份证号', 'masked']])
  expect(read.skipped).toEqual({ title: 2 })
})
