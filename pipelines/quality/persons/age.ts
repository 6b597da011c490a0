/** Ages that nobody, or no head of a household, has. */
import { isDate } from '../../rules/conditions.ts'
import { both } from '../../rules/text.ts'
import { aged, below, over, parametersOf } from '../ages.ts'
import { ageOf, personRule } from '../person-rule.ts'

const OLDEST = [over('quality.person.oldestAge')]

export const P54 = personRule({
  id: 'P54',
  title: both('年龄过高或出生日期在将来', 'Very old, or born in the future'),
  class: 'error',
  text: both(
    '年龄超过高龄核查年龄（疑似），或出生日期晚于比对日（错误）',
    'Older than the age to check (suspected), or a 出生日期 after the day of the comparison (error)',
  ),
  reading: both(
    '年龄按周岁，以证件号码为准，无有效号码的按出生日期；将来的日期只看出生日期一栏，证件号码的由 P14 提示',
    'Full years, by the ID number, else by 出生日期; the future is that of 出生日期, P14 speaks of the number',
  ),
  fields: ['AAB005'],
  parameters: parametersOf(...OLDEST),
  check: [
    both('对照户口簿和身份证，核对出生日期', 'Compare the birth date with the hukou book and the ID card'),
    both('老人是否健在', 'Whether the old person is alive'),
  ],
  innocent: [both('百岁老人，属实', 'Truly a hundred years old')],
  judge: ({ member, values: { bornOn }, context }) => {
    if (isDate(bornOn) && bornOn > context.asOf) return `出生日期 ${bornOn} 晚于比对日`
    const age = aged(member, context, OLDEST)
    return typeof age === 'string' ? { class: 'suspected', detail: age } : age
  },
})

const MINOR_HEAD = [below('quality.person.headFromAge')]

export const P56 = personRule({
  id: 'P56',
  title: both('户主未成年', 'A minor is head of the household'),
  class: 'suspected',
  text: both(
    '户主未满户主最小年龄，孤儿除外',
    'The head of the household is below the least age of one, unless an orphan',
  ),
  reading: both(
    '系统没有孤儿标识：户内全部成员都未满该年龄的视为孤儿户，不提示；有成员年龄不明的照常提示',
    'The register does not mark orphans: where all members are below that age they are taken for orphans; a member whose age is not known may be an adult',
  ),
  fields: ['AAB006', 'AAB005'],
  parameters: parametersOf(...MINOR_HEAD),
  innocent: [both('孤儿或事实无人抚养儿童', 'An orphan, or a child whom nobody brings up')],
  judge: ({ member, values: { relation }, dossier, context }) => {
    if (relation !== '本人或户主') return undefined
    const age = aged(member, context, MINOR_HEAD)
    if (typeof age !== 'string') return age
    const least = context.parameter('quality.person.headFromAge') ?? 0
    const isAmongChildren = dossier.members.every(each => (ageOf(each, context) ?? least) < least)
    return isAmongChildren ? undefined : `户主${age}`
  },
})
