import fc from 'fast-check'
import { stdnum } from 'stdnum'
import { describe, expect, it } from 'vitest'
import {
  ageAt,
  birthDate,
  cellText,
  checkCharacter,
  judgeId,
  judgeIdCell,
  nameAt,
  splitNames,
} from '../../connectors/id-number.ts'
import { CUTOFF, idNumber, validIds } from './persons.ts'

const independent = (text: string) => {
  const validator = stdnum.CN?.ric
  if (!validator) throw new Error('stdnum has no CN.ric')
  return validator.validate(text)
}

const ID = idNumber(123)
const OTHER = idNumber(248, '19650712')
const WITH_X = Array.from({ length: 999 }, (_, n) => idNumber(n)).find(id => id.endsWith('X')) ?? ''

const verdict = (cell: string | number): string => {
  const judged = judgeId(cell, CUTOFF)
  return 'key' in judged ? judged.key : judged.reason
}
const verdicts = (cell: string | number): string[] =>
  judgeIdCell(cell, CUTOFF).map(judged => ('key' in judged ? judged.key : judged.reason))

/** The check character that comes after the right one. */
const wrong = (id: string): string =>
  id.slice(0, 17) + '0123456789X'.charAt(('0123456789X'.indexOf(id.charAt(17)) + 1) % 11)
const truncated = (id: string): string => `${id.slice(0, 15)}000`
const spoilt = [ID, OTHER].map(truncated).find(id => checkCharacter(id) !== '0') ?? ''
const lucky =
  Array.from({ length: 200 }, (_, n) => `530129199003${String(n).padStart(3, '0')}000`).find(
    id => checkCharacter(id) === '0' && verdict(id) === id,
  ) ?? ''

describe('an ID number', () => {
  it.each([
    ['18 characters', ID, ID],
    ['lower-case x', WITH_X.toLowerCase(), WITH_X],
    ['full width', ID.replace(/\d/g, digit => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)), ID],
    ['white space and zero-width characters', `\u00a0${ID.slice(0, 6)} \u200b${ID.slice(6)}\u3000\ufeff`, ID],
    ['in quotes', `"${ID}"`, ID],
    ['as formula text', `="${ID}"`, ID],
    ['behind an apostrophe', `'${ID}`, ID],
    ['15 digits', ID.slice(0, 6) + ID.slice(8, 17), ID],
    ['a numeric cell of 15 digits', Number(ID.slice(0, 6) + ID.slice(8, 17)), ID],
    ['a certificate of 20', `${ID}41`, ID],
    ['a certificate of 22', `${ID}43B1`, ID],
    ['a certificate of 22 in lower case', `${WITH_X}43b2`.toLowerCase(), WITH_X],
    ['the area prefix is never judged', idNumber(5, '19900307', '999999'), idNumber(5, '19900307', '999999')],
    ['the first day', idNumber(1, '19000101'), idNumber(1, '19000101')],
    ['born on the cut-off day', idNumber(1, '20171118'), idNumber(1, '20171118')],
    ['a leap day', idNumber(1, '20000229'), idNumber(1, '20000229')],
  ])('%s is accepted', (_, cell, key) => expect(verdict(cell)).toBe(key))

  it.each([
    ['nothing', '', 'empty'],
    ['invisible characters only', ' \u3000\u200b', 'empty'],
    ['an empty formula text', '=""', 'empty'],
    ['masked', '530129********1238', 'masked'],
    ['masked with full-width stars', '530129＊＊＊＊1238', 'masked'],
    ['masked comes before scientific', '5.3*E+17', 'masked'],
    ['scientific', '5.30129E+17', 'scientific'],
    ['scientific in lower case', '5.3e+17', 'scientific'],
    ['scientific without decimals', '5E+17', 'scientific'],
    ['18 digits ending 000', spoilt, 'precision_lost'],
    ['the same comes before its date', '530129199013991000', 'precision_lost'],
    ['a numeric cell of 18 digits', Number(ID.slice(0, 17)) * 10, 'precision_lost'],
    ['a numeric cell of 16 digits', 1e15, 'precision_lost'],
    ['a numeric cell of 6 digits', 530129, 'length'],
    ['17 characters', ID.slice(0, 17), 'length'],
    ['19 characters', `${ID}1`, 'length'],
    ['21 characters', `${ID}411`, 'length'],
    ['missing by word', '无', 'length'],
    ['a letter among 15', `${ID.slice(0, 14)}A`, 'characters'],
    ['X in the middle', `${ID.slice(0, 10)}X${ID.slice(11)}`, 'characters'],
    ['a letter O', `${ID.slice(0, 16)}O${ID.slice(17)}`, 'characters'],
    ['20 with a letter', `${ID}4A`, 'characters'],
    ['22 without B', `${ID}4111`, 'characters'],
    ['the 31st of April', idNumber(1, '19900431'), 'date'],
    ['29 February of a common year', idNumber(1, '19000229'), 'date'],
    ['month 13', idNumber(1, '19901301'), 'date'],
    ['before 1900', idNumber(1, '18991231'), 'date'],
    ['after the cut-off', idNumber(1, '20171119'), 'date'],
    ['a date that is no date comes before the check digit', wrong(idNumber(1, '19900431')), 'date'],
    ['15 digits with a bad date', '530129901301123', 'date'],
    ['a wrong check character', wrong(ID), 'check_digit'],
    ['a wrong check character in a certificate', `${wrong(ID)}41`, 'check_digit'],
  ])('%s is rejected', (_, cell, reason) => expect(verdict(cell)).toBe(reason))

  it('ending in 000 by right is accepted and suspected', () => {
    expect(judgeId(lucky, CUTOFF)).toEqual({ key: lucky, suspectPrecision: true })
    expect(judgeId(`${lucky}41`, CUTOFF)).toEqual({ key: lucky, suspectPrecision: false })
    expect(judgeId(ID, CUTOFF)).toEqual({ key: ID, suspectPrecision: false })
  })

  it('has a birth date', () => {
    expect(birthDate(ID)).toBe('1990-03-07')
  })

  it('has the published check characters of GB 11643', () => {
    // The standard's own example, and sums for every remainder.
    expect(checkCharacter('11010519491231002')).toBe('X')
    expect(checkCharacter('44052418800101001')).toBe('4')
  })
})

describe('age', () => {
  it.each([
    ['1990-03-07', '2017-03-06', 26],
    ['1990-03-07', '2017-03-07', 27],
    ['2000-02-29', '2017-02-28', 16],
    ['2000-02-29', '2017-03-01', 17],
    ['2000-02-29', '2016-02-28', 15],
    ['2000-02-29', '2016-02-29', 16],
  ])('of who was born %s is at %s %i', (birth, asOf, age) => expect(ageAt(birth, asOf)).toBe(age))
})

describe('several IDs in one cell', () => {
  it.each([
    ['、', `${ID}、${OTHER}`, [ID, OTHER]],
    [', ，', `${ID},${OTHER}，${ID}`, [ID, OTHER, ID]],
    ['; ；', `${ID};${OTHER}；${ID}`, [ID, OTHER, ID]],
    ['/', `${ID}/${OTHER}`, [ID, OTHER]],
    ['empty parts are dropped', `、${ID}、 、${OTHER}、`, [ID, OTHER]],
    ['white space between IDs', `${ID} ${OTHER}`, [ID, OTHER]],
    ['a line break between IDs', `${ID}\n${OTHER}`, [ID, OTHER]],
    ['white space within an ID', `${ID.slice(0, 6)} ${ID.slice(6)}`, [ID]],
    ['white space within one of two', `${ID.slice(0, 6)} ${ID.slice(6)}、${OTHER}`, [ID, OTHER]],
    ['a name before the ID', `张三 ${ID}`, ['length', ID]],
    ['white space without any ID', `${wrong(ID)} ${wrong(OTHER)}`, ['length']],
    ['one bad among them', `${ID}、${wrong(OTHER)}`, [ID, 'check_digit']],
    ['all bad', `${wrong(ID)}、12`, ['check_digit', 'length']],
    ['nothing but separators', '、/', ['empty']],
    ['nothing', '', ['empty']],
    ['all in one formula text', `="${ID}、${OTHER}"`, [ID, OTHER]],
    ['each behind its apostrophe', `'${ID}、'${OTHER}`, [ID, OTHER]],
    ['a number', 5.30129e17, ['precision_lost']],
  ])('%s', (_, cell, expected) => expect(verdicts(cell)).toEqual(expected))

  it('keeps the text of each as delivered', () => {
    expect(judgeIdCell(`${ID}、 12 `, CUTOFF).map(id => id.text)).toEqual([ID, '12'])
  })

  it.each([
    ['张三、李四', 2, ['张三', '李四']],
    ['张三/李四', 2, ['张三', '李四']],
    ['张三 李四', 2, [undefined, undefined]],
    ['张三', 2, [undefined, undefined]],
    ['张三、李四、王五', 2, [undefined, undefined]],
    ['张三、李四', 1, [undefined]],
    [' 张 三 ', 1, ['张 三']],
    ['阿依·买买提', 1, ['阿依·买买提']],
    ['', 1, [undefined]],
    ['无', 1, [undefined]],
    ['/', 1, [undefined]],
    ['张三、', 1, ['张三']],
  ])('names %j for %i IDs', (cell, ids, expected) => {
    expect(Array.from({ length: ids }, (_, n) => nameAt(cell, ids, n))).toEqual(expected)
  })

  it('splits names where IDs are split', () => {
    expect(splitNames('张三、李四,王五，赵六;钱七；孙八/')).toEqual([
      '张三',
      '李四',
      '王五',
      '赵六',
      '钱七',
      '孙八',
    ])
  })
})

describe('a numeric cell as text', () => {
  it.each([
    [42990, '42990'],
    [-3, '-3'],
    [0.5, '0.5'],
    [1e-7, '0.0000001'],
    [530_129_900_307_123, '530129900307123'],
    [5.30129199003071e17, '530129199003071000'],
    [1e21, '1000000000000000000000'],
  ])('%d', (cell, text) => expect(cellText(cell)).toBe(text))
})

describe('whatever is delivered', () => {
  const wrappings = fc.constantFrom<(id: string) => string>(
    id => ` ${id}`,
    id => `'${id}`,
    id => `="${id}"`,
    id => `"${id}"`,
    id => `“${id}”`,
    id => id.toLowerCase(),
    id => id.split('').join('\u200b'),
    id => `${id.slice(0, 6)}\u3000${id.slice(6)}`,
    id => id.replace(/[\dX]/g, character => String.fromCharCode(character.charCodeAt(0) + 0xfee0)),
    id => `\ufeff${id}\u202c\t`,
  )

  it('a valid ID survives every folding, nested', () => {
    fc.assert(
      fc.property(validIds, fc.array(wrappings, { maxLength: 3 }), (id, wraps) => {
        expect(verdict(wraps.reduce((text, wrap) => wrap(text), id))).toBe(id)
      }),
    )
  })

  it('one changed character is never accepted', () => {
    fc.assert(
      fc.property(validIds, fc.nat(17), fc.constantFrom(...'0123456789XA*O '), (id, place, character) => {
        fc.pre(id.charAt(place) !== character)
        const mutated = id.slice(0, place) + character + id.slice(place + 1)
        expect(judgeId(mutated, CUTOFF)).toHaveProperty('reason')
      }),
    )
  })

  it('two neighbours swapped are never accepted', () => {
    fc.assert(
      fc.property(validIds, fc.nat(16), (id, place) => {
        fc.pre(id.charAt(place) !== id.charAt(place + 1))
        const swapped = id.slice(0, place) + id.charAt(place + 1) + id.charAt(place) + id.slice(place + 2)
        expect(judgeId(swapped, CUTOFF)).toHaveProperty('reason')
      }),
    )
  })

  it('the 15-digit form of a person of the 20th century is the same key', () => {
    fc.assert(
      fc.property(validIds, id => {
        fc.pre(id.slice(6, 8) === '19')
        expect(verdict(id.slice(0, 6) + id.slice(8, 17))).toBe(id)
      }),
    )
  })

  it('no text makes it throw, and what is accepted is a key', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom(...'0123456789XxE+.-*="\'、,/ \u3000\u200b５'), maxLength: 60 }),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
    )
    fc.assert(
      fc.property(hostile, cell => {
        for (const judged of judgeIdCell(cell, CUTOFF)) {
          if ('key' in judged) expect(independent(judged.key).isValid).toBe(true)
        }
      }),
      { numRuns: 500 },
    )
  })
})

/**
 * stdnum judges 18 characters of GB 11643 without a delivery around them. It differs from the contract, and only
 * there: it knows no 15-, 20- or 22-character form; it names no reason of spreadsheets (precision, masks); a birth
 * date may lie before 1900; and dates are held against today, not against a cut-off.
 */
describe('an independent library', () => {
  const today = '2026-11-24'
  it('agrees on 18 digits and X', () => {
    const almost = fc.tuple(validIds, fc.nat(17), fc.constantFrom(...'0123456789X'))
    fc.assert(
      fc.property(almost, ([id, place, character]) => {
        const text = id.slice(0, place) + character + id.slice(place + 1)
        const ours = 'key' in judgeId(text, today)
        const theirs = independent(text).isValid && text.slice(6, 10) >= '1900' && birthDate(text) <= today
        expect(ours).toBe(theirs)
      }),
      { numRuns: 1000 },
    )
  })

  it.each([
    ['15 digits', ID.slice(0, 6) + ID.slice(8, 17), true, false],
    ['a certificate of 20', `${ID}41`, true, false],
    ['a certificate of 22', `${ID}41B1`, true, false],
    ['born in 1880', idNumber(1, '18800101'), false, true],
    ['born after the cut-off, before today', idNumber(1, '20200101'), false, true],
  ])('differs on %s', (_, text, ours, theirs) => {
    expect('key' in judgeId(text, CUTOFF)).toBe(ours)
    expect(independent(text).isValid).toBe(theirs)
  })
})
