import { expect, test } from 'vitest'
import { certificates } from '../../../connectors/feeds/certificates.ts'
import { gb18030, outcome } from '../../fixtures/feeds/delivery.ts'
import { fifteen, 吴六, 周五, 孙三, 李四, 赵一, 钱二 } from '../../fixtures/feeds/people.ts'

test('the first 18 of 20 or 22 are the person; levels as words and digits', async () => {
  const read = await outcome(
    certificates,
    gb18030(`
      持证残疾人基本信息,,,,,,,
      姓名,残疾人证号,残疾类别,残疾等级,发证日期,状态,区划,城乡类别
      赵一,${赵一}41,肢体,一级,2012-05-01,有效,530129,乡村
      钱二,'${钱二}42b1,肢体,2,2016/5/1,有效,530129,
      孙三,${孙三}43A1,肢体,３级,20160501,注销,530129,乡村
      李四,${李四}4,肢体,四,,有效,530128,城镇
      周五,${周五},智力,重度,,有效,530124,农村
      吴六,${fifteen(吴六)},精神,4,,过期,530113,城镇
    `),
  )
  expect(read.rows).toEqual([
    [
      3,
      [`self ${赵一} 赵一`],
      {
        kind: '肢体',
        level: '一级',
        issuedOn: '2012-05-01',
        status: '有效',
        county: '530129',
        setting: '乡村',
      },
    ],
    [
      4,
      [`self ${钱二} 钱二`],
      { kind: '肢体', level: '二级', issuedOn: '2016-05-01', status: '有效', county: '530129' },
    ],
    [
      7,
      [`self ${周五} 周五`],
      {
        kind: '智力',
        level: { raw: '重度' },
        status: '有效',
        county: '530124',
        setting: { raw: '农村' },
      },
    ],
    [
      8,
      [`self ${吴六} 吴六`],
      { kind: '精神', level: '四级', status: { raw: '过期' }, county: '530113', setting: '城镇' },
    ],
  ])
  expect(read.rejects).toEqual([
    [5, '残疾人证号', 'characters'],
    [6, '残疾人证号', 'length'],
  ])
})

test('level 一 or 二, in force, not in town: a candidate', async () => {
  const read = await outcome(
    certificates,
    gb18030(`
      姓名,残疾人证号,残疾等级,状态,城乡类别
      赵一,${赵一}11,1,有效,
      钱二,${钱二}12,二级,有效,农村
      孙三,${孙三}13,三级,有效,乡村
      李四,${李四}11,一级,注销,乡村
      周五,${周五}11,一级,有效,城镇
      吴六,${吴六}11,一级,,乡村
    `),
  )
  expect(read.candidates).toEqual([2, 3])
})
