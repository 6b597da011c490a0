/** I11: a hamlet without a registered household among hamlets that have them. */
import { usable } from '../../../connectors/reading.ts'
import type { Finding, HamletRecord, Rule, RuleContext, VillageDossier } from '../../types.ts'
import { refOf } from '../evidence.ts'
import { claim, type Published, withheld } from '../statement.ts'
import { both, plan } from '../text.ts'
import { said } from '../wording.ts'
import { inclusion } from './outside.ts'

const published: Published = {
  ...inclusion,
  id: 'I11',
  title: both('无建档户的自然村', 'A hamlet without a registered household'),
  severity: 'C',
  text: both(
    '自然村没有建档立卡户，而同一行政村其他自然村的建档户占总户数的比例达到限额；总户数为 0 的不算，其他自然村未填总户数的不计入比例',
    'A hamlet without a registered household, in a village whose other hamlets have a share of registered households at or over the limit; a hamlet of 0 households is no lead, other hamlets without 总户数 are left out of the share',
  ),
  parameters: ['hamlet.share'],
  basis: plan(
    '边远山村一般户纳入漏评排查重点',
    'ordinary households of remote hamlets are a focus of the search for the left out',
  ),
  check: [
    both(
      '逐户走访该自然村：当初是否参加评议、公示',
      'Visit every house: whether they took part in the assessment',
    ),
    both('户所属自然村名称是否录错', 'Whether households were entered under another hamlet’s name'),
  ],
  innocent: [
    both('自然村条件较好，确无贫困户', 'A well-off hamlet without poor households'),
    both('自然村已整体搬迁或合并', 'The hamlet was moved or merged'),
    both('户的自然村名称写法不一，没有归到本村', 'Its households write its name differently'),
  ],
  feeds: [],
  tables: ['hamlets'],
}

/** Σ registered households ÷ Σ 总户数 of those hamlets that state it; undefined where there is nothing to divide by. */
function registeredShare(hamlets: readonly HamletRecord[]): number | undefined {
  const stated = hamlets.filter(hamlet => usable(hamlet.values.households) !== undefined)
  const all = stated.reduce((sum, hamlet) => sum + (usable(hamlet.values.households) ?? 0), 0)
  const registered = stated.reduce((sum, hamlet) => sum + hamlet.registered.households, 0)
  return all > 0 ? registered / all : undefined
}

const perCent = (share: number): string => `${Number((share * 100).toFixed(2))}%`

function evaluate(dossier: VillageDossier, context: RuleContext): readonly Finding[] {
  if (!context.hasTable('hamlets')) return [withheld('register.hamlets', dossier.county, 'no table')]
  const limit = context.parameter('hamlet.share')
  return dossier.hamlets.flatMap((hamlet): readonly Finding[] => {
    if (hamlet.registered.households > 0 || hamlet.values.households === 0) return []
    const share = registeredShare(dossier.hamlets.filter(other => other !== hamlet))
    if (share === undefined) return []
    if (limit === undefined) return [withheld('register.hamlets', dossier.county, 'no parameter')]
    if (share < limit) return []
    const code = usable(hamlet.values.code) ?? ''
    const detail = `自然村「${said(hamlet.values.name)}」（总户数 ${said(hamlet.values.households)}）没有建档立卡户，同村其他自然村建档户占比 ${perCent(share)} ≥ ${perCent(limit)}`
    const to = { household: '', idNumber: '', county: dossier.county, village: dossier.code, personName: '' }
    return [claim(published, to, { severity: 'C', subject: code, detail }, [refOf(hamlet)])]
  })
}

export const I11: Rule<'village'> = { ...published, reads: 'village', evaluate }
