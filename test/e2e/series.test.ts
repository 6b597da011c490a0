import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { generate } from '../../scripts/synth/generate.ts'
import { compare, readTable, scratch, told } from './city.ts'

it('A series of days, compared one after the other, has on each day what its truth says', async () => {
  await using folder = await scratch()
  const series = join(folder.path, 'series')
  await generate({ out: series, households: 300, seed: '6', days: 3 })
  for (const day of (await readdir(series)).filter(name => name.startsWith('day-'))) {
    const inbox = join(series, day)
    const place = { inbox, out: join(folder.path, `out-${day}`), home: join(folder.path, 'home') }
    const { exitCode } = await compare(place)
    const findings = await readTable(join(place.out, 'findings.csv'))
    const truth = await readTable(join(inbox, 'truth.csv'))
    expect([day, findings.map(told).toSorted()]).toEqual([day, truth.map(told).toSorted()])
    expect(exitCode).toBe(0)
  }
})
