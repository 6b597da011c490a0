import { describe, expect, it } from 'vitest'
import { FEEDS } from '../../../connectors/feeds/index.ts'
import {
  CANDIDATE_FEEDS,
  dueSteps,
  EVIDENCE_FEEDS,
  isStep,
  readScanPart,
  readStep,
  STEP_KINDS,
  stepName,
} from '../../../pipelines/flow/steps.ts'
import type { FeedId } from '../../../pipelines/types.ts'

const COUNTIES = ['530128', '530129', 'outside']

/** The waves of a run, each done before the next one is asked for. */
function waves(
  portions: readonly string[],
  stretches: ReadonlyMap<FeedId, number> = new Map(),
): readonly (readonly string[])[] {
  const done = new Set<string>()
  const found: string[][] = []
  const due = () => dueSteps(done, { portions, stretches })
  for (let wave = due(); wave.length > 0; wave = due()) {
    found.push(wave.map(stepName))
    for (const step of wave) done.add(stepName(step))
  }
  return found
}

describe('The flow of a run', () => {
  it('goes through all kinds of steps in their order, and ends', () => {
    const kinds = new Set(
      waves(COUNTIES)
        .flat()
        .map(step => readStep(step).kind),
    )
    expect([...kinds]).toEqual(STEP_KINDS.filter(kind => kind !== 'scan'))
  })

  it('has the step of a large feed wait for its stretches, and no other one', () => {
    const [feed = ''] = EVIDENCE_FEEDS
    const found = waves(COUNTIES, new Map([[EVIDENCE_FEEDS[0] as FeedId, 2]]))
    const scanning = found.findIndex(wave => wave.some(step => step.startsWith('scan/')))
    expect(found[scanning]?.toSorted()).toEqual(
      [
        `scan/${feed}/0`,
        `scan/${feed}/1`,
        ...EVIDENCE_FEEDS.slice(1).map(other => `evidence/${other}`),
      ].toSorted(),
    )
    expect(found[scanning + 1]).toEqual([`evidence/${feed}`])
    expect(readScanPart(`${feed}/1`)).toEqual({ feed, number: 1 })
  })

  it('reads every feed once, residents being looked at before', () => {
    expect([...CANDIDATE_FEEDS, ...EVIDENCE_FEEDS].toSorted()).toEqual(FEEDS.map(({ id }) => id).toSorted())
    expect(waves([]).flat()).toContain('residents')
  })

  it('evaluates every portion apart, and makes feedback meanwhile', () => {
    const found = waves(COUNTIES)
    expect(found.slice(found.findIndex(([first = '']) => first.startsWith('feedback')))).toEqual([
      ['feedback', 'evaluation/530128', 'evaluation/530129', 'evaluation/outside'],
      ['items'],
      ['reports'],
    ])
  })

  it('has a run that an earlier version evaluated make its feedback', () => {
    const done = new Set(waves(COUNTIES).flat().slice(0, -1))
    done.delete('feedback')
    expect(dueSteps(done, { portions: COUNTIES })).toEqual([{ kind: 'feedback' }])
  })

  it('has a wave wait for the last step of the one before', () => {
    const [, candidates = []] = waves(COUNTIES)
    const last = candidates.at(-1) ?? ''
    const done = new Set(['register', ...candidates.slice(0, -1)])
    expect(dueSteps(done, { portions: COUNTIES }).map(stepName)).toEqual([last])
    expect(dueSteps(new Set([...done, last]), { portions: COUNTIES }).map(stepName)).toEqual(['residents'])
  })
})

describe('The name of a step', () => {
  it('says its kind and its part', () => {
    expect(readStep('evidence/hr.pensions')).toEqual({ kind: 'evidence', part: 'hr.pensions' })
    expect(readStep('items')).toEqual({ kind: 'items' })
    for (const name of waves(COUNTIES).flat()) expect(stepName(readStep(name))).toBe(name)
  })

  it('is refused where it is none', () => {
    expect(['evaluation/outside', 'items', 'cases/outside', 'item'].map(isStep)).toEqual([
      true,
      true,
      false,
      false,
    ])
    for (const name of ['', 'evidences/x', '/items']) expect(() => readStep(name)).toThrow(RangeError)
  })
})
