/**
 * In a thread: residents 户籍 as four words each (key, 户号, a few flags), enough to find out which 户号 matter before the
 * rows are read for evidence. Most are read by the kernel.
 */
import type { Columns } from '../../../connectors/column.ts'
import { residents } from '../../../connectors/feeds/residents.ts'
import { textOf } from '../../../connectors/reading.ts'
import type { ReadRow, Reject } from '../../../connectors/table-reader.ts'
import {
  IN_VILLAGE,
  LIVING,
  MAY_BE_LEFT_OUT,
  RESIDENT_WORDS,
  residentWords,
} from '../../../pipelines/match/residents.ts'
import { encodeSpelling } from '../encode-spelling.ts'
import { MODE, UNCLEAR } from '../kernel/layout.ts'
import type { ClassColumn, SievePlan } from '../plan.ts'
import { dayNumber } from '../plan.ts'
import { type ScannedFile, scannedEncoding } from '../scanned-file.ts'
import { tablePlan } from '../table-plan.ts'
import { GrowingWords } from './growing-words.ts'
import type { RowTaker, Workplace } from './row-taker.ts'

export interface ResidentQuestion extends Workplace {
  /** The latest birth date of an elder (I07), ISO; '' if nobody is one. */
  readonly bornBy: string
}

export interface ResidentPart {
  /** Four words a person, see pipelines/match/residents.ts. */
  readonly persons: Uint32Array
  readonly rejects: readonly Reject[]
}

export class ResidentRows implements RowTaker<ResidentPart> {
  readonly #bornBy: string
  readonly #words = new GrowingWords()
  #rejects: Reject[] = []

  constructor({ bornBy }: ResidentQuestion) {
    this.#bornBy = bornBy
  }

  get gathered(): number {
    return this.#words.length / RESIDENT_WORDS + this.#rejects.length
  }

  reject(reject: Reject): void {
    this.#rejects.push(reject)
  }

  row(row: ReadRow<Columns>): void {
    const houseNumber = textOf(row.read('houseNumber'))
    const flags =
      (row.read('status') === '正常' ? LIVING : 0) |
      (row.read('livesInVillage') === '是' ? IN_VILLAGE : 0) |
      (residents.candidate?.(row as never) ? MAY_BE_LEFT_OUT : 0)
    for (const { key } of row.persons) this.#words.add(residentWords(key, houseNumber, flags, this.#bornBy))
  }

  persons(words: Uint32Array): void {
    this.#words.add(words)
  }

  part(): ResidentPart {
    const part = { persons: this.#words.take(), rejects: this.#rejects }
    this.#rejects = []
    return part
  }
}

/** Spellings that the kernel knows; with any other one the row is read. */
const SPELLINGS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  status: { 正常: LIVING, 死亡注销: 0, 迁出注销: 0, 其他注销: 0 },
  livesInVillage: { 是: IN_VILLAGE, 否: 0, '': 0 },
  // Who became urban may be left out (I04): other columns decide that.
  becameUrban: Object.fromEntries((residents.ruledOut?.becameUrban ?? []).map(text => [text, 0])),
}

export function residentPlan(file: ScannedFile, cutoff: string, { bornBy }: ResidentQuestion): SievePlan {
  const places = new Map(file.columns)
  const encoding = scannedEncoding(file)
  const classes = Object.entries(SPELLINGS).flatMap(([property, codes]): ClassColumn[] => {
    const place = places.get(property)
    if (!place) return []
    const spellings = Object.entries(codes).map(([text, code]) => ({
      bytes: encodeSpelling(text, encoding),
      code,
    }))
    return [{ column: place.index, otherwise: UNCLEAR, spellings }]
  })
  const house = places.get('houseNumber')
  return {
    ...tablePlan(file, residents, cutoff),
    classes,
    mode: MODE.index,
    bornBy: bornBy === '' ? 0 : dayNumber(bornBy),
    ...(house ? { houseColumn: house.index } : {}),
  }
}
