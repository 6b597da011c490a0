/** The questions in SQL, as DuckDB answers them fastest. */
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`

export interface CsvFile {
  readonly path: string
  readonly headers: readonly string[]
}

/** A file with one header row, all of its columns text; nothing is guessed. */
export const csvRows = ({ path, headers }: CsvFile, more = ''): string =>
  `read_csv(${literal(path)}, header = true, auto_detect = false, delim = ',', quote = '"', escape = '"', ` +
  `columns = {${headers.map(header => `${literal(header)}: 'VARCHAR'`).join(', ')}}${more})`

/** A list of keys, one a line, as column `key` and as `n`, the number of its 17 digits. */
export const keyTable = (name: string, path: string): string =>
  `create table ${name} as select key, key[1:17]::bigint as n from read_csv(${literal(path)}, header = false, ` +
  `auto_detect = false, delim = '\t', quote = '', columns = {'key': 'VARCHAR'})`

/** The form of a key. Nearly every cell has it; whatever is dear is done with the others only. */
const KEY_FORM = '\\d{17}[\\dX]'

/**
 * An ID column as it is compared: width, blanks and what has no width, what spreadsheets wrap around it, and small
 * letters folded.
 */
const FOLDED = `case when plain then id else upper(regexp_replace(translate(coalesce(id, ''),
  '０１２３４５６７８９Ｘｘ＊', '0123456789XX*'), '[\\s\\p{Z}\\p{Cf}]|^[=\\s\\p{Z}]*["''’‘“”]+|["''’‘“”]+[\\s\\p{Z}]*$', '', 'g')) end`

/** The 17 digits as a number; null where the form is not that of an ID number. */
const NUMBER = `case
  when plain then left(t, 17)::bigint
  when regexp_full_match(t, '${KEY_FORM}(\\d{2}(B\\d)?)?') then left(t, 17)::bigint
  when regexp_full_match(t, '\\d{15}') then (left(t, 6) || '19' || t[7:15])::bigint
end`

/**
 * The sum of weighted digits but for multiples of 11. With q = n // 10^k the k-th digit from the right is q(k) - 10 q(k+1),
 * and -10 is 1 more than a multiple: one division a digit.
 */
const SUM = WEIGHTS.map((weight, place) => {
  const factor = (weight + (WEIGHTS[place + 1] ?? 0)) % 11
  return place === 16 ? `n * ${factor}` : `(n // ${10n ** BigInt(16 - place)}) * ${factor}`
}).join(' + ')

/** All days on which somebody may be born, as numbers of eight digits: looking one up is faster than calculating. */
const birthDays = (cutoff: string): string =>
  `(select year(d) * 10000 + month(d) * 100 + day(d) from range(date '1900-01-01', date '${cutoff}' + 1, interval 1 day) days(d))`

/** Why a cell is no ID number, null where it is one: the reasons of the contract in their order. */
const REASON = `case
  when plain and dated and expected = t[18] then null
  when n is not null then case
    when length(t) = 18 and t[16:18] = '000' and expected <> '0' then 'precision_lost'
    when not dated then 'date'
    when length(t) <> 15 and expected <> t[18] then 'check_digit'
  end
  when t = '' then 'empty'
  when contains(t, '*') then 'masked'
  when regexp_full_match(t, '\\d+(\\.\\d+)?E[+-]\\d+') then 'scientific'
  when length(t) not in (15, 18, 20, 22) then 'length'
  else 'characters'
end`

export interface Judging {
  /** A table or a query in brackets with the columns `beside` and `id`. */
  readonly source: string
  readonly beside: readonly string[]
  /** Nobody is born later. */
  readonly cutoff: string
}

/** The rows of a source as the columns `beside`, `n` and `reason`; where `reason` is null, `n` is an ID number. */
const judged = ({ source, beside, cutoff }: Judging): string => {
  const others = beside.map(column => `${column}, `).join('')
  return `with forms as (select ${others}id, coalesce(regexp_full_match(id, '${KEY_FORM}'), false) as plain from ${source}),
cells as (select ${others}plain, ${FOLDED} as t from forms),
numbers as (select ${others}plain, t, ${NUMBER} as n from cells),
checks as (select ${others}plain, t, n, (n // 1000) % 100000000 in ${birthDays(cutoff)} as dated,
  substr('10X98765432', (${SUM}) % 11 + 1, 1) as expected from numbers),
judged as (select ${others}n, ${REASON} as reason from checks)
`
}

/**
 * Rows whose ID is rejected or stands in column `n` of table `subjects`: the columns `beside`, `reason` (null: a
 * match), `high` and `low`.
 */
export const judgedRows = (judging: Judging, subjects: string): string =>
  `${judged(judging)}
select ${judging.beside.map(column => `${column}, `).join('')}reason,
  (n // 1000000000)::integer as high, (n % 1000000000)::integer as low
from judged where reason is not null or n in (from ${subjects} select n)`

/** The ID numbers of a source, each once, as column `n`. */
export const validNumbers = (judging: Judging): string =>
  `${judged(judging)}select distinct n from judged where reason is null`

/** What stands between several ID numbers of one cell. */
const SEPARATOR = '[、､,，;；/／]'

/**
 * The columns `row` and `id` of a table, with a row for each of several ID numbers of a cell; empty
 * parts are dropped.
 */
export const oneIdPerRow = (cells: string): string => {
  const several = `coalesce(strlen(id) <> 18 and regexp_matches(id, '${SEPARATOR}'), false)`
  return `(select row, id from ${cells} where not (${several}) union all
select row, id from (select row, unnest(string_split_regex(id, '${SEPARATOR}')) as id from ${cells} where ${several})
where regexp_matches(id, '[^\\s\\p{Z}]'))`
}
