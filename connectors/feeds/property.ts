/** 住建·不动产: registered real estate, one row a title; joint owners share a row. */
import { category, code, county, date, id, name, number, share, text } from '../column.ts'
import { feed } from '../definition.ts'

export const property = feed({
  id: 'housing.property',
  department: '住建',
  title: { zh: '住建·不动产', en: 'Housing: real estate' },
  columns: {
    owner: name('产权所有人', { aliases: ['权利人'], required: true }),
    id: id('身份证号', { aliases: ['证件号码'], required: true }),
    certificate: code('产权证号'),
    location: text('房屋坐落', { aliases: ['坐落'], required: true }),
    use: category('规划用途', ['住宅', '商业', '车位', '其他'], { required: true }),
    nature: category('房屋性质', ['商品房', '自建房', '安置房', '经济适用房', '其他'], { required: true }),
    acquisition: category(
      '产权取得方式',
      ['购买', '继承', '易地搬迁', '灾后重建', '拆迁安置', '棚改', '其他'],
      { aliases: ['取得方式'] },
    ),
    share: share('共有份额'),
    area: number('建筑面积', { unit: '㎡' }),
    registeredOn: date('房产登记日', { aliases: ['登记日期'] }),
    county: county('区划'),
    setting: category('城乡类别', ['城镇', '乡村']),
  },
  persons: [{ id: 'id', name: 'owner', role: 'self', joins: true }],
})
