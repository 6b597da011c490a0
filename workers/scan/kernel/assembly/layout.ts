/** The kernel's memory, numbered as in ../layout.ts; flags of a resident as in pipelines/match/residents.ts. */
export const DELIMITER = 0
export const WIDTH = 1
export const CUTOFF = 2
export const BORN_BY = 3
export const MODE = 4
export const LAST_COLUMN = 5
export const ID_COUNT = 6
export const CLASS_COUNT = 7
export const HOUSE_COLUMN = 8
export const SLOTS_AT = 9
export const SLOT_SHIFT = 10
export const SLOT_MASK = 11
export const FILTER_AT = 12
export const FILTER_MASK = 13
export const ENDS_AT = 14
export const PLAIN_AT = 15
export const PLAIN_ROOM = 16
export const QUOTED_AT = 17
export const QUOTED_ROOM = 18
export const ENTRIES_AT = 19
export const ENTRIES_ROOM = 20
export const PERSONS_AT = 21
export const PERSONS_ROOM = 22
export const IDS_AT = 23
export const CLASSES_AT = 24
export const KEEP_BELOW = 25
export const POSITION = 26
export const RECORDS = 27
export const JUDGED = 28
export const SUSPECTS = 29
export const PLAIN_BYTES = 30
export const QUOTED_BYTES = 31
export const ENTRIES = 32
export const PERSONS = 33
export const LINES_AT = 34
export const ROWS_AT = 35
export const KEYS_AT = 36

/** Bytes that are looked over at a time: they stay in the first cache. */
export const STRETCH: u32 = 8192
/** Rows of a stretch, at most. */
export const MOST_ROWS: u32 = 512

export const NO_COLUMN: u32 = 0xffffffff

export const SUBJECTS: u32 = 1
export const CANDIDATES: u32 = 2
export const INDEX: u32 = 4
export const EVERYTHING: u32 = 8
export const ENTRIES_ONLY: u32 = 16

export const RULED_OUT: u32 = 0x80000000
export const UNCLEAR: u32 = 0x40000000
export const FLAGS_SHIFT: u32 = 27
export const ELDER: u32 = 4

export const MORE: u32 = 0
export const LIMIT: u32 = 1
export const STUCK: u32 = 2
export const FULL: u32 = 3
