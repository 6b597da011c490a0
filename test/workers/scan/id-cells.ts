/** Cells where ID numbers belong: valid in every form, spoilt in every way. */
import fc from 'fast-check'
import { checkCharacter } from '../../../connectors/id-number.ts'
import { idNumber, validIds } from '../../connectors/persons.ts'

/** Persons whom a test takes for subjects. */
export const KNOWN: readonly string[] = Array.from({ length: 120 }, (_, n) =>
  idNumber((n * 37) % 1000, `19${20 + (n % 80)}0${1 + (n % 9)}${10 + (n % 19)}`, String(530100 + (n % 60))),
)
/** Keys that end in 000 with a right check character. */
export const LUCKY: readonly string[] = Array.from({ length: 400 }, (_, n) =>
  idNumber((n % 10) * 100, `19${40 + (n % 50)}0${1 + (n % 9)}1${n % 10}`),
).filter(key => key.endsWith('000'))
/** Keys with the check character X. */
export const CROSSED: readonly string[] = Array.from({ length: 200 }, (_, n) => idNumber(n)).filter(key =>
  key.endsWith('X'),
)

const characters = (text: string) => fc.constantFrom(...text)
const replaced = (text: string, at: number, by: string) => text.slice(0, at) + by + text.slice(at + 1)
const withCheck = (digits: string) => digits + checkCharacter(digits)
/** 15 digits: the old form of a key whose birth year is 19xx. */
const oldForm = (key: string) => key.slice(0, 6) + key.slice(8, 17)
const fullWidth = (text: string) =>
  text.replace(/[!-~]/g, character => String.fromCharCode(character.charCodeAt(0) + 0xfee0))

export const keys = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...KNOWN) },
  { weight: 3, arbitrary: validIds },
  fc.constantFrom(...LUCKY),
  fc.constantFrom(...CROSSED),
)

/** Birth dates at every border, right and wrong, as eight digits. */
export const BORDER_DATES: readonly string[] = [
  ...['18991231', '19000101', '19000228', '19000229', '19040229', '20000229', '20010229', '21000229'],
  ...['20171117', '20171118', '20171119', '20171201', '20180101', '99991231', '00000101', '01000101'],
  ...['19990000', '19990100', '19990001', '19991301', '19991232', '19999999'],
  ...Array.from({ length: 12 }, (_, month) => String(month + 1).padStart(2, '0')).flatMap(month =>
    ['28', '29', '30', '31', '32'].map(day => `1980${month}${day}`),
  ),
]

const validForms = keys.chain(key =>
  fc.oneof(
    { weight: 6, arbitrary: fc.constant(key) },
    fc.constantFrom(
      key.toLowerCase(),
      `'${key}`,
      ` ${key}`,
      `${key}  `,
      ` '${key} `,
      `' ${key}`,
      `'${key}'`,
      `="${key}"`,
      `"${key}"`,
      fullWidth(key),
      `‘${key}`,
      `\u3000${key}`,
      `${key}\u00a0`,
      `${key}\t`,
      `${key}\r`,
      `${key.slice(0, 6)} ${key.slice(6)}`,
      `${key}\u200b`,
    ),
    fc.constantFrom(`${key}41`, `${key}13B1`, `${key}13b2`, ` '${key}41`, `${key.toLowerCase()}11B2`),
    key.startsWith('19', 6)
      ? fc.constantFrom(oldForm(key), ` ${oldForm(key)}`, `'${oldForm(key)}`)
      : fc.constant(key),
  ),
)

const onDates = fc
  .tuple(fc.constantFrom(...BORDER_DATES), fc.integer({ min: 0, max: 999 }), fc.boolean())
  .map(([date, sequence, isOld]) => {
    const digits = `530129${date}${String(sequence).padStart(3, '0')}`
    return isOld ? oldForm(`${digits}0`) : withCheck(digits)
  })

const PRINTABLE = Array.from({ length: 0x7f - 0x20 }, (_, n) => String.fromCharCode(0x20 + n)).join('')

const spoilt = keys.chain(key =>
  fc.oneof(
    // The check character is any other, and what stands next to the digits in ASCII.
    characters('0123456789Xx:/;;').map(check => replaced(key, 17, check)),
    fc
      .tuple(fc.nat(17), characters(`${PRINTABLE}中０`))
      .map(([at, character]) => replaced(key, at, character)),
    fc
      .tuple(fc.nat(21), characters(`${PRINTABLE}中`))
      .map(([at, character]) => replaced(`${key}13B1`, at, character)),
    fc.nat(21).map(length => `${key}13B1`.slice(0, length)),
    fc.constantFrom(
      `${key.slice(0, 6)}********${key.slice(14)}`,
      `${key.slice(0, 15)}000`,
      `${key.slice(0, 1)}.${key.slice(1, 6)}E+17`,
      `${key}0`,
      `${key}1234B1`,
      `${key}AB`,
      `${key}13C1`,
      `''${key}`,
      `'"${key}"`,
      `"${key}`,
      `${key}"`,
    ),
  ),
)

const several = fc
  .tuple(keys, characters('、，,；;/ \n'), fc.oneof(keys, fc.constantFrom('', ' ', '无', '12')))
  .map(([one, separator, other]) => `${one}${separator}${other}`)

const nothing = fc.constantFrom('', '', ' ', '\u3000', '无', '—', 'NULL', '不详', '合计', '3', '身份证号')

export const idCells: fc.Arbitrary<string> = fc.oneof(
  { weight: 8, arbitrary: validForms },
  { weight: 2, arbitrary: onDates },
  { weight: 4, arbitrary: spoilt },
  several,
  nothing,
)
