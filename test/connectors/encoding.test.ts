import { open } from 'node:fs/promises'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { decodeLines, recogniseText, UndecodableBytes } from '../../connectors/encoding.ts'
import { InputError } from '../../connectors/input-error.ts'
import { openInbox } from './files.ts'
import { encodeGb18030 } from './gb18030.ts'

const inbox = await openInbox()
afterAll(() => inbox[Symbol.asyncDispose]())

const BOM = '\ufeff'
const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16()

/** Reads a file as text, in blocks of `size` bytes. */
async function read(bytes: Uint8Array, size = 7): Promise<{ form: string; text: string }> {
  await using handle = await open(await inbox.put('text', bytes))
  const form = await recogniseText(handle, 'text')
  let text = ''
  for await (const piece of decodeLines(handle, form, size)) text += piece
  return { form: `${form.encoding}${form.broken ? ' broken' : ''}`, text }
}
const failure = async (bytes: Uint8Array, size?: number): Promise<unknown> => {
  try {
    await read(bytes, size)
  } catch (error) {
    return error
  }
  throw new Error('was read')
}
const breaks = async (bytes: Uint8Array, size?: number) => {
  const error = await failure(bytes, size)
  if (!(error instanceof UndecodableBytes)) throw error
  return [error.encoding, error.offset, error.text.slice(-2), error.cutOff]
}

const TEXT = '姓名,身份证号\n张三,1\r\n李四,2\n'
const LINES = TEXT.replaceAll('\r\n', '\n')

describe('a text file', () => {
  it.each([
    ['UTF-8', Buffer.from(TEXT), 'utf-8'],
    ['UTF-8 with BOM', Buffer.from(BOM + TEXT), 'utf-8'],
    ['UTF-16LE with BOM', Buffer.from(BOM + TEXT, 'utf16le'), 'utf-16le'],
    ['UTF-16BE with BOM', utf16be(BOM + TEXT), 'utf-16be'],
    ['GB18030', encodeGb18030(TEXT), 'gb18030'],
    ['GB18030 with BOM', encodeGb18030(BOM + TEXT), 'gb18030'],
  ])('in %s is recognised and read', async (_, bytes, form) => {
    expect(await read(bytes)).toEqual({ form, text: LINES })
  })

  it('of plain ASCII is UTF-8', async () => {
    expect(await read(Buffer.from('a,b\n'))).toEqual({ form: 'utf-8', text: 'a,b\n' })
  })

  it('keeps the characters that GBK has not', async () => {
    const text = '㛃,𬭎,𡐓,€\n'
    expect(await read(encodeGb18030(text))).toEqual({ form: 'gb18030', text })
  })

  it('is GB18030 though its first characters are UTF-8 too', async () => {
    const bytes = encodeGb18030('联通,姓名\n')
    expect((await read(bytes)).form).toBe('gb18030')
  })

  it('is GB18030 though it begins with 64 KB of ASCII', async () => {
    const text = `${'a,b\n'.repeat(20_000)}张三\n`
    expect((await read(encodeGb18030(text), 4096)).form).toBe('gb18030')
  })

  it('may end its lines by CR alone', async () => {
    expect((await read(Buffer.from('姓名,身份证号\r张三,1\r'))).text).toBe('姓名,身份证号\n张三,1\n')
  })

  it('is the same text in every encoding, in blocks of any size', async () => {
    const texts = fc
      .array(fc.constantFrom('张', '𬭎', 'a', '€', '\n', '\r\n', ',', '"', '·', '\u3000'), {
        minLength: 1,
        maxLength: 40,
      })
      .map(parts => `姓名身份证号\n${parts.join('')}`)
    const encodings = fc.constantFrom<(text: string) => Buffer>(
      text => Buffer.from(text),
      text => Buffer.from(BOM + text),
      text => Buffer.from(BOM + text, 'utf16le'),
      text => utf16be(BOM + text),
      encodeGb18030,
    )
    await fc.assert(
      fc.asyncProperty(texts, encodings, fc.integer({ min: 1, max: 50 }), async (text, encode, size) => {
        expect((await read(encode(text), size)).text).toBe(text.replaceAll('\r\n', '\n'))
      }),
      { numRuns: 300 },
    )
  })
})

describe('wrong bytes', () => {
  const bytes = (...parts: (string | number[])[]) =>
    Buffer.concat(parts.map(part => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))))

  it('in the middle of UTF-8 are found where they stand', async () => {
    const broken = bytes('姓名,身份证号\n张三,', [0xff], '\n')
    expect(await breaks(broken)).toEqual(['utf-8', broken.indexOf(0xff), '三,', false])
  })

  it('after a BOM too', async () => {
    expect(await breaks(bytes(BOM, 'a\n', [0xe5, 0xbc], 'x\n'))).toEqual(['utf-8', 5, 'a\n', false])
  })

  it('far behind in UTF-8 do not make it GB18030', async () => {
    const ahead = 'a,b,姓\n'.repeat(20_000)
    expect((await breaks(bytes(ahead, [0xb0, 0xa1], '\n'), 65_536))[0]).toBe('utf-8')
  })

  it('in the middle of GB18030 are found where they stand', async () => {
    const ahead = encodeGb18030('姓名,身份证号\n张三,')
    expect(await breaks(Buffer.concat([ahead, Buffer.from([0x81, 0x20]), Buffer.from('\n')]))).toEqual([
      'gb18030',
      ahead.length,
      '三,',
      false,
    ])
  })

  it('are half a pair in UTF-16', async () => {
    const text = Buffer.from(`${BOM}姓名\n`, 'utf16le')
    expect(await breaks(Buffer.concat([text, Buffer.from([0x00, 0xd8, 0x41, 0x00, 0x0a, 0x00])]))).toEqual([
      'utf-16le',
      8,
      '',
      false,
    ])
  })

  it('that are the beginning of the last character mean that the file was cut off', async () => {
    const utf8 = Buffer.from('姓名,身份证号\n张三')
    const gb = encodeGb18030('姓名,身份证号\n张三')
    const wide = Buffer.from(`${BOM}姓名\n张`, 'utf16le')
    expect(await breaks(utf8.subarray(0, -1))).toEqual(['utf-8', utf8.length - 3, '张', true])
    expect(await breaks(utf8.subarray(0, -2))).toEqual(['utf-8', utf8.length - 3, '张', true])
    expect(await breaks(gb.subarray(0, -1))).toEqual(['gb18030', gb.length - 2, '张', true])
    expect(await breaks(wide.subarray(0, -1))).toEqual(['utf-16le', wide.length - 2, '', true])
  })
})

describe('no text', () => {
  it.each([
    ['NUL bytes', Buffer.concat([Buffer.from(TEXT), Buffer.alloc(5), Buffer.from(TEXT)]), '可能在传输中损坏'],
    ['UTF-16 without BOM', Buffer.from('a,b\n1,2\n', 'utf16le'), 'UTF-16'],
    ['control characters', Buffer.from('\x01\x02\x03abc\x04\x05\n'), '控制字符'],
  ])('%s', async (_, bytes, says) => {
    const error = await failure(bytes)
    expect(error).toBeInstanceOf(InputError)
    expect(error).toMatchObject({ code: 'binary', message: expect.stringContaining(says) })
  })
})
