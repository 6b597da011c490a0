/** ID numbers in DuckDB's SQL: folding, judging with reasons, joining. As fast as we know how to write it. */

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`

export interface CsvFile {
  readonly path: string
  /** Names of all its columns, in their order; they need not be those of its header. */
  readonly columns: readonly string[]
  readonly delimiter: string
  readonly header: boolean
  /** Further options of read_csv, as SQL. */
  readonly options?: string
}

/** The table function that reads a file with nothing guessed; every column is text. */
export function readCsv({ path, columns, delimiter, header, options = '' }: CsvFile): string {
  const types = columns.map(column => `${quoted(column)}: 'VARCHAR'`).join(', ')
  return `read_csv(${quoted(path)}, auto_detect = false, header = ${header}, delim = ${quoted(delimiter)},
    quote = '"', escape = '"', columns = {${types}}${options})`
}

/** The blanks that departments leave around a number, U+3000 among them. */
const BLANKS = quoted(' \t\u3000')

const folded = (cell: string): string =>
  `upper(trim(ltrim(trim(coalesce(${cell}, ''), ${BLANKS}), ''''), ${BLANKS}))`

/** A key of 18 characters out of a folded cell, NULL where it has none of the forms; `?` stands for a missing check character. */
const spelt = (text: string): string => `CASE
    WHEN regexp_full_match(${text}, '[0-9]{17}[0-9X]') THEN ${text}
    WHEN regexp_full_match(${text}, '[0-9]{15}') THEN left(${text}, 6) || '19' || right(${text}, 9) || '?'
    WHEN regexp_full_match(${text}, '[0-9]{17}[0-9X][0-9]{2}(B[0-9])?') THEN left(${text}, 18) END`

/**
 * The first 16 digits are read as hexadecimal, so that each is four bits, and are then weighed by powers of two, all at a time: by 2
 * within a byte, 4 within 16 bits, 16 (5 modulo 11) within 32, 256 (3 modulo 11) between the halves. Seventeen divisions take longer.
 */
const WEIGHED = `
  pairs AS (SELECT *, (nibbles & 1085102592571150095::UBIGINT)
    + 2 * ((nibbles >> 4) & 1085102592571150095::UBIGINT) AS p FROM spelt),
  fours AS (SELECT * EXCLUDE (nibbles, p), (p & 71777214294589695::UBIGINT)
    + 4 * ((p >> 8) & 71777214294589695::UBIGINT) AS q FROM pairs),
  eights AS (SELECT * EXCLUDE (q), (q & 281470681808895::UBIGINT)
    + 5 * ((q >> 16) & 281470681808895::UBIGINT) AS r FROM fours),
  checked AS (SELECT * EXCLUDE (r), '10X98765432'[
    ((4 * ((r & 4294967295::UBIGINT) + 3 * (r >> 32)) + 2 * (ascii(k[17]) - 48)) % 11)::INTEGER + 1] AS c FROM eights)`

/** Makes the table of all birth dates that an ID number may have, as eight digits. */
export const daysUntil = (cutoff: string): string => `CREATE TEMP TABLE days AS
  SELECT strftime(day::DATE, '%Y%m%d') AS day FROM range(DATE '1900-01-01', DATE '${cutoff}' + 1, INTERVAL 1 DAY) AS days(day)`

/**
 * The common table expressions that end in `judged`: the columns of `source`, with `key` (NULL if rejected) and `reason` (NULL if not).
 * @param source a table or query with a column `cell`; needs the table of {@link daysUntil}
 */
export const judgedCells = (source: string): string => `
  spelt AS (SELECT *, try_cast('0x' || left(k, 16) AS UBIGINT) AS nibbles FROM (SELECT *, CASE
    WHEN regexp_full_match(cell, '[0-9]{17}[0-9X]') THEN cell ELSE ${spelt(folded('cell'))} END AS k FROM ${source})),
  ${WEIGHED},
  weighed AS (SELECT * EXCLUDE (k, c),
    CASE WHEN k[18] = '?' THEN left(k, 17) || c ELSE k END AS whole,
    c = k[18] OR k[18] = '?' AS checks,
    substr(k, 7, 8) IN (FROM days) AS dated FROM checked),
  judged AS (SELECT * EXCLUDE (whole, checks, dated),
    CASE WHEN checks AND dated THEN whole END AS key,
    CASE WHEN checks AND dated THEN NULL
      WHEN ${folded('cell')} = '' THEN 'empty'
      WHEN contains(${folded('cell')}, '*') THEN 'masked'
      WHEN regexp_full_match(${folded('cell')}, '[0-9]+([.][0-9]+)?E[+-][0-9]+') THEN 'scientific'
      WHEN NOT checks AND whole LIKE '%000' AND length(${folded('cell')}) = 18 THEN 'precision_lost'
      WHEN length(${folded('cell')}) NOT IN (15, 18, 20, 22) THEN 'length'
      WHEN whole IS NULL THEN 'characters'
      WHEN NOT dated THEN 'date'
      ELSE 'check_digit' END AS reason FROM weighed)`

/** The two halves of a key as numbers. */
export const HALVES = 'left(key, 8)::UINTEGER AS high, substr(key, 9, 9)::UINTEGER AS low'
