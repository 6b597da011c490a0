import { expect, test } from 'vitest'
import { contains } from '../../../connectors/column.ts'
import { households } from '../../../connectors/register/households.ts'
import { gb18030, outcome, workbook } from '../../fixtures/feeds/delivery.ts'
import { masked, 赵一 } from '../../fixtures/feeds/people.ts'

test('an export of 2017 with labels and one with codes say the same', async () => {
  const read = await outcome(
    households,
    gb18030(`
      寻甸县贫困户名单,,,,,,,,,,,,,
      单位：户,,,,,,,,,,,,,
      县（市、区）,乡（镇）,行政村,自然村,村编码,户编号,户主姓名,户主证件号码,人数,贫困户属性,脱贫属性,脱贫年度,主要致贫原因,次要致贫原因
      寻甸县,某镇,某村委会,上村,530129104201,5301290001,赵一,${masked(赵一)},4,低保贫困户,未脱贫,,因病,"缺资金,缺技术"
      寻甸县,某镇,某村委会,上　村,'530129104201,"=""5301290002""",,,四人,04,0,,1,"09、7"
      寻甸县,某镇,某村委会,,530129104201,5301290003,,,3,特困供养脱贫户,已脱贫（不再享受政策）,2016年,不想说,12；99
      寻甸县,某镇,某村委会,,530129104201,5301290004,,,3,08,1,201611,因灾/因学,
      寻甸县,某镇,某村委会,,530129104201,,,,3,01,3,,,
      合计,,,,,,,,14,,,,,
    `),
  )
  const place = { countyName: '寻甸县', township: '某镇', village: '某村委会', villageCode: '530129104201' }
  expect(read.rows).toEqual([
    [
      4,
      [],
      {
        ...place,
        hamlet: '上村',
        householdCode: '5301290001',
        headName: '赵一',
        headIdNumber: masked(赵一),
        size: 4,
        attribute: '低保贫困户',
        exitState: '未脱贫',
        mainCause: { items: ['因病'], text: '因病' },
        otherCauses: { items: ['缺资金', '缺技术'], text: '缺资金,缺技术' },
      },
    ],
    [
      5,
      [],
      {
        ...place,
        hamlet: '上　村',
        householdCode: '5301290002',
        size: { raw: '四人' },
        attribute: '低保贫困户',
        exitState: '未脱贫',
        mainCause: { items: ['因病'], text: '1' },
        otherCauses: { items: ['缺资金', '缺技术'], text: '09、7' },
      },
    ],
    [
      6,
      [],
      {
        ...place,
        householdCode: '5301290003',
        size: 3,
        attribute: '五保户',
        exitState: '稳定脱贫',
        exitYear: 2016,
        mainCause: { raw: '不想说' },
        otherCauses: { items: ['因婚', '其他'], text: '12；99' },
      },
    ],
    [
      7,
      [],
      {
        ...place,
        householdCode: '5301290004',
        size: 3,
        attribute: '低保特困供养户',
        exitState: '已脱贫',
        exitYear: 2016,
        mainCause: { items: ['因灾', '因学'], text: '因灾/因学' },
      },
    ],
  ])
  // A bad 户主证件号码 is not judged; a row without 户编号 is.
  expect(read.rejects).toEqual([[8, '户编号', 'required']])
  expect(read.skipped).toEqual({ title: 2, subtotal: 1 })
})

test('income, land and living conditions as the 2021 export calls them', async () => {
  const read = await outcome(
    households,
    await workbook([
      [
        '县',
        '村编码',
        '户编号',
        '脱贫属性',
        '首次识别时间',
        '工资性收入',
        '五保金',
        '人均纯收入（元）',
        '耕地面积（亩）',
        '有效灌溉面积（亩）',
        '退耕还林面积（亩）',
        '是否危房户',
        '危房级别',
        '是否解决安全饮用水',
        '入户路类型',
        '主要燃料类型',
        '是否有卫生厕所',
        '易地搬迁户',
        '是否入住',
        '拟退出',
        '返贫',
        '返贫原因',
        '银行卡号',
        '户联系电话',
        '村办公电话',
      ],
      [
        '禄劝县',
        '530128001001',
        5301280001,
        '1',
        '2014-01',
        '１２,000.5',
        '/',
        '3,200',
        '6.5',
        '七',
        0,
        '是',
        'Ｄ级',
        1,
        '土路',
        '其他',
        '02',
        '01',
        '0',
        '是',
        '是',
        '因病(大病)',
        '6222000000000000000',
        13800000000,
        '-',
      ],
    ]),
  )
  expect(read.rows).toEqual([
    [
      2,
      [],
      {
        countyName: '禄劝县',
        villageCode: '530128001001',
        householdCode: '5301280001',
        exitState: '已脱贫',
        identifiedOn: '2014-01-01',
        wageIncome: 12000.5,
        incomePerHead: 3200,
        arable: 6.5,
        irrigated: { raw: '七' },
        reforested: 0,
        dilapidated: '是',
        dilapidatedLevel: 'D',
        waterSafe: '是',
        roadKind: { raw: '土路' },
        fuel: '其它',
        toilet: { raw: '02' },
        relocated: '是',
        movedIn: '否',
        exitCandidate: '是',
        returned: '是',
        returnCauses: { raw: '因病(大病)' },
        bankCard: '6222000000000000000',
        phone: '13800000000',
      },
    ],
  ])
  expect(read.notices).toEqual(['unknown_column'])
})

test('a cause is contained whether it is written or coded, alone or with words around it', () => {
  const read = households.columns.returnCauses.read
  const found = ['因病', '01', '3,1', '因病(大病)', '因学', ''].map(cell => contains(read(cell), '因病'))
  expect(found).toEqual([true, true, true, true, false, false])
})

test('what the monitoring system since 2021 says of a household', async () => {
  const read = await outcome(
    households,
    gb18030(`
      县,村编码,户编号,脱贫属性,户类型,监测对象类别,风险是否已消除0,识别监测时间,消除监测时间,致贫/返贫风险1,致贫／返贫风险2,风险消除方式,合规自付支出（元）,家庭理赔收入,纳入监测范围收入
      寻甸县,530129104201,5301290001,1,脱贫户,脱贫不稳定户,是,202205,2023年5月,因病,因务工就业不稳,帮扶消除,"12,000.50",0,三万
      寻甸县,530129104201,5301290002,1,脱贫户,,,,,,,,,,
      寻甸县,530129104201,5301290003,1,监测户,三类对象,否,202304,,因自然灾害,缺水,,,,
    `),
  )
  const place = { countyName: '寻甸县', villageCode: '530129104201', exitState: '已脱贫' }
  expect(read.rows.map(([, , values]) => values)).toEqual([
    {
      ...place,
      householdCode: '5301290001',
      kind: '脱贫户',
      monitoringCategory: '脱贫不稳定户',
      riskGone: '是',
      monitoredOn: '2022-05-01',
      riskGoneOn: '2023-05-01',
      risk1: '因病',
      risk2: '因务工就业不稳',
      riskGoneBy: '帮扶消除',
      selfPaid: 12000.5,
      claims: 0,
      monitoringIncome: { raw: '三万' },
    },
    { ...place, householdCode: '5301290002', kind: '脱贫户' },
    {
      ...place,
      householdCode: '5301290003',
      kind: { raw: '监测户' },
      monitoringCategory: { raw: '三类对象' },
      riskGone: '否',
      monitoredOn: '2023-04-01',
      risk1: '因自然灾害',
      risk2: { raw: '缺水' },
    },
  ])
  expect(read.notices).toEqual([])
})
