/** How it stands with the nightly comparison, for people. */
import { OFFICE_ZONE, timeInOffice } from '../../pipelines/office-time.ts'
import type { NightState } from '../../pipelines/schedule/night.ts'
import type { Bilingual } from '../../pipelines/types.ts'
import type { RunOfNight, ToldNight } from '../../workers/schedule/nights.ts'
import type { Outlook, Overview } from '../../workers/schedule/overview.ts'
import type { RunGoingOn } from '../../workers/schedule/runs.ts'
import type { Context } from './command.ts'
import { bullets, entries, table } from './layout.ts'

const NIGHT_STATES: Readonly<Record<NightState, Bilingual>> = {
  started: { zh: '已开始', en: 'started' },
  skipped: { zh: '未做', en: 'skipped' },
  missed: { zh: '错过', en: 'missed' },
}

const RUN_STATES: Readonly<Record<RunOfNight['state'], Bilingual>> = {
  waiting: { zh: '等待中', en: 'waiting' },
  running: { zh: '进行中', en: 'running' },
  done: { zh: '完成', en: 'done' },
  failed: { zh: '失败', en: 'failed' },
  cancelled: { zh: '已取消', en: 'cancelled' },
}

const OCCASIONS: Readonly<Record<RunGoingOn['occasion'], Bilingual>> = {
  person: { zh: '人工', en: 'by a person' },
  nightly: { zh: '每夜', en: 'nightly' },
  demand: { zh: '按需', en: 'on demand' },
}

const KINDS: Readonly<Record<RunGoingOn['kind'], Bilingual>> = {
  full: { zh: '全面', en: 'full' },
  rematch: { zh: '局部', en: 'part' },
}

export function schedulePage(
  { nights, running, outlook }: Overview,
  cron: string | undefined,
  context: Context,
): string {
  const both = bothOf(context)
  return `${[
    ...entries(
      [
        [
          both('每夜比对', 'Nightly comparison'),
          cron === undefined
            ? both('已关闭（BIDUI_NIGHTLY=off）', 'switched off (BIDUI_NIGHTLY=off)')
            : both(`${cron}（${OFFICE_ZONE}）`, `${cron} (${OFFICE_ZONE})`),
        ],
        ...(outlook ? [[both('下一次', 'Next'), timeInOffice(outlook.next.dueAt)] as const] : []),
      ],
      context.terminal.width,
      0,
    ),
    ...(outlook ? undecidedLines(outlook, context) : []),
    '',
    ...nightLines(nights, context),
    '',
    ...runningLines(running, context),
  ].join('\n')}\n`
}

const bothOf =
  ({ lang }: Context) =>
  (zh: string, en: string): string =>
    lang === 'zh' ? zh : en

function undecidedLines({ undecided, chanceEnds, waitsFor }: Outlook, context: Context): string[] {
  const both = bothOf(context)
  const latest = undecided.at(-1)
  if (!latest || !chanceEnds) return []
  const due = timeInOffice(latest.dueAt)
  const end = timeInOffice(chanceEnds)
  const texts = [
    waitsFor
      ? both(
          `${due} 的一次在等比对 ${waitsFor.id} 结束（${timeInOffice(waitsFor.startedAt)} 开始）；到 ${end} 还没结束就不做了`,
          `The one of ${due} waits for run ${waitsFor.id}, begun at ${timeInOffice(waitsFor.startedAt)}, to end; at ${end} it is skipped`,
        )
      : chanceEnds > context.now
        ? both(
            `${due} 的一次到时没有开始。服务在运行时一分钟内就会开始；如果没有，请查看服务的日志，或启动 bidui serve：${end} 之前会补上`,
            `The one of ${due} was not started. A running service starts it within a minute; if it does not, look into its log, or start bidui serve: until ${end} it is caught up`,
          )
        : both(
            `${due} 的一次没有做：没有服务在运行。请启动 bidui serve；急需时请运行 bidui run`,
            `The one of ${due} was not done: no service is running. Start bidui serve; call bidui run if you cannot wait`,
          ),
    ...(undecided.length > 1
      ? [
          both(
            `此前还有 ${undecided.length - 1} 次没有服务负责`,
            `No service took care of ${undecided.length - 1} before it either`,
          ),
        ]
      : []),
  ]
  return ['', ...bullets(texts, context.terminal.width, '!')]
}

function nightLines(nights: readonly ToldNight[], context: Context): string[] {
  const { say, terminal } = context
  const both = bothOf(context)
  if (nights.length === 0)
    return [
      both(
        '还没有每夜比对的记录：开启了每夜比对的服务（bidui serve）还没有运行过。',
        'No night on record: no service (bidui serve) has run with the nightly comparison switched on.',
      ),
    ]
  const row = ({ day, dueAt, state, run }: ToldNight) => [
    day,
    timeInOffice(dueAt),
    say(NIGHT_STATES[state]),
    run ? timeInOffice(run.startedAt) : '',
    run ? ending(run, context) : '',
    run?.id ?? '',
  ]
  const columns = [
    both('日期', 'night'),
    both('应开始', 'due'),
    both('结果', 'outcome'),
    both('开始', 'begun'),
    both('比对结束', 'run ended'),
    both('比对编号', 'run'),
  ].map(head => ({ head }))
  const [head = '', ...lines] = table(columns, nights.map(row))
  return [
    head,
    ...nights.flatMap((night, at) => [lines[at] ?? '', ...reasonLines(night, say, terminal.width)]),
  ]
}

function ending({ state, finishedAt }: RunOfNight, { say }: Context): string {
  const text = say(RUN_STATES[state])
  return finishedAt ? `${text} ${timeInOffice(finishedAt)}` : text
}

const reasonLines = ({ reason, run }: ToldNight, say: Context['say'], width: number): string[] =>
  bullets([reason, run?.failure].filter(text => text !== undefined).map(say), width - 4).map(
    line => `    ${line}`,
  )

function runningLines(running: readonly RunGoingOn[], context: Context): string[] {
  const { say } = context
  const both = bothOf(context)
  if (running.length === 0) return [both('没有正在进行的比对', 'No run is going on')]
  const rows = running.map(run => [
    run.id,
    say(RUN_STATES[run.state]),
    say(OCCASIONS[run.occasion]),
    say(KINDS[run.kind]),
    timeInOffice(run.startedAt),
  ])
  const columns = [
    both('比对编号', 'run'),
    both('状态', 'state'),
    both('缘由', 'occasion'),
    both('范围', 'scope'),
    both('开始', 'begun'),
  ].map(head => ({ head }))
  return [both('正在进行', 'Going on'), ...table(columns, rows)]
}
