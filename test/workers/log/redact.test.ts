import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldText } from '../../../connectors/fold.ts'
import { InputError } from '../../../connectors/input-error.ts'
import { FIELDS } from '../../../workers/log/fields.ts'
import type { LogEntry, LogEvent } from '../../../workers/log/log.ts'
import { redact, redactText } from '../../../workers/log/redact.ts'
import { OperationalError } from '../../../workers/operational-error.ts'
import { readLog } from './lines.ts'

const two = (number: number): string => String(number).padStart(2, '0')
const birthday = fc.record({
  year: fc.integer({ min: 1900, max: 2017 }),
  month: fc.integer({ min: 1, max: 12 }),
  day: fc.integer({ min: 1, max: 31 }),
})
const area = fc.integer({ min: 110101, max: 659001 }).map(String)
const order = fc.integer({ min: 0, max: 999 }).map(number => String(number).padStart(3, '0'))
/** In the parts that people write apart. Whether the check character is right makes no difference here. */
const parts = fc.oneof(
  fc
    .tuple(area, birthday, order, fc.constantFrom('0', '7', 'X', 'x'))
    .map(([place, { year, month, day }, number, check]) => [
      place,
      `${year}${two(month)}${two(day)}`,
      number + check,
    ]),
  fc
    .tuple(area, birthday, order)
    .map(([place, { year, month, day }, number]) => [place, two(year % 100) + two(month) + two(day), number]),
)
const wide = (text: string): string =>
  text.replace(/[0-9X]/g, character => String.fromCharCode(character.charCodeAt(0) + 0xfee0))
const written = fc.oneof(
  parts.map(part => part.join('')),
  parts.map(part => part.join(' ')),
  parts.map(part => part.join('-')),
  parts.map(part => part.join('\u3000')),
  parts.map(part => part.join('\u200b')),
  parts.map(part => wide(part.join(''))),
  parts.map(part => [...part.join('')].join('\u200d')),
)
const around = fc.constantFrom('', '张三', '身份证号: ', '"', '="', '(id)=(', 'key/', ', ', '\n', '}')
const hostile = fc.record({ number: written, ahead: around, behind: around }).map(told => ({
  number: told.number,
  text: told.ahead + told.number + told.behind,
}))

const bare = (text: string): string => foldText(text).replaceAll('-', '').toUpperCase()

/** What a line says, with everything undone that may stand between the digits of a number. */
const digitsOf = (line: string): string =>
  bare(line.replace(/\\u[0-9a-f]{4}/gi, code => String.fromCharCode(Number.parseInt(code.slice(2), 16))))

describe('no ID number leaves the process', () => {
  const entriesOf = (text: string): readonly object[] => {
    const said = { zh: text, en: text }
    const plain = new Error(text)
    const named = Object.assign(new Error('x'), { name: text, code: text, detail: text, where: text })
    const late = new Error('short')
    late.stack = `Error: ${text}\n    at f (/${text}.ts:1:1)\n    at /${text}:1:1`
    return [
      ...Object.keys(FIELDS).map(field => ({ [field]: text })),
      { [text]: text, rows: text, nested: { deep: [text, { [text]: text }] } },
      { run: { [text]: text }, steps: [text] },
      { text: said },
      { error: plain },
      { error: named },
      { error: late },
      { error: text },
      { error: new Error('outer', { cause: plain }) },
      { error: new AggregateError([plain], text) },
      { error: new OperationalError(said, { cause: plain }) },
      { error: new InputError('binary', said) },
    ]
  }

  it('in no field, text, error or name, however it is written', () => {
    fc.assert(
      fc.property(hostile, ({ number, text }) => {
        const log = readLog()
        log.warn(text as LogEvent, { run: text })
        for (const entry of entriesOf(text)) log.error('step.failed', entry as LogEntry)
        log.child({ delivery: text, step: text }).info('step.done')
        expect(log.written.filter(line => digitsOf(line).includes(bare(number)))).toEqual([])
        expect(log.written.length).toBe(entriesOf(text).length + 2)
      }),
      { numRuns: 300 },
    )
  })

  it('nor as a number', () => {
    const log = readLog()
    log.info('a.b', {
      rows: 530129199003071,
      bytes: Number('530129199003071234'),
      seconds: 530129199003071.5,
    })
    expect(log.written.join('')).not.toMatch(/530129/)
  })

  it('nor out of what is nested, keyed, or hides behind a method', () => {
    fc.assert(
      fc.property(hostile, ({ number, text }) => {
        const value = {
          [text]: [{ text, more: { text: [text] } }],
          map: new Map([[text, text]]),
          bytes: Buffer.from(text),
          hidden: { toJSON: () => text },
          date: new Date(),
          error: new Error(text),
          call: () => text,
          big: BigInt(bare(number).replace(/\D/g, '1')),
        }
        expect(digitsOf(JSON.stringify(redact(value)))).not.toContain(bare(number))
      }),
    )
  })

  it('nor where a long text is cut', () => {
    for (let ahead = 3970; ahead < 4002; ahead++) {
      const text = `${' '.repeat(ahead)}530129199003071234 ${'x'.repeat(100)}`
      expect(redactText(text)).not.toMatch(/5301291990/)
    }
  })
})

describe('what is masked', () => {
  it.each([
    ['530129199003071234', '530129********1234'],
    ['13888123456', '138881*3456'],
    ['户主 530129900307123, 电话 13888123456', '户主 530129*****7123, 电话 138881*3456'],
    ['530129 19900307 1234', '530129********1234'],
  ])('%s', (text, masked) => {
    expect(redactText(text)).toBe(masked)
  })

  it.each([
    '20171120083000-12345678',
    'run 20171120083000-1a2b3c4d ended',
    'a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f90',
    '1234567890123456789012345678901234567890123456789012345678901a34',
    'scan/12345678901a/3',
    'public-security.vehicles',
    '2017-11-20T08:30:00.000Z',
    '530129',
    '127.0.0.1:8129',
  ])('is not %s', text => {
    expect(redactText(text)).toBe(text)
  })

  it('keeps the shape of plain values', () => {
    const value = { a: [1, 'x', null, true], b: { c: 0.125 } }
    expect(redact(value)).toEqual(value)
  })
})
