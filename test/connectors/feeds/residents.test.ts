import { expect, test } from 'vitest'
import { residents } from '../../../connectors/feeds/residents.ts'
import { gb18030, outcome } from '../../fixtures/feeds/delivery.ts'
import { masked, 吴六, 周五, 孙三, 李四, 赵一, 钱二 } from '../../fixtures/feeds/people.ts'

test('the police write titles, units and codes; a bad number is a reject and its neighbours stand', async () => {
  const read = await outcome(
    residents,
    gb18030(`
      寻甸县公安局户籍人口信息,,,,,,,,,,,,,,,,,
      导出时间：2017年11月18日,,,,,,,,,,,,,,,,,
      姓名,身份证号,性别,民族,出生日期,户号,与户主关系,户籍地址,行政区划,户口性质,户籍状态,死亡日期,迁移类型,迁移原因,迁移日期,农转城,在村居住,承包地（亩）
      赵一,"=""${赵一}""",男,汉族,19650312,0012345,户主,某某村1号,530129101201,农业,正常,,,,,是,是,"1,003.50"
      张　三,'${孙三},1,彝,1958/1/1,'0012346,配偶,某某村2号,530129,居民家庭户,死亡注销,2016年5月3日,,,,否,是,０.０
      李四,${李四.toLowerCase()},女,,1990.11.30,12347,子,,530128,非农业家庭,迁出注销,/,迁出,升学,201609,,,三亩
      钱二,${masked(钱二)},女,汉,19720825,12348,户主,,530129,农业,正常,,,,,是,是,2
      姓名,身份证号,性别,民族,出生日期,户号,与户主关系,户籍地址,行政区划,户口性质,户籍状态,死亡日期,迁移类型,迁移原因,迁移日期,农转城,在村居住,承包地(亩)
      周五,${周五},9,汉,42990,12349,孙,,寻甸县,农业,在册,,,,,是,是,3
      吴六,${吴六},女,汉,19981002,12350,女,,530113
      吴六,${吴六},女,汉,19981002,12350,女,,530113,农业,正常,,迁入,婚嫁,2017-02-29,是,是,0
      小计,,,,,,,,,,,,,,,,,1008.5
      ,,,,,,,,,,,,,,,,,
      数据来源：人口信息系统,,,,,,,,,,,,,,,,,
    `),
  )
  expect(read.rows).toEqual([
    [
      4,
      [`self ${赵一} 赵一`],
      {
        sex: '男',
        nation: '汉族',
        bornOn: '1965-03-12',
        houseNumber: '0012345',
        relation: '户主',
        address: '某某村1号',
        county: '530129',
        householdKind: '农业',
        status: '正常',
        becameUrban: '是',
        livesInVillage: '是',
        contractLand: 1003.5,
      },
    ],
    [
      5,
      [`self ${孙三} 张　三`],
      {
        sex: '男',
        nation: '彝',
        bornOn: '1958-01-01',
        houseNumber: '0012346',
        relation: '配偶',
        address: '某某村2号',
        county: '530129',
        householdKind: '居民家庭户',
        status: '死亡注销',
        diedOn: '2016-05-03',
        becameUrban: '否',
        livesInVillage: '是',
        contractLand: 0,
      },
    ],
    [
      6,
      [`self ${李四} 李四`],
      {
        sex: '女',
        bornOn: '1990-11-30',
        houseNumber: '12347',
        relation: '子',
        county: '530128',
        householdKind: { raw: '非农业家庭' },
        status: '迁出注销',
        move: '迁出',
        moveReason: '升学',
        movedOn: '2016-09-01',
        contractLand: { raw: '三亩' },
      },
    ],
    [
      9,
      [`self ${周五} 周五`],
      {
        nation: '汉',
        bornOn: '2017-09-12',
        houseNumber: '12349',
        relation: '孙',
        county: { raw: '寻甸县' },
        householdKind: '农业',
        status: { raw: '在册' },
        becameUrban: '是',
        livesInVillage: '是',
        contractLand: 3,
      },
    ],
    [
      11,
      [`self ${吴六} 吴六`],
      {
        sex: '女',
        nation: '汉',
        bornOn: '1998-10-02',
        houseNumber: '12350',
        relation: '女',
        county: '530113',
        householdKind: '农业',
        status: '正常',
        move: '迁入',
        moveReason: '婚嫁',
        movedOn: { raw: '2017-02-29' },
        becameUrban: '是',
        livesInVillage: '是',
        contractLand: 0,
      },
    ],
  ])
  expect(read.rejects).toEqual([
    [7, '公民身份号码', 'masked'],
    [10, '', 'columns'],
  ])
  expect(read.skipped).toEqual({ title: 2, header: 1, subtotal: 1, blank: 1, note: 1 })
  expect(read.dataRows).toBe(7)
})

test('农转城 with land and in the village is a candidate; without land, or not 正常, is none', async () => {
  const read = await outcome(
    residents,
    gb18030(`
      姓名,公民身份号码,户号,区划,户籍状态,农转城,在村居住,承包地
      赵一,${赵一},1,530129,正常,是,是,0.1
      钱二,${钱二},1,530129,正常,是,是,0
      孙三,${孙三},1,530129,死亡注销,是,是,2
      李四,${李四},1,530129,正常,是,否,2
      周五,${周五},1,530129,正常,,是,2
      吴六,${吴六},1,530129,正常,是,是,二亩
    `),
  )
  expect(read.candidates).toEqual([2])
})
