import { expect, it } from 'vitest'
import { registerTableById } from '../../../connectors/register/index.ts'
import { HOUSEHOLD_RULES } from '../../../pipelines/quality/households/index.ts'
import type { RegisterTableId } from '../../../pipelines/types.ts'
import { type Cells, household, idOf, leadsOf, member } from '../rules/dossier.ts'

const SECRETS = [idOf('19850607', '321'), '530129700312123', '530129 19850607 3216']

const stuffed = (table: RegisterTableId, secret: string): Cells =>
  Object.fromEntries(
    Object.values(registerTableById(table).columns)
      .filter(({ kind }) => kind !== 'id')
      .map(({ header }) => [header, secret]),
  )

/** Households in which many rules find something. */
const HOUSEHOLDS: readonly Cells[] = [
  {},
  {
    脱贫属性: '1',
    贫困户属性: '02',
    危房户: '是',
    饮水困难: '是',
    饮水安全: '是',
    易地搬迁户: '是',
    返贫: '是',
  },
  { 脱贫属性: '0', 贫困户属性: '01', 危房户: '否', 主要致贫原因: '01', 人均纯收入: '25000' },
  { 脱贫属性: '3', 贫困户属性: '03', 主要致贫原因: '08', 通生活用电: '否', 家庭人口数: '3' },
  { 主要致贫原因: '03', 生产经营性收入: '1', 工资性收入: '1', 养老保险金: '1', 脱贫年度: '1985' },
  { 主要致贫原因: '05', 退耕还林面积: '0', 林地面积: '0', 牧草地面积: '0', 耕地面积: '1' },
]
const MEMBERS: readonly Cells[] = [
  {},
  { 健康状况: '健康', 劳动技能: '普通劳动力', 务工时间: '3', 是否享受低保: '是', 与户主关系: '01' },
]

it('no household rule shows an ID number, in whatever cell one was written', () => {
  const spoke = new Set<string>()
  for (const secret of SECRETS)
    for (const own of HOUSEHOLDS)
      for (const theirs of MEMBERS) {
        const each = member({ key: '', idText: secret, cells: { ...stuffed('members', secret), ...theirs } })
        const dossier = household({
          cells: { ...stuffed('households', secret), ...own },
          members: [each, each, each],
          village: stuffed('villages', secret),
          sameBankCard: { households: 1, first: [secret] },
        })
        for (const { id } of HOUSEHOLD_RULES)
          for (const { detail } of leadsOf(id, dossier)) {
            spoke.add(id)
            expect([id, detail.includes(secret), /\d{15}/.test(detail)]).toEqual([id, false, false])
          }
      }
  expect(spoke.size).toBeGreaterThan(30)
})
