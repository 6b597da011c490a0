/** P04, P05, P23, P36–P41, P47: education, school, and age. */
import type { Household } from '../../household.ts'
import { planting, type QualityCase, turning } from './case.ts'
import { childOfRelatives, farmers, relative } from './families.ts'

const beside = planting('beside')

/** A child at school, of that age. */
const pupil = (age: number) => (household: Household) => {
  childOfRelatives(household, age).enrolled = '在读'
}

/** Somebody who is at a school for children is no reason to be poor by schooling (H07). */
const NO_SCHOOLING = { 主要致贫原因: '缺技术', 其他致贫原因: '' } as const
const latePupil = (age: number) => (household: Household) => {
  farmers(household)
  pupil(age)(household)
}

const YOUNG_MAN = { age: 18, relation: '之侄儿' } as const

export const SCHOOLING: readonly QualityCase[] = [
  beside(
    'P04 P23',
    sheet => {
      sheet.putOf(sheet.last, { 文化程度: '' })
      sheet.leadOf('P04', sheet.last)
      sheet.leadOf('P23', sheet.last)
    },
    relative,
  ),
  beside(
    'P05',
    sheet => {
      sheet.putOf(sheet.last, { 在校生状况: '' })
      sheet.leadOf('P05', sheet.last)
    },
    relative,
  ),
  beside(
    'P23',
    (sheet, turn) => {
      sheet.putOf(sheet.last, { 文化程度: turning(['小学', '初中'], turn) })
      sheet.leadOf('P23', sheet.last)
    },
    pupil(10),
  ),
  beside(
    'P36',
    sheet => {
      sheet.putOf(sheet.last, { 文化程度: '', 在校生状况: '大专及以上', 劳动技能: '无劳动力' })
      sheet.leadOf('P36', sheet.last)
    },
    relative,
  ),
  beside(
    'P37',
    (sheet, turn) => {
      const 健康状况 = turning(['健康', '长期慢性病'], turn)
      sheet.putOf(sheet.last, { 文化程度: '小学', 在校生状况: '非在校生', 健康状况 })
      sheet.leadOf('P37', sheet.last)
    },
    farmers,
  ),
  beside(
    'P38 P40',
    (sheet, turn) => {
      sheet.putOf(sheet.last, { 在校生状况: turning(['高一', '高二'], turn) })
      sheet.leadOf('P38', sheet.last)
      sheet.leadOf('P40', sheet.last)
    },
    farmers,
  ),
  beside(
    'P39 P40',
    (sheet, turn) => {
      sheet.put(NO_SCHOOLING)
      sheet.putOf(sheet.last, { 在校生状况: turning(['小学', '学前教育'], turn) })
      sheet.leadOf('P39', sheet.last)
      sheet.leadOf('P40', sheet.last)
    },
    latePupil(18),
  ),
  beside(
    'P40',
    (sheet, turn) => {
      sheet.putOf(sheet.last, { 在校生状况: turning(['七年级', '八年级'], turn) })
      sheet.leadOf('P40', sheet.last)
    },
    pupil(10),
  ),
  beside(
    'P41',
    (sheet, turn) => {
      sheet.putOf(sheet.last, { 文化程度: turning(['小学', '文盲或半文盲'], turn) })
      sheet.leadOf('P41', sheet.last)
    },
    household => {
      relative(household, YOUNG_MAN)
    },
  ),
  beside(
    'P47',
    (sheet, turn) => {
      sheet.putOf(sheet.last, { 失学或辍学原因: turning(['因病', '因残'], turn) })
      sheet.leadOf('P47', sheet.last)
    },
    pupil(9),
  ),
  // just not: a late pupil of 初中, and one who left school because of another's illness
  beside(
    '',
    sheet => {
      sheet.put(NO_SCHOOLING)
      sheet.putOf(sheet.last, { 在校生状况: '九年级' })
    },
    latePupil(17),
  ),
  beside('', sheet => sheet.putOf(sheet.last, { 失学或辍学原因: '厌学' }), pupil(11)),
]
