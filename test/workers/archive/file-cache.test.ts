import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { FileCache } from '../../../workers/archive/file-cache.ts'
import { temporaryFolder } from '../postgres/folders.ts'
import { digestOf } from './bytes.ts'

const HOUR = 3_600_000
const NAMES = ['one', 'two', 'three', 'four', 'five'] as const
type Name = (typeof NAMES)[number]

/** A cache for files of 100 bytes, and who has been fetched. */
function cache(limit: number) {
  const folder = join(temporaryFolder(), 'cache')
  const clock = { now: Date.parse('2017-11-20T02:00:00Z') }
  const fetched: string[] = []
  const open = () => new FileCache({ folder, limit, now: () => clock.now })
  const files = open()
  const ask = (name: Name, from = files): Promise<string> =>
    from.locate(digestOf(name), async partial => {
      fetched.push(name)
      await writeFile(partial, name.padEnd(100))
    })
  const there = () => {
    const names = readdirSync(folder)
    return NAMES.filter(name => names.includes(digestOf(name)))
  }
  return { folder, clock, fetched, ask, there, open }
}

describe('The cache of archived files', () => {
  it('fetches a file once, for all who ask', async () => {
    const { ask, fetched, open } = cache(1000)
    const [path, same] = await Promise.all([ask('one'), ask('one')])
    expect(same).toBe(path)
    expect(readFileSync(path, 'utf8').trim()).toBe('one')
    expect(await ask('one', open())).toBe(path)
    expect(fetched).toEqual(['one'])
  })

  it('makes room by what has not been asked for the longest', async () => {
    const { ask, there, clock } = cache(300)
    for (const name of ['one', 'two', 'three'] as const) {
      await ask(name)
      clock.now += 7 * HOUR
    }
    await ask('one')
    clock.now += 7 * HOUR
    await ask('four')
    expect(there()).toEqual(['one', 'three', 'four'])
  })

  it('never removes what may be in use, and goes beyond its limit rather', async () => {
    const { ask, there, clock } = cache(150)
    await ask('one')
    await ask('two')
    clock.now += 5 * HOUR
    await ask('one')
    expect(there()).toEqual(['one', 'two'])
    clock.now += 2 * HOUR
    await ask('three')
    expect(there()).toEqual(['one', 'three'])
  })

  it('fetches anew what was removed', async () => {
    const { ask, fetched, clock } = cache(100)
    await ask('one')
    clock.now += 7 * HOUR
    await ask('two')
    await ask('one')
    expect(fetched).toEqual(['one', 'two', 'one'])
  })

  it('has nothing of a fetch that failed, and tries it again when asked again', async () => {
    const { folder, open, ask, fetched } = cache(1000)
    const failing = open().locate(digestOf('one'), async partial => {
      await writeFile(partial, 'half')
      throw new Error('broke off')
    })
    await expect(failing).rejects.toThrow('broke off')
    expect(readdirSync(folder)).toEqual([])
    await ask('one')
    expect(fetched).toEqual(['one'])
  })

  it('removes what a killed program had not finished', async () => {
    const { folder, ask, clock } = cache(1000)
    await ask('one')
    const left = join(folder, `${digestOf('two')}.0.partial`)
    writeFileSync(left, 'half')
    clock.now = Date.now() + HOUR
    await ask('three')
    expect(readdirSync(folder)).toContain(`${digestOf('two')}.0.partial`)
    clock.now += 6 * HOUR
    await ask('four')
    expect(readdirSync(folder).toSorted()).toEqual(['one', 'three', 'four'].map(digestOf).toSorted())
  })
})
