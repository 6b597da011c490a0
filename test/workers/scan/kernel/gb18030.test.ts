import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodeGb18030 } from '../../../connectors/gb18030.ts'
import { KERNELS, workbench } from './workbench.ts'

const decodes = (bytes: Uint8Array): boolean => {
  try {
    new TextDecoder('gb18030', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

const benches = KERNELS.map(kind => workbench(kind, []))

/** The claim: both kernels say the same whatever stands behind the bytes, and a decoder takes what they take. */
function proves(bytes: Uint8Array, shift = 0): boolean {
  const [said, ...others] = benches.flatMap(({ kernel, place }) =>
    [0x00, 0x41, 0xa1, 0xff].map(around => {
      const at = place(bytes, around, shift)
      return kernel.provesGb18030(at, at + bytes.length)
    }),
  )
  for (const other of others) if (other !== said) expect([...bytes, other]).toEqual([...bytes, said])
  if (said && !decodes(bytes)) expect([...bytes]).toBe('GB18030')
  return said === true
}

const ascii = (length: number) => Buffer.alloc(length, 'a,1\n')

describe('What proves to be GB18030', () => {
  it('is every pair of a lead and a trail byte that a decoder takes, wherever it stands', () => {
    for (let lead = 0; lead <= 0xff; lead++)
      for (let trail = 0; trail <= 0xff; trail++) {
        const pair = Uint8Array.of(lead, trail)
        const isPair =
          lead >= 0x81 && lead < 0xff && trail >= 0x40 && trail < 0xff && ![0x7f, 0x80].includes(trail)
        const isAscii = lead < 0x80 && trail < 0x80
        if (proves(pair) !== (isPair || isAscii)) expect([lead, trail]).toBe('')
      }
  })

  it.each([62, 63, 64, 126, 127, 128])('is a pair behind %i others across the border of a block', before => {
    for (const lead of [0x7f, 0x80, 0x81, 0xa1, 0xfe, 0xff])
      for (let trail = 0; trail <= 0xff; trail++)
        for (const behind of [0, 1, 64])
          proves(Buffer.concat([ascii(before), Buffer.of(lead, trail), ascii(behind)]))
  })

  it('is text of Han, of any length, wherever it begins', () => {
    const text = encodeGb18030('禄劝彝族苗族自治县张三丂亯乗龥'.repeat(12))
    for (let shift = 0; shift < 70; shift++)
      for (let length = 0; length <= 140; length += 2) {
        const bytes = text.subarray(shift - (shift % 2), shift - (shift % 2) + length)
        if (!proves(bytes, shift)) expect([shift, length]).toBe('GB18030')
        if (length > 0 && proves(bytes.subarray(0, length - 1), shift)) {
          // An odd byte at the end: only if the pair there has been cut to ASCII.
          expect(decodes(bytes.subarray(0, length - 1))).toBe(true)
        }
      }
  })

  it('is not what a decoder refuses: runs of high bytes of any length, anywhere', () => {
    for (let before = 0; before < 67; before++)
      for (const run of [1, 2, 3, 61, 62, 63, 64, 65, 66, 127, 128, 129])
        for (const behind of [
          [],
          [0x0a],
          [0x2c],
          [0x30],
          [0x3f],
          [0x40],
          [0x7e],
          [0x7f],
          [0x41, 0xa1, 0xa1],
        ]) {
          const bytes = Buffer.concat([ascii(before), Buffer.alloc(run, 0xb0), Buffer.from(behind), ascii(3)])
          if (proves(bytes) !== decodes(bytes)) expect([before, run, behind]).toBe('decided')
        }
  })

  it('is not what a decoder refuses: any bytes', () => {
    const byte = fc.oneof(
      { weight: 4, arbitrary: fc.integer({ min: 0x81, max: 0xfe }) },
      { weight: 1, arbitrary: fc.constantFrom(0x40, 0x41, 0x7e, 0x30, 0x39) },
      { weight: 1, arbitrary: fc.constantFrom(0x0a, 0x2c, 0x7f, 0x3f) },
    )
    const rare = fc.oneof({ weight: 60, arbitrary: byte }, fc.constantFrom(0x80, 0xff))
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(byte, { maxLength: 200, size: 'max' }),
          fc.array(rare, { maxLength: 200, size: 'max' }),
        ),
        fc.nat(64),
        (bytes, shift) => {
          proves(Uint8Array.from(bytes), shift)
        },
      ),
      { numRuns: 3000 },
    )
  })

  it('is any valid text without four-byte characters', () => {
    const character = fc.oneof(
      { weight: 3, arbitrary: fc.integer({ min: 0x4e00, max: 0x9fa5 }) },
      fc.integer({ min: 0x20, max: 0x7e }),
    )
    fc.assert(
      fc.property(fc.array(character, { maxLength: 150, size: 'max' }), fc.nat(64), (codes, shift) => {
        const bytes = encodeGb18030(String.fromCodePoint(...codes))
        // A trail byte of 80 is left to the decoder.
        expect(proves(bytes, shift)).toBe(!bytes.includes(0x80))
      }),
      { numRuns: 1000 },
    )
  })

  it('are not four-byte characters: a decoder has to say', () => {
    expect(proves(encodeGb18030('𬭎'))).toBe(false)
    expect(decodes(encodeGb18030('𬭎'))).toBe(true)
  })
})
