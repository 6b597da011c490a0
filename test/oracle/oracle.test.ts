/**
 * The program against the oracle: another reading of the same two pages. `node test/oracle/seeds.ts FROM COUNT` runs
 * as many more seeds as one likes.
 */
import { describe, expect, it } from 'vitest'
import { disagreements } from './compare.ts'

describe('Program and oracle tell the same leads, rejects and questions left open of a random inbox', () => {
  it.each([2002, 2008, 2015, 1001, 1002, 1003, 1004])('seed %i', { timeout: 120_000 }, async seed => {
    expect(await disagreements(seed)).toEqual([])
  })
})
