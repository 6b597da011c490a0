import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { inTurn, sideBySide } from '../../../workers/threads/side-by-side.ts'

describe('Work side by side', () => {
  it('is done for every item, never in more lanes than there are', async () => {
    const done: number[] = []
    let running = 0
    let most = 0
    await sideBySide([5, 1, 4, 2, 3], 2, async item => {
      most = Math.max(most, ++running)
      await sleep(item)
      done.push(item)
      running--
    })
    expect(done.toSorted()).toEqual([1, 2, 3, 4, 5])
    expect(most).toBe(2)
  })

  it('begins nothing more once something has failed, and lets what runs come to its end', async () => {
    const begun: number[] = []
    const ended: number[] = []
    const work = sideBySide([1, 2, 3, 4], 2, async item => {
      begun.push(item)
      await sleep(item === 1 ? 1 : 10)
      if (item === 1) throw new Error('one failed')
      ended.push(item)
    })
    await expect(work).rejects.toThrow('one failed')
    expect([begun, ended]).toEqual([[1, 2], [2]])
  })
})

describe('Work in turn', () => {
  it('gives results in the order of the items, whichever is done first', async () => {
    const results: number[] = []
    for await (const result of inTurn([9, 1, 5, 3], 3, async item => {
      await sleep(item)
      return item
    }))
      results.push(result)
    expect(results).toEqual([9, 1, 5, 3])
  })
})
