/** `bidui report`: what is stored, as files for people. */
import { DEFAULT_POLICY, type Policy, SHIPPED_POLICIES } from '../../../pipelines/policies/index.ts'
import { STALLED_DAYS } from '../../../pipelines/reports/clearance/bulletin.ts'
import { exitRollup } from '../../../pipelines/reports/rollup/exit-rollup.ts'
import { measuresRollup } from '../../../pipelines/reports/rollup/measures-rollup.ts'
import { OperationalError } from '../../../workers/operational-error.ts'
import { hasDatabase } from '../../../workers/postgres/beside.ts'
import { openDatabase } from '../../../workers/postgres/connect.ts'
import { makeBulletin } from '../../../workers/reports/bulletin.ts'
import { makeDaily } from '../../../workers/reports/daily.ts'
import { type RollupRequest, readRollup } from '../../../workers/reports/rollup-snapshot.ts'
import { writeBulletin } from '../../../workers/reports/write-bulletin.ts'
import { writeDaily } from '../../../workers/reports/write-daily.ts'
import { writeExit, writeMeasures } from '../../../workers/reports/write-rollup.ts'
import type { Command } from '../command.ts'
import { UNMASKED } from '../comparison-usage.ts'
import { policyOfCall } from '../policy.ts'
import { type ReportCall, readReportCall } from '../report-call.ts'
import { tellBulletin, tellDaily, tellExit, tellMeasures } from '../report-page.ts'
import { userName } from '../run-call.ts'

export const report: Command = {
  usage: {
    summary: {
      zh: '报表：问题清零日报、通报、退出核查汇总、措施汇总',
      en: 'reports: daily clearance, fortnightly bulletin, exit and measures rolled up',
    },
    synopsis: [
      'daily --out FILE [--date D] [--county CODE]…',
      'bulletin --out FILE [--date D] [--county CODE]… [--stalled DAYS]',
      'exit --out FILE [--run ID | --date D] [--county CODE]… [--unmasked]',
      'measures --out FILE [--run ID | --date D] [--county CODE]… [--unmasked]',
    ],
    about: [
      {
        zh: 'daily：《问题清零日报表》，按县、对象（村、户、人、自然村）、类别（错误、疑似）：期初 + 新增 − 清零 = 期末，附预测和燃尽图。一日为前一日 15:00 至当日 15:00（北京时间）。过了 15:00 出具即结账，以后的变动计入以后的日子，重出的文件与原来逐字节相同；没过 15:00 的是临时报表，不结账。数字对不上就不出具，并指出是哪些数字。不写 --date 时：最新的导出在 7 天之内为今天，否则为最后有变动的一天。',
        en: 'daily: 问题清零日报表, by county, object (village, household, person, hamlet) and class: opening + new − cleared = closing, with a forecast and burn-down pictures. A day goes from 15:00 to 15:00, Beijing time. Made after 15:00 it closes the day: what comes later counts for later days, and made again it is the same bytes. Before 15:00 it is provisional and closes nothing. Numbers that disagree are named, and there is no report. Without --date it is about today if the newest export is at most 7 days old, else about the last day on which anything moved.',
      },
      {
        zh: 'bulletin：截至 --date 两周的《通报》：各县进度排名，重点县（见政策文件）到乡镇，停滞的问题，缺、搁置、迟的部门数据。',
        en: 'bulletin: the two weeks up to --date: all counties ranked, the key counties of the policy down to townships, what stalls, and which data the departments owe.',
      },
      {
        zh: 'exit、measures：最近一次全面比对（或 --run 所指）的退出核查、措施疑点，按村、县汇总，另附户清单。没有数据覆盖之处写明未下结论，不写成零。疑点仅为核查线索，不作为不能退出的认定。',
        en: 'exit, measures: the T and M leads of the newest full run (or of --run), by village and county, with the households. Where coverage was missing it says so instead of showing zero. A lead is a reason to look, never a verdict that somebody cannot exit.',
      },
      {
        zh: '按扩展名写 .xlsx 或 .csv；日报的 .xlsx 旁边另有燃尽图文件夹（SVG，机器上有中文字体时也有 PNG）。',
        en: 'The extension decides: .xlsx or .csv. Beside the .xlsx of a daily report is a folder of burn-down pictures (SVG, and PNG where the machine has a Chinese font).',
      },
    ],
    options: {
      out: { value: 'FILE', text: { zh: '报表文件，.xlsx 或 .csv', en: 'the file, .xlsx or .csv' } },
      date: {
        value: 'D',
        text: {
          zh: '报表日，例如 2017-11-20；exit、measures 取截止日期不晚于它的最近一次全面比对',
          en: 'the day, such as 2017-11-20; exit and measures take the newest full run as of no later day',
        },
      },
      county: {
        value: 'CODE',
        repeats: true,
        text: {
          zh: '只要这个县，6 位代码；名次仍为全部县中的',
          en: 'this county only, 6 digits; ranks stay among all',
        },
      },
      run: {
        value: 'ID',
        text: {
          zh: '哪次比对（exit、measures）；默认最近一次全面比对',
          en: 'which run (exit, measures); the newest full one unless given',
        },
      },
      stalled: {
        value: 'DAYS',
        text: {
          zh: `几天没有变动算停滞（bulletin）；默认 ${STALLED_DAYS}`,
          en: `days without a movement after which a problem stalls (bulletin); ${STALLED_DAYS} unless given`,
        },
      },
      policy: {
        value: 'FILE',
        text: {
          zh: '政策文件（期限、重点县）；默认与该次比对相同',
          en: 'the policy (deadline, key counties); that of the run unless given',
        },
      },
      unmasked: UNMASKED,
    },
    operands: { least: 1, most: 1 },
    exits: {
      1: { zh: '没有可报的，或数字不一致而不出具', en: 'there is nothing to report, or numbers disagree' },
    },
    examples: [
      { call: 'report daily --out 日报.xlsx', what: { zh: '每天 15:00 之后', en: 'every day after 15:00' } },
      {
        call: 'report daily --out 日报-1108.csv --date 2017-11-08 --county 530129',
        what: { zh: '重出某日寻甸的数字', en: 'the figures of one county on a past day' },
      },
      { call: 'report bulletin --out 通报.xlsx', what: { zh: '每两周', en: 'every fortnight' } },
      { call: 'report exit --out 退出核查.xlsx', what: { zh: '准备退出材料', en: 'for the exit file' } },
    ],
  },
  async run(call, context) {
    const asked = await readReportCall(call, context.workingDirectory)
    const { config, say, terminal, now, today } = context
    if (!hasDatabase(config)) throw nothingCompared()
    await using database = await openDatabase(config, { warn: text => terminal.err(`bidui: ${say(text)}\n`) })
    const { pool } = database
    const shared = { counties: asked.counties, policyOf: policyFor(asked) }
    const day = { asked: asked.day, today, now }
    switch (asked.kind) {
      case 'daily': {
        const made = await makeDaily(pool, { ...shared, ...day })
        tellDaily(made, await writeDaily(made.report, asked.file), asked.file, context)
        return 0
      }
      case 'bulletin': {
        const stalledDays = asked.stalledDays ?? STALLED_DAYS
        const made = await makeBulletin(pool, { ...shared, ...day, stalledDays })
        await writeBulletin(made.report, asked.file)
        tellBulletin(made, asked.file, context)
        return 0
      }
      case 'exit': {
        const rollup = exitRollup(await readRollup(pool, rollupRequest('exit', asked)))
        await writeExit(rollup, asked.file)
        tellExit(rollup, asked.file, context)
        return 0
      }
      case 'measures': {
        const rollup = measuresRollup(await readRollup(pool, rollupRequest('measures', asked)))
        await writeMeasures(rollup, asked.file)
        tellMeasures(rollup, asked.file, context)
        return 0
      }
    }
  },
}

const nothingCompared = (): OperationalError =>
  new OperationalError({
    zh: '还没有比对过，没有可报的。请先运行 bidui run',
    en: 'Nothing has been compared yet, there is nothing to report. Call bidui run first',
  })

const rollupRequest = (
  direction: RollupRequest['direction'],
  { run, day, counties, unmasked }: ReportCall,
): RollupRequest => ({
  direction,
  counties,
  unmasked,
  user: userName(),
  ...(run === undefined ? {} : { run }),
  ...(day === undefined ? {} : { upTo: day }),
})

/** The policy of the call, else the one that a run went by where it comes with the product. */
const policyFor =
  ({ policyPath }: ReportCall) =>
  (id: string): Promise<Policy> =>
    policyOfCall(policyPath ?? SHIPPED_POLICIES.find(name => name === id) ?? DEFAULT_POLICY)
