/** P01–P03, P11–P18, P21: who somebody is, by which number. */
import { addDays } from '../../calendar.ts'
import { fifteen } from '../../dirt.ts'
import type { Household, Member } from '../../household.ts'
import { checkOf } from '../../id-numbers.ts'
import { planting, type QualityCase, turning } from './case.ts'
import { childOfRelatives, makesRoom, poorFamily, relative } from './families.ts'

const ordinary = planting('ordinary')
const beside = planting('beside')

/** A relative whose number stands in the register in another form, which departments know for all that. */
const knownAs =
  (kind: Member['documentKind'], form: (key: string) => string) =>
  (household: Household): void => {
    const member = relative(household)
    member.documentKind = kind
    member.document = form(member.person.key)
  }

/** A relative whose number nobody can read: no department's row can be joined to it, so none is made. */
const unknownAs =
  (form: (key: string) => string, kind: Member['documentKind'] = '居民身份证') =>
  (household: Household): void => {
    const member = relative(household)
    member.documentKind = kind
    member.document = form(member.person.key)
    member.known = false
  }

const wrongCheck = (key: string): string => key.slice(0, 17) + (key.endsWith('4') ? '6' : '4')

/** The thirteenth month, with a right check character. */
const thirteenthMonth = (key: string): string => {
  const seventeen = `${key.slice(0, 10)}13${key.slice(12, 17)}`
  return seventeen + checkOf(seventeen)
}

const otherSex = (sex: string): string => (sex === '男' ? '女' : '男')

export const IDENTITY: readonly QualityCase[] = [
  ordinary(
    'P01',
    sheet => {
      sheet.putOf(sheet.last, { 性别: '' })
      sheet.leadOf('P01', sheet.last)
    },
    relative,
  ),
  beside(
    'P02 P21',
    sheet => {
      sheet.putOf(sheet.last, { 与户主关系: '' })
      sheet.leadOf('P02', sheet.last)
      sheet.leadOf('P21', sheet.last)
    },
    relative,
  ),
  beside(
    'P03',
    sheet => {
      sheet.putOf(sheet.last, { 民族: '' })
      sheet.leadOf('P03', sheet.last)
    },
    relative,
  ),
  beside('P11', sheet => sheet.leadOf('P11', sheet.last), knownAs('军官证', fifteen)),
  beside(
    'P11',
    sheet => sheet.leadOf('P11', sheet.last),
    unknownAs(() => '', '军官证'),
  ),
  beside(
    'P12',
    sheet => sheet.leadOf('P12', sheet.last),
    knownAs('居民身份证', key => `${key}21`),
  ),
  beside('P13', sheet => sheet.leadOf('P13', sheet.last), unknownAs(wrongCheck)),
  beside('P14', sheet => sheet.leadOf('P14', sheet.last), unknownAs(thirteenthMonth)),
  ordinary(
    'P15',
    (sheet, turn) => {
      const { birth } = sheet.last.member.person
      sheet.putOf(sheet.last, { 出生日期: addDays(birth, turning([31, 45, 62], turn)).replaceAll('-', '') })
      sheet.leadOf('P15', sheet.last)
    },
    relative,
  ),
  beside(
    'P16',
    sheet => sheet.leadOf('P16', sheet.last),
    household => {
      relative(household)
      household.members.pop()
      household.add({ relation: '之兄弟姐妹', sex: '女', age: 33, area: '999999' }).months = 0
    },
  ),
  ordinary(
    'P17',
    sheet => sheet.leadOf('P17', sheet.last),
    household => {
      makesRoom(household, 3)
      const { person } = relative(household)
      const again = household.join({ ...person, relation: '其他' })
      again.months = 0
      again.known = false
    },
  ),
  ordinary(
    'P18',
    sheet => {
      sheet.putOf(sheet.last, { 性别: otherSex(sheet.last.member.person.sex) })
      sheet.leadOf('P18', sheet.last)
    },
    relative,
  ),
  beside(
    'P19',
    sheet => sheet.leadOf('P19', sheet.last),
    household => {
      relative(household, { relation: '之叔伯', sex: '女', age: 48 })
    },
  ),
  ordinary(
    'P20',
    sheet => sheet.leadOf('P20', sheet.last),
    household => {
      poorFamily(household)
      household.members.splice(1)
      household.add({ relation: '配偶', sex: '男', age: 44 })
    },
  ),
  beside(
    'P21',
    (sheet, turn) => {
      sheet.putOf(sheet.last, { 与户主关系: turning(['干亲', '养子的兄弟', '22'], turn) })
      sheet.leadOf('P21', sheet.last)
    },
    relative,
  ),
  beside(
    'P53',
    sheet => sheet.leadOf('P53', sheet.last),
    household => {
      childOfRelatives(household, 8, { name: household.random.pick(['李A强', '王小明1', '李', '张 ?平']) })
    },
  ),
  // just not: a reissued certificate has 22 characters; full-width digits and blanks are the same number
  beside(
    '',
    () => undefined,
    household => {
      const member = relative(household)
      member.health = '残疾'
      member.documentKind = '残疾人证'
      member.document = `${member.person.key}31B1`
    },
  ),
  beside(
    '',
    () => undefined,
    household => {
      childOfRelatives(household, 9, { name: '买买提·阿不都热依木·吐尔逊江' })
    },
  ),
]
