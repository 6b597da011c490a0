import { describe, expect, it } from 'vitest'
import { loadPolicy } from '../../../pipelines/policies/index.ts'
import { requiredParameters } from '../../../pipelines/policies/policy.ts'
import { COUNTER_PARAMETERS } from '../../../pipelines/rules/counter-cases.ts'
import { RULES } from '../../../pipelines/rules/index.ts'
import { PACK_IDS, PACKS, parametersOf, rulesOf } from '../../../pipelines/rules/packs.ts'

const idsOf = (...packs: Parameters<typeof rulesOf>[0]['packs']): readonly string[] =>
  rulesOf({ packs }).map(({ id }) => id)

describe('packs', () => {
  it('together hold every rule', () => {
    expect(rulesOf({ packs: PACK_IDS })).toEqual(RULES)
  })
  it('that share a rule give it once, in the order of the catalogue whatever the order of the packs', () => {
    expect(idsOf('identity')).toEqual(['X18', 'X19', 'X25', 'X26', 'X34'])
    expect(idsOf('identity', 'comparison')).toEqual(idsOf('comparison'))
  })
  it('of the comparison are those of exclusion, inclusion, exit and measures', () => {
    const families = new Set(idsOf('comparison').map(id => id[0]))
    expect([...families]).toEqual(['X', 'I', 'T', 'M'])
  })
  it('that weigh counter-evidence read the parameters of the rules that it comes from', () => {
    expect(COUNTER_PARAMETERS).toEqual(
      expect.arrayContaining(['vehicle.limit', 'vehicle.recentYears', 'property.minorShare']),
    )
    const weighing = PACK_IDS.filter(id => PACKS[id].rules.some(({ reads }) => reads === 'person'))
    expect(weighing).toContain('comparison')
    const lacking = weighing.filter(id =>
      COUNTER_PARAMETERS.some(name => !parametersOf({ packs: [id] }).has(name)),
    )
    expect(lacking).toEqual([])
  })
})

describe('a policy', () => {
  it('must set what the rules of its packs read, and what holds a delivery back', () => {
    expect(requiredParameters({ packs: ['identity'] })).toEqual([
      'delivery.rejectLimit',
      'delivery.shrinkLimit',
    ])
    expect(requiredParameters({ packs: ['comparison'] })).toContain('vehicle.limit')
  })
  it('kunming-2017 uses the comparison and the quality of the data', async () => {
    const { packs } = await loadPolicy('kunming-2017')
    expect(packs).toEqual(['comparison', 'quality'])
  })
})
