import { describe, expect, it } from 'vitest'
import { stageSeconds } from '../../../workers/flow/stage-seconds.ts'

describe('Seconds of the stages of a run', () => {
  const stages = {
    evidence: { from: 10, to: 30.0004 },
    evaluation: { from: 33, to: 40 },
    items: { from: 41, to: 42 },
    reports: { from: 42, to: 44 },
  }

  it('are those from its first step to its last, to the millisecond', () => {
    expect(stageSeconds(stages)).toEqual({ evidence: 20, evaluation: 7, items: 1, reports: 2 })
  })

  it('do not count what goes on beside the evaluation', () => {
    expect(stageSeconds({ ...stages, feedback: { from: 33, to: 39 } })).toEqual(stageSeconds(stages))
  })

  it('count to the reports what was waited for feedback after the evaluation', () => {
    expect(stageSeconds({ ...stages, feedback: { from: 33, to: 41 } }).reports).toBe(3)
    // It was begun late, or once more.
    expect(stageSeconds({ ...stages, feedback: { from: 40.5, to: 41 } }).reports).toBe(2.5)
  })
})
