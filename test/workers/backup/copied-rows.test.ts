import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CopiedRows } from '../../../workers/backup/copied-rows.ts'
import { binaryCopy } from './small-backup.ts'

const count = (bytes: Buffer, cuts: readonly number[] = []): number | undefined => {
  const copied = new CopiedRows()
  const places = [0, ...cuts.map(cut => cut % bytes.length).sort((a, b) => a - b), bytes.length]
  places.slice(1).forEach((end, at) => {
    copied.take(bytes.subarray(places[at], end))
  })
  return copied.rows
}

const TABLE = fc.array(fc.array(fc.option(fc.string({ maxLength: 20 })), { maxLength: 4 }), { maxLength: 6 })

describe('the rows of a binary COPY', () => {
  it('are counted wherever the stream is cut', () => {
    fc.assert(
      fc.property(TABLE, fc.array(fc.nat(), { maxLength: 8 }), (rows, cuts) => {
        expect(count(binaryCopy(rows), cuts)).toBe(rows.length)
      }),
    )
  })

  it('are not counted where the end is missing, or something follows it', () => {
    const bytes = binaryCopy([
      ['a', null],
      ['b', 'c'],
    ])
    for (let end = 1; end < bytes.length; end += 1) expect(count(bytes.subarray(0, end))).toBe(undefined)
    expect(count(Buffer.concat([bytes, Buffer.from([0])]))).toBe(undefined)
  })

  it('are not counted in what is no COPY', () => {
    expect(count(Buffer.from('a text that is no binary copy'))).toBe(undefined)
    expect(new CopiedRows().rows).toBe(undefined)
  })
})
