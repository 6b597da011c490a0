import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { copyLine } from '../../../schema/copy.ts'
import { LineCollector, wholeLines } from '../../../workers/store/copy-lines.ts'

const cell = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', '\n', '\t', '\\', '\\.', '张三\r\n', '\0', '\ud800'),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.record({ 户编号: fc.string({ unit: 'binary' }) }),
)
const rows = fc.array(fc.tuple(fc.nat(), fc.array(cell, { minLength: 1, maxLength: 4 })), { maxLength: 30 })

describe('lines of a stretch', () => {
  it('are those of the whole rows, once it is known where the stretch begins', () => {
    const collector = new LineCollector()
    fc.assert(
      fc.property(rows, fc.nat(), fc.nat(), (stretch, snapshot, firstRow) => {
        for (const [row, cells] of stretch) collector.add(row, cells)
        const whole = wholeLines(structuredClone(collector.take()), `${snapshot}\t`, firstRow)
        expect(whole).toEqual(
          Buffer.from(stretch.map(([row, cells]) => copyLine([snapshot, firstRow + row, ...cells])).join('')),
        )
      }),
    )
  })

  it('begin anew once they are taken', () => {
    const collector = new LineCollector()
    collector.add(1, ['a'])
    collector.take()
    collector.add(2, ['b'])
    expect(wholeLines(collector.take(), '', 5).toString()).toBe('7\tb\n')
  })
})
