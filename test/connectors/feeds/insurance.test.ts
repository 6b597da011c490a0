import { expect, test } from 'vitest'
import { insurance } from '../../../connectors/feeds/insurance.ts'
import { outcome, utf8WithBom } from '../../fixtures/feeds/delivery.ts'
import { 周五, 孙三, 李四, 赵一 } from '../../fixtures/feeds/people.ts'

test("a newborn is entered under its mother's number with a suffix: nobody's number", async () => {
  const read = await outcome(
    insurance,
    utf8WithBom(`
      姓名,身份证号,参保年度,参保类型,区划
      赵一,${赵一},2017,居民,530129
      李四,${李四},2017年,职 工,530128
      李四之子,${李四}01X,2017,居民,530128
      周五,"　${周五}​",2017-01-01,城乡居民,530124
      孙三,${孙三},本年,,530129
      孙三,NULL,2017,居民,530129
    `),
  )
  expect(read.rows).toEqual([
    [2, [`self ${赵一} 赵一`], { year: 2017, kind: '居民', county: '530129' }],
    [3, [`self ${李四} 李四`], { year: 2017, kind: '职工', county: '530128' }],
    [5, [`self ${周五} 周五`], { year: 2017, kind: { raw: '城乡居民' }, county: '530124' }],
    [6, [`self ${孙三} 孙三`], { year: { raw: '本年' }, county: '530129' }],
  ])
  expect(read.rejects).toEqual([
    [4, '身份证号', 'length'],
    [7, '身份证号', 'length'],
  ])
})
