/**
 * The kernel as JavaScript: where there is no WebAssembly with SIMD, and as the other opinion in the tests. Says the
 * same as assembly/, byte by byte instead of 64 at a time; see there for what a record has to be to be dropped.
 */
import { ELDER, FLAGS_SHIFT, RESIDENT_WORDS } from '../../../../pipelines/match/residents.ts'
import type { Kernel } from '../kernel.ts'
import { hashOfKey, passesFilter } from '../key-hash.ts'
import {
  ENTRY_JUDGED,
  ENTRY_QUOTED,
  ENTRY_WORDS,
  ID_WORDS,
  MODE,
  NO_COLUMN,
  PLAN,
  RULED_OUT,
  STOP,
  type Stop,
  UNCLEAR,
} from '../layout.ts'
import { provesGb18030 } from './gb18030.ts'
import { birthDate, IdReader } from './id-number.ts'

const QUOTE = 0x22
const LF = 10
const CR = 13
const BLANK = 0x20
/** The codes of classes that are flags of a resident. */
const RESIDENT_FLAGS = 31

/** What a byte is to the records. */
const TEXT = 0
const ENDS_CELL = 1
const QUOTES = 2
const ENDS_RECORD = 3

export function javascriptKernel(memory: SharedArrayBuffer): Kernel {
  const bytes = new Uint8Array(memory)
  const words = new Uint32Array(memory)
  const marks = new Uint8Array(256)
  marks[QUOTE] = QUOTES
  marks[LF] = ENDS_RECORD
  // The plan at hand: what every record needs of it.
  let plan = 0
  let delimiter = 0
  let width = 0
  let mode = 0
  let lastColumn = 0
  let idCount = 0
  let ids = 0
  let ends = 0
  let keepBelow = 0
  let records = 0
  let judged = 0
  let suspects = 0
  // The record at hand.
  let cells = 0
  let quoted = false
  const id = new IdReader(bytes)

  const word = (at: number): number => words[plan + at] ?? 0
  const setWord = (at: number, value: number): void => {
    words[plan + at] = value
  }
  const byte = (at: number): number => bytes[at] ?? 0
  const isDigit = (at: number): boolean => byte(at) >= 0x30 && byte(at) <= 0x39
  const endOf = (column: number): number => words[ends + column] ?? 0
  const startOf = (column: number, record: number): number => (column === 0 ? record : endOf(column - 1) + 1)

  function sieve(planAt: number, start: number, end: number, limit: number): Stop {
    plan = planAt >>> 2
    marks[delimiter] = TEXT
    delimiter = word(PLAN.delimiter)
    marks[delimiter] = ENDS_CELL
    width = word(PLAN.width)
    id.latestBirth = word(PLAN.cutoff)
    mode = word(PLAN.mode)
    lastColumn = word(PLAN.lastColumn)
    idCount = word(PLAN.idCount)
    ids = word(PLAN.idsAt) >>> 2
    ends = word(PLAN.endsAt) >>> 2
    keepBelow = word(PLAN.keepBelow)
    records = word(PLAN.records)
    judged = word(PLAN.judged)
    suspects = word(PLAN.suspects)
    let record = start
    let stop: Stop = STOP.more
    while (record < end) {
      if (record >= limit) break
      const cut = cutRecord(record, end)
      if (cut === STOP.more || cut === STOP.stuck) {
        stop = cut
        break
      }
      if (!take(record, cut)) {
        stop = STOP.full
        break
      }
      record = cut
    }
    setWord(PLAN.position, record)
    setWord(PLAN.records, records)
    setWord(PLAN.judged, judged)
    setWord(PLAN.suspects, suspects)
    return stop === STOP.more && record >= limit ? STOP.limit : stop
  }

  /** The start of the next record, or why it cannot be told. A record never starts at 0 or 2: the plan is below. */
  function cutRecord(start: number, end: number): number {
    // Most of the time goes by here: names within the function are the fastest ones.
    const text = bytes
    const marksOf = marks
    const last = lastColumn
    let at = start
    let cell = 0
    let holdsQuote = false
    while (at < end) {
      let mark = marksOf[text[at] ?? 0]
      while (mark === TEXT && ++at < end) mark = marksOf[text[at] ?? 0]
      if (at >= end) break
      if (mark === QUOTES) {
        holdsQuote = true
        const opens = at === start || marksOf[byte(at - 1)] === ENDS_CELL
        at = opens ? closingQuote(at + 1, end) : at + 1
        if (at === STOP.more || at === STOP.stuck) return at
        continue
      }
      const endsRecord = mark === ENDS_RECORD
      if (cell <= last) words[ends + cell] = endsRecord && at > start && byte(at - 1) === CR ? at - 1 : at
      cell++
      at++
      if (!endsRecord) continue
      cells = cell
      quoted = holdsQuote
      return at
    }
    return STOP.more
  }

  /** The delimiter or line end behind a quoted cell whose content starts at `from`. */
  function closingQuote(from: number, end: number): number {
    let at = from
    for (;;) {
      while (at < end && byte(at) !== QUOTE) at++
      let behind = at + 1
      if (behind >= end) return STOP.more
      if (byte(behind) === QUOTE) {
        at = behind + 1
        continue
      }
      while (byte(behind) !== delimiter && byte(behind) !== LF && isWhiteSpace(byte(behind)))
        if (++behind >= end) return STOP.more
      if (byte(behind) === delimiter || byte(behind) === LF) return behind
      if (byte(behind) >= 0x80) return STOP.stuck
      at++
    }
  }

  const isWhiteSpace = (code: number): boolean => code === BLANK || (code >= 9 && code <= 13)

  function take(start: number, next: number): boolean {
    if ((mode & MODE.everything) !== 0 || cells !== width || records < keepBelow)
      return keepRecord(start, next, 0, 0, 0)
    let high = 0
    let low = 0
    let suspect = 0
    let wanted = false
    for (let n = 0, at = ids; n < idCount; n++, at += ID_WORDS) {
      const column = words[at] ?? 0
      const from = startOf(column, start)
      const to = endOf(column)
      const isKey = words[at + 1] !== 0
      if (from === to && !isKey) continue
      if (!id.read(from, to)) return keepRecord(start, next, 0, 0, 0)
      suspect += id.suspect
      if (isKey) {
        high = id.high
        low = id.low
      }
      if ((mode & MODE.subjects) !== 0 && !wanted && words[at + 2] !== 0) wanted = contains(id.high, id.low)
    }
    if ((mode & MODE.index) !== 0) {
      const codes = classify(start)
      if ((codes & UNCLEAR) !== 0 || !houseIsPlain(start)) return keepRecord(start, next, 0, 0, 0)
      if (!addPerson(start, high, low, codes)) return false
    } else {
      if (!wanted && (mode & MODE.candidates) !== 0 && (classify(start) & RULED_OUT) === 0)
        return keepRecord(start, next, high, low, 0)
      if (wanted && (mode & MODE.entriesOnly) === 0) return keepRecord(start, next, high, low, ENTRY_JUDGED)
      if (wanted && !addSubjects(start)) return false
    }
    records++
    judged++
    suspects += suspect
    return true
  }

  function keepRecord(start: number, next: number, high: number, low: number, isJudged: number): boolean {
    const length = next - start
    const gathered = quoted ? PLAN.quotedBytes : PLAN.plainBytes
    const kept = word(gathered)
    if (kept + length > word(quoted ? PLAN.quotedRoom : PLAN.plainRoom)) return false
    if (!addEntry(high, low, isJudged | (quoted ? ENTRY_QUOTED : 0))) return false
    bytes.copyWithin(word(quoted ? PLAN.quotedAt : PLAN.plainAt) + kept, start, next)
    setWord(gathered, kept + length)
    records++
    return true
  }

  function addEntry(high: number, low: number, bits: number): boolean {
    const entries = word(PLAN.entries)
    if (entries >= word(PLAN.entriesRoom)) return false
    const at = (word(PLAN.entriesAt) >>> 2) + entries * ENTRY_WORDS
    words[at] = records
    words[at + 1] = high
    words[at + 2] = low
    words[at + 3] = bits
    setWord(PLAN.entries, entries + 1)
    return true
  }

  function addSubjects(start: number): boolean {
    if (word(PLAN.entries) + idCount > word(PLAN.entriesRoom)) return false
    for (let n = 0, at = ids; n < idCount; n++, at += ID_WORDS) {
      if (words[at + 2] === 0) continue
      const column = words[at] ?? 0
      if (id.read(startOf(column, start), endOf(column)) && contains(id.high, id.low))
        addEntry(id.high, id.low, ENTRY_JUDGED)
    }
    return true
  }

  function classify(start: number): number {
    let codes = 0
    const count = word(PLAN.classCount)
    for (let n = 0, at = word(PLAN.classesAt) >>> 2; n < count; n++) {
      const column = words[at] ?? 0
      const spellings = words[at + 2] ?? 0
      let code = words[at + 1] ?? 0
      let from = startOf(column, start)
      let to = endOf(column)
      if (to - from >= 2 && byte(from) === QUOTE && byte(to - 1) === QUOTE) {
        from++
        to--
      }
      at += 3
      for (let k = 0; k < spellings; k++) {
        const spelling = at + k * 3
        if (words[spelling] !== to - from || !equals(from, words[spelling + 1] ?? 0, to - from)) continue
        code = words[spelling + 2] ?? 0
        break
      }
      at += spellings * 3
      codes |= code
    }
    return codes
  }

  function equals(one: number, other: number, length: number): boolean {
    for (let n = 0; n < length; n++) if (byte(one + n) !== byte(other + n)) return false
    return true
  }

  function houseIsPlain(start: number): boolean {
    const column = word(PLAN.houseColumn)
    if (column === NO_COLUMN) return true
    const from = startOf(column, start)
    const to = endOf(column)
    for (let at = from; at < to; at++) if (!isDigit(at) && (byte(at) < 0x41 || byte(at) > 0x5a)) return false
    return to - from !== 4 || byte(from) !== 0x4e
  }

  function addPerson(start: number, high: number, low: number, codes: number): boolean {
    const persons = word(PLAN.persons)
    if (persons >= word(PLAN.personsRoom)) return false
    let one = 0
    let other = 0
    const column = word(PLAN.houseColumn)
    if (column !== NO_COLUMN) {
      const to = endOf(column)
      let at = startOf(column, start)
      if (at < to) {
        one = 0x811c9dc5
        other = 0x9747b28c
        for (; at < to; at++) {
          one = Math.imul(one ^ byte(at), 0x01000193)
          other = Math.imul(other ^ byte(at), 0x5bd1e995)
          other ^= other >>> 13
        }
      }
    }
    const flags = (codes & RESIDENT_FLAGS) | (birthDate(high, low) <= word(PLAN.bornBy) ? ELDER : 0)
    const at = (word(PLAN.personsAt) >>> 2) + persons * RESIDENT_WORDS
    words[at] = high | (flags << FLAGS_SHIFT)
    words[at + 1] = low
    words[at + 2] = one
    words[at + 3] = other
    setWord(PLAN.persons, persons + 1)
    return true
  }

  function contains(keyHigh: number, keyLow: number): boolean {
    const hash = hashOfKey(keyHigh, keyLow)
    if (!passesFilter(words, (word(PLAN.filterAt) >>> 2) + (hash & word(PLAN.filterMask)) * 2, hash))
      return false
    const slots = word(PLAN.slotsAt) >>> 2
    const mask = word(PLAN.slotMask)
    for (let slot = hash >>> word(PLAN.slotShift); ; slot = (slot + 1) & mask) {
      const at = slots + slot * 2
      if (words[at] === keyHigh && words[at + 1] === keyLow) return true
      if (words[at] === 0) return false
    }
  }

  return { sieve, provesGb18030: (start, end) => provesGb18030(bytes, start, end) }
}
