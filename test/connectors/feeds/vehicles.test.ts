import { expect, test } from 'vitest'
import { vehicles } from '../../../connectors/feeds/vehicles.ts'
import { gb18030, outcome, workbook } from '../../fixtures/feeds/delivery.ts'
import { mistyped, SCIENTIFIC, 吴六, 孙三, 李四, 赵一, 钱二 } from '../../fixtures/feeds/people.ts'

test('owners share a vehicle; types and states come as codes, names and several at once', async () => {
  const read = await outcome(
    vehicles,
    gb18030(`
      车辆所有人,身份证明号码,号牌号码,号牌种类,车辆类型,使用性质,机动车状态,初次登记日期,购置价(元)
      赵一、钱二,"${赵一}、${钱二}",云A·12345,02,K33,A,A,2015-3-1,"85,000.00"
      赵一,${赵一} ${李四},云ａ 1234 6,02,小型轿车,非营运,GQ,20120405,三万
      某某公司,${SCIENTIFIC},云A12347,01,H12,F,A,2010年1月2日,
      孙三,"${孙三}，${mistyped(赵一)}",云A12348,01,重型半挂牵引车,货运,GB,36526,120000
      钱二,${钱二},云A12349,02,普通客车,非营运,报废,无,—
      合计,,5,,,,,,205000
    `),
  )
  expect(read.rows).toEqual([
    [
      2,
      [`self ${赵一} 赵一`, `self ${钱二} 钱二`],
      {
        plate: '云A12345',
        plateKind: '02',
        type: 'K3',
        use: 'A',
        status: 'active',
        registeredOn: '2015-03-01',
        price: 85000,
      },
    ],
    [
      3,
      // One name for two owners: the row names nobody.
      [`self ${赵一} —`, `self ${李四} —`],
      {
        plate: '云A12346',
        plateKind: '02',
        type: 'K3',
        use: '非营运',
        status: 'active',
        registeredOn: '2012-04-05',
        price: { raw: '三万' },
      },
    ],
    [
      5,
      [`self ${孙三} —`],
      {
        plate: '云A12348',
        plateKind: '01',
        type: 'Q',
        use: '货运',
        status: 'gone',
        registeredOn: '2000-01-01',
        price: 120000,
      },
    ],
    [
      6,
      [`self ${钱二} 钱二`],
      {
        plate: '云A12349',
        plateKind: '02',
        type: { raw: '普通客车' },
        use: '非营运',
        status: { raw: '报废' },
      },
    ],
  ])
  expect(read.rejects).toEqual([
    [4, '身份证号', 'scientific'],
    [5, '身份证号', 'check_digit'],
  ])
  expect(read.skipped).toEqual({ subtotal: 1 })
})

test('a number cell of a workbook has lost its last digits', async () => {
  const read = await outcome(
    vehicles,
    await workbook([
      ['车辆所有人', '身份证号', '车牌号', '车辆类型', '机动车状态', '初次登记时间', '车价'],
      ['吴六', Number(吴六.slice(0, 17)) * 10, '云A00001', 'K33', 'A', 42000, 30000],
      [
        '赵一',
        Number(赵一.slice(0, 6) + 赵一.slice(8, 17)),
        '云A00002',
        'M21',
        'M',
        '2010-01-01',
        '１２,000',
      ],
    ]),
  )
  expect(read.rejects).toEqual([[2, '身份证号', 'precision_lost']])
  expect(read.rows).toEqual([
    [
      3,
      [`self ${赵一} 赵一`],
      { plate: '云A00002', type: 'M', status: 'gone', registeredOn: '2010-01-01', price: 12000 },
    ],
  ])
})
