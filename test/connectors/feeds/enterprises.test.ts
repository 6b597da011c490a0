import { expect, test } from 'vitest'
import { enterprises } from '../../../connectors/feeds/enterprises.ts'
import { gb18030, outcome } from '../../fixtures/feeds/delivery.ts'
import { fullWidth, 孙三, 李四, 赵一 } from '../../fixtures/feeds/people.ts'

test('money in 万元, also without a unit; 在业 is not in the set', async () => {
  const read = await outcome(
    enterprises,
    gb18030(`
      企业名称,统一社会信用代码,人员姓名,身份证号,角色,企业类型,认缴出资（万元）,实缴出资(万元),成立日期,登记状态
      某某建材有限公司,'91530129ma6k000001,赵一,${赵一},法定代表人,企业,100,0,2015-06-01,存续
      "某某,种植合作社",无,孙三,${fullWidth(孙三)},社员,农民专业合作社,,"1,0.5",2016/6/1,注销
      某某商行,91530129MA6K000002,李四,"=""${李四}""",监事,有限责任公司,10万,五,2016年6月,在业
      某某公司,91530129MA6K000003,钱二,护照E1234567,股东,企业,1,1,20160601,存续
    `),
  )
  expect(read.rows).toEqual([
    [
      2,
      [`self ${赵一} 赵一`],
      {
        enterprise: '某某建材有限公司',
        creditCode: '91530129MA6K000001',
        role: '法定代表人',
        kind: '企业',
        subscribed: 100,
        paidIn: 0,
        foundedOn: '2015-06-01',
        status: '存续',
      },
    ],
    [
      3,
      [`self ${孙三} 孙三`],
      {
        enterprise: '某某,种植合作社',
        role: '社员',
        kind: '农民专业合作社',
        paidIn: { raw: '1,0.5' },
        foundedOn: '2016-06-01',
        status: '注销',
      },
    ],
    [
      4,
      [`self ${李四} 李四`],
      {
        enterprise: '某某商行',
        creditCode: '91530129MA6K000002',
        role: { raw: '监事' },
        kind: { raw: '有限责任公司' },
        subscribed: { raw: '10万' },
        paidIn: { raw: '五' },
        foundedOn: '2016-06-01',
        status: { raw: '在业' },
      },
    ],
  ])
  expect(read.rejects).toEqual([[5, '证件号码', 'length']])
})
