/** What was found: leads by rule and county. */
import { DIRECTIONS } from '../types.ts'
import type { Direction } from './model.ts'
import type { RunSummary } from './summary.ts'
import { type Column, GAP, headLine, line, numberWidth, type Page } from './terminal-page.ts'
import { cutTo, padEnd, textWidth } from './text-width.ts'

/** Rules listed of one direction before the rest is added up. */
const RULES_LISTED = 30

const directionsOf = (summary: RunSummary): Direction[] =>
  (Object.keys(DIRECTIONS) as Direction[]).filter(
    direction =>
      direction === 'exclusion' || direction === 'inclusion' || (summary.byDirection[direction] ?? 0) > 0,
  )

const COUNTY_NAME = /^(.{2,}?)(?:(?:.{1,3}?族)*自治县|区|县|市)$/u

/** 寻甸回族彝族自治县 → 寻甸: what fits into a narrow column. */
const shortCounty = (page: Page, code: string): string => {
  const name = page.summary.names.counties[code] ?? code
  return code === '' ? page.both('无县', 'none') : (COUNTY_NAME.exec(name)?.[1] ?? name)
}

/** Rules down, counties across as far as the page is wide: those with most leads, the others added up. */
export function leadsByRule(page: Page): string[] {
  const { summary, both, bold, dim, say, number, width } = page
  const counties = Object.entries(summary.byCounty)
  const rules = Object.entries(summary.byRule)
  const idWidth = Math.max(2, ...rules.map(([id]) => textWidth(id)))
  const totalHead = both('合计', 'total')
  const totalWidth = numberWidth(totalHead, [number(summary.total)])
  const countyWidth = Math.max(
    4,
    ...counties.map(([code, count]) => numberWidth(cutTo(shortCounty(page, code), 8), [number(count)])),
  )
  const titles = rules.map(([id]) => textWidth(say(summary.names.rules[id] ?? { zh: '', en: '' })))
  const titleWidth = Math.min(Math.max(8, ...titles), width >= 90 ? 32 : 20)
  const room = width - idWidth - titleWidth - totalWidth - 3 * GAP.length
  const restWidth = Math.max(countyWidth, totalWidth, 6)
  const all = Math.floor((room + GAP.length) / (countyWidth + GAP.length))
  const fitting =
    counties.length <= all
      ? counties.length
      : Math.max(0, 1 + Math.floor((room - restWidth) / (countyWidth + GAP.length)))
  const ranked = [...counties].sort((a, b) => b[1] - a[1]).map(([code]) => code)
  const shownCodes = new Set(ranked.length <= fitting ? ranked : ranked.slice(0, Math.max(0, fitting - 1)))
  const shown = counties.map(([code]) => code).filter(code => shownCodes.has(code))
  const hidden = counties.length - shown.length
  const columns: Column[] = [
    { head: both('规则', 'Rule'), width: idWidth + GAP.length + titleWidth },
    { head: totalHead, width: totalWidth, right: true },
    ...shown.map(code => ({
      head: cutTo(shortCounty(page, code), countyWidth),
      width: countyWidth,
      right: true,
    })),
    ...(hidden > 0 && fitting > 0
      ? [{ head: both(`余${hidden}县`, `+${hidden}`), width: restWidth, right: true }]
      : []),
  ]
  const row = (first: string, ids: readonly string[]): string => {
    const inCounty = (code: string) =>
      ids.reduce((sum, id) => sum + (summary.byCountyAndRule[code]?.[id] ?? 0), 0)
    const total = ids.reduce((sum, id) => sum + (summary.byRule[id] ?? 0), 0)
    const cells = shown.map(inCounty)
    const rest = total - cells.reduce((sum, count) => sum + count, 0)
    return line(columns, [
      first,
      number(total),
      ...[...cells, rest].map(count => (count === 0 ? '·' : number(count))),
    ])
  }
  const body = directionsOf(summary).flatMap(direction => {
    const ids = rules.map(([id]) => id).filter(id => summary.names.directions[id] === direction)
    const listed = ids.slice(0, RULES_LISTED)
    const others = ids.slice(RULES_LISTED)
    const head = `${say(DIRECTIONS[direction])} ${number(summary.byDirection[direction] ?? 0)}`
    return [
      bold(head),
      ...listed.map(id =>
        row(`${padEnd(id, idWidth)}${GAP}${say(summary.names.rules[id] ?? { zh: '', en: '' })}`, [id]),
      ),
      ...(others.length > 0
        ? [row(both(`其余 ${others.length} 条规则`, `${others.length} more rules`), others)]
        : []),
      ...(ids.length === 0 ? [dim(both('没有发现', 'none found'))] : []),
    ]
  })
  const exempt = Object.entries(summary.exempt).map(([rule, count]) => `${rule} ${number(count)}`)
  return [
    bold(both('疑点：按规则', 'Leads by rule')),
    headLine(page, columns),
    ...body,
    ...(exempt.length > 0
      ? [dim(both(`豁免（不成疑点）：${exempt.join('、')}`, `Exempt, never leads: ${exempt.join(', ')}`))]
      : []),
  ]
}

export function leadsByCounty(page: Page): string[] {
  const { summary, both, bold, number } = page
  const counties = Object.entries(summary.byCounty)
  if (counties.length < 2) return []
  const directions = directionsOf(summary)
  const totalHead = both('合计', 'total')
  const head = (direction: Direction) => both(DIRECTIONS[direction].zh, direction)
  const numbers: Column[] = [
    { head: totalHead, width: numberWidth(totalHead, [number(summary.total)]), right: true },
    ...directions.map(direction => ({
      head: head(direction),
      width: numberWidth(head(direction), [number(summary.byDirection[direction] ?? 0)]),
      right: true,
    })),
  ]
  const room = page.width - numbers.reduce((sum, column) => sum + GAP.length + column.width, 0)
  const longest = Math.max(12, ...counties.map(([code]) => textWidth(countyName(page, code))))
  const columns = [{ head: both('县（市、区）', 'County'), width: Math.min(longest, room) }, ...numbers]
  const row = (name: string, total: number, of: (direction: Direction) => number): string =>
    line(columns, [name, number(total), ...directions.map(direction => number(of(direction)))])
  return [
    bold(both('疑点：按县', 'Leads by county')),
    headLine(page, columns),
    ...counties.map(([code, total]) =>
      row(countyName(page, code), total, direction => summary.byCountyAndDirection[code]?.[direction] ?? 0),
    ),
    bold(row(both('合计', 'Total'), summary.total, direction => summary.byDirection[direction] ?? 0)),
  ]
}

const countyName = ({ summary, both }: Page, code: string): string =>
  code === ''
    ? both('县未知', 'county not known')
    : [code, summary.names.counties[code] ?? ''].join(' ').trim()
