import { describe, expect, it } from 'vitest'
import {
  type Cells,
  findings,
  household,
  idOf,
  leadsOf,
  member,
  orphans,
  withheldOf,
} from '../rules/dossier.ts'

const details = (id: string, cells: Cells, ...members: readonly Cells[]) =>
  leadsOf(id, household({ cells, members: members.map(each => member({ cells: each })) })).map(
    ({ detail }) => detail,
  )

describe('the detail of a rule about a household', () => {
  it('gives the values that contradict each other, and the threshold', () => {
    expect([
      ...details('H19', { 贫困户属性: '02', 低保金: '5' }),
      ...details('H34', { 工资性收入: '80' }, { 务工时间: '3' }),
      ...details('H44', { 耕地面积: '12.5', 林地面积: '60' }),
      ...details('H11', { 脱贫属性: '1' }),
    ]).toEqual([
      '贫困户属性 低保户，低保金 5 元，低于 100 元',
      '成员务工时间 3，工资性收入 80 元，不高于 100 元',
      '耕地面积 12.5 亩，达到 10 亩；林地面积 60 亩，达到 50 亩',
      '脱贫属性 已脱贫，贫困户属性 未填，两者不符',
    ])
  })
  it('gives computed areas to two places', () => {
    const dossier = household({
      cells: { 主要致贫原因: '缺土地', 耕地面积: '7' },
      members: [member(), member(), member()],
      village: { 耕地面积: '1000', 总人口数: '600' },
    })
    expect(leadsOf('H48', dossier).map(({ detail }) => detail)).toEqual([
      '主要致贫原因 缺土地，3 名成员人均耕地 2.33 亩，全村人均 1.67 亩',
    ])
  })
  it('is one sentence where both halves of a sum are off', () => {
    expect(
      details('H40', {
        纯收入: '1000',
        工资性收入: '0.1',
        生产经营性收入: '0.2',
        财产性收入: '0',
        计划生育金: '0',
        低保金: '0',
        五保金: '0',
        养老保险金: '0',
        生态补偿金: '0',
        其他转移性收入: '0',
        生产经营性支出: '0',
        人均纯收入: '500',
        家庭人口数: '3',
      }),
    ).toEqual([
      '纯收入 1000 元，各项收入之和减经营支出为 0.3 元；人均纯收入 500 元，纯收入 1000 元 除以 3 人为 333.33 元，容差 1 元',
    ])
  })
  it('does not depend on the order of the members', () => {
    const [one, other] = [{ 在校生状况: '小学' }, { 在校生状况: '非在校生' }]
    expect(details('H07', { 主要致贫原因: '03' }, one, other)).toEqual(
      details('H07', { 主要致贫原因: '03' }, other, one),
    )
  })
  it('shows causes as they were written where one of them cannot be read', () => {
    expect([
      ...details('H05', { 主要致贫原因: '01', 其他致贫原因: '07,01' }),
      ...details('H05', { 主要致贫原因: '01', 其他致贫原因: '07,因病住院' }),
    ]).toEqual([
      '主要致贫原因 因病，其他致贫原因 缺技术、因病，两者重复',
      '主要致贫原因 因病，其他致贫原因 07,因病住院，两者重复',
    ])
  })
  it('masks a card, and an ID number that stands in any cell that it shows', () => {
    const id = idOf('19700312')
    const shown = [
      ...details('H59', { 户联系电话: id }),
      ...details('H61', { 银行卡号: id }),
      ...details('H61', { 银行卡号: '6228-4800-0000-0000' }),
      ...details('H04', { 其他致贫原因: `缺水,缺技术,${id}` }),
      ...details('H54', { 危房户: '否', 危房级别: id }),
      ...details('H65', { 返贫: '是', 返贫原因: id }),
    ].join()
    expect([shown.split('*').length > 6, shown.includes(id), shown.includes('0000-0000')]).toEqual([
      true,
      false,
      false,
    ])
  })
})

describe('a rule about a household', () => {
  it('says which table lacks the column', () => {
    const cells = { 贫困户属性: '低保户' }
    expect([
      withheldOf('H18', household({ cells, members: [member({ without: ['是否享受低保'] })] })),
      withheldOf('H19', household({ cells, without: ['低保金'] })),
    ]).toEqual([
      [['530129', 'register.members', 'no column']],
      [['530129', 'register.households', 'no column']],
    ])
  })
  it('is addressed to the household, by its head, and rests on its row', () => {
    const dossier = household({ cells: { 户主姓名: '王五' } })
    const [lead] = leadsOf('H01', dossier)
    expect([lead?.household, lead?.idNumber, lead?.subject, lead?.personName]).toEqual([
      dossier.code,
      '',
      '',
      '王五',
    ])
    expect(lead?.evidence.map(({ row }) => row)).toEqual([dossier.household?.row])
  })
  it('says nothing about members whose household is not registered', () => {
    expect([findings('H15', orphans()), findings('H12', orphans(member()))]).toEqual([[], []])
  })
})
