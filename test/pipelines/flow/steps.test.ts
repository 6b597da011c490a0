import { describe, expect, it } from 'vitest'
import { FEEDS } from '../../../connectors/feeds/index.ts'
import {
  CANDIDATE_FEEDS,
  dueSteps,
  EVIDENCE_FEEDS,
  readStep,
  STEP_KINDS,
  stepName,
} from '../../../pipelines/flow/steps.ts'

const COUNTIES = ['530128', '530129', 'outside']

/** The waves of a run, each done before the next one is asked for. */
function waves(portions: readonly string[]): readonly (readonly string[])[] {
  const done = new Set<string>()
  const found: string[][] = []
  for (let wave = dueSteps(done, portions); wave.length > 0; wave = dueSteps(done, portions)) {
    found.push(wave.map(stepName))
    for (const step of wave) done.add(stepName(step))
  }
  return found
}

describe('The flow of a run', () => {
  it('goes through all kinds of steps in their order, and ends', () => {
    expect(waves(COUNTIES).map(([first = '']) => readStep(first).kind)).toEqual(STEP_KINDS)
  })

  it('reads every feed once, residents being looked at before', () => {
    expect([...CANDIDATE_FEEDS, ...EVIDENCE_FEEDS].toSorted()).toEqual(FEEDS.map(({ id }) => id).toSorted())
    expect(waves([]).flat()).toContain('residents')
  })

  it('evaluates every portion apart', () => {
    expect(waves(COUNTIES).filter(([first = '']) => /cases|evaluation/.test(first))).toEqual([
      ['cases/530128', 'cases/530129', 'cases/outside'],
      ['evaluation/530128', 'evaluation/530129', 'evaluation/outside'],
    ])
  })

  it('has a wave wait for the last step of the one before', () => {
    const [, candidates = []] = waves(COUNTIES)
    const last = candidates.at(-1) ?? ''
    const done = new Set(['register', ...candidates.slice(0, -1)])
    expect(dueSteps(done, COUNTIES).map(stepName)).toEqual([last])
    expect(dueSteps(new Set([...done, last]), COUNTIES).map(stepName)).toEqual(['residents'])
  })
})

describe('The name of a step', () => {
  it('says its kind and its part', () => {
    expect(readStep('evidence/hr.pensions')).toEqual({ kind: 'evidence', part: 'hr.pensions' })
    expect(readStep('items')).toEqual({ kind: 'items' })
    for (const name of waves(COUNTIES).flat()) expect(stepName(readStep(name))).toBe(name)
  })

  it('is refused where it is none', () => {
    for (const name of ['', 'evidences/x', '/items']) expect(() => readStep(name)).toThrow(RangeError)
  })
})
