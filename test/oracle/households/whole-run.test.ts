/** What the stores count and join, sums of villages and hamlets, shared phones and cards, by the real program. */
import { describe, expect, it } from 'vitest'
import { differences } from './whole-run.ts'

describe('The whole program and the oracle say the same of a random register', () => {
  it('with all columns and tables', { timeout: 120_000 }, async () => {
    expect(await differences(7, { whole: true, households: 60 })).toEqual([])
  })
  it('with columns and tables that are not there', { timeout: 120_000 }, async () => {
    expect(await differences(22, { households: 40 })).toEqual([])
  })
})
