import { expect, test } from 'vitest'
import { selfEmployed } from '../../../connectors/feeds/self-employed.ts'
import { outcome, workbook } from '../../fixtures/feeds/delivery.ts'
import { spoilt, 孙三, 李四, 赵一 } from '../../fixtures/feeds/people.ts'

test('a shop without a name stands; a number cell is no money in words', async () => {
  const read = await outcome(
    selfEmployed,
    await workbook([
      ['字号', '经营者', '证件号码', '行业', '资金数额（万元）', '成立日期', '登记状态'],
      ['某某小卖部', '赵一', 赵一, '零售', 2.5, '2014-03-02', '存续'],
      ['', '孙三', `'${孙三}`, '', '五千', 41700, '吊销'],
      [],
      ['某某餐馆', '李四', spoilt(李四), '餐饮', '10', '', '存续'],
      ['说明：资金数额以登记为准'],
    ]),
  )
  expect(read.rows).toEqual([
    [
      2,
      [`self ${赵一} 赵一`],
      { business: '某某小卖部', trade: '零售', capital: 2.5, foundedOn: '2014-03-02', status: '存续' },
    ],
    [3, [`self ${孙三} 孙三`], { capital: { raw: '五千' }, foundedOn: '2014-03-02', status: '吊销' }],
  ])
  expect(read.rejects).toEqual([[5, '证件号码', 'precision_lost']])
  expect(read.skipped).toEqual({ blank: 1, note: 1 })
})
