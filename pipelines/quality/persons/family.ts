/** P55: years between the births of relatives. */
import { ageAt } from '../../../connectors/id-number.ts'
import { textOf, usable } from '../../../connectors/reading.ts'
import type { Relation } from '../../../connectors/register/code-sets.ts'
import type { ParameterName } from '../../policies/parameters.ts'
import { refOf } from '../../rules/evidence.ts'
import { both } from '../../rules/text.ts'
import type { IsoDate, Member, RuleContext } from '../../types.ts'
import { bornIn } from '../ages.ts'
import { type Fault, NO_PARAMETER } from '../judgement.ts'
import { birthOf, personRule } from '../person-rule.ts'

type Kin = 'spouse' | 'child' | 'parent' | 'grandchild' | 'grandparent'

/** What a person is to the head or to the head's spouse, by the relation to the head. */
interface Tie {
  readonly to: Relation
  readonly as: Kin
}

const HEAD: Relation = '本人或户主'
const SPOUSE: Relation = '配偶'
const OF_HEAD = (as: Kin): readonly Tie[] => [{ to: HEAD, as }]
const OF_SPOUSE = (as: Kin): readonly Tie[] => [{ to: SPOUSE, as }]
const OF_BOTH = (as: Kin): readonly Tie[] => [...OF_HEAD(as), ...OF_SPOUSE(as)]

const TIES: Readonly<Partial<Record<string, readonly Tie[]>>> = {
  配偶: OF_HEAD('spouse'),
  之子: OF_BOTH('child'),
  之女: OF_BOTH('child'),
  之父: OF_HEAD('parent'),
  之母: OF_HEAD('parent'),
  之岳父: OF_SPOUSE('parent'),
  之岳母: OF_SPOUSE('parent'),
  之公公: OF_SPOUSE('parent'),
  之婆婆: OF_SPOUSE('parent'),
  之孙子: OF_BOTH('grandchild'),
  之孙女: OF_BOTH('grandchild'),
  之外孙子: OF_BOTH('grandchild'),
  之外孙女: OF_BOTH('grandchild'),
  之祖父: OF_HEAD('grandparent'),
  之祖母: OF_HEAD('grandparent'),
  之外祖父: OF_HEAD('grandparent'),
  之外祖母: OF_HEAD('grandparent'),
}

/** Years that must and may lie between an elder's birth and a younger one's. */
interface Bounds {
  readonly least?: ParameterName
  readonly most?: ParameterName
}
const MOTHER: Bounds = { least: 'quality.person.motherFromAge', most: 'quality.person.motherToAge' }
const FATHER: Bounds = { least: 'quality.person.fatherFromAge', most: 'quality.person.fatherToAge' }
const GRANDPARENT: Bounds = { least: 'quality.person.grandparentFromAge' }
const SPOUSES: Bounds = { most: 'quality.person.spouseGap' }

const isElder = (as: Kin): boolean => as === 'parent' || as === 'grandparent'

const FATHERS: readonly string[] = ['之父', '之岳父', '之公公']
const MOTHERS: readonly string[] = ['之母', '之岳母', '之婆婆']

/** By 性别, else by the parity of the ID number's 17th digit, else by the relation. */
const isMale = ({ key, values: { sex, relation } }: Member): boolean | undefined => {
  const stated = usable(sex)
  if (stated !== undefined) return stated === '男'
  if (key !== undefined) return Number(key.charAt(16)) % 2 === 1
  const named = textOf(relation)
  return FATHERS.includes(named) ? true : MOTHERS.includes(named) ? false : undefined
}

function boundsOf(as: Kin, elder: Member): Bounds | undefined {
  if (as === 'spouse') return SPOUSES
  if (as === 'grandchild' || as === 'grandparent') return GRANDPARENT
  const male = isMale(elder)
  return male === undefined ? undefined : male ? FATHER : MOTHER
}

/** What is remarkable about so many years, or that the policy does not say. */
function beyond(years: number, { least, most }: Bounds, context: RuleContext): string | null | undefined {
  const from = least && context.parameter(least)
  if (from !== undefined && years < from) return `相差 ${years} 岁，少于 ${from} 岁`
  const to = most && context.parameter(most)
  if (to !== undefined && years > to) return `相差 ${years} 岁，多于 ${to} 岁`
  return (least && from === undefined) || (most && to === undefined) ? null : undefined
}

interface Pair {
  readonly member: Member
  readonly born: IsoDate
  readonly other: Member
  readonly tie: Tie
}

/** What is remarkable about a member and one relative; null where the policy does not say what would be. */
function remark({ member, born, other, tie }: Pair, context: RuleContext): string | null | undefined {
  const otherBorn = birthOf(other)
  if (otherBorn === undefined) return undefined
  const memberIsElder = tie.as === 'spouse' ? born <= otherBorn : isElder(tie.as)
  const years = memberIsElder ? ageAt(born, otherBorn) : ageAt(otherBorn, born)
  const bounds = boundsOf(tie.as, memberIsElder ? member : other)
  const words = years < 0 ? '长幼颠倒' : bounds && beyond(years, bounds, context)
  if (typeof words !== 'string') return words
  const head = tie.to === HEAD ? '户主' : '户主配偶'
  return `${textOf(member.values.relation)}（${bornIn(member)}）与${head}（${bornIn(other)}）${words}`
}

export const P55 = personRule({
  id: 'P55',
  title: both('亲属年龄差异常', 'Relatives too near or too far in age'),
  class: 'suspected',
  text: both(
    '子女出生时母亲或父亲的年龄过小或过大，孙辈出生时祖辈年龄过小，夫妻年龄差过大，或子女年长于户主',
    'At a birth the mother or father is too young or too old, or a grandparent too young; spouses are too far apart; a child is older than the head',
  ),
  reading: both(
    '年龄差为年长者在年幼者出生当日的周岁。之子、之女与户主及其配偶比，之父、之母与户主比，之岳父母、之公婆与户主配偶比，孙辈与户主及其配偶比，祖辈与户主比；父母按性别区分，未填的按证件号码，再按之父、之母等关系，仍不明的只看长幼。提示在写明关系的成员一行',
    "The elder's full years on the day of the younger one's birth. Children and grandchildren beside the head and the spouse, parents and grandparents beside the head, parents-in-law beside the spouse; father or mother by 性别, else by the ID number, else by a relation that says it (之父, 之母), else only who is older is looked at. Raised on the member whose relation it is",
  ),
  fields: ['AAB006', 'AAB005'],
  parameters: [
    'quality.person.motherFromAge',
    'quality.person.motherToAge',
    'quality.person.fatherFromAge',
    'quality.person.fatherToAge',
    'quality.person.grandparentFromAge',
    'quality.person.spouseGap',
  ],
  innocent: [
    both('继父母、养父母或再婚', 'Step-parents, adoption, a second marriage'),
    both('与户主关系填错一栏，年龄属实', 'The relation was mistaken, the ages are right'),
  ],
  judge: ({ member, values: { relation }, dossier: { members }, context }) => {
    const ties = TIES[textOf(relation)]
    const born = ties && birthOf(member)
    if (ties === undefined || born === undefined) return undefined
    const faults: Fault[] = []
    let isOpen = false
    for (const tie of ties)
      for (const other of members) {
        if (other === member || other.values.relation !== tie.to) continue
        const words = remark({ member, born, other, tie }, context)
        if (typeof words === 'string') faults.push({ detail: words, also: [refOf(other)] })
        else if (words === null) isOpen = true
      }
    if (faults.length > 0) return faults
    return isOpen ? NO_PARAMETER : undefined
  },
})
