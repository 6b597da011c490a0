import { expect, test } from 'vitest'
import { dibao } from '../../../connectors/feeds/dibao.ts'
import { gb18030, outcome } from '../../fixtures/feeds/delivery.ts'
import { fifteen, mistyped, 吴六, 周五, 孙三, 李四, 赵一, 钱二 } from '../../fixtures/feeds/people.ts'

test('one person per pair: empty pairs are nothing, a bad number is a reject of its column, the row stands', async () => {
  const read = await outcome(
    dibao,
    gb18030(`
      户主,身份证号,保障人口（人）,保障类别,起始月,户保障金（元）,区划,成员1姓名,成员1身份证号,成员2姓名,成员2身份证号,成员8姓名,成员8身份证号
      赵一,${赵一},3,A类,2016年7月,"1,260",530129,钱二,${钱二},周五,${周五},,
      孙三,${fifteen(孙三)},2人,B类,201607,二百,530129,李四,${mistyped(李四)},,,吴六,${吴六}
      钱二,${mistyped(钱二)},1,C类,2017-1,210,530129,赵一,${赵一},,,,
      李四,${李四},1,,不详,/,,、,无,,,,
      合　计,,,,,1680,,,,,,,
    `),
  )
  expect(read.rows).toEqual([
    [
      2,
      [`self ${赵一} 赵一`, `member ${钱二} 钱二`, `member ${周五} 周五`],
      { coveredPersons: 3, category: 'A类', startsOn: '2016-07-01', amount: 1260, county: '530129' },
    ],
    [
      3,
      [`self ${孙三} 孙三`, `member ${吴六} 吴六`],
      {
        coveredPersons: { raw: '2人' },
        category: 'B类',
        startsOn: '2016-07-01',
        amount: { raw: '二百' },
        county: '530129',
      },
    ],
    [5, [`self ${李四} 李四`], { coveredPersons: 1 }],
  ])
  expect(read.rejects).toEqual([
    [3, '成员1身份证号', 'check_digit'],
    [4, '身份证号', 'check_digit'],
    // 无 is something, and no ID number.
    [5, '成员1身份证号', 'length'],
  ])
  expect(read.candidates).toEqual([2, 3, 5])
  expect(read.skipped).toEqual({ subtotal: 1 })
})
