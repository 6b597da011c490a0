import { expect, test } from 'vitest'
import { publicPayroll } from '../../../connectors/feeds/public-payroll.ts'
import { outcome, workbook } from '../../fixtures/feeds/delivery.ts'
import { 孙三, 李四, 赵一, 钱二 } from '../../fixtures/feeds/people.ts'

test('the nature decides, so what is not in the set is kept as written', async () => {
  const read = await outcome(
    publicPayroll,
    await workbook([
      ['财政供养人员信息表'],
      ['编制单位：某县财政局', null, null, null, '单位：人'],
      ['姓名', '身份证号', '工作单位', '人员性质', '人员状态', '起始日期', '起始日期'],
      ['赵一', 赵一, '某县某局', '公务员', '在职', '2005年7月', ''],
      ['孙三', `${孙三}\t`, '某镇中心学校', '事业 退休', '退休', 38169, ''],
      ['李四', 李四, '某村委会', '公益性岗位(保洁)', '', '1', ''],
      ['钱二', `${钱二.slice(0, 10)}O${钱二.slice(11)}`, '某医院', '村医', '在职', '', ''],
      ['某镇小计', '', 4],
    ]),
  )
  expect(read.rows).toEqual([
    [
      4,
      [`self ${赵一} 赵一`],
      { workUnit: '某县某局', nature: '公务员', status: '在职', startsOn: '2005-07-01' },
    ],
    [
      5,
      [`self ${孙三} 孙三`],
      { workUnit: '某镇中心学校', nature: '事业退休', status: '退休', startsOn: '2004-07-01' },
    ],
    [
      6,
      [`self ${李四} 李四`],
      { workUnit: '某村委会', nature: { raw: '公益性岗位(保洁)' }, startsOn: { raw: '1' } },
    ],
  ])
  expect(read.rejects).toEqual([[7, '身份证号', 'characters']])
  expect(read.skipped).toEqual({ title: 2, subtotal: 1 })
  expect(read.notices).toEqual(['duplicate_column'])
})
