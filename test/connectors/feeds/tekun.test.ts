import { expect, test } from 'vitest'
import { tekun } from '../../../connectors/feeds/tekun.ts'
import { outcome, workbook } from '../../fixtures/feeds/delivery.ts'
import { fullWidth, 孙三, 李四, 赵一 } from '../../fixtures/feeds/people.ts'

test("only the dispersed ones are candidates; 集中供养 in full is not the set's 集中", async () => {
  const read = await outcome(
    tekun,
    await workbook([
      ['特困供养人员花名册'],
      [],
      ['姓　名', '身份证号', '供养方式', '供养机构', '起始月', '区划'],
      ['赵一', 赵一, '分散', '', '2015.6', 530129],
      ['孙三', fullWidth(孙三), '集中', '某敬老院', 42005, '530129'],
      ['李四', 李四, '集中供养', '某敬老院', '', '530128'],
      ['钱二', '正在办理', '分散', '', '', '530129'],
      ['总计', '', '4'],
    ]),
  )
  expect(read.rows).toEqual([
    [4, [`self ${赵一} 赵一`], { mode: '分散', startsOn: '2015-06-01', county: '530129' }],
    [
      5,
      [`self ${孙三} 孙三`],
      { mode: '集中', institution: '某敬老院', startsOn: '2015-01-01', county: '530129' },
    ],
    [6, [`self ${李四} 李四`], { mode: { raw: '集中供养' }, institution: '某敬老院', county: '530128' }],
  ])
  expect(read.rejects).toEqual([[7, '身份证号', 'length']])
  expect(read.candidates).toEqual([4])
  expect(read.skipped).toEqual({ title: 1, blank: 1, subtotal: 1 })
})
