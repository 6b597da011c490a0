/**
 * The sieve, in AssemblyScript: from delivered bytes to the few records that somebody has to read.
 *
 * Every record is either judged here (it has the header's width, its ID numbers are valid, and nobody in it is a
 * subject) and only counted, or it is kept for the exact way (papaparse and connectors/row-sorter.ts). It may keep too
 * much, and never drops a record that the exact way would keep, refuse, or count in another way. Records are cut as
 * papaparse cuts them.
 *
 * Words of the plan are numbered as in ../layout.ts.
 */

const DELIMITER = 0
const WIDTH = 1
const CUTOFF = 2
const BORN_BY = 3
const MODE = 4
const LAST_COLUMN = 5
const ID_COUNT = 6
const CLASS_COUNT = 7
const HOUSE_COLUMN = 8
const SLOTS_AT = 9
const SLOT_SHIFT = 10
const SLOT_MASK = 11
const FILTER_AT = 12
const FILTER_MASK = 13
const ENDS_AT = 14
const PLAIN_AT = 15
const PLAIN_ROOM = 16
const QUOTED_AT = 17
const QUOTED_ROOM = 18
const ENTRIES_AT = 19
const ENTRIES_ROOM = 20
const PERSONS_AT = 21
const PERSONS_ROOM = 22
const IDS_AT = 23
const CLASSES_AT = 24
const KEEP_BELOW = 25
const POSITION = 26
const RECORDS = 27
const JUDGED = 28
const SUSPECTS = 29
const PLAIN_BYTES = 30
const QUOTED_BYTES = 31
const ENTRIES = 32
const PERSONS = 33

const NO_COLUMN: u32 = 0xffffffff

const SUBJECTS: u32 = 1
const CANDIDATES: u32 = 2
const INDEX: u32 = 4
const EVERYTHING: u32 = 8
const ENTRIES_ONLY: u32 = 16

const RULED_OUT: u32 = 0x80000000
const UNCLEAR: u32 = 0x40000000
const PERSON_FLAGS_SHIFT: u32 = 27
const PERSON_FLAGS: u32 = 31
const ELDER_FLAG: u32 = 4

const MORE: u32 = 0
const LIMIT: u32 = 1
const STUCK: u32 = 2
const FULL: u32 = 3

const QUOTE: u32 = 0x22
const LF: u32 = 10
const CR: u32 = 13

// The plan at hand. Globals are each instance's own: two threads share the memory, not these.
let delimiter: u32 = 0
let width: u32 = 0
let cutoff: u32 = 0
let bornBy: u32 = 0
let mode: u32 = 0
let lastColumn: u32 = 0
let idCount: u32 = 0
let idsAt: u32 = 0
let endsAt: u32 = 0
let slotsAt: u32 = 0
let slotShift: u32 = 0
let slotMask: u32 = 0
let filterAt: u32 = 0
let filterMask: u32 = 0
let keepBelow: u32 = 0
let planAt: u32 = 0

let records: u32 = 0
let judged: u32 = 0
let suspects: u32 = 0

// The record at hand.
let cells: u32 = 0
let recordEnd: u32 = 0

// The ID number at hand: 17 digits as the first 8 and the last 9.
let idHigh: u32 = 0
let idLow: u32 = 0
let idSuspect: u32 = 0

@inline
function byte(at: u32): u32 {
  return load<u8>(at)
}

@inline
function word(at: u32): u32 {
  return load<u32>(planAt + (at << 2))
}

@inline
function setWord(at: u32, value: u32): void {
  store<u32>(planAt + (at << 2), value)
}

/**
 * Takes the records of the bytes from `start` to `end` that begin before `limit`. Returns why it stopped; where, and
 * what it found, is in the plan. 64 bytes behind `end` are read and ignored.
 */
export function sieve(plan: u32, start: u32, end: u32, limit: u32): u32 {
  planAt = plan
  delimiter = word(DELIMITER)
  width = word(WIDTH)
  cutoff = word(CUTOFF)
  bornBy = word(BORN_BY)
  mode = word(MODE)
  lastColumn = word(LAST_COLUMN)
  idCount = word(ID_COUNT)
  idsAt = word(IDS_AT)
  endsAt = word(ENDS_AT)
  slotsAt = word(SLOTS_AT)
  slotShift = word(SLOT_SHIFT)
  slotMask = word(SLOT_MASK)
  filterAt = word(FILTER_AT)
  filterMask = word(FILTER_MASK)
  keepBelow = word(KEEP_BELOW)
  records = word(RECORDS)
  judged = word(JUDGED)
  suspects = word(SUSPECTS)
  const stop = cutRecords(start, end, limit)
  setWord(RECORDS, records)
  setWord(JUDGED, judged)
  setWord(SUSPECTS, suspects)
  return stop
}

/** 64 bytes at a time, as bit masks of delimiters, line ends and quotes. */
function cutRecords(start: u32, end: u32, limit: u32): u32 {
  const delimiters = i8x16.splat(delimiter as i8)
  const lineEnds = i8x16.splat(LF as i8)
  const quotes = i8x16.splat(QUOTE as i8)
  let recordStart = start
  let base = start
  let cell: u32 = 0
  while (base < end) {
    if (recordStart >= limit) return stopAt(recordStart, LIMIT)
    const v0 = v128.load(base)
    const v1 = v128.load(base, 16)
    const v2 = v128.load(base, 32)
    const v3 = v128.load(base, 48)
    let d =
      (i8x16.bitmask(i8x16.eq(v0, delimiters)) as u32 as u64) |
      ((i8x16.bitmask(i8x16.eq(v1, delimiters)) as u32 as u64) << 16) |
      ((i8x16.bitmask(i8x16.eq(v2, delimiters)) as u32 as u64) << 32) |
      ((i8x16.bitmask(i8x16.eq(v3, delimiters)) as u32 as u64) << 48)
    let n =
      (i8x16.bitmask(i8x16.eq(v0, lineEnds)) as u32 as u64) |
      ((i8x16.bitmask(i8x16.eq(v1, lineEnds)) as u32 as u64) << 16) |
      ((i8x16.bitmask(i8x16.eq(v2, lineEnds)) as u32 as u64) << 32) |
      ((i8x16.bitmask(i8x16.eq(v3, lineEnds)) as u32 as u64) << 48)
    const q =
      (i8x16.bitmask(i8x16.eq(v0, quotes)) as u32 as u64) |
      ((i8x16.bitmask(i8x16.eq(v1, quotes)) as u32 as u64) << 16) |
      ((i8x16.bitmask(i8x16.eq(v2, quotes)) as u32 as u64) << 32) |
      ((i8x16.bitmask(i8x16.eq(v3, quotes)) as u32 as u64) << 48)
    let valid: u64 = 0xffffffffffffffff
    if (end - base < 64) valid = ((1 as u64) << ((end - base) as u64)) - 1
    let quoted = false
    if ((q & valid) != 0) {
      quoted = true
      valid &= (q & (0 - q)) - 1
    }
    d &= valid
    n &= valid
    while (n != 0) {
      const below = (n & (0 - n)) - 1
      let before = d & below
      while (before != 0 && cell <= lastColumn) {
        store<u32>(endsAt + (cell << 2), base + (ctz(before) as u32))
        cell++
        before &= before - 1
      }
      cell += popcnt(before) as u32
      const lineEnd = base + (ctz(n) as u32)
      if (cell <= lastColumn) store<u32>(endsAt + (cell << 2), withoutReturn(recordStart, lineEnd))
      cells = cell + 1
      if (!take(recordStart, lineEnd + 1, false)) return stopAt(recordStart, FULL)
      recordStart = lineEnd + 1
      cell = 0
      d &= ~below
      n &= n - 1
      if (recordStart >= limit) return stopAt(recordStart, LIMIT)
    }
    if (quoted) {
      const next = cutQuoted(recordStart, end)
      if (next <= STUCK) return stopAt(recordStart, next)
      if (!take(recordStart, next, true)) return stopAt(recordStart, FULL)
      recordStart = next
      base = next
      cell = 0
      continue
    }
    while (d != 0 && cell <= lastColumn) {
      store<u32>(endsAt + (cell << 2), base + (ctz(d) as u32))
      cell++
      d &= d - 1
    }
    cell += popcnt(d) as u32
    base += 64
  }
  return stopAt(recordStart, recordStart >= limit ? LIMIT : MORE)
}

@inline
function stopAt(position: u32, stop: u32): u32 {
  setWord(POSITION, position)
  return stop
}

/** Where the last cell of a line ends: a carriage return before the line end is part of it. */
@inline
function withoutReturn(recordStart: u32, lineEnd: u32): u32 {
  return lineEnd > recordStart && byte(lineEnd - 1) == CR ? lineEnd - 1 : lineEnd
}

/**
 * Cuts one record that holds a quote, as papaparse does: a cell is quoted if it begins with a quote, and ends at a
 * quote that only white space separates from a delimiter or line end; any other quote in it is text. Returns the
 * start of the next record, or MORE, or STUCK.
 */
function cutQuoted(start: u32, end: u32): u32 {
  let p = start
  cells = 0
  while (true) {
    if (p >= end) return MORE
    if (byte(p) == QUOTE) {
      p++
      while (true) {
        p = findQuote(p, end)
        let r = p + 1
        if (r >= end) return MORE
        let c = byte(r)
        if (c == QUOTE) {
          p = r + 1
          continue
        }
        while (c != delimiter && c != LF && (c == 0x20 || (c >= 9 && c <= 13))) {
          r++
          if (r >= end) return MORE
          c = byte(r)
        }
        if (c == delimiter || c == LF) {
          p = r
          break
        }
        // Perhaps white space of another script.
        if (c >= 0x80) return STUCK
        p++
      }
    } else {
      let c = byte(p)
      while (c != delimiter && c != LF) {
        p++
        if (p >= end) return MORE
        c = byte(p)
      }
    }
    const ends = byte(p) == LF
    if (cells <= lastColumn) store<u32>(endsAt + (cells << 2), ends ? withoutReturn(start, p) : p)
    cells++
    p++
    if (ends) return p
  }
}

/** The next quote at `p` or behind it; `end` if there is none. */
function findQuote(p: u32, end: u32): u32 {
  const quotes = i8x16.splat(QUOTE as i8)
  while (p < end) {
    const mask = i8x16.bitmask(i8x16.eq(v128.load(p), quotes)) as u32
    if (mask != 0) return min(p + ctz(mask), end)
    p += 16
  }
  return end
}

/** Judges the record from `start` to `next`, and keeps it or counts it. False: there is no room to keep it. */
function take(start: u32, next: u32, quoted: bool): bool {
  let keep = (mode & EVERYTHING) != 0 || cells != width || records < keepBelow
  let high: u32 = 0
  let low: u32 = 0
  let wanted = false
  let suspect: u32 = 0
  if (!keep) {
    let at = idsAt
    for (let n: u32 = 0; n < idCount; n++, at += 12) {
      const column = load<u32>(at)
      const from = startOf(column, start)
      const to = load<u32>(endsAt + (column << 2))
      const isKey = load<u32>(at, 4) != 0
      if (from == to && !isKey) continue
      if (!readId(from, to)) {
        keep = true
        break
      }
      suspect += idSuspect
      if (isKey) {
        high = idHigh
        low = idLow
      }
      if ((mode & SUBJECTS) != 0 && !wanted && load<u32>(at, 8) != 0) wanted = contains(idHigh, idLow)
    }
  }
  if (keep) return keepRecord(start, next, quoted, 0, 0, 0)
  if ((mode & INDEX) != 0) {
    const flags = classify(start)
    if ((flags & UNCLEAR) != 0 || !houseIsPlain(start)) return keepRecord(start, next, quoted, 0, 0, 0)
    if (!addPerson(start, high, low, flags)) return false
  } else {
    if (!wanted && (mode & CANDIDATES) != 0 && (classify(start) & RULED_OUT) == 0)
      return keepRecord(start, next, quoted, high, low, 0)
    if (wanted && (mode & ENTRIES_ONLY) == 0) return keepRecord(start, next, quoted, high, low, 1)
    if (wanted && !addSubjects(start)) return false
  }
  records++
  judged++
  suspects += suspect
  return true
}

@inline
function startOf(column: u32, recordStart: u32): u32 {
  return column == 0 ? recordStart : load<u32>(endsAt + (column << 2) - 4) + 1
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
    const to = load<u32>(endsAt + (column << 2))
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
    let to = load<u32>(endsAt + (column << 2))
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
  const to = load<u32>(endsAt + (column << 2))
  for (let p = startOf(column, start); p < to; p++) {
    const c = byte(p)
    if (c - 0x30 > 9 && c - 0x41 > 25) return false
  }
  // NULL says that there is none.
  return to - startOf(column, start) != 4 || byte(to - 4) != 0x4e
}

/** The same two hashes as those of pipelines/match/subjects.ts. */
function addPerson(start: u32, high: u32, low: u32, classes: u32): bool {
  const persons = word(PERSONS)
  if (persons >= word(PERSONS_ROOM)) return false
  let one: u32 = 0
  let other: u32 = 0
  const column = word(HOUSE_COLUMN)
  if (column != NO_COLUMN) {
    const to = load<u32>(endsAt + (column << 2))
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
  const flags = (classes & PERSON_FLAGS) | (birth <= bornBy ? ELDER_FLAG : 0)
  const at = word(PERSONS_AT) + (persons << 4)
  store<u32>(at, high | (flags << PERSON_FLAGS_SHIFT))
  store<u32>(at, low, 4)
  store<u32>(at, one, 8)
  store<u32>(at, other, 12)
  setWord(PERSONS, persons + 1)
  return true
}

/**
 * Reads a cell as one valid ID number: 18 characters, 15 digits, or a certificate of 20 or 22; with blanks around it,
 * one leading apostrophe, or in quotes. False for everything else, valid or not: that is for the exact way.
 */
function readId(from: u32, to: u32): bool {
  let s = from
  let e = to
  let length = e - s
  if (length != 18 || byte(s) - 0x30 > 9) {
    if (length >= 2 && byte(s) == QUOTE && byte(e - 1) == QUOTE) {
      s++
      e--
    }
    while (s < e && byte(s) == 0x20) s++
    while (e > s && byte(e - 1) == 0x20) e--
    if (s < e && byte(s) == 0x27) s++
    length = e - s
    if (length == 15) return readFifteen(s)
    if (length != 18) {
      if (length != 20 && length != 22) return false
      if (byte(s + 18) - 0x30 > 9 || byte(s + 19) - 0x30 > 9) return false
      if (length == 22 && ((byte(s + 20) | 0x20) != 0x62 || byte(s + 21) - 0x30 > 9)) return false
    }
  }
  const v = i8x16.sub(v128.load(s), i8x16.splat(0x30))
  if (v128.any_true(i8x16.gt_u(v, i8x16.splat(9)))) return false
  const d16 = byte(s + 16) - 0x30
  if (d16 > 9) return false
  const front = i16x8.extend_low_i8x16_u(v)
  const back = i16x8.extend_high_i8x16_u(v)
  const sums = i32x4.add(
    i32x4.dot_i16x8_s(front, i16x8(7, 9, 10, 5, 8, 4, 2, 1)),
    i32x4.dot_i16x8_s(back, i16x8(6, 3, 7, 9, 10, 5, 8, 4)),
  )
  const halves = i32x4.add(sums, i8x16.shuffle(sums, sums, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7))
  const sum =
    (i32x4.extract_lane(halves, 0) as u32) + (i32x4.extract_lane(halves, 1) as u32) + d16 * 2
  const last = byte(s + 17)
  const isCross = (last | 0x20) == 0x78
  // A colon stands where a tenth digit would.
  if (last - 0x30 > 9 && !isCross) return false
  if ((12 - (sum % 11)) % 11 != (isCross ? 10 : last - 0x30)) return false
  const tens = i16x8(10, 1, 10, 1, 10, 1, 10, 1)
  const twos = i16x8.narrow_i32x4_s(i32x4.dot_i16x8_s(front, tens), i32x4.dot_i16x8_s(back, tens))
  const fours = i32x4.dot_i16x8_s(twos, i16x8(100, 1, 100, 1, 100, 1, 100, 1))
  const b = i32x4.extract_lane(fours, 1) as u32
  const c = i32x4.extract_lane(fours, 2) as u32
  const d = i32x4.extract_lane(fours, 3) as u32
  if (!isBirthDate((b % 100) * 100 + c / 100, c % 100, d / 100)) return false
  idHigh = (i32x4.extract_lane(fours, 0) as u32) * 10000 + b
  idLow = (c * 10000 + d) * 10 + d16
  idSuspect = length == 18 && last == 0x30 && idLow % 100 == 0 ? 1 : 0
  return true
}

/** The old form: 19 belongs behind the sixth digit, and there is no check character. */
function readFifteen(s: u32): bool {
  let area: u32 = 0
  let rest: u32 = 0
  for (let n: u32 = 0; n < 15; n++) {
    const digit = byte(s + n) - 0x30
    if (digit > 9) return false
    if (n < 6) area = area * 10 + digit
    else rest = rest * 10 + digit
  }
  const date = rest / 1000
  if (!isBirthDate(1900 + date / 10000, (date / 100) % 100, date % 100)) return false
  idHigh = area * 100 + 19
  idLow = rest
  idSuspect = 0
  return true
}

@inline
function isBirthDate(year: u32, month: u32, day: u32): bool {
  if (month - 1 > 11 || year < 1900 || year * 10000 + month * 100 + day > cutoff) return false
  if (day - 1 < 28) return true
  if (month == 2) return day == 29 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  return day >= 29 && day <= 30 + ((month + (month >>> 3)) & 1)
}

/**
 * Whether a key is in the table of subjects. First three bits of one word of a filter that is small enough to stay in the
 * cache: it turns away all but a few in a hundred of those who are no subjects.
 */
function contains(high: u32, low: u32): bool {
  let h = (high * 0x9e3779b1) ^ (low * 0x85ebca6b)
  h ^= h >>> 15
  h *= 0xc2b2ae35
  h ^= h >>> 13
  const g = h * 0x9e3779b1
  const bits =
    ((1 as u64) << ((g >>> 26) as u64)) |
    ((1 as u64) << (((g >>> 20) & 63) as u64)) |
    ((1 as u64) << (((g >>> 14) & 63) as u64))
  if ((load<u64>(filterAt + ((h & filterMask) << 3)) & bits) != bits) return false
  let slot = h >>> slotShift
  while (true) {
    const at = slotsAt + (slot << 3)
    const keyHigh = load<u32>(at)
    if (keyHigh == high && load<u32>(at, 4) == low) return true
    if (keyHigh == 0) return false
    slot = (slot + 1) & slotMask
  }
}

/**
 * Whether bytes are GB18030 by their structure alone: single ASCII bytes, and pairs of a lead byte (81–FE) and a trail
 * byte (40–7E, 81–FE). False where that does not prove it (four-byte characters, trail byte 80, wrong bytes): a decoder
 * has to say then. 64 bytes behind `end` are read and ignored.
 */
export function provesGb18030(start: u32, end: u32): bool {
  const even: u64 = 0x5555555555555555
  let open: u64 = 0
  for (let base = start; base < end; base += 64) {
    let high: u64 = 0
    let trail: u64 = 0
    let odd: u64 = 0
    for (let n: u32 = 0; n < 4; n++) {
      const v = v128.load(base + (n << 4))
      const shift = (n << 4) as u64
      high |= (i8x16.bitmask(v) as u32 as u64) << shift
      trail |=
        (i8x16.bitmask(v128.andnot(i8x16.gt_s(v, i8x16.splat(0x3f)), i8x16.eq(v, i8x16.splat(0x7f)))) as u32 as u64) <<
        shift
      odd |=
        (i8x16.bitmask(v128.or(i8x16.eq(v, i8x16.splat(-0x80)), i8x16.eq(v, i8x16.splat(-1)))) as u32 as u64) << shift
    }
    if (end - base < 64) {
      const valid = ((1 as u64) << ((end - base) as u64)) - 1
      high &= valid
      odd &= valid
      trail &= valid
    }
    if (odd != 0) return false
    if (open != 0) {
      if ((high & 1) == 0 && (trail & 1) == 0) return false
      high &= ~(1 as u64)
      open = 0
    }
    if (high == 0) continue
    // A run of high bytes is pairs; the last byte of an odd run is a lead whose trail is below 80.
    const starts = high & ~(high << 1)
    const fromEven = high + (starts & even)
    const fromOdd = high + (starts & ~even)
    const afterOdd = (fromEven & ~high & ~even) | (fromOdd & ~high & even)
    if ((afterOdd & ~trail) != 0) return false
    if (fromOdd < high) open = 1
  }
  return open == 0
}
