import { expect, test } from 'vitest'
import { cremations } from '../../../connectors/feeds/cremations.ts'
import { outcome, utf8 } from '../../fixtures/feeds/delivery.ts'
import { 孙三, 未出生, 李四, 赵一, 钱二 } from '../../fixtures/feeds/people.ts'

test('dates in every form; who was born after the cut-off is nobody', async () => {
  const read = await outcome(
    cremations,
    utf8(`
      姓名\t身份证号\t死亡日期\t火化日期\t经办人
      赵一\t${赵一}\t2017年3月5日\t20170307\t某某
      "孙三(曾用名""孙山"")"\t${孙三}\t2017-3-5 08:30\t42801\t某某
      李四\t${李四}\t三月五日\t-\t某某
      钱二\t${未出生}\t2017-03-05\t\t某某
      钱二\t${钱二.slice(0, 17)}\t2017-03-05\t\t某某
    `),
  )
  expect(read.rows).toEqual([
    [2, [`self ${赵一} 赵一`], { diedOn: '2017-03-05', crematedOn: '2017-03-07' }],
    [3, [`self ${孙三} 孙三(曾用名"孙山")`], { diedOn: '2017-03-05', crematedOn: '2017-03-07' }],
    [4, [`self ${李四} 李四`], { diedOn: { raw: '三月五日' } }],
  ])
  expect(read.rejects).toEqual([
    [5, '身份证号', 'date'],
    [6, '身份证号', 'length'],
  ])
  expect(read.notices).toEqual(['unknown_column'])
})
