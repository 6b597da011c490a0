import { describe, expect, it } from 'vitest'
import { counterCases } from '../../../pipelines/rules/counter-cases.ts'
import type { FeedId } from '../../../pipelines/types.ts'
import {
  ADULT,
  type Cells,
  context,
  counter,
  evidenceByFeed,
  flat,
  household,
  houseNumber,
  idOf,
  leadsOf,
  member,
  orphans,
  outsider,
  person,
  row,
  sources,
  village,
  withheldOf,
} from './dossier.ts'

type Case = readonly [what: string, cells: Cells, expected: readonly (readonly string[])[]]

function table(id: string, feed: FeedId, fires: Cells, cases: readonly Case[]): void {
  describe(id, () => {
    it.each(cases)('%s', (_, cells, expected) => {
      expect(flat(id, person([row(feed, { ...fires, ...cells })]))).toEqual(expected)
    })
  })
}

const DANGEROUS: Cells = { 房屋等级: 'D级', 区划: '530129101', 是否唯一住房: '是' }
table('I01', 'housing.dilapidated', DANGEROUS, [
  ['fires on D', {}, [['I01', 'A', 'suspected']]],
  [
    'fires on C where the only home is not stated',
    { 房屋等级: 'c', 是否唯一住房: '' },
    [['I01', 'A', 'suspected']],
  ],
  ['not on B', { 房屋等级: 'B' }, []],
  ['not once completed', { 竣工日期: '2017-06' }, []],
  ['not with 「未竣工」, which is neither a date nor missing', { 竣工日期: '未竣工' }, []],
  ['not where there is another home', { 是否唯一住房: '否' }, []],
])

it('I01 is withheld for a file without 竣工日期, only where the rest holds', () => {
  const without = { without: ['竣工日期'] }
  const of = (cells: Cells) => person([row('housing.dilapidated', { ...DANGEROUS, ...cells }, without)])
  expect([flat('I01', of({})), withheldOf('I01', of({})), withheldOf('I01', of({ 房屋等级: 'B' }))]).toEqual([
    [],
    [['530129', 'housing.dilapidated', 'no column']],
    [],
  ])
})

table('I02', 'disabled.certificates', { 残疾等级: '一级', 状态: '有效', 城乡类别: '乡村' }, [
  ['fires on level 1', {}, [['I02', 'B', 'suspected']]],
  [
    'fires on level 2, as a number, the setting not stated',
    { 残疾等级: '2', 城乡类别: '' },
    [['I02', 'B', 'suspected']],
  ],
  ['not on level 3', { 残疾等级: '三级' }, []],
  ['not revoked', { 状态: '注销' }, []],
  ['not without a state', { 状态: '' }, []],
  ['not in town', { 城乡类别: '城镇' }, []],
])

describe('I03', () => {
  const STUDENT = idOf('19980505')
  const of = (cells: Cells, against: ReturnType<typeof counter>[] = []) =>
    household({
      outsiders: [
        outsider(
          STUDENT,
          [row('education.university', { 院校: '某大学', 状态: '在读', ...cells }, { name: '张小' })],
          against,
        ),
      ],
    })
  it('is on the household, about the student', () => {
    const [lead] = leadsOf('I03', of({}))
    expect(flat('I03', of({}))).toEqual([['I03', 'A', 'suspected', STUDENT]])
    expect(lead).toMatchObject({
      household: '5301290001',
      idNumber: STUDENT,
      subject: STUDENT,
      subjectIsKey: true,
      county: '530129',
      village: '530129101201',
      personName: '张小',
    })
  })
  it('not after leaving', () => {
    expect([flat('I03', of({ 状态: '毕业' })), flat('I03', of({ 状态: '退学' }))]).toEqual([[], []])
  })
  it('falls to C in the face of counter-evidence', () => {
    const against = counter(
      'X14',
      row('hr.public-payroll', { 工作单位: '某局', 人员性质: '公务员', 人员状态: '在职' }),
    )
    const [lead] = leadsOf('I03', of({}, [against]))
    expect([lead?.severity, sources(lead)]).toEqual(['C', ['education.university#n', 'hr.public-payroll#n']])
    expect(lead?.detail).toMatch(/某大学.*反向佐证.*公务员（在职）/)
  })
  it('skips orphans', () => {
    expect(flat('I03', { ...orphans(member()), outsiders: of({}).outsiders })).toEqual([])
  })
})

const URBAN: Cells = { 农转城: '是', 在村居住: '是', 承包地: '2.5', 户籍状态: '正常', 区划: '530129' }
table('I04', 'public-security.residents', URBAN, [
  ['fires', {}, [['I04', 'C', 'suspected']]],
  ['not without land', { 承包地: '0' }, []],
  ['not with land that is not stated', { 承包地: '' }, []],
  ['not living elsewhere', { 在村居住: '否' }, []],
  ['not dead', { 户籍状态: '死亡注销' }, []],
  ['not without 农转城', { 农转城: '' }, []],
])

describe('I05', () => {
  const dibao = row('civil-affairs.dibao', { 区划: '530128' })
  const tekun = row('civil-affairs.tekun', { 供养方式: '分散', 区划: '530129' })
  it('fires on the applicant, and not on a further member', () => {
    const further = row('civil-affairs.dibao', {}, { role: 'member' })
    expect([flat('I05', person([dibao])), flat('I05', person([further]))]).toEqual([
      [['I05', 'B', 'suspected']],
      [],
    ])
  })
  it('fires on support at home, and not in an institution', () => {
    const institution = row('civil-affairs.tekun', { 供养方式: '集中' })
    expect([flat('I05', person([tekun])), flat('I05', person([institution]))]).toEqual([
      [['I05', 'B', 'suspected']],
      [],
    ])
  })
  it('is one lead for a person in both, in the county of the first by feed id', () => {
    const [lead] = leadsOf('I05', person([tekun, dibao]))
    expect(flat('I05', person([tekun, dibao]))).toEqual([['I05', 'B', 'suspected']])
    expect([lead?.county, sources(lead)]).toEqual([
      '530128',
      ['civil-affairs.dibao#n', 'civil-affairs.tekun#n'],
    ])
  })
})

table('I06', 'health.serious-illness', { 病种: '尿毒症', 年度自付费用: '5000', 城乡类别: '乡村' }, [
  ['fires at the limit', {}, [['I06', 'B', 'suspected']]],
  ['fires where the cost is missing', { 年度自付费用: '—', 城乡类别: '' }, [['I06', 'B', 'suspected']]],
  ['not just below', { 年度自付费用: '4999.99' }, []],
  ['not with a cost in words', { 年度自付费用: '五千' }, []],
  ['not in town', { 城乡类别: '城镇' }, []],
])
it('I06 takes a column that the file does not have for a missing cost', () => {
  const dossier = person([row('health.serious-illness', { 病种: '尿毒症' }, { without: ['年度自付费用'] })])
  expect(flat('I06', dossier)).toEqual([['I06', 'B', 'suspected']])
})

describe('I07', () => {
  const OLD = idOf('19521120', '011')
  const YOUNGER = idOf('19521121', '022')
  const DEAD = idOf('19900101', '033')
  const lives: Cells = { 户籍状态: '正常', 在村居住: '是', 区划: '530129' }
  const away: Cells = { 户籍状态: '正常', 在村居住: '否', 区划: '530129' }
  const dead: Cells = { 户籍状态: '死亡注销', 在村居住: '是', 区划: '530129' }

  it('fires where everybody living is 65, and one of them lives in the village', () => {
    const dossier = houseNumber([
      [OLD, lives, '赵老'],
      [idOf('19400101'), away],
      [DEAD, dead],
    ])
    const [lead] = leadsOf('I07', dossier)
    expect(flat('I07', dossier)).toEqual([['I07', 'C', 'suspected', 'H0001']])
    expect(lead).toMatchObject({ household: '', idNumber: '', county: '530129', personName: '赵老' })
    expect(lead?.evidence).toHaveLength(2)
  })
  it.each([
    [
      'one is a day short of 65',
      [
        [OLD, lives],
        [YOUNGER, lives],
      ],
    ],
    [
      'nobody living lives in the village',
      [
        [OLD, away],
        [DEAD, dead],
      ],
    ],
    ['nobody lives', [[OLD, dead]]],
  ] as const)('does not: %s', (_, residents) => {
    expect(flat('I07', houseNumber(residents))).toEqual([])
  })
})

table('I08', 'education.enrolment', { 状态: '辍学', 学段: '初中', 学校: '某中学' }, [
  ['fires in junior secondary school', {}, [['I08', 'B', 'suspected']]],
  ['fires in primary school', { 学段: '小学' }, [['I08', 'B', 'suspected']]],
  ['not in 高中', { 学段: '高中' }, []],
  ['not in attendance', { 状态: '在读' }, []],
])

it('I07 takes the county of the first residents row where the first living one has none', () => {
  const dead: Cells = { 户籍状态: '死亡注销', 区划: '530125' }
  const living: Cells = { 户籍状态: '正常', 在村居住: '是' }
  const county = (区划: string) =>
    leadsOf(
      'I07',
      houseNumber([
        [idOf('19300101'), dead],
        [idOf('19400101'), { ...living, 区划 }],
      ]),
    )[0]?.county
  expect([county('530129'), county('')]).toEqual(['530129', '530125'])
})

describe('I10', () => {
  const REMOVAL: Cells = {
    户编号: '5301290777',
    户主姓名: '李四',
    剔除时间: '2017-06-30',
    剔除原因: '有车',
    区划: '530129',
  }
  const of = (...rows: Parameters<typeof person>[0]) => person(rows, { removals: [REMOVAL] })
  const FIRES = [['I10', 'B', 'suspected']]

  it('fires on a removal that nothing explains today, in the county of the list', () => {
    const [lead] = leadsOf('I10', of(row('public-security.residents', { 户籍状态: '正常', 区划: '530128' })))
    expect(flat('I10', of())).toEqual(FIRES)
    expect(lead).toMatchObject({ household: '', idNumber: ADULT, county: '530129', personName: '李四' })
    expect(sources(lead)).toEqual(['register.removed#n'])
  })
  it('falls back on the residents row for the county', () => {
    const resident = row('public-security.residents', { 户籍状态: '正常', 区划: '530128' })
    const dossier = person([resident], { removals: [{ ...REMOVAL, 区划: '' }] })
    expect(leadsOf('I10', dossier)[0]?.county).toBe('530128')
  })

  const vehicle = (cells: Cells) =>
    row(
      'public-security.vehicles',
      { 车牌号: '云A1', 车辆类型: 'K33', 机动车状态: 'A', ...cells },
      { name: '别人' },
    )
  const property = (cells: Cells) =>
    row('housing.property', { 房屋坐落: '某处', 规划用途: '住宅', 房屋性质: '商品房', ...cells })
  const company = (cells: Cells) =>
    row('commerce.enterprises', {
      企业名称: '某公司',
      角色: '股东',
      企业类型: '企业',
      登记状态: '存续',
      ...cells,
    })

  it.each([
    ['X01', vehicle({ 购置价: '30000' })],
    ['X03', vehicle({ 车辆类型: 'H11' })],
    ['X07', property({})],
    ['X08', property({ 规划用途: '商业' })],
    ['X11', company({})],
    ['X14', row('hr.public-payroll', { 人员性质: '公务员', 人员状态: '在职' })],
    ['X18', row('public-security.residents', { 户籍状态: '死亡注销' })],
    ['X19', row('civil-affairs.cremations', { 死亡日期: '2017-01-01' })],
    ['X28', row('civil-affairs.tekun', { 供养方式: '集中' })],
  ])('does not where the key meets %s, whatever name the row bears', (_, found) => {
    expect(flat('I10', of(found))).toEqual([])
  })
  it.each([
    ['X02', vehicle({ 购置价: '29999' })],
    ['X04', vehicle({ 车辆类型: 'H31' })],
    ['X07 with a minor share', property({ 共有份额: '49' })],
    ['X08 of a parking space', property({ 规划用途: '车位' })],
    ['X11 without paid-in capital', company({ 实缴出资: '0' })],
    ['X21', row('public-security.residents', { 户籍状态: '迁出注销' })],
  ])('still does in the face of %s', (_, found) => {
    expect(flat('I10', of(found))).toEqual(FIRES)
  })
  it('falls to C where somebody under the same 户号 meets a grave case', () => {
    const dossier = person([], {
      removals: [REMOVAL],
      counter: [counter('X01', vehicle({ 购置价: '80000' }), idOf('19600101'))],
    })
    expect(flat('I10', dossier)).toEqual([['I10', 'C', 'suspected']])
  })
  it('says nothing about who is not on the list', () => {
    expect(flat('I10', person([]))).toEqual([])
  })
})

describe('counter-evidence', () => {
  const ill = row('health.serious-illness', { 病种: '尿毒症', 区划: '530129' })
  const lorry = row('public-security.vehicles', { 车牌号: '云A9', 车辆类型: 'H11', 机动车状态: 'A' })
  const shop = row('housing.property', { 房屋坐落: '官渡', 规划用途: '商业', 区划: '530111' })

  it('drops an inclusion lead to C, shows both, and leaves county and class alone', () => {
    const [lead] = leadsOf('I06', person([ill], { counter: [counter('X08', shop), counter('X03', lorry)] }))
    expect([lead?.severity, lead?.class, lead?.county, sources(lead)]).toEqual([
      'C',
      'suspected',
      '530129',
      ['health.serious-illness#n', 'housing.property#n', 'public-security.vehicles#n'],
    ])
    expect(lead?.detail).toMatch(/尿毒症.*商业用房.*重型货车/)
  })
  it('keeps the county of the row that the lead rests on, though a counter row comes first by feed', () => {
    const [lead] = leadsOf(
      'I06',
      person([ill], {
        counter: [
          counter(
            'X11',
            row('commerce.enterprises', { 企业名称: '甲', 角色: '股东', 企业类型: '企业', 登记状态: '存续' }),
          ),
        ],
      }),
    )
    expect([lead?.county, sources(lead)[0]]).toEqual(['530129', 'commerce.enterprises#n'])
  })
  it('finds the A-grade cases of a key, and only those, without a name check', () => {
    const found = evidenceByFeed(
      [
        lorry,
        shop,
        row(
          'public-security.vehicles',
          { 车牌号: '云A8', 车辆类型: 'K33', 购置价: '30000' },
          { name: '别人' },
        ),
        row('public-security.vehicles', { 车牌号: '云A7', 车辆类型: 'K33', 购置价: '20000' }),
        row('housing.property', { 规划用途: '车位' }),
        row('housing.property', { 规划用途: '住宅', 房屋性质: '商品房', 共有份额: '10' }),
      ],
      ADULT,
    )
    expect(counterCases(found, context()).map(({ rule }) => rule)).toEqual(['X01', 'X03', 'X08'])
  })
})

it('counter-evidence of two owners under one 户号 is one row', () => {
  const lorry = row(
    'public-security.vehicles',
    { 车牌号: '云A9', 车辆类型: 'H11', 机动车状态: 'A' },
    { row: 5 },
  )
  const other = row(
    'public-security.vehicles',
    { 车牌号: '云A8', 车辆类型: 'H11', 机动车状态: 'A' },
    { row: 6 },
  )
  const against = [counter('X03', other), counter('X03', lorry), counter('X03', lorry, idOf('19600101'))]
  const ill = row('health.serious-illness', { 病种: '尿毒症' })
  const [lead] = leadsOf('I06', person([ill], { counter: against }))
  expect(lead?.evidence.slice(1).map(ref => ref.row)).toEqual([5, 6])
  expect(lead?.detail.match(/云A\d/g)).toEqual(['云A9', '云A8'])
})

describe('I11', () => {
  it('fires on a hamlet without a household, where the others reach the share', () => {
    const dossier = village([0, { 总户数: '30' }], [1, { 总户数: '20' }])
    const [lead] = leadsOf('I11', dossier)
    expect(flat('I11', dossier)).toEqual([['I11', 'C', 'suspected', '530129101201001']])
    expect(lead).toMatchObject({ household: '', idNumber: '', county: '530129', village: '530129101201' })
    expect(sources(lead)).toEqual(['register.hamlets#n'])
  })
  it.each([
    [
      'the others are just below the share',
      [
        [0, { 总户数: '30' }],
        [1, { 总户数: '21' }],
      ],
      [],
    ],
    [
      'nobody lives there',
      [
        [0, { 总户数: '0' }],
        [1, { 总户数: '20' }],
      ],
      [],
    ],
    ['the only hamlet', [[0, { 总户数: '30' }]], []],
    [
      'no other hamlet says how large it is',
      [
        [0, { 总户数: '30' }],
        [9, { 总户数: '' }],
      ],
      [],
    ],
    [
      'its own size missing does not matter',
      [
        [0, { 总户数: '' }],
        [1, { 总户数: '20' }],
      ],
      ['530129101201001'],
    ],
    [
      'one without 总户数 is left out of the share',
      [
        [0, { 总户数: '30' }],
        [1, { 总户数: '21' }],
        [5, { 总户数: '不详' }],
      ],
      [],
    ],
  ] as const)('%s', (_, hamlets, expected) => {
    expect(leadsOf('I11', village(...hamlets)).map(({ subject }) => subject)).toEqual(expected)
  })
})

describe('I12', () => {
  const KIN = idOf('20160301')
  const of = (户籍状态: string) =>
    household({
      outsiders: [
        outsider(KIN, [row('public-security.residents', { 户籍状态, 户号: 'H1' }, { name: '张幼' })]),
      ],
    })
  it('fires on who is 正常, on the household, about the person', () => {
    expect(flat('I12', of('正常'))).toEqual([['I12', 'C', 'suspected', KIN]])
    expect(leadsOf('I12', of('正常'))[0]).toMatchObject({
      household: '5301290001',
      idNumber: KIN,
      subjectIsKey: true,
    })
  })
  it('does not on who is not', () => {
    expect([flat('I12', of('迁出注销')), flat('I12', of(''))]).toEqual([[], []])
  })
})

describe('county and name of a person outside', () => {
  it('is that of the row, else of the first residents row, else empty', () => {
    const certificate = (区划: string) => row('disabled.certificates', { 残疾等级: '1', 状态: '有效', 区划 })
    const resident = row('public-security.residents', { 户籍状态: '正常', 区划: '530125103204' })
    const counties = [
      person([certificate('530129'), resident]),
      person([certificate(''), resident]),
      person([certificate('')]),
    ].map(dossier => leadsOf('I02', dossier)[0]?.county)
    expect(counties).toEqual(['530129', '530125', ''])
  })
  it('is one of the names that the rows give, whatever their order; no name is ever in doubt', () => {
    const of = (name: string | undefined, at: number) =>
      row(
        'disabled.certificates',
        { 残疾等级: '1', 状态: '有效' },
        { row: at, ...(name === undefined ? {} : { name }) },
      )
    const orders = [
      [of('丙', 9), of(undefined, 4), of('乙', 6)],
      [of('丙', 6), of(undefined, 4), of('乙', 9)],
    ]
    const leads = orders.map(rows => leadsOf('I02', person(rows))[0])
    expect(leads.map(lead => [lead?.severity, lead?.evidence.map(ref => ref.row)])).toEqual([
      ['B', [4, 6, 9]],
      ['B', [4, 6, 9]],
    ])
    expect(leads[1]?.personName).toBe(leads[0]?.personName)
    expect(['乙', '丙']).toContain(leads[0]?.personName)
  })
})
