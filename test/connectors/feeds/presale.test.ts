import { expect, test } from 'vitest'
import { presale } from '../../../connectors/feeds/presale.ts'
import { outcome, unicodeText } from '../../fixtures/feeds/delivery.ts'
import { 吴六, 无此日, 李四, 赵一, 钱二 } from '../../fixtures/feeds/people.ts'

test('Excel\'s "Unicode text": contracts of couples, a withdrawn one, and a state that is not in the set', async () => {
  const columns = [
    '购房人',
    '身份证号',
    '合同编号',
    '坐落及房号',
    '房屋面积（平方米）',
    '购房日期',
    '合同状态',
  ]
  const rows = [
    columns,
    ['赵一,钱二', `${赵一},${钱二}`, "'ht-001", '某小区1幢101', '１０２.５', '2017.9', '有效'],
    ['李四', 李四, '无', '某小区1幢102', '九十', '2017-09-31', '撤　销'],
    ['吴六', 吴六, 'ＨＴ－003', '', '', '20170930', '已备案'],
    ['赵一', 无此日, 'HT-004', '某小区', '80', '2017-09-30', '有效'],
    columns,
    ['', '', '', '', '', '', ''],
  ]
  const read = await outcome(presale, unicodeText(rows.map(row => row.join('\t')).join('\n')))
  expect(read.rows).toEqual([
    [
      2,
      [`self ${赵一} 赵一`, `self ${钱二} 钱二`],
      {
        contract: 'HT-001',
        location: '某小区1幢101',
        area: 102.5,
        boughtOn: '2017-09-01',
        status: '有效',
      },
    ],
    [
      3,
      [`self ${李四} 李四`],
      { location: '某小区1幢102', area: { raw: '九十' }, boughtOn: { raw: '2017-09-31' }, status: '撤销' },
    ],
    [4, [`self ${吴六} 吴六`], { contract: 'HT-003', boughtOn: '2017-09-30', status: { raw: '已备案' } }],
  ])
  expect(read.rejects).toEqual([[5, '身份证号', 'date']])
  expect(read.skipped).toEqual({ header: 1, blank: 1 })
})
