import { expect, test } from 'vitest'
import { pensions } from '../../../connectors/feeds/pensions.ts'
import { outcome, utf8 } from '../../fixtures/feeds/delivery.ts'
import { mistyped, 孙三, 李四, 赵一 } from '../../fixtures/feeds/people.ts'

test('kinds of pension are compared as written; a code is not in the set', async () => {
  const read = await outcome(
    pensions,
    utf8(`
      养老待遇发放明细表;;;;
      姓　名;身份 证号;险种;月待遇[元];状态
      赵一;"${赵一}";企业养老;'2,350.10;发放
      孙三;”${孙三}”;城乡居民养老;103;停发
      李四;${李四};110;－;暂停
      李四;${mistyped(李四)};企业养老;100;发放
      备注;以上数据截止 2017 年 10 月;;;
    `),
  )
  expect(read.rows).toEqual([
    [3, [`self ${赵一} 赵一`], { insurance: '企业养老', monthly: 2350.1, status: '发放' }],
    [4, [`self ${孙三} 孙三`], { insurance: '城乡居民养老', monthly: 103, status: '停发' }],
    [5, [`self ${李四} 李四`], { insurance: { raw: '110' }, status: { raw: '暂停' } }],
  ])
  expect(read.rejects).toEqual([[6, '身份证号', 'check_digit']])
  expect(read.skipped).toEqual({ title: 1, note: 1 })
})
