import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { bidui, scratch } from '../calling.ts'

describe('bidui synth', () => {
  it('makes a city, the same one for the same seed', async () => {
    await using folder = await scratch()
    const make = (out: string, seed: string) =>
      bidui(['synth', '--out', out, '--households', '40', '--seed', seed, '--quiet'], { folder: folder.path })
    expect((await make('a', '5')).status).toBe(0)
    expect((await make('b', '5')).status).toBe(0)
    expect((await make('c', '6')).status).toBe(0)
    expect(await readdir(join(folder.path, 'a'))).toEqual(
      expect.arrayContaining(['manifest.json', 'register', 'feeds', 'truth.csv']),
    )
    const truth = (name: string) => readFile(join(folder.path, name, 'truth.csv'), 'utf8')
    expect(await truth('b')).toBe(await truth('a'))
    expect(await truth('c')).not.toBe(await truth('a'))
  })

  it('makes a series of days, and says how to go on', async () => {
    await using folder = await scratch()
    const words = ['synth', '--out', 'days', '--households', '20', '--days', '2', '--quiet', '--lang', 'en']
    const { status, out } = await bidui(words, { folder: folder.path })
    expect(status).toBe(0)
    expect(out).toContain('bidui run --inbox days/day-…')
    expect((await readdir(join(folder.path, 'days'))).filter(name => !name.startsWith('.'))).toEqual([
      'day-01-2017-11-19',
      'day-02-2017-11-20',
      'truth-days.csv',
    ])
  })

  it.each([[['--households', '40']], [['--out', 'city', '--households', 'many', '--quiet']]])(
    '%j is a wrong call',
    async words => {
      await using folder = await scratch()
      expect((await bidui(['synth', ...words], { folder: folder.path })).status).toBe(2)
      expect(await readdir(folder.path)).toEqual([])
    },
  )
})
