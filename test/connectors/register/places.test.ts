import { expect, test } from 'vitest'
import { hamlets } from '../../../connectors/register/hamlets.ts'
import { villages } from '../../../connectors/register/villages.ts'
import { outcome, unicodeText, utf8WithBom } from '../../fixtures/feeds/delivery.ts'

test('villages: inner spaces and units in headers, codes wrapped as text, counts in words', async () => {
  const read = await outcome(
    villages,
    utf8WithBom(`
      行政村基本情况,,,,,,,,,,,,
      行政村编码,行政村,是否出列,总户数（户）,总人口（人）,贫困户数,贫困人口,未实现饮水安全户数,危房户数,耕地面积（亩）,行政村文化（图书）室个数 （个）,村级集体经济收入（万元）,到乡镇是否通沥青（水泥）路
      ="530129104201",上村村委会,是,412,"1,630",57,203,0,３,"1,204.5",1,2.4,1
      530129104202,下村村委会,已出列,三百,1200,,,/,,,一个,,通
      ,无编码村,否,10,30,,,,,,,,
      合计,,,722,2860,57,203,0,3,,,,
    `),
  )
  expect(read.rows).toEqual([
    [
      3,
      [],
      {
        code: '530129104201',
        name: '上村村委会',
        delisted: '是',
        households: 412,
        people: 1630,
        poorHouseholds: 57,
        poorPeople: 203,
        unsafeWaterHouseholds: 0,
        dilapidatedHouseholds: 3,
        arable: 1204.5,
        libraries: 1,
        collectiveIncome: 2.4,
        paved: '是',
      },
    ],
    [
      4,
      [],
      {
        code: '530129104202',
        name: '下村村委会',
        delisted: { raw: '已出列' },
        households: { raw: '三百' },
        people: 1200,
        libraries: { raw: '一个' },
        paved: { raw: '通' },
      },
    ],
  ])
  expect(read.rejects).toEqual([[5, '村编码', 'required']])
  expect(read.skipped).toEqual({ title: 1, subtotal: 1 })
})

test('hamlets: a code of 15 digits in 15 digits', async () => {
  const read = await outcome(
    hamlets,
    unicodeText(
      [
        '自然村编码\t自然村\t所属行政村\t总户数\t总人口数\t贫困户数\t是否通（沥青/水泥）路\t距行政村里程（公里）\t少数民族聚居',
        "'530129104201001\t上 村\t上村村委会\t62\t251\t11\t是\t2.5\t是",
        '530129104201002\t大箐\t上村村委会\t0\t不详\t\t0\t三公里\t彝族',
        '5.3E+14\t小箐\t上村村委会\t5\t20\t\t\t\t',
        '-\t无编码\t上村村委会\t5\t20\t\t\t\t',
        '530129104201003\t小箐\t上村村委会\t5',
        '填表人：某某',
      ].join('\n'),
    ),
  )
  expect(read.rows).toEqual([
    [
      2,
      [],
      {
        code: '530129104201001',
        name: '上 村',
        village: '上村村委会',
        households: 62,
        people: 251,
        poorHouseholds: 11,
        paved: '是',
        villageDistance: 2.5,
        minority: '是',
      },
    ],
    [
      3,
      [],
      {
        code: '530129104201002',
        name: '大箐',
        village: '上村村委会',
        households: 0,
        paved: '否',
        villageDistance: { raw: '三公里' },
        minority: { raw: '彝族' },
      },
    ],
    // A code is compared as it is; that it begins with no village is for the quality rules to say (N01).
    [4, [], { code: '5.3E+14', name: '小箐', village: '上村村委会', households: 5, people: 20 }],
  ])
  expect(read.rejects).toEqual([
    [5, '编码', 'required'],
    [6, '', 'columns'],
  ])
  expect(read.skipped).toEqual({ note: 1 })
})
