import { expect, test } from 'vitest'
import { contains } from '../../../connectors/column.ts'
import { members } from '../../../connectors/register/members.ts'
import { gb18030, outcome, workbook } from '../../fixtures/feeds/delivery.ts'
import { fifteen, masked, SCIENTIFIC, 周五, 孙三, 李四, 赵一, 钱二 } from '../../fixtures/feeds/people.ts'

test('a member with a bad number is a reject, and stays a member', async () => {
  const read = await outcome(
    members,
    gb18030(`
      贫困人口名单,,,,,,,,,,,,,
      ,,,,,,,,,,,,,
      户编号,人编号,姓名,性别,证件类型,证件号码,出生日期,与户主关系,民族,文化程度,在校生状况,劳动技能,健康状况,务工时间（月）
      5301290001,530129000101,赵一,1,01,${赵一},19650312,01,汉,02,01,1,"残疾,长期慢性病",0
      5301290001,530129000102,钱二,女,残疾证,'${钱二}42,1972/8/25,配偶,彝族,初中,非在校生,弱劳动力或半劳动力,04,六个月
      5301290001,530129000103,孙　三,0,居民身份证,${masked(孙三)},-,11,汉,文盲或半文盲,,4,03、01,
      5301290001,530129000104,李四,02,09,,1990.11.30,之兄弟姐妹,汉,本科及以上,本科二年级,技能劳动力,良好,3
      5301290002,530129000201,周五,男,1,${SCIENTIFIC},2008-05-17,孙子,汉,小学,普通高中一年级,无劳动力,健康,/
      ,530129000202,周五,男,1,${周五},2008-05-17,之孙子,汉,,小学,无劳动力,健康,
      说明：按户编号排序,,,,,,,,,,,,,
    `),
  )
  expect(read.rows).toEqual([
    [
      4,
      [`self ${赵一} 赵一`],
      {
        householdCode: '5301290001',
        memberCode: '530129000101',
        name: '赵一',
        sex: '男',
        idKind: '居民身份证',
        bornOn: '1965-03-12',
        relation: '本人或户主',
        nation: '汉',
        education: '小学',
        schooling: '非在校生',
        labour: '普通劳动力',
        healthState: { items: ['残疾', '长期慢性病'], text: '残疾,长期慢性病' },
        workMonths: 0,
      },
    ],
    [
      5,
      [`self ${钱二} 钱二`],
      {
        householdCode: '5301290001',
        memberCode: '530129000102',
        name: '钱二',
        sex: '女',
        idKind: '残疾人证',
        bornOn: '1972-08-25',
        relation: '配偶',
        nation: '彝族',
        education: '初中',
        schooling: '非在校生',
        labour: '弱劳动力或半劳动力',
        healthState: { items: ['残疾'], text: '04' },
        workMonths: { raw: '六个月' },
      },
    ],
    [
      6,
      [],
      {
        householdCode: '5301290001',
        memberCode: '530129000103',
        name: '孙　三',
        idKind: '居民身份证',
        relation: '之父',
        nation: '汉',
        education: '文盲或半文盲',
        labour: '无劳动力',
        healthState: { items: ['患有大病', '健康'], text: '03、01' },
      },
    ],
    [
      7,
      [],
      {
        householdCode: '5301290001',
        memberCode: '530129000104',
        name: '李四',
        sex: '女',
        idKind: '残疾人证',
        bornOn: '1990-11-30',
        relation: '之兄弟姐妹',
        nation: '汉',
        education: '大专及以上',
        schooling: '大专及以上',
        labour: '技能劳动力',
        healthState: { raw: '良好' },
        workMonths: 3,
      },
    ],
    [
      8,
      [],
      {
        householdCode: '5301290002',
        memberCode: '530129000201',
        name: '周五',
        sex: '男',
        idKind: '居民身份证',
        bornOn: '2008-05-17',
        relation: { raw: '孙子' },
        nation: '汉',
        education: '小学',
        schooling: '高一',
        labour: '无劳动力',
        healthState: { items: ['健康'], text: '健康' },
      },
    ],
  ])
  expect(read.rejects).toEqual([
    [6, '证件号码', 'masked'],
    [7, '证件号码', 'empty'],
    [8, '证件号码', 'scientific'],
    [9, '户编号', 'required'],
  ])
  expect(read.skipped).toEqual({ title: 1, blank: 1, note: 1 })
})

test('insurance columns under their long names, 15-digit numbers, number cells', async () => {
  const read = await outcome(
    members,
    await workbook([
      [
        '户编号',
        '人口编号',
        '姓名',
        '证件号码',
        '是否享受低保',
        '是否参加新型农村合作医疗（城乡居民基本医疗保险）',
        '是否参加城镇职工基本医疗保险',
        '是否参加大病保险',
        '现役军人',
        '政治面貌',
        '公益性岗位(月数)',
        '公益性岗位类型',
      ],
      ['5301290001', '1', '赵一', fifteen(赵一), '是', '1', '00', '参加', '否', '13', 6, '护林员'],
      ['5301290001', '2', '李四', Number(李四.slice(0, 17)) * 10, '有', '', '', '', '', '党员', '', ''],
    ]),
  )
  expect(read.rows).toEqual([
    [
      2,
      [`self ${赵一} 赵一`],
      {
        householdCode: '5301290001',
        memberCode: '1',
        name: '赵一',
        dibao: '是',
        residentInsurance: '是',
        employeeInsurance: '否',
        seriousIllnessInsurance: { raw: '参加' },
        soldier: '否',
        politics: '群众',
        publicPostMonths: 6,
        publicPost: '护林员',
      },
    ],
    [
      3,
      [],
      {
        householdCode: '5301290001',
        memberCode: '2',
        name: '李四',
        dibao: { raw: '有' },
        politics: { raw: '党员' },
      },
    ],
  ])
  expect(read.rejects).toEqual([[3, '证件号码', 'precision_lost']])
})

test('大病 is contained in 患有大病, written or coded', () => {
  const read = members.columns.healthState.read
  const found = ['患有大病', '03', '03,01', '残疾、大病', '长期慢性病', '无'].map(cell =>
    contains(read(cell), '大病'),
  )
  expect(found).toEqual([true, true, true, true, false, false])
})
