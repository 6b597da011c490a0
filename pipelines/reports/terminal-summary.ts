/** The end of a run on a terminal: what came in, what was found, what was not concluded, where to look next. */
import type { Bilingual } from './model.ts'
import type { RunSummary } from './summary.ts'
import { leadsByCounty, leadsByRule } from './terminal-leads.ts'
import type { Page, Paint } from './terminal-page.ts'
import { sources } from './terminal-sources.ts'
import { padEnd, textWidth, wrap } from './text-width.ts'
import { beijingTime, NOT_CONCLUDED } from './wording.ts'

export interface SummaryView {
  readonly lang: 'zh' | 'en'
  readonly colour: boolean
  /** Columns of the terminal; 60 at least, 100 reads best. */
  readonly width: number
  /** Files that were written, as a person types them. */
  readonly files?: readonly { readonly path: string; readonly what: Bilingual }[]
  /** What to try next. */
  readonly next?: readonly { readonly command: string; readonly what: Bilingual }[]
}

const NARROWEST = 60
const ESCAPE = '\u001b['
const GROUPS_LISTED = 12

/** The summary as plain text with line feeds. Colour is ANSI bold, dim and yellow, and nothing hangs on it. */
export function renderSummary(summary: RunSummary, view: SummaryView): string {
  const paint =
    (code: string): Paint =>
    text =>
      view.colour ? `${ESCAPE}${code}m${text}${ESCAPE}0m` : text
  const page: Page = {
    summary,
    width: Math.max(NARROWEST, view.width),
    bold: paint('1'),
    dim: paint('2'),
    warn: paint('33'),
    say: text => text[view.lang],
    both: (zh, en) => (view.lang === 'zh' ? zh : en),
    number: value => value.toLocaleString('en-US'),
  }
  const sections = [
    heading(page),
    sources(page),
    leadsByRule(page),
    leadsByCounty(page),
    notConcluded(page),
    list(page, page.both('文件', 'Files'), view.files?.map(({ path, what }) => [path, page.say(what)]) ?? []),
    list(
      page,
      page.both('接下来', 'Next'),
      view.next?.map(({ command, what }) => [command, page.say(what)]) ?? [],
    ),
  ]
  return `${sections
    .filter(section => section.length > 0)
    .map(section => section.join('\n'))
    .join('\n\n')}\n`
}

function heading({ summary, both, bold, dim, number, width }: Page): string[] {
  const { run } = summary
  const title = both(
    `比对完成：疑点 ${number(summary.total)} 条`,
    `Comparison done: ${number(summary.total)} leads`,
  )
  const items = summary.items
  const state = items
    ? both(
        `核查单：新增 ${number(items.new ?? 0)}，仍在 ${number(items.open ?? 0)}，变化 ${number(items.changed ?? 0)}，不再发现 ${number(items.gone ?? 0)}`,
        `Review items: ${number(items.new ?? 0)} new, ${number(items.open ?? 0)} still there, ${number(items.changed ?? 0)} changed, ${number(items.gone ?? 0)} no longer found`,
      )
    : undefined
  const { clearance } = summary
  const moved = (kind: string): string => number(clearance?.moved[kind] ?? 0)
  const cleared =
    clearance?.outcome === 'counted' && Object.values(clearance.moved).some(count => count > 0)
      ? both(
          `问题清零（计入 ${clearance.day}）：新发现 ${moved('raised')}，重新打开 ${moved('reopened')}，改正 ${moved('corrected')}，核实 ${moved('verified')}，变化 ${moved('changed')}`,
          `Problems (booked on ${clearance.day}): ${moved('raised')} raised, ${moved('reopened')} reopened, ${moved('corrected')} corrected, ${moved('verified')} verified, ${moved('changed')} changed`,
        )
      : undefined
  const stamp = both(
    `比对 ${run.runId} · 截止 ${run.asOf} · 政策 ${run.policy} · ${beijingTime(run.startedAt)} · ${run.user}`,
    `Run ${run.runId} · as of ${run.asOf} · policy ${run.policy} · ${beijingTime(run.startedAt)} · ${run.user}`,
  )
  const seconds = Math.round(Object.values(summary.seconds).reduce((sum, stage) => sum + stage, 0))
  const purpose = both(
    `用途：${run.purpose} · 用时 ${number(seconds)} 秒`,
    `Purpose: ${run.purpose} · ${number(seconds)} s`,
  )
  const warning = both('疑点仅为核查线索，不作为认定依据。', 'A lead is a reason to look, never a verdict.')
  return [
    bold(title),
    ...(state ? [state] : []),
    ...(cleared ? [cleared] : []),
    ...[stamp, purpose].flatMap(text => wrap(text, width)).map(dim),
    warning,
  ]
}

/** Grouped by feed and reason: which rules, how many counties, how often. */
function notConcluded(page: Page): string[] {
  const { summary, both, bold, dim, say, number, width } = page
  if (summary.notConcluded.length === 0) return []
  const groups = new Map<
    string,
    { feed: string; reason: Bilingual; rules: Set<string>; counties: Set<string>; count: number }
  >()
  for (const entry of summary.notConcluded) {
    const key = `${entry.feed}\n${entry.reason}`
    const group = groups.get(key) ?? {
      feed: entry.feed,
      reason: NOT_CONCLUDED[entry.reason],
      rules: new Set<string>(),
      counties: new Set<string>(),
      count: 0,
    }
    group.rules.add(entry.rule)
    group.counties.add(entry.county)
    group.count += entry.count
    groups.set(key, group)
  }
  const ranked = [...groups.values()].sort((a, b) => b.count - a.count || (a.feed < b.feed ? -1 : 1))
  const others = ranked.slice(GROUPS_LISTED)
  const title = (feed: string) =>
    say((summary.feeds[feed] ?? summary.register[feed])?.title ?? { zh: feed, en: feed })
  return [
    bold(both('未下结论（没有找到 ≠ 没有）', 'Not concluded (not found is not "none")')),
    ...ranked.slice(0, GROUPS_LISTED).flatMap(group => {
      const places = group.counties.size
      const text = both(
        `${title(group.feed)}：${say(group.reason)}；${[...group.rules].join(' ')}；${places} 个县${group.count > 0 ? `，${number(group.count)} 处` : ''}`,
        `${title(group.feed)}: ${say(group.reason)}; ${[...group.rules].join(' ')}; ${places} ${places === 1 ? 'county' : 'counties'}${group.count > 0 ? `, ${number(group.count)} times` : ''}`,
      )
      return indented(wrap(text, width - 4))
    }),
    ...(others.length > 0
      ? [
          dim(
            both(
              `  另有 ${others.length} 类共 ${number(others.reduce((sum, { count }) => sum + count, 0))} 处，见 summary.json 的 notConcluded`,
              `  ${others.length} more kinds, ${number(others.reduce((sum, { count }) => sum + count, 0))} times: see notConcluded in summary.json`,
            ),
          ),
        ]
      : []),
  ]
}

const indented = (lines: readonly string[]): string[] =>
  lines.map((text, place) => `${place === 0 ? '  ' : '    '}${text}`)

function list(
  { bold, dim, width }: Page,
  head: string,
  entries: readonly (readonly [string, string])[],
): string[] {
  if (entries.length === 0) return []
  const longest = Math.max(...entries.map(([name]) => textWidth(name)))
  const beside = longest <= width / 2
  return [
    bold(head),
    ...entries.flatMap(([name, what]) =>
      beside ? [`  ${padEnd(name, longest)}  ${dim(what)}`.trimEnd()] : [`  ${name}`, `    ${dim(what)}`],
    ),
  ]
}
