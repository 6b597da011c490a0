/** 核查清单: the workbook of a county, one sheet a direction, with the rules and the data that it rests on. */
import { DIRECTIONS } from '../types.ts'
import { coverageSheet, markedTitle } from './coverage-sheet.ts'
import { leadSheet, leadsOfDirection, type Origins } from './lead-sheet.ts'
import { shownAs } from './masking.ts'
import type {
  CountyList,
  CountyName,
  Direction,
  FeedStatus,
  NotConcluded,
  PublishedRule,
  RunStamp,
} from './model.ts'
import { type ExplainedRule, ruleSheet } from './rule-sheet.ts'
import { byParts, crossFoot, crossFootTally, requireRules, tallyLeads } from './tally.ts'
import { watermark, workbook } from './workbook.ts'

export interface CountyReport {
  readonly run: RunStamp
  readonly list: CountyList
  readonly rules: readonly PublishedRule[]
  readonly feeds: readonly FeedStatus[]
  readonly register: readonly FeedStatus[]
  /** Of all counties; the county's own are picked. */
  readonly notConcluded: readonly NotConcluded[]
  /** Names of all counties. */
  readonly counties: readonly CountyName[]
  /** Leads of the county as the summary counts them: the workbook must hold as many. */
  readonly expected?: number
}

/** In and out are of one rank: their sheets are always there. */
const ALWAYS: readonly Direction[] = ['exclusion', 'inclusion']
const WHEN_PRESENT: readonly Direction[] = ['exit', 'measures', 'quality']

/**
 * The workbook's bytes; equal reports give equal bytes.
 * @throws CrossFootError where the leads on the sheets are not those of the county, in number
 */
export function countyWorkbook(report: CountyReport): Promise<Uint8Array> {
  const { run, list } = report
  const county = { code: list.county.code, name: list.county.name || list.county.code || '县未知' }
  const all = [...list.households.flatMap(household => household.leads), ...list.outside]
  const tally = tallyLeads(all)
  const sheets = [...ALWAYS, ...WHEN_PRESENT.filter(direction => tally.byDirection[direction] > 0)].map(
    direction => ({ direction, leads: leadsOfDirection(list, direction) }),
  )
  const where = { zh: `${county.name} 核查清单`, en: `review list of ${county.name}` }
  requireRules(
    report.rules.map(rule => rule.id),
    tally.byRule,
  )
  crossFootTally(where, tally)
  crossFoot(where, {
    total: tally.total,
    sheets: sheets.reduce((sum, { leads }) => sum + leads.length, 0),
    ...(report.expected === undefined ? {} : { summary: report.expected }),
  })

  const head = { mark: watermark(run), foot: `${county.name} 核查清单　${run.runId}　操作人 ${run.user}` }
  const rules = new Map(report.rules.map(rule => [rule.id, rule]))
  const names = new Map(report.counties.map(({ code, name }) => [code, name]))
  const notConcluded = report.notConcluded.filter(entry => entry.county === county.code)
  const sources = [...report.register, ...report.feeds]
  const titles = new Map<string, string>(sources.map(source => [source.feed, markedTitle(source)]))
  const shown = shownAs(run.masked)
  return workbook(run, `${county.name} 核查清单`, [
    ...sheets.map(({ direction, leads }) =>
      leadSheet({ head, county: county.name, direction, leads, rules, origins: originsOf(sources), shown }),
    ),
    ruleSheet(head, explained(report.rules, tally.byRule, notConcluded), feed => titles.get(feed) ?? feed),
    coverageSheet({
      head,
      run,
      county,
      register: report.register,
      feeds: report.feeds,
      notConcluded,
      rules,
      countyName: code => names.get(code) ?? code,
    }),
  ])
}

/** The name of a county's workbook below `lists/`. */
export const countyWorkbookName = ({ code }: Pick<CountyName, 'code'>): string =>
  `${code || '县未知'}-核查清单.xlsx`

function originsOf(sources: readonly FeedStatus[]): Origins {
  return new Map(
    sources.flatMap(source =>
      source.deliveries.flatMap(({ files, asOf }) =>
        files.map(file => [file.path, { title: source.title.zh, asOf }] as const),
      ),
    ),
  )
}

const directionPlace = (direction: Direction): number => Object.keys(DIRECTIONS).indexOf(direction)

function explained(
  rules: readonly PublishedRule[],
  leads: Readonly<Record<string, number>>,
  notConcluded: readonly NotConcluded[],
): ExplainedRule[] {
  return rules
    .map(rule => ({
      rule,
      leads: leads[rule.id] ?? 0,
      notConcluded: notConcluded.reduce((sum, entry) => sum + (entry.rule === rule.id ? entry.count : 0), 0),
    }))
    .filter(entry => entry.leads > 0 || entry.notConcluded > 0)
    .sort(
      (a, b) =>
        directionPlace(a.rule.direction) - directionPlace(b.rule.direction) ||
        byParts<ExplainedRule>(entry => entry.rule.id)(a, b),
    )
}
