import { expect, test } from 'vitest'
import { measures } from '../../../connectors/register/measures.ts'
import { removed } from '../../../connectors/register/removed.ts'
import { gb18030, outcome, workbook } from '../../fixtures/feeds/delivery.ts'
import { fifteen, mistyped, 孙三, 赵一, 钱二 } from '../../fixtures/feeds/people.ts'

test('measures: kinds as listed; 低保金 is none of them', async () => {
  const read = await outcome(
    measures,
    await workbook([
      ['户编号', '措施类别', '项目名称', '年度', '金额（元）', '人编号'],
      ['5301290001', '易地 搬迁', '某安置点', 2017, '60,000', ''],
      ["'5301290001", '低保金', '', '2017年', '三千', '530129000101'],
      ['户编号', '措施类别', '项目名称', '年度', '金额(元)', '人编号'],
      ['无', '产业扶持', '核桃', 2017, 1000, ''],
      ['总 计', '', '', '', 63000],
    ]),
  )
  expect(read.rows).toEqual([
    [
      2,
      [],
      { householdCode: '5301290001', kind: '易地搬迁', project: '某安置点', year: 2017, amount: 60000 },
    ],
    [
      3,
      [],
      {
        householdCode: '5301290001',
        kind: { raw: '低保金' },
        year: 2017,
        amount: { raw: '三千' },
        memberCode: '530129000101',
      },
    ],
  ])
  expect(read.rejects).toEqual([[5, '户编号', 'required']])
  expect(read.skipped).toEqual({ header: 1, subtotal: 1 })
})

test('removals: without a number nobody was removed; without 户编号 somebody was', async () => {
  const read = await outcome(
    removed,
    gb18030(`
      2017年6月清退名单,,,,,
      户编号,户主姓名,证件号码,剔除时间,剔除原因,区划
      5301290009,赵一,${赵一},2017年6月,"有车,有房",530129104
      ,孙三,${fifteen(孙三)},六月,,寻甸县
      5301290011,李四,,2017-06-30,空挂户,530128
      5301290012,钱二,${mistyped(钱二)},2017-06-30,空挂户,530128
    `),
  )
  expect(read.rows).toEqual([
    [
      3,
      [`self ${赵一} 赵一`],
      {
        householdCode: '5301290009',
        headName: '赵一',
        removedOn: '2017-06-01',
        reason: '有车,有房',
        county: '530129',
      },
    ],
    [4, [`self ${孙三} 孙三`], { headName: '孙三', removedOn: { raw: '六月' }, county: { raw: '寻甸县' } }],
  ])
  expect(read.rejects).toEqual([
    [5, '证件号码', 'required'],
    [6, '证件号码', 'check_digit'],
  ])
  expect(read.skipped).toEqual({ title: 1 })
})
