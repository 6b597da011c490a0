import { describe, expect, it } from 'vitest'
import { sparingly } from '../../../workers/metrics/sparingly.ts'

function question(answers: readonly (() => Promise<number>)[]) {
  let asked = 0
  return { ask: () => answers[asked++]!(), asked: () => asked }
}
const never = () => new Promise<number>(() => undefined)
const yes = (value: number) => async () => value
const no = () => Promise.reject(new Error('no'))

describe('a question that many have', () => {
  it('is asked once for all who ask at the same time', async () => {
    const { ask, asked } = question([yes(1)])
    const answer = sparingly(ask, { freshMs: 0, patienceMs: 1000 })
    expect(await Promise.all([answer(), answer(), answer()])).toEqual([1, 1, 1])
    expect(asked()).toBe(1)
  })

  it('is asked again when its answer is old, and not before', async () => {
    let now = 0
    const { ask, asked } = question([yes(1), yes(2)])
    const answer = sparingly(ask, { freshMs: 5, patienceMs: 1000, now: () => now })
    expect([await answer(), await answer()]).toEqual([1, 1])
    now = 4
    expect(await answer()).toBe(1)
    now = 5
    expect([await answer(), await answer()]).toEqual([2, 2])
    expect(asked()).toBe(2)
  })

  it('that failed has no answer, for as long as an answer would be good', async () => {
    let now = 0
    const { ask, asked } = question([no, yes(2)])
    const answer = sparingly(ask, { freshMs: 5, patienceMs: 1000, now: () => now })
    expect([await answer(), await answer()]).toEqual([undefined, undefined])
    expect(asked()).toBe(1)
    now = 5
    expect(await answer()).toBe(2)
  })

  it('that stays open keeps nobody waiting, and is not asked a second time', async () => {
    const { ask, asked } = question([never])
    const answer = sparingly(ask, { freshMs: 0, patienceMs: 1 })
    expect([await answer(), await answer()]).toEqual([undefined, undefined])
    expect(asked()).toBe(1)
  })
})
