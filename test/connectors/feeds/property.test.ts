import { expect, test } from 'vitest'
import { property } from '../../../connectors/feeds/property.ts'
import { outcome, workbook } from '../../fixtures/feeds/delivery.ts'
import { fifteen, fullWidth, spoilt, 孙三, 李四, 赵一, 钱二 } from '../../fixtures/feeds/people.ts'

test('joint owners, old card numbers and shares; each bad number is its own reject', async () => {
  const read = await outcome(
    property,
    await workbook([
      ['昆明市不动产登记信息查询结果'],
      [
        '权利人',
        '证件号码',
        '产权证号',
        '坐落',
        '规划用途',
        '房屋性质',
        '取得方式',
        '共有份额(%)',
        '建筑面积(㎡)',
        '登记日期',
        '区划',
        '城乡类别',
        '抵押情况',
      ],
      [
        '赵一；钱二',
        `${fifteen(赵一)}；${fullWidth(钱二)}`,
        '云(2016)昆明市第0001号',
        '官渡区某路1号',
        '住宅',
        '商品房',
        '购买',
        '49.5%',
        '98.7',
        '2016-05-06 10:20:30',
        '530111',
        '城镇',
        '无',
      ],
      [
        '孙三、李四',
        `${孙三}/${spoilt(李四)}`,
        null,
        '西山区某路2号',
        '车位',
        '其它',
        '继承',
        50,
        12,
        42000,
        '530112001',
        '城镇',
      ],
      ['李四', `${李四}、`, '/', '某村', '仓库', '自建房', '', '全部', '', '不详', '', '乡村'],
      ['钱二', '', 'A1', '某村', '住宅', '自建房'],
      ['制表人：某某', null, null, null, null, null, null, null, null, '审核人：某某'],
    ]),
  )
  expect(read.rows).toEqual([
    [
      3,
      [`self ${赵一} 赵一`, `self ${钱二} 钱二`],
      {
        certificate: '云(2016)昆明市第0001号',
        location: '官渡区某路1号',
        use: '住宅',
        nature: '商品房',
        acquisition: '购买',
        share: 49.5,
        area: 98.7,
        registeredOn: '2016-05-06',
        county: '530111',
        setting: '城镇',
      },
    ],
    [
      4,
      [`self ${孙三} 孙三`],
      {
        location: '西山区某路2号',
        use: '车位',
        nature: { raw: '其它' },
        acquisition: '继承',
        share: 50,
        area: 12,
        registeredOn: '2014-12-27',
        county: '530112',
        setting: '城镇',
      },
    ],
    [
      5,
      [`self ${李四} 李四`],
      {
        location: '某村',
        use: { raw: '仓库' },
        nature: '自建房',
        share: { raw: '全部' },
        setting: '乡村',
      },
    ],
  ])
  expect(read.rejects).toEqual([
    [4, '身份证号', 'precision_lost'],
    [6, '身份证号', 'empty'],
  ])
  expect(read.skipped).toEqual({ title: 1, note: 1 })
  expect(read.notices).toEqual(['unknown_column'])
})
