import { deflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkZip, unpackEntry, ZIP_LIMITS, ZipError, type ZipLimits } from '../../connectors/zip.ts'
import { archive, type Member } from './archive.ts'

const A: Member = { name: 'a.xml', content: 'a'.repeat(3000) }
const B: Member = { name: 'b.xml', content: 'bb', stored: true }

const fault = async (bytes: Buffer, limits: ZipLimits = ZIP_LIMITS): Promise<string> => {
  try {
    await checkZip(bytes, limits)
    return 'none'
  } catch (error) {
    if (error instanceof ZipError) return error.fault
    throw error
  }
}
const patched = (bytes: Buffer, offset: number, ...values: number[]): Buffer => {
  const copy = Buffer.from(bytes)
  copy.set(values, offset < 0 ? copy.length + offset : offset)
  return copy
}

describe('an archive', () => {
  it('is read when everything about it is right', async () => {
    const bytes = archive([A, B], 'a comment')
    const entries = await checkZip(bytes)
    expect(entries.map(({ name, size }) => [name, size])).toEqual([
      ['a.xml', 3000],
      ['b.xml', 2],
    ])
    expect((await Promise.all(entries.map(entry => unpackEntry(bytes, entry)))).map(String)).toEqual([
      A.content,
      B.content,
    ])
  })

  const good = archive([A, B])
  it.each([
    ['nothing at all', Buffer.alloc(0), 'damaged'],
    ['text', Buffer.from('a,b\n1,2\n'.repeat(10)), 'damaged'],
    ['cut off', good.subarray(0, good.length - 10), 'damaged'],
    ['cut in half', good.subarray(0, good.length / 2), 'damaged'],
    ['bytes after its end', Buffer.concat([good, Buffer.from('x')]), 'damaged'],
    ['bytes before its beginning', Buffer.concat([Buffer.from('x'), good]), 'damaged'],
    ['a wrong CRC', archive([{ ...A, crc: 1 }]), 'damaged'],
    ['a wrong CRC of a stored entry', archive([{ ...B, crc: 1 }]), 'damaged'],
    ['an entry longer than it says', archive([{ ...A, size: 10 }]), 'damaged'],
    ['an entry shorter than it says', archive([{ ...A, size: 4000 }]), 'damaged'],
    ['a stored entry of two sizes', archive([{ ...B, size: 3 }]), 'damaged'],
    ['garbage for deflate', archive([{ ...A, packed: Buffer.from('\xff\xff\xff\xff') }]), 'damaged'],
    [
      'an unfinished deflate',
      archive([{ ...A, packed: deflateRawSync('a'.repeat(3000)).subarray(0, 5) }]),
      'damaged',
    ],
    [
      'bytes after a deflate',
      archive([{ ...A, packed: Buffer.concat([deflateRawSync('a'.repeat(3000)), Buffer.from('xx')]) }]),
      'damaged',
    ],
    ['two entries of one name', archive([A, { ...B, name: 'A.XML' }]), 'damaged'],
    ['two entries in one place', archive([A, { ...A, name: 'c.xml', sharesHeaderOf: 0 }]), 'damaged'],
    ['another name in the local header', archive([{ ...A, localName: 'c.xml' }]), 'damaged'],
    ['a nameless entry', archive([{ ...A, name: '' }]), 'damaged'],
    ['an encrypted entry', archive([{ ...A, flags: 1 }]), 'encrypted'],
    ['another compression', archive([{ ...A, method: 12 }]), 'unsupported'],
    ['a Zip64 directory', patched(good, -6, 0xff, 0xff, 0xff, 0xff), 'unsupported'],
    ['several volumes', patched(good, -18, 1), 'unsupported'],
  ])('with %s is not', async (_, bytes, expected) => expect(await fault(bytes)).toBe(expected))

  it('that is too much is a bomb, by what it claims and by what it is', async () => {
    const limits = { entries: 2, entryBytes: 5000, totalBytes: 6000, ratio: 100, ratioFrom: 4000 }
    const bytes = (...sizes: number[]) =>
      archive(sizes.map((size, n) => ({ name: `${n}`, content: Buffer.alloc(size), stored: true })))
    expect(await fault(bytes(10, 10), limits)).toBe('none')
    expect(await fault(bytes(10, 10, 10), limits)).toBe('bomb')
    expect(await fault(bytes(5001), limits)).toBe('bomb')
    expect(await fault(bytes(4000, 4000), limits)).toBe('bomb')
    expect(await fault(archive([{ name: 'a', content: Buffer.alloc(4500) }]), limits)).toBe('bomb')
    expect(await fault(archive([{ name: 'a', content: Buffer.alloc(3000) }]), limits)).toBe('none')
    // Claims to be small: unpacking stops at what it claimed.
    expect(await fault(archive([{ name: 'a', content: Buffer.alloc(50_000_000), size: 100 }]))).toBe(
      'damaged',
    )
  })

  it('with any byte changed, cut or doubled is refused or is the same', async () => {
    const before = await checkZip(good)
    await fc.assert(
      fc.asyncProperty(fc.nat(good.length - 1), fc.integer({ min: 0, max: 255 }), async (at, value) => {
        const bytes = patched(good, at, value)
        if ((await fault(bytes)) !== 'none') return
        const entries = await checkZip(bytes)
        expect(entries.map(entry => [entry.name.length, entry.size, entry.crc])).toEqual(
          before.map(entry => [entry.name.length, entry.size, entry.crc]),
        )
      }),
      { numRuns: 1500 },
    )
  })
})
