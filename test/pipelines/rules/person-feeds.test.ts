import { expect, it } from 'vitest'
import { FEEDS } from '../../../connectors/feeds/index.ts'
import { RULES } from '../../../pipelines/rules/index.ts'
import { feedsAboutPersons } from '../../../pipelines/rules/packs.ts'
import type { EvidenceByFeed, PersonDossier } from '../../../pipelines/types.ts'
import { context, person } from './dossier.ts'

/** The feeds that rules ask a person's evidence for. */
function feedsRead(dossier: PersonDossier): ReadonlySet<string> {
  const read = new Set<string>()
  const evidence = new Proxy<EvidenceByFeed>(dossier.evidence, {
    get: (known, feed) => {
      read.add(String(feed))
      return Reflect.get(known, feed)
    },
  })
  for (const rule of RULES) if (rule.reads === 'person') rule.evaluate({ ...dossier, evidence }, context())
  return read
}

it('rules about persons outside read no feed that they do not name, and residents for the county', () => {
  const named = feedsAboutPersons(RULES)
  const read = feedsRead(person([], { removals: [{}] }))
  expect(read.size).toBeGreaterThan(10)
  expect([...read].filter(feed => !named.some(one => one === feed))).toEqual([])
  expect(named.length).toBeLessThan(FEEDS.length)
  expect(feedsAboutPersons([])).toEqual(['public-security.residents'])
})
