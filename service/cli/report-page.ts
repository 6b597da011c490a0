/** What `bidui report` says of the file that it made. */
import type { Bulletin } from '../../pipelines/reports/clearance/bulletin.ts'
import { progressOf, rateText } from '../../pipelines/reports/clearance/standing.ts'
import { povertyText } from '../../pipelines/reports/rollup/areas.ts'
import { CRITERIA, type ExitRollup } from '../../pipelines/reports/rollup/exit-rollup.ts'
import type { MeasuresRollup } from '../../pipelines/reports/rollup/measures-rollup.ts'
import type { ReportDay } from '../../workers/reports/clearance-day.ts'
import type { MadeDaily } from '../../workers/reports/daily.ts'
import type { ReportFile } from '../../workers/reports/report-file.ts'
import type { WrittenDaily } from '../../workers/reports/write-daily.ts'
import type { Context } from './command.ts'
import { count, table } from './layout.ts'

const bothOf =
  ({ lang }: Context) =>
  (zh: string, en: string): string =>
    lang === 'zh' ? zh : en

function dayLine({ day, provisional, chosen }: ReportDay, context: Context): string {
  const both = bothOf(context)
  const why = chosen ? both(`（${chosen.zh}）`, ` (${chosen.en})`) : ''
  const state = provisional
    ? both('临时：当日 15:00 未到，未结账', 'provisional: its 15:00 has not come, nothing is closed')
    : both('已结账', 'closed')
  return both(`报表日 ${day}${why}，${state}`, `Day ${day}${why}, ${state}`)
}

export function tellDaily(
  { report, day, closed }: MadeDaily,
  { pictures, unable }: WrittenDaily,
  file: ReportFile,
  context: Context,
): void {
  const both = bothOf(context)
  const columns = [
    { head: both('县', 'county') },
    { head: both('期初', 'opening'), right: true as const },
    { head: both('新增', 'new'), right: true as const },
    { head: both('清零', 'cleared'), right: true as const },
    { head: both('剩余', 'closing'), right: true as const },
    { head: both('清零率', 'rate'), right: true as const },
    { head: both('排名', 'rank'), right: true as const },
  ]
  const areas = [...report.areas, ...(report.city ? [report.city] : [])]
  const rows = areas
    .filter(({ total, code }) => total.allRaised > 0 || code === '' || report.only.length > 0)
    .map(({ name, total, rank }) => [
      name,
      count(total.opening),
      count(total.raised + total.reopened),
      count(total.corrected + total.verified),
      count(total.closing),
      rateText(progressOf(total)),
      rank === undefined ? '' : String(rank),
    ])
  const none = report.areas.filter(({ total }) => total.allRaised === 0).length
  context.terminal.out(
    `${[
      ...table(columns, rows),
      ...(none > 0 && report.only.length === 0
        ? [both(`  另有 ${none} 个县没有问题`, `  ${none} more counties have no problems`)]
        : []),
      '',
      dayLine(day, context),
      ...(closed.length > 1
        ? [
            both(
              `一并结账：${closed[0]} 至 ${closed.at(-1)}，共 ${closed.length} 天`,
              `Closed with it: ${closed[0]} to ${closed.at(-1)}, ${closed.length} days`,
            ),
          ]
        : []),
      both(`报表 ${file.path}`, `Report ${file.path}`),
      ...(pictures === undefined ? [] : [both(`燃尽图 ${pictures}`, `Pictures ${pictures}`)]),
      ...(unable ? [context.say(unable)] : []),
    ].join('\n')}\n`,
  )
}

export function tellBulletin(
  { report, day }: { readonly report: Bulletin; readonly day: ReportDay },
  file: ReportFile,
  context: Context,
): void {
  const both = bothOf(context)
  const owed = (report.feeds?.feeds ?? []).filter(({ state }) => state !== 'in time').length
  const { stalling, stalledDays } = report
  context.terminal.out(
    `${[
      both(
        `停滞 ${count(stalling.length)} 个（${stalledDays} 天没有变动）；缺、搁置、迟的部门数据 ${owed} 种`,
        `${count(stalling.length)} problems stall (nothing moved for ${stalledDays} days); ${owed} feeds are missing, held or late`,
      ),
      dayLine(day, context).replace(both('，已结账', ', closed'), ''),
      both(`通报 ${file.path}`, `Bulletin ${file.path}`),
    ].join('\n')}\n`,
  )
}

export function tellExit(
  { counties, leads, snapshot }: ExitRollup,
  file: ReportFile,
  context: Context,
): void {
  const both = bothOf(context)
  const columns = [
    { head: both('县', 'county') },
    { head: both('退出对象', 'candidates'), right: true as const },
    { head: both('有疑点的户', 'with leads'), right: true as const },
    { head: both('贫困发生率', 'poverty rate'), right: true as const },
  ]
  const rows = counties.map(({ area, candidates, withLeads, unconcluded }) => [
    area.countyName,
    count(candidates),
    foundWord(
      withLeads,
      CRITERIA.some(({ id }) => unconcluded.has(id)),
      context,
    ),
    povertyText(area.poverty),
  ])
  context.terminal.out(
    `${[
      ...table(columns, rows),
      '',
      both(
        `比对 ${snapshot.run.runId}，疑点 ${count(leads.length)} 条`,
        `Run ${snapshot.run.runId}, ${count(leads.length)} leads`,
      ),
      ...unconcludedLines(
        counties.flatMap(each => [...each.unconcluded]),
        context,
      ),
      both(`汇总 ${file.path}`, `Roll-up ${file.path}`),
    ].join('\n')}\n`,
  )
}

export function tellMeasures(
  { counties, leads, snapshot }: MeasuresRollup,
  file: ReportFile,
  context: Context,
): void {
  const both = bothOf(context)
  const columns = [
    { head: both('县', 'county') },
    { head: both('登记户数', 'households'), right: true as const },
    { head: both('有疑点的户', 'with leads'), right: true as const },
  ]
  const rows = counties.map(({ area, withLeads, unconcluded }) => [
    area.countyName,
    count(area.households.length),
    foundWord(withLeads, unconcluded.size > 0, context),
  ])
  context.terminal.out(
    `${[
      ...table(columns, rows),
      '',
      both(
        `比对 ${snapshot.run.runId}，疑点 ${count(leads.length)} 条`,
        `Run ${snapshot.run.runId}, ${count(leads.length)} leads`,
      ),
      ...unconcludedLines(
        counties.flatMap(each => [...each.unconcluded]),
        context,
      ),
      both(`汇总 ${file.path}`, `Roll-up ${file.path}`),
    ].join('\n')}\n`,
  )
}

/** Never zero where something was not concluded. */
const foundWord = (number: number, unconcluded: boolean, context: Context): string => {
  const both = bothOf(context)
  if (!unconcluded) return count(number)
  return number === 0
    ? both('未下结论', 'not concluded')
    : both(`至少 ${count(number)}`, `at least ${count(number)}`)
}

const unconcludedLines = (unconcluded: readonly string[], context: Context): readonly string[] =>
  unconcluded.length === 0
    ? []
    : [
        bothOf(context)(
          '有的县有未下结论之处，见「说明」：没有数据，不等于没有疑点',
          'In some counties there was no data for some rules, see the sheet 说明: nothing found there means nothing',
        ),
      ]
