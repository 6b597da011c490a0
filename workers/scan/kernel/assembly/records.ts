/** What becomes of a record whose cells were cut: it is judged and counted, or kept for the exact way. */
import { byte, QUOTE } from './bytes'
import { acceptBirthsUntil, idHigh, idLow, idSuspect, readId } from './id-number'
import {
  BORN_BY, CANDIDATES, CLASSES_AT, CLASS_COUNT, CUTOFF, ELDER, ENTRIES, ENTRIES_AT, ENTRIES_ONLY, ENTRIES_ROOM,
  EVERYTHING, FILTER_AT, FILTER_MASK, FLAGS_SHIFT, HOUSE_COLUMN, IDS_AT, ID_COUNT, INDEX, JUDGED, KEEP_BELOW, KEYS_AT,
  MODE, NO_COLUMN, PERSONS, PERSONS_AT, PERSONS_ROOM, PLAIN_AT, PLAIN_BYTES, PLAIN_ROOM, QUOTED_AT,
  QUOTED_BYTES, QUOTED_ROOM, RECORDS, RULED_OUT, SLOTS_AT, SLOT_MASK, SLOT_SHIFT, SUBJECTS, SUSPECTS, UNCLEAR,
  WIDTH,
} from './layout'
import { endOf, setWord, startOf, word } from './plan'
import { contains, markPassing, openTable } from './subject-table'

// What is known of a record: flags, and above them how many of its IDs end in 000.
/** It is kept for the exact way. */
export const KEEP: u32 = 1
/** Somebody in it may be a subject. */
export const MAY_MATCH: u32 = 2
const SUSPECTS_SHIFT: u32 = 8

/** The key of the record that was judged last. */
export let keyHigh: u32 = 0
export let keyLow: u32 = 0

/** The codes of classes that are flags of a resident. */
const RESIDENT_FLAGS: u32 = 31

let width: u32 = 0
let mode: u32 = 0
export let looksUp: u32 = 0
let bornBy: u32 = 0
let idCount: u32 = 0
let idsAt: u32 = 0
let keepBelow: u32 = 0

/** Keys of rows that were judged and not looked up yet. */
let keysAt: u32 = 0
let keysEnd: u32 = 0

export let records: u32 = 0
let judged: u32 = 0
let suspects: u32 = 0

/** Takes over what the plan says, and the counts of the calls before. */
export function openCounts(): void {
  width = word(WIDTH)
  mode = word(MODE)
  looksUp = mode & SUBJECTS
  bornBy = word(BORN_BY)
  idCount = word(ID_COUNT)
  idsAt = word(IDS_AT)
  keepBelow = word(KEEP_BELOW)
  keysAt = word(KEYS_AT)
  keysEnd = keysAt
  records = word(RECORDS)
  judged = word(JUDGED)
  suspects = word(SUSPECTS)
  acceptBirthsUntil(word(CUTOFF))
  openTable(word(SLOTS_AT), word(SLOT_SHIFT), word(SLOT_MASK), word(FILTER_AT), word(FILTER_MASK))
}

export function closeCounts(): void {
  setWord(RECORDS, records)
  setWord(JUDGED, judged)
  setWord(SUSPECTS, suspects)
}

/** Whether a record is kept whatever its cells hold. */
@inline
export function keepsUnread(record: u32, cells: u32): bool {
  return cells != width || (mode & EVERYTHING) != 0 || record < keepBelow
}

/** Whether cells of a record are needed to settle it. */
@inline
export function looksInto(status: u32): bool {
  return (status & KEEP) == 0 && ((status & MAY_MATCH) != 0 || (mode & CANDIDATES) != 0)
}

/** Judges a record by itself, its cells being cut, and keeps or counts it. False: there is no room for it. */
export function take(start: u32, next: u32, cells: u32, quoted: bool): bool {
  const status = keepsUnread(records, cells) ? KEEP : judge(start, 0)
  return settle(start, next, quoted, looksUp != 0 ? status | MAY_MATCH : status, keyHigh, keyLow)
}

/**
 * Reads the IDs of the record whose cells were cut: its status, and its key in {@link keyHigh} and {@link keyLow}.
 * @param note where its status will stand: {@link lookUp} marks it there if somebody may be a subject. 0: nobody is looked up
 */
@inline
export function judge(start: u32, note: u32): u32 {
  let status: u32 = 0
  let at = idsAt
  for (let n: u32 = 0; n < idCount; n++, at += 12) {
    const column = load<u32>(at)
    const from = startOf(column, start)
    const to = endOf(column)
    const isKey = load<u32>(at, 4) != 0
    if (from == to && !isKey) continue
    if (!readId(from, to)) return KEEP
    status += idSuspect << SUSPECTS_SHIFT
    if (isKey) {
      keyHigh = idHigh
      keyLow = idLow
    }
    if (note != 0 && (looksUp & load<u32>(at, 8)) != 0) {
      store<u32>(keysEnd, idHigh)
      store<u32>(keysEnd, idLow, 4)
      store<u32>(keysEnd, note, 8)
      keysEnd += 12
    }
  }
  return status
}

/** Marks those rows that may hold a subject. */
export function lookUp(): void {
  markPassing(keysAt, keysEnd, MAY_MATCH)
  keysEnd = keysAt
}

/** Keeps a judged record or counts it; its cells are cut if {@link looksInto} them. False: there is no room for it. */
export function settle(start: u32, next: u32, quoted: bool, status: u32, high: u32, low: u32): bool {
  if ((status & KEEP) != 0) return keepRecord(start, next, quoted, 0, 0, 0)
  if ((mode & INDEX) != 0) {
    const flags = classify(start)
    if ((flags & UNCLEAR) != 0 || !houseIsPlain(start)) return keepRecord(start, next, quoted, 0, 0, 0)
    if (!addPerson(start, high, low, flags)) return false
  } else {
    const wanted = (status & MAY_MATCH) != 0 && holdsSubject(start)
    if (!wanted && (mode & CANDIDATES) != 0 && (classify(start) & RULED_OUT) == 0)
      return keepRecord(start, next, quoted, high, low, 0)
    if (wanted && (mode & ENTRIES_ONLY) == 0) return keepRecord(start, next, quoted, high, low, 1)
    if (wanted && !addSubjects(start)) return false
  }
  records++
  judged++
  suspects += status >>> SUSPECTS_SHIFT
  return true
}

/** Whether one of the record's persons is a subject. */
function holdsSubject(start: u32): bool {
  let at = idsAt
  for (let n: u32 = 0; n < idCount; n++, at += 12) {
    if (load<u32>(at, 8) == 0) continue
    const column = load<u32>(at)
    if (readId(startOf(column, start), endOf(column)) && contains(idHigh, idLow)) return true
  }
  return false
}

function keepRecord(start: u32, next: u32, quoted: bool, high: u32, low: u32, isJudged: u32): bool {
  const length = next - start
  const bytes = word(quoted ? QUOTED_BYTES : PLAIN_BYTES)
  if (bytes + length > word(quoted ? QUOTED_ROOM : PLAIN_ROOM)) return false
  if (!addEntry(high, low, isJudged | (quoted ? 2 : 0))) return false
  memory.copy(word(quoted ? QUOTED_AT : PLAIN_AT) + bytes, start, length)
  setWord(quoted ? QUOTED_BYTES : PLAIN_BYTES, bytes + length)
  records++
  return true
}

function addEntry(high: u32, low: u32, bits: u32): bool {
  const entries = word(ENTRIES)
  if (entries >= word(ENTRIES_ROOM)) return false
  const at = word(ENTRIES_AT) + (entries << 4)
  store<u32>(at, records)
  store<u32>(at, high, 4)
  store<u32>(at, low, 8)
  store<u32>(at, bits, 12)
  setWord(ENTRIES, entries + 1)
  return true
}

/** An entry for every subject of a judged record, in the order of the ID columns. */
function addSubjects(start: u32): bool {
  if (word(ENTRIES) + idCount > word(ENTRIES_ROOM)) return false
  let at = idsAt
  for (let n: u32 = 0; n < idCount; n++, at += 12) {
    if (load<u32>(at, 8) == 0) continue
    const column = load<u32>(at)
    const from = startOf(column, start)
    const to = endOf(column)
    if (readId(from, to) && contains(idHigh, idLow)) addEntry(idHigh, idLow, 1)
  }
  return true
}

/** The codes of the record's classes, together. */
function classify(start: u32): u32 {
  let codes: u32 = 0
  let at = word(CLASSES_AT)
  const count = word(CLASS_COUNT)
  for (let n: u32 = 0; n < count; n++) {
    const column = load<u32>(at)
    const spellings = load<u32>(at, 8)
    let code = load<u32>(at, 4)
    let from = startOf(column, start)
    let to = endOf(column)
    if (to - from >= 2 && byte(from) == QUOTE && byte(to - 1) == QUOTE) {
      from++
      to--
    }
    at += 12
    for (let k: u32 = 0; k < spellings; k++, at += 12) {
      const length = load<u32>(at)
      if (length == to - from && equal(from, load<u32>(at, 4), length)) {
        code = load<u32>(at, 8)
        at += (spellings - k) * 12
        break
      }
    }
    codes |= code
  }
  return codes
}

function equal(one: u32, other: u32, length: u32): bool {
  for (let n: u32 = 0; n < length; n++) if (byte(one + n) != byte(other + n)) return false
  return true
}

/** Whether folding leaves the 户号 as it is: digits and capital letters. */
function houseIsPlain(start: u32): bool {
  const column = word(HOUSE_COLUMN)
  if (column == NO_COLUMN) return true
  const to = endOf(column)
  for (let p = startOf(column, start); p < to; p++) {
    const c = byte(p)
    if (c - 0x30 > 9 && c - 0x41 > 25) return false
  }
  // NULL says that there is none.
  return to - startOf(column, start) != 4 || byte(to - 4) != 0x4e
}

/** The same two hashes as those of pipelines/match/house-numbers.ts. */
function addPerson(start: u32, high: u32, low: u32, classes: u32): bool {
  const persons = word(PERSONS)
  if (persons >= word(PERSONS_ROOM)) return false
  let one: u32 = 0
  let other: u32 = 0
  const column = word(HOUSE_COLUMN)
  if (column != NO_COLUMN) {
    const to = endOf(column)
    let p = startOf(column, start)
    if (p < to) {
      one = 0x811c9dc5
      other = 0x9747b28c
      for (; p < to; p++) {
        const c = byte(p)
        one = (one ^ c) * 0x01000193
        other = (other ^ c) * 0x5bd1e995
        other ^= other >>> 13
      }
    }
  }
  // Digits 7 to 14 of the key are the birth date: two of them in the high part.
  const birth = (high % 100) * 1000000 + low / 1000
  const flags = (classes & RESIDENT_FLAGS) | (birth <= bornBy ? ELDER : 0)
  const at = word(PERSONS_AT) + (persons << 4)
  store<u32>(at, high | (flags << FLAGS_SHIFT))
  store<u32>(at, low, 4)
  store<u32>(at, one, 8)
  store<u32>(at, other, 12)
  setWord(PERSONS, persons + 1)
  return true
}
