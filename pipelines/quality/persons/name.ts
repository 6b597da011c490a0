/** 姓名. */
import { textOf } from '../../../connectors/reading.ts'
import { both } from '../../rules/text.ts'
import { said } from '../../rules/wording.ts'
import { lengthOf } from '../characters.ts'
import { NO_PARAMETER } from '../judgement.ts'
import { personRule } from '../person-rule.ts'

/** Digits, Latin letters, white space, and what an encoding leaves of a character that it does not know. */
const STRANGE = /[\p{Nd}\p{Script=Latin}\s\p{Z}\ufffd?？]/u

export const P53 = personRule({
  id: 'P53',
  title: both('姓名异常', 'A strange name'),
  class: 'suspected',
  text: both(
    '姓名含数字、拉丁字母、空格或替换字符，或字数过少、过多',
    'The name contains a digit, a Latin letter, white space or a replacement character, or has too few or too many characters',
  ),
  reading: both(
    '间隔号（· 及其各种写法）不算异常；按字计数，生僻字算一个；首尾空格不计；替换字符为 � 和问号；姓名为空即字数为 0',
    'The dot between parts of a name, in any form, is not strange; a rare character is one; white space at the ends does not count; � and the question mark are replacements; an empty name has 0 characters',
  ),
  fields: ['AAB002'],
  parameters: ['quality.person.nameLeast', 'quality.person.nameMost'],
  innocent: [
    both('少数民族或外籍姓名较长', 'A long name of a minority or a foreigner'),
    both(
      '生僻字系统无法录入，以拼音代替',
      'A rare character that the system could not take, written in pinyin',
    ),
  ],
  judge: ({ values: { name }, context }) => {
    const text = textOf(name)
    if (STRANGE.test(text)) return `姓名「${said(name)}」含数字、字母、空格或替换字符`
    const length = lengthOf(text)
    const least = context.parameter('quality.person.nameLeast')
    const most = context.parameter('quality.person.nameMost')
    const isShort = least !== undefined && length < least
    const isLong = most !== undefined && length > most
    if (!isShort && !isLong) return least === undefined || most === undefined ? NO_PARAMETER : undefined
    const wanted = isShort ? `少于 ${least} 字` : `多于 ${most} 字`
    return text === '' ? '姓名为空' : `姓名「${said(name)}」${length} 字，${wanted}`
  },
})
