/** 民政·低保: households on subsistence allowance; wide, the applicant and up to eight members in one row. */
import { county, date, id, name, number, text } from '../column.ts'
import { feed } from '../definition.ts'

const memberName = (n: number) => name(`成员${n}姓名`)
const memberId = (n: number) => id(`成员${n}身份证号`)
const MEMBERS = [1, 2, 3, 4, 5, 6, 7, 8] as const

export const dibao = feed({
  id: 'civil-affairs.dibao',
  department: '民政',
  title: { zh: '民政·低保', en: 'Civil affairs: subsistence allowance' },
  columns: {
    applicant: name('申请人', { aliases: ['户主'], required: true }),
    id: id('身份证号', { required: true }),
    coveredPersons: number('保障人口', { unit: '人' }),
    category: text('保障类别'),
    startsOn: date('起始月'),
    amount: number('户保障金', { unit: '元' }),
    county: county('区划'),
    member1Name: memberName(1),
    member1Id: memberId(1),
    member2Name: memberName(2),
    member2Id: memberId(2),
    member3Name: memberName(3),
    member3Id: memberId(3),
    member4Name: memberName(4),
    member4Id: memberId(4),
    member5Name: memberName(5),
    member5Id: memberId(5),
    member6Name: memberName(6),
    member6Id: memberId(6),
    member7Name: memberName(7),
    member7Id: memberId(7),
    member8Name: memberName(8),
    member8Id: memberId(8),
  },
  persons: [
    { id: 'id', name: 'applicant', role: 'self', joins: true },
    ...MEMBERS.map(n => ({
      id: `member${n}Id`,
      name: `member${n}Name`,
      role: 'member' as const,
      joins: true,
    })),
  ],
  // I05: every applicant.
  candidate: () => true,
})
