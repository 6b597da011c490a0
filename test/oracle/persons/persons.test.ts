/**
 * The rules about persons against the oracle: another reading of the same pages. `node test/oracle/persons/seeds.ts FROM COUNT`
 * compares as many more registers as one likes.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { comparePersons } from './compare.ts'

const REGISTERS = 200
const RULES = Array.from({ length: 56 }, (_, at) => `P${String(at + 1).padStart(2, '0')}`)

describe('P01–P57 and the oracle tell the same leads, classes and questions left open of random registers', () => {
  let folder = ''
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'bidui-persons-'))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it(`${REGISTERS} of them, in which every rule has leads`, { timeout: 60_000 }, async () => {
    const fired = new Set<string>()
    let counted = 0
    for (let seed = 1; seed <= REGISTERS; seed++) {
      const { told, disagreements } = await comparePersons(seed, folder)
      expect(disagreements).toEqual([])
      for (const identity of told.leads.keys()) fired.add(identity.slice(0, 3))
      counted += told.counted
    }
    expect(RULES.filter(rule => !fired.has(rule))).toEqual([])
    expect(counted).toBeGreaterThan(0)
  })
})
