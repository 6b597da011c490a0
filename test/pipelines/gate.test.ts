import { describe, expect, it } from 'vitest'
import { type GateQuestion, holdReasons } from '../../pipelines/gate.ts'

const held = (question: Partial<GateQuestion>): number =>
  holdReasons({
    counted: { dataRows: 100, rejectedRows: 0 },
    asOf: '2017-11-18',
    runAsOf: '2017-11-20',
    rejectLimit: 0.05,
    shrinkLimit: 0.2,
    ...question,
  }).length

describe('The gate', () => {
  it.each<[string, Partial<GateQuestion>, number]>([
    ['lets a sound delivery in', {}, 0],
    ['lets the stated number of rows in', { statedRows: 100 }, 0],
    ['holds another number of rows', { statedRows: 101 }, 1],
    ['lets 5 % rejects in', { counted: { dataRows: 100, rejectedRows: 5 } }, 0],
    ['holds more than 5 %', { counted: { dataRows: 100, rejectedRows: 6 } }, 1],
    ['lets a header without rows in', { counted: { dataRows: 0, rejectedRows: 0 } }, 0],
    ['lets a delivery shrink by 20 %', { previous: { asOf: '2017-11-01', dataRows: 125 } }, 0],
    ['holds one that shrank by more', { previous: { asOf: '2017-11-01', dataRows: 126 } }, 1],
    ['lets the same cut-off in', { previous: { asOf: '2017-11-18', dataRows: 100 } }, 0],
    ['holds an older cut-off', { previous: { asOf: '2017-11-19', dataRows: 100 } }, 1],
    ['lets a cut-off of the day in', { asOf: '2017-11-20' }, 0],
    ['holds one of the day after', { asOf: '2017-11-21' }, 1],
    [
      'holds a file cut off inside quotes',
      { counted: { dataRows: 100, rejectedRows: 1, truncated: { path: 'a.csv', row: 9 } } },
      1,
    ],
    ['names every reason', { statedRows: 1, asOf: '2018-01-01' }, 2],
  ])('%s', (_, question, reasons) => {
    expect(held(question)).toBe(reasons)
  })
})
