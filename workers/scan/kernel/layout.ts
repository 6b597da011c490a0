/**
 * The kernel's memory: where a plan and its results stand, in 32-bit words from the plan's address. The kernels
 * (assembly/ and javascript/) read the same words; they are numbered here and there alike.
 */
export const PLAN = {
  /** Byte that separates cells. */
  delimiter: 0,
  /** Cells of the header. */
  width: 1,
  /** Latest birth date of a valid ID, yyyymmdd. */
  cutoff: 2,
  /** Latest birth date of an elder, yyyymmdd; 0: nobody is one. */
  bornBy: 3,
  mode: 4,
  /** The last column that is looked into; cells behind it are only counted. */
  lastColumn: 5,
  idCount: 6,
  classCount: 7,
  /** Column of the 户号, or {@link NO_COLUMN}. */
  houseColumn: 8,
  slotsAt: 9,
  /** 32 less the binary logarithm of the number of slots. */
  slotShift: 10,
  slotMask: 11,
  filterAt: 12,
  /** Words of 64 bits that the filter has, less one. */
  filterMask: 13,
  /** Ends of the cells of the record at hand. */
  endsAt: 14,
  plainAt: 15,
  plainRoom: 16,
  quotedAt: 17,
  quotedRoom: 18,
  entriesAt: 19,
  entriesRoom: 20,
  personsAt: 21,
  personsRoom: 22,
  idsAt: 23,
  classesAt: 24,
  /** Records below this number are kept whatever they hold: titles and header. */
  keepBelow: 25,

  // Results, and what goes on from call to call.
  /** Where the kernel stopped: the start of the next record. */
  position: 26,
  /** Records finished since the range began. */
  records: 27,
  /** Rows that were judged here and are not kept, since the range began. */
  judged: 28,
  /** IDs among these rows that end in 000. */
  suspects: 29,
  /** Bytes of kept records without a quote, each with its line end. */
  plainBytes: 30,
  quotedBytes: 31,
  /** Of records kept, and of subjects whose records leave no text. */
  entries: 32,
  persons: 33,

  /** Room for the lines, the rows and the keys of a stretch (assembly/stretch.ts, rows.ts). */
  linesAt: 34,
  rowsAt: 35,
  keysAt: 36,
} as const

/** Words of a plan. */
export const PLAN_WORDS = 40

export const NO_COLUMN = 0xffff_ffff

export const MODE = {
  /** Rows with an ID in the table are kept. */
  subjects: 1,
  /** Rows are kept unless a class rules them out as candidates. */
  candidates: 2,
  /** Rows become persons (residents); those that cannot are kept. */
  index: 4,
  /** Everything is kept. */
  everything: 8,
  /** Rows that are kept for their subjects leave an entry for each of them, and not their text. */
  entriesOnly: 16,
} as const

/** Words of an ID column in the plan: column, whether it is the key, whether it joins. */
export const ID_WORDS = 3
/** Words of a class in the plan before its spellings: column, code of any other spelling, number of spellings. */
export const CLASS_WORDS = 3
/** Words of a spelling: length, address of its bytes, code. */
export const SPELLING_WORDS = 3

/** Bits of a class's codes; those below are flags of a resident (pipelines/match/residents.ts). */
export const RULED_OUT = 0x8000_0000
export const UNCLEAR = 0x4000_0000

/** Words of an entry: record number from the beginning of the range, high and low part of the key, bits. */
export const ENTRY_WORDS = 4
export const ENTRY_JUDGED = 1
export const ENTRY_QUOTED = 2

/** Why the kernel stopped. */
export const STOP = {
  /** The bytes end within a record. */
  more: 0,
  /** The next record begins at the limit or behind it. */
  limit: 1,
  /** What follows a quote can only be judged as text: the next record is for the exact cutter. */
  stuck: 2,
  /** There is no room for the next record's results. */
  full: 3,
} as const
export type Stop = (typeof STOP)[keyof typeof STOP]

/** Bytes that the kernel looks over at a time, and the rows that it takes out of them at most. */
export const STRETCH = 8192
export const MOST_ROWS = 512
/** Keys that it looks up together, three words each: a valid ID and what separates it from the next are 16 bytes at least. */
export const MOST_KEYS = STRETCH / 16

/** Bytes behind the end of a window that the kernel may read; their content does not matter. */
export const PADDING = 64
