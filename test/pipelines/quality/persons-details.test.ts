import { expect, it } from 'vitest'
import { registerTableById } from '../../../connectors/register/index.ts'
import { PERSON_RULES } from '../../../pipelines/quality/persons/index.ts'
import { type Cells, household, idOf, leadsOf, member } from '../rules/dossier.ts'

const SECRETS = [idOf('19850607', '321'), '530129700312123']

/** Persons in whom many rules find something. */
const PERSONS: readonly Cells[] = [
  {},
  { 性别: '男', 证件类型: '残疾人证', 健康状况: '健康', 劳动技能: '普通劳动力', 务工时间: '13' },
  { 性别: '女', 与户主关系: '之子', 务工时间: '0', 在校生状况: '小学', 文化程度: '小学' },
  {
    与户主关系: '本人或户主',
    健康状况: '健康',
    劳动技能: '丧失劳动力',
    务工时间: '3',
    是否特困供养人员: '是',
  },
]

it('no person rule shows an ID number, in whatever cell one was written', () => {
  const headers = Object.values(registerTableById('members').columns)
    .filter(({ kind }) => kind !== 'id')
    .map(({ header }) => header)
  const spoke = new Set<string>()
  for (const secret of SECRETS)
    for (const cells of PERSONS) {
      const stuffed = Object.fromEntries(headers.map(header => [header, secret]))
      const members = [
        member({ idText: secret, cells: { ...stuffed, ...cells } }),
        member({ key: '', idText: secret, cells: { ...stuffed, ...cells, 姓名: `张某 ${secret}` } }),
        member({ samePhone: { households: 1, first: [secret] }, cells: { ...stuffed, ...cells } }),
      ]
      for (const { id } of PERSON_RULES)
        for (const { detail } of leadsOf(id, household({ members }))) {
          spoke.add(id)
          expect([id, detail.includes(secret), /\d{15}/.test(detail)]).toEqual([id, false, false])
        }
    }
  expect(spoke.size).toBeGreaterThan(20)
})
