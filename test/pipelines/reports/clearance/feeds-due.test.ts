import { describe, expect, it } from 'vitest'
import { feedsDue } from '../../../../pipelines/reports/clearance/feeds-due.ts'
import type { DeliverySummary, RunSummary, SourceSummary } from '../../../../pipelines/reports/summary.ts'

const delivery = (asOf: string, outcome: DeliverySummary['outcome'] = 'accepted'): DeliverySummary => ({
  files: [],
  asOf,
  counties: outcome === 'held' ? 'all' : ['530129'],
  outcome,
  carriedForward: false,
  reasons: outcome === 'held' ? [{ zh: '行数不符', en: 'rows differ' }] : [],
  notices: [],
  rows: 1,
  rejectedRows: 0,
})

/** A run on 2017-11-20 in which these feeds arrived. */
const run = (feeds: Readonly<Record<string, readonly DeliverySummary[]>>): RunSummary => {
  const source = (deliveries: readonly DeliverySummary[]): SourceSummary => ({
    title: { zh: '数据', en: 'data' },
    department: '公安',
    rows: 0,
    accepted: 0,
    rejectedRows: 0,
    heldBack: 0,
    rejects: {},
    skipped: {},
    subjectRows: 0,
    suspectPrecision: 0,
    deliveries,
  })
  const sources = Object.fromEntries(Object.entries(feeds).map(([feed, own]) => [feed, source(own)]))
  const stamp = { runId: 'r', asOf: '2017-11-20' }
  return { run: stamp, feeds: sources } as unknown as RunSummary
}

describe('The feeds that are due', () => {
  const { feeds } = feedsDue(
    run({
      'a.in-time': [delivery('2017-10-21')],
      'b.late': [delivery('2017-10-20')],
      'c.held': [delivery('2017-11-19', 'held'), delivery('2017-10-30')],
      'd.missing': [],
      'e.never': [],
      'f.rejected': [delivery('2017-11-19', 'rejected')],
    }),
    new Map([['d.missing', '2017-06-30']]),
  )

  it('are missing, held, late from the 31st day on, or in time, those that are owed first', () => {
    expect(feeds.map(({ feed, state, asOf, daysOld }) => [feed, state, asOf, daysOld])).toEqual([
      ['d.missing', 'missing', '2017-06-30', 143],
      ['e.never', 'missing', undefined, undefined],
      ['c.held', 'held', '2017-10-30', 21],
      ['f.rejected', 'held', undefined, undefined],
      ['b.late', 'late', '2017-10-20', 31],
      ['a.in-time', 'in time', '2017-10-21', 30],
    ])
  })

  it('say why a delivery was held, and which counties what stands is about', () => {
    expect(feeds.filter(({ feed }) => feed === 'c.held')).toMatchObject([
      { reasons: ['行数不符'], counties: ['530129'] },
    ])
  })
})
