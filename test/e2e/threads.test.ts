import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { compare, makeCity, readTable, scratch } from './city.ts'
import { key, vehicles, writeInbox } from './inbox.ts'

describe('The evaluation', () => {
  it('gives the same bytes in one, two and three threads', async () => {
    await using folder = await scratch()
    const inbox = join(folder.path, 'city')
    await makeCity(inbox, 300, 7)
    const told = []
    for (const threads of [1, 2, 3]) {
      const place = { inbox, out: join(folder.path, `out${threads}`), home: join(folder.path, 'home') }
      const { summary } = await compare(place, { threads })
      const { total, byRule, exempt, notConcluded } = summary
      told.push({
        findings: await readFile(join(place.out, 'findings.csv'), 'utf8'),
        counts: { total, byRule, exempt, notConcluded },
      })
    }
    expect(told[0]?.counts.total).toBeGreaterThan(100)
    expect(told[1]).toEqual(told[0])
    expect(told[2]).toEqual(told[0])
  })

  it('stops in its threads when it is told to', async () => {
    await using folder = await scratch()
    const place = {
      inbox: join(folder.path, 'city'),
      out: join(folder.path, 'out'),
      home: join(folder.path, 'home'),
    }
    await makeCity(place.inbox, 300, 7)
    const stopping = new AbortController()
    const run = compare(place, {
      threads: 2,
      signal: stopping.signal,
      progress: ({ stage }) => {
        if (stage.en === 'rules') stopping.abort(new Error('stopped'))
      },
    })
    await expect(run).rejects.toThrow('stopped')
  })
})

describe('A register whose members all belong to households that it does not have', () => {
  it.each([1, 2])('is evaluated person by person, in %i threads', async threads => {
    await using folder = await scratch()
    const place = {
      inbox: join(folder.path, 'inbox'),
      out: join(folder.path, 'out'),
      home: join(folder.path, 'home'),
    }
    const owners = Array.from({ length: 40 }, (_, n) => key('19700101', n))
    await writeInbox(place.inbox, {
      households: [],
      members: owners.map((owner, n) => ({ household: `53012${n}`, name: '张三', key: owner })),
      deliveries: [
        {
          feed: 'public-security.vehicles',
          content: vehicles(...owners.map((owner, n) => ['张三', owner, `云A${n}`] as const)),
        },
      ],
    })
    const { summary } = await compare(place, { threads })
    expect(summary.byRule.X01).toBe(40)
  })
})

describe('A person whom two households of different counties give', () => {
  it('has all evidence in both', async () => {
    await using folder = await scratch()
    const place = {
      inbox: join(folder.path, 'inbox'),
      out: join(folder.path, 'out'),
      home: join(folder.path, 'home'),
    }
    const owner = key('19700101', 1)
    await writeInbox(place.inbox, {
      households: [{ code: '5301290001' }, { code: '5301130001', village: '530113100201' }],
      members: [
        { household: '5301290001', name: '张三', key: owner },
        { household: '5301130001', name: '张三', key: owner },
        { household: '5301139999', name: '张三', key: owner },
      ],
      deliveries: [
        {
          feed: 'public-security.vehicles',
          content: vehicles(['张三', owner, '云A1'], ['张三', owner, '云A2']),
        },
      ],
    })
    await compare(place)
    const findings = await readTable(join(place.out, 'findings.csv'))
    expect(
      findings
        .filter(({ rule }) => rule === 'X01')
        .map(({ county, household, subject }) => [county, household, subject]),
    ).toEqual([
      ['', '5301139999', '云A1'],
      ['', '5301139999', '云A2'],
      ['530113', '5301130001', '云A1'],
      ['530113', '5301130001', '云A2'],
      ['530129', '5301290001', '云A1'],
      ['530129', '5301290001', '云A2'],
    ])
    expect(findings.filter(({ rule }) => rule === 'X34').length).toBeGreaterThan(1)
  })
})
