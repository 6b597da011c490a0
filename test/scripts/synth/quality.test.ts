import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { generate } from '../../../scripts/synth/generate.ts'
import { leadsIn, plantedIn } from './quality-leads.ts'

const folder = mkdtempSync(join(tmpdir(), 'bidui-quality-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe('Rules about persons and households find in the register what was planted, and nothing else', () => {
  const missing = (some: readonly string[], of: readonly string[]) => {
    const known = new Set(of)
    return some.filter(lead => !known.has(lead))
  }

  test.each([
    ['1', 400],
    ['2', 400],
    ['3', 400],
    ['4', 3000],
  ])('in the city of seed %s with %i households', async (seed, households) => {
    const inbox = join(folder, seed)
    await generate({ out: inbox, households, seed, registerOnly: true })
    const [found, planted] = [(await leadsIn(inbox)).map(({ told }) => told), plantedIn(inbox)]
    expect({ found: missing(found, planted), planted: missing(planted, found) }).toEqual({
      found: [],
      planted: [],
    })
    expect(found.length).toBe(planted.length)
  })
})
