/** The ID number by itself, and beside what else the register says of the person. */
import { checkCharacter } from '../../../connectors/id-number.ts'
import { type IsoDate, isCalendarDate, isoDate, textOf, usable } from '../../../connectors/reading.ts'
import { isDate } from '../../rules/conditions.ts'
import { both } from '../../rules/text.ts'
import { said } from '../../rules/wording.ts'
import type { Member } from '../../types.ts'
import { lengthOf, placesOf } from '../characters.ts'
import { INFORMATION } from '../judgement.ts'
import { personRule } from '../person-rule.ts'

/** Characters of a 居民身份证, of a 残疾人证, and of a reissued one. */
const LENGTHS: readonly number[] = [18, 20, 22]
const LENGTHS_BY_KIND: Readonly<Record<string, readonly number[]>> = { 居民身份证: [18], 残疾人证: [20, 22] }

const EIGHTEEN = /^\d{17}[\dX]/
const EIGHT_DIGITS = /^\d{8}$/
const EARLIEST: IsoDate = '1900-01-01'

const READ_BY_PLACE = both(
  '只看至少 18 位的号码，各位按其位置单独读取；15 位号码由 P11 提示，补足 18 位后再校验',
  'Only numbers of at least 18 characters are looked at, each place by itself; P11 raises the ones of 15, which are checked once they have 18',
)

const hasEighteen = (idText: string): boolean => lengthOf(idText) >= 18

/** The birth date that characters 7 to 14 give, if they are one. */
function birthIn(idText: string): IsoDate | undefined {
  const part = placesOf(idText, 6, 14)
  if (!EIGHT_DIGITS.test(part)) return undefined
  const [year, month, day] = [Number(part.slice(0, 4)), Number(part.slice(4, 6)), Number(part.slice(6))]
  return isCalendarDate(year, month, day) ? isoDate(year, month, day) : undefined
}

export const P11 = personRule({
  id: 'P11',
  title: both('证件号码位数不对', 'The ID number has a wrong length'),
  class: 'error',
  text: both('证件号码不是 18、20 或 22 位', 'The ID number has neither 18, 20 nor 22 characters'),
  reading: both(
    '按折叠后的字符计数；空号码和 15 位号码也算；22 位是换发的残疾人证号',
    'Counted after folding; an empty number and one of 15 digits count too; 22 is a reissued disability certificate',
  ),
  fields: ['AAB004'],
  from: ['S3#40', 'S2:1_01_002'],
  judge: ({ member: { idText } }) => {
    const length = lengthOf(idText)
    if (LENGTHS.includes(length)) return undefined
    return length === 0 ? '证件号码为空' : `证件号码 ${length} 位，应为 18、20 或 22 位`
  },
})

export const P12 = personRule({
  id: 'P12',
  title: both('证件类型与号码位数不符', 'The kind of ID and the length of its number disagree'),
  class: 'error',
  text: both(
    '证件类型为残疾人证而号码不是 20 或 22 位，或为居民身份证而号码不是 18 位',
    'A 残疾人证 whose number has neither 20 nor 22 characters, or a 居民身份证 whose number has not 18',
  ),
  reading: both('空号码也算不符', 'An empty number disagrees too'),
  fields: ['AAB018', 'AAB004'],
  from: ['S3#43'],
  judge: ({ member: { idText }, values: { idKind } }) => {
    const wanted = LENGTHS_BY_KIND[textOf(idKind)]
    if (wanted === undefined) return undefined
    const length = lengthOf(idText)
    if (wanted.includes(length)) return undefined
    return `证件类型 ${said(idKind)}，证件号码 ${length} 位，应为 ${wanted.join(' 或 ')} 位`
  },
})

export const P13 = personRule({
  id: 'P13',
  title: both('证件号码校验码错误', 'The check character of the ID number is wrong'),
  class: 'error',
  text: both(
    '证件号码前 18 位按 GB 11643 的校验码不符',
    'The first 18 characters of the ID number do not pass the check of GB 11643',
  ),
  reading: both(
    '前 17 位为数字、第 18 位为数字或 X 时才校验；15 位号码没有校验码，由 P11 提示',
    'Where 17 digits and a digit or X stand; 15 digits have no check character, P11 raises them',
  ),
  fields: ['AAB004'],
  from: ['S2:1_01_003', 'S2:1_01_004', 'S4-p01'],
  judge: ({ member: { idText } }) => {
    if (!EIGHTEEN.test(idText)) return undefined
    if (checkCharacter(idText) === idText.charAt(17)) return undefined
    return '证件号码前 18 位的校验码不符'
  },
})

export const P14 = personRule({
  id: 'P14',
  title: both('证件号码中的出生日期无效', 'The birth date in the ID number is none'),
  class: 'error',
  text: both(
    '证件号码第 7 至 14 位不是日期，早于 1900 年，或晚于比对日',
    'Characters 7 to 14 of the ID number are no date, or one before 1900 or after the day of the comparison',
  ),
  reading: both(
    `${READ_BY_PLACE.zh}；被掩盖（*）的出生日期也不是日期；比对日当年但晚于比对日的也算`,
    `${READ_BY_PLACE.en}; a masked birth date (*) is no date; one later in the year of the comparison counts`,
  ),
  fields: ['AAB004'],
  from: ['S4-p01'],
  judge: ({ member: { idText }, context: { asOf } }) => {
    if (!hasEighteen(idText)) return undefined
    const birth = birthIn(idText)
    if (birth === undefined) return '证件号码第 7 至 14 位不是日期'
    if (birth < EARLIEST) return '证件号码第 7 至 14 位早于 1900 年'
    return birth > asOf ? '证件号码第 7 至 14 位晚于比对日' : undefined
  },
})

export const P15 = personRule({
  id: 'P15',
  title: both('出生日期与证件号码不符', '出生日期 and the ID number disagree'),
  class: 'error',
  text: both(
    '登记的出生日期与证件号码第 7 至 14 位不同',
    'The 出生日期 is another than characters 7 to 14 of the ID number',
  ),
  reading: both(
    `${READ_BY_PLACE.zh}；两个日期都能读出时才比较`,
    `${READ_BY_PLACE.en}; compared where both dates can be read`,
  ),
  fields: ['AAB005', 'AAB004'],
  from: ['S3#94'],
  judge: ({ member: { idText }, values: { bornOn } }) => {
    if (!isDate(bornOn) || !hasEighteen(idText)) return undefined
    const birth = birthIn(idText)
    if (birth === undefined || birth === bornOn) return undefined
    return `出生日期 ${bornOn}，与证件号码第 7 至 14 位不同`
  },
})

export const P16 = personRule({
  id: 'P16',
  title: both('疑似虚拟证件号码', 'The ID number looks invented'),
  class: 'suspected',
  text: both('证件号码含 99999，或以 999999 开头', 'The ID number contains 99999, or begins with 999999'),
  fields: ['AAB004'],
  from: ['S3#93', 'S2:4_01_003'],
  innocent: [
    both('号码中恰有五个 9，属实', 'Five nines stand in it by chance'),
    both(
      '新生儿、无户口人员暂用的临时号码',
      'A number for the time being, of a newborn or of a person without hukou',
    ),
  ],
  judge: ({ member: { idText } }) => {
    if (!idText.includes('99999')) return undefined
    return idText.startsWith('999999') ? '证件号码以 999999 开头' : '证件号码含 99999'
  },
})

export const P17 = personRule({
  id: 'P17',
  title: both('同一证件号码在户内重复', 'One ID number twice in a household'),
  class: 'error',
  text: both(
    '同一证件号码（前 18 位）在本户出现两次及以上',
    'One ID number (its first 18 characters) stands twice or more in the household',
  ),
  reading: both(
    '公开规则查全省重复；此处只查户内，跨户重复由 X34 提示。一个号码一条，佐证为全部行；无效号码不比',
    'The published rule looks through the province; this one within the household, X34 across households. One lead a number, all its rows are evidence; numbers that are no valid ones are not compared',
  ),
  fields: ['AAB004'],
  from: ['S4-p02', 'S2:1_01_001'],
  subject: 'none',
  judge: ({ member, dossier: { members } }) => {
    if (!members.some(other => other !== member && isSame(other, member))) return undefined
    const codes = members.filter(other => isSame(other, member)).map(each => said(each.values.memberCode))
    return `同一证件号码在本户登记 ${codes.length} 次，人编号 ${codes.toSorted().join('、')}`
  },
})

const isSame = ({ key }: Member, other: Member): boolean => key !== undefined && key === other.key

export const P18 = personRule({
  id: 'P18',
  title: both('性别与证件号码不符', '性别 and the ID number disagree'),
  class: 'error',
  text: both(
    '性别与证件号码第 17 位的奇偶不符（奇数为男，偶数为女）',
    'The 性别 is not that of the 17th digit of the ID number (odd: 男, even: 女)',
  ),
  reading: READ_BY_PLACE,
  fields: ['AAB003', 'AAB004'],
  from: ['S3#49'],
  judge: ({ member: { idText }, values: { sex } }) => {
    if (usable(sex) === undefined || !hasEighteen(idText)) return undefined
    const digit = placesOf(idText, 16, 17)
    if (!/^\d$/.test(digit)) return undefined
    const other = Number(digit) % 2 === 1 ? '男' : '女'
    return sex === other ? undefined : `性别 ${said(sex)}，证件号码第 17 位表示${other}`
  },
})

export const P57 = personRule({
  id: 'P57',
  title: both('证件号码的地区不是户所在县', 'The ID number is of another county'),
  class: 'suspected',
  text: both(
    '证件号码前 6 位不是户所在县的代码：只计数，不是疑点',
    "The first six digits of the ID number are not the code of the household's county: counted, never a lead",
  ),
  reading: both(
    '区划调整、迁移、婚嫁后号码不变，属正常；迁移情况不再区分',
    'Numbers stay when counties are renamed and people move: nothing is wrong; whether somebody moved is not asked',
  ),
  fields: ['AAB004'],
  judge: ({ member: { key }, dossier: { county } }) =>
    key === undefined || county === '' || key.startsWith(county) ? undefined : INFORMATION,
})
