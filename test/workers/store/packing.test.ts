import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pack, unpack } from '../../../workers/store/packing.ts'

describe('Packed bytes', () => {
  it('give back what was packed, and are the same for the same', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 1000 }), bytes => {
        expect(new Uint8Array(unpack(pack(bytes)))).toEqual(bytes)
        expect(pack(bytes)).toEqual(pack(bytes.slice()))
      }),
    )
  })

  it('take no more memory with them to another thread than they have bytes', () => {
    const packed = pack('比对'.repeat(100))
    expect([packed.byteOffset, packed.buffer.byteLength]).toEqual([0, packed.length])
  })
})
