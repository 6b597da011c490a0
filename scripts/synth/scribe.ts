/** How an office writes dates, numbers, names and ID numbers into its cells. */
import type { IsoDate } from '../../connectors/reading.ts'
import { excelSerial } from './calendar.ts'
import { fifteen, soiled, spoiled } from './dirt.ts'
import type { Cell } from './files/sink.ts'
import { nameVariant } from './names.ts'
import { Random } from './random.ts'

export interface Style {
  readonly date: 'iso' | 'slash' | 'dot' | 'compact' | 'chinese' | 'datetime' | 'serial'
  readonly number: 'plain' | 'thousands' | 'fixed' | 'full-width'
  readonly workbook: boolean
}

const MISSING = ['', '', '/', '无', '—', '-', 'NULL'] as const

export class Scribe {
  random = new Random(0)
  readonly #style: Style

  constructor(style: Style) {
    this.#style = style
  }

  /** A person's number in one of the accepted forms. */
  id(key: string): Cell {
    // a numeric cell of 15 digits keeps them all, one of 18 does not
    if (this.#style.workbook && key.slice(6, 10) < '1975' && this.random.chance(0.02))
      return Number(fifteen(key))
    return soiled(this.random, key)
  }

  /** Several persons in one cell, as joint owners are written. */
  ids(keys: readonly string[]): Cell {
    if (keys.length === 1) return this.id(keys[0] as string)
    const parts = keys.map(key => soiled(this.random, key, false))
    // a further owner whose number was cut off: a reject of its own, and the others stand
    if (this.random.chance(0.01)) parts.push((keys[0] as string).slice(0, 17))
    return parts.join(this.random.pick(['、', ',', '，', ';', '；', '/']))
  }

  names(names: readonly string[]): Cell {
    return names.length === 1
      ? this.name(names[0] as string)
      : names.join(this.random.pick(['、', '，', ',']))
  }

  /** The number of somebody whom the row is not about: sometimes wrong, which rejects the cell and not the row. */
  optionalId(key: string): Cell {
    if (key === '') return ''
    return this.random.chance(0.004) ? spoiled(this.random, key, false) : soiled(this.random, key)
  }

  name(name: string): string {
    return this.random.chance(0.008) && name !== '' ? nameVariant(this.random, name) : name
  }

  /** A date as this office writes it; what is no date (未竣工) stays as it is. */
  date(date: IsoDate | ''): Cell {
    if (date === '') return this.missing()
    if (date[4] !== '-') return date
    switch (this.#style.date) {
      case 'iso':
        return date
      case 'datetime':
        return `${date} 00:00:00`
      case 'compact':
        return date.replaceAll('-', '')
      case 'serial':
        return this.#style.workbook ? excelSerial(date) : String(excelSerial(date))
      case 'slash':
        return `${date.slice(0, 4)}/${Number(date.slice(5, 7))}/${Number(date.slice(8))}`
      case 'dot':
        return `${date.slice(0, 4)}.${Number(date.slice(5, 7))}.${Number(date.slice(8))}`
      case 'chinese':
        return `${date.slice(0, 4)}年${Number(date.slice(5, 7))}月${Number(date.slice(8))}日`
    }
  }

  /** A number; text stays as it is (三万). */
  number(value: number | string): Cell {
    if (typeof value === 'string') return value === '' ? this.missing() : value
    if (this.#style.workbook) return value
    switch (this.#style.number) {
      case 'plain':
        return String(value)
      case 'fixed':
        return value.toFixed(2)
      case 'thousands':
        return value.toLocaleString('en-US', { maximumFractionDigits: 2 })
      case 'full-width':
        return this.random.chance(0.02)
          ? String(value).replace(/\d/g, digit => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))
          : String(value)
    }
  }

  /** A cell without a value: empty, or one of the marks that offices put there. */
  missing(): string {
    return this.random.chance(0.97) ? '' : this.random.pick(MISSING)
  }

  /** Free text; now and then with what text files find hard: delimiters, quotes, a line break. */
  text(text: string): string {
    const draw = this.random.next()
    if (draw > 0.003 || text === '') return text
    return draw < 0.001 ? `${text},${'原'}住` : draw < 0.002 ? `${text}"老屋"` : `${text}\n二组;三组`
  }
}
