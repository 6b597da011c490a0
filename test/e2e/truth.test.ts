import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadPolicy } from '../../pipelines/policies/index.ts'
import { rulesOf } from '../../pipelines/rules/packs.ts'
import { compare, makeCity, readTable, scratch, told } from './city.ts'

/** Rules that count and never raise anything. */
const COUNTED_ONLY = ['X05', 'P57']

describe('A run finds what was planted, and nothing else', () => {
  it.each([1, 2, 3])('in the city of seed %i', async seed => {
    await using folder = await scratch()
    const place = {
      inbox: join(folder.path, 'city'),
      out: join(folder.path, 'out'),
      home: join(folder.path, 'home'),
    }
    await makeCity(place.inbox, 300, seed)
    const { exitCode, summary } = await compare(place)
    const findings = await readTable(join(place.out, 'findings.csv'))
    const truth = await readTable(join(place.inbox, 'truth.csv'))
    expect(findings.map(told).toSorted()).toEqual(truth.map(told).toSorted())
    expect(exitCode).toBe(0)
    expect(summary.total).toBe(truth.length)
    const found = new Set(findings.map(line => line.rule))
    const silent = rulesOf(await loadPolicy()).filter(({ id }) => !found.has(id))
    expect(silent.map(({ id }) => id)).toEqual(COUNTED_ONLY)
    for (const id of COUNTED_ONLY) expect(summary.exempt[id]).toBeGreaterThan(0)
  })
})

describe('Runs of one city', () => {
  it('one county gives that part of the whole; a second run reads nothing again and gives the same bytes', async () => {
    await using folder = await scratch()
    const place = {
      inbox: join(folder.path, 'city'),
      out: join(folder.path, 'out'),
      home: join(folder.path, 'home'),
    }
    await makeCity(place.inbox, 300, 5)
    await compare(place)
    const whole = await readFile(join(place.out, 'findings.csv'), 'utf8')

    const again = { ...place, out: join(folder.path, 'again') }
    const second = await compare(again)
    expect(await readFile(join(again.out, 'findings.csv'), 'utf8')).toBe(whole)
    expect(second.summary.items).toMatchObject({ new: 0, changed: 0, gone: 0, open: second.summary.total })
    const outcomes = Object.values(second.summary.feeds).flatMap(feed =>
      feed.deliveries.map(({ outcome }) => outcome),
    )
    expect(new Set(outcomes)).toEqual(new Set(['unchanged', 'replaced']))

    for (const county of ['530129', '530113']) {
      const part = { ...place, out: join(folder.path, county) }
      const ofCounty = await compare(part, { counties: [county] })
      const lines = whole.split('\r\n').filter((line, at) => at === 0 || line.split(',')[4] === county)
      expect(lines.length).toBeGreaterThan(10)
      expect(await readFile(join(part.out, 'findings.csv'), 'utf8')).toBe(`${lines.join('\r\n')}\r\n`)
      const workbooks = (run: typeof second) => run.files.filter(file => file.endsWith('.xlsx'))
      expect(workbooks(second).filter(file => file.startsWith('reports/')).length).toBeGreaterThan(5)
      expect(workbooks(ofCounty)).toEqual([`lists/${county}-核查清单.xlsx`])
    }
  })
})
