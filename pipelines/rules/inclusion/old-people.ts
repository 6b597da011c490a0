/** I07: everybody under one 户号 is old, and nobody is registered. */
import { ageAt, birthDate } from '../../../connectors/id-number.ts'
import { byPlace } from '../../claims.ts'
import type { Finding, HouseNumberDossier, Rule, RuleContext } from '../../types.ts'
import { refOf } from '../evidence.ts'
import { countyOf, weighed } from '../on-persons.ts'
import { claim, type Published, withheld } from '../statement.ts'
import { both, plan } from '../text.ts'
import { inclusion, LIVES_WELL, OTHER_NUMBER, VISIT } from './outside.ts'

const FEED = 'public-security.residents'

const published: Published = {
  ...inclusion,
  id: 'I07',
  title: both('未建档的老人户', 'Old people alone, unregistered'),
  severity: 'C',
  text: both(
    '同一户号下户籍正常的人全部满 65 岁，其中至少一人在村居住，且该户号所有人都不是任何户的成员；每个户号一条',
    'Under one 户号 everybody who is 正常 is 65 or older, at least one of them lives in the village, and none of all its persons is a member of any household; one lead per 户号',
  ),
  parameters: ['elders.age'],
  basis: plan(
    '老人户纳入漏评排查重点',
    'households of old people are a focus of the search for the left out',
  ),
  check: [
    both(
      '子女是否履行赡养，是否分户单立',
      'Whether the children support them; whether the household was split off',
    ),
    VISIT,
  ],
  innocent: [
    both(
      '子女分户在旁居住，实际共同生活、有赡养能力',
      'The children live next door, share the household and can support them',
    ),
    both('有退休金等稳定收入', 'Has a pension or other stable income'),
    LIVES_WELL,
    OTHER_NUMBER,
  ],
  feeds: [FEED],
}

function evaluate(dossier: HouseNumberDossier, context: RuleContext): readonly Finding[] {
  const rows = dossier.residents.filter(row => row.role !== 'parent').toSorted(byPlace)
  const living = rows.filter(row => row.values.status === '正常')
  const first = living[0]
  if (!first || !living.some(row => row.values.livesInVillage === '是')) return []
  const county = countyOf(first) || countyOf(rows[0])
  const elders = context.parameter('elders.age')
  if (elders === undefined) return [withheld(FEED, county, 'no parameter')]
  const ages = living.map(row => ageAt(birthDate(row.key), context.asOf))
  if (ages.some(age => age < elders)) return []
  // By birth date: whichever row comes first, the same person is named.
  const oldest = living
    .filter(row => row.name !== undefined)
    .toSorted((one, other) => (birthDate(one.key) + one.key < birthDate(other.key) + other.key ? -1 : 1))[0]
  const people = new Set(living.map(row => row.key)).size
  const detail = `公安·户籍同一户号下 ${people} 人均满 ${elders} 岁（最小 ${Math.min(...ages)} 岁），有人在村居住，均未建档`
  const to = {
    household: '',
    idNumber: '',
    county,
    village: '',
    personName: oldest?.name?.trim() ?? '',
  }
  const verdict = weighed({ severity: 'C', subject: dossier.houseNumber, detail }, dossier.counter, context)
  return [claim(published, to, verdict, living.map(refOf))]
}

export const I07: Rule<'houseNumber'> = { ...published, reads: 'houseNumber', evaluate }
