import { expect, test } from 'vitest'
import { dilapidated } from '../../../connectors/feeds/dilapidated.ts'
import { outcome, utf8WithBom } from '../../fixtures/feeds/delivery.ts'
import { masked, 吴六, 周五, 孙三, 李四, 赵一, 钱二 } from '../../fixtures/feeds/people.ts'

test('levels with and without 级; a date that cannot be read is neither there nor missing', async () => {
  const read = await outcome(
    dilapidated,
    utf8WithBom(`
      农村危房鉴定台账;;;;;;;;;;;
      户主;身份证号;房屋等级;鉴定日期;是否唯一住房;列入计划的年度;竣工日期;入住日期;乡镇;村;区划;农户贫困类型
      赵一;${赵一};Ｄ级;2016-3-1;是;2017年;未竣工;;某镇;某村;530129104;五保
      孙三;${孙三};c;42430;;201703;2017/8/1;2017年9月;某镇;某村;530129;建档立卡
      钱二;${masked(钱二)};C;;;;;;某镇;某村;530129;低保
      李四;${李四};危房;不详;不清楚;17年;;;某镇;某村;寻甸;其他
      注：等级为 A、B 的不列入计划;;;;;;;;;;;
    `),
  )
  expect(read.rows).toEqual([
    [
      3,
      [`self ${赵一} 赵一`],
      {
        level: 'D',
        surveyedOn: '2016-03-01',
        onlyHome: '是',
        planYear: 2017,
        completedOn: { raw: '未竣工' },
        township: '某镇',
        village: '某村',
        county: '530129',
        povertyKind: '五保',
      },
    ],
    [
      4,
      [`self ${孙三} 孙三`],
      {
        level: 'C',
        surveyedOn: '2016-03-01',
        planYear: 2017,
        completedOn: '2017-08-01',
        movedInOn: '2017-09-01',
        township: '某镇',
        village: '某村',
        county: '530129',
        povertyKind: '建档立卡',
      },
    ],
    [
      6,
      [`self ${李四} 李四`],
      {
        level: { raw: '危房' },
        onlyHome: { raw: '不清楚' },
        planYear: { raw: '17年' },
        township: '某镇',
        village: '某村',
        county: { raw: '寻甸' },
        povertyKind: '其他',
      },
    ],
  ])
  expect(read.rejects).toEqual([[5, '身份证号', 'masked']])
  expect(read.skipped).toEqual({ title: 1, note: 1 })
})

test('C or D, not finished, not known to have another home: a candidate', async () => {
  const read = await outcome(
    dilapidated,
    utf8WithBom(`
      户主,身份证号,房屋等级,是否唯一住房,竣工日期,区划
      赵一,${赵一},C级,,,530129
      钱二,${钱二},D,不清楚,/,530129
      孙三,${孙三},D,否,,530129
      李四,${李四},B,是,,530129
      周五,${周五},D,是,2017-01-01,530129
      吴六,${吴六},D,是,未竣工,530129
    `),
  )
  expect(read.candidates).toEqual([2, 3])
})
