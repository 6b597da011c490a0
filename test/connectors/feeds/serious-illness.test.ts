import { expect, test } from 'vitest'
import { seriousIllness } from '../../../connectors/feeds/serious-illness.ts'
import { gb18030, outcome } from '../../fixtures/feeds/delivery.ts'
import { spoilt, 孙三, 李四, 赵一, 钱二 } from '../../fixtures/feeds/people.ts'

test('costs in words are neither there nor missing; whoever is not in town is a candidate', async () => {
  const read = await outcome(
    seriousIllness,
    gb18030(`
      姓名,身份证号,病种,确诊日期,年度自付费用（元）,区划,城乡类别
      赵一,${赵一},"尿毒症,透析",2016年,"12,345.6",530129,乡村
      孙三,${孙三},食管癌,2017-05,三万,530129,
      李四,${李四},白血病,20170501,/,530128,城镇
      钱二,${spoilt(钱二)},肺癌,20170501,5000,530129,乡村
      钱二,${钱二},肺癌,20170501
    `),
  )
  expect(read.rows).toEqual([
    [
      2,
      [`self ${赵一} 赵一`],
      {
        illness: '尿毒症,透析',
        diagnosedOn: { raw: '2016年' },
        selfPaid: 12345.6,
        county: '530129',
        setting: '乡村',
      },
    ],
    [
      3,
      [`self ${孙三} 孙三`],
      { illness: '食管癌', diagnosedOn: '2017-05-01', selfPaid: { raw: '三万' }, county: '530129' },
    ],
    [
      4,
      [`self ${李四} 李四`],
      { illness: '白血病', diagnosedOn: '2017-05-01', county: '530128', setting: '城镇' },
    ],
  ])
  expect(read.rejects).toEqual([
    [5, '身份证号', 'precision_lost'],
    [6, '', 'columns'],
  ])
  expect(read.candidates).toEqual([2, 3])
})
