/** Usage texts: `bidui --help`, and `bidui COMMAND --help`. */
import type { Bilingual } from '../../connectors/definition.ts'
import { wrap } from '../../pipelines/reports/text-width.ts'
import type { Language } from '../../workers/config.ts'
import { GLOBAL_OPTIONS } from './arguments.ts'
import type { ExitStatus, Option, Usage } from './command.ts'
import { entries } from './layout.ts'

const EXITS: Readonly<Record<ExitStatus, Bilingual>> = {
  0: { zh: '完成', en: 'done' },
  1: { zh: '没有做成', en: 'the work failed' },
  2: { zh: '命令写错了', en: 'the call was wrong' },
  3: { zh: '完成，但有数据被搁置，待人处理', en: 'done, but something was held back for a person' },
}

const WIDEST = 110

export function commandUsage(name: string, usage: Usage, lang: Language, width: number): string {
  const room = Math.min(width, WIDEST)
  const section = (title: Bilingual, lines: readonly string[]) =>
    lines.length > 0 ? ['', `${title[lang]}`, ...lines] : []
  const exits = { ...EXITS, ...usage.exits }
  return lines([
    `bidui ${name} — ${usage.summary[lang]}`,
    '',
    ...usage.synopsis.map(form => `  bidui ${name} ${form}`.trimEnd()),
    ...usage.about.flatMap(paragraph => ['', ...wrap(paragraph[lang], room)]),
    ...section(
      { zh: '选项', en: 'Options' },
      entries(optionEntries({ ...usage.options, ...GLOBAL_OPTIONS }, lang), room),
    ),
    ...section(
      { zh: '退出状态', en: 'Exit status' },
      entries(
        Object.entries(exits).map(([status, text]) => [status, text[lang]]),
        room,
      ),
    ),
    ...section(
      { zh: '例', en: 'Examples' },
      usage.examples.flatMap(({ call, what }) => [`  bidui ${call}`, ...indented(what[lang], room)]),
    ),
  ])
}

const indented = (text: string, width: number): string[] => wrap(text, width - 6).map(line => `      ${line}`)

const optionEntries = (options: Readonly<Record<string, Option>>, lang: Language): [string, string][] =>
  Object.entries(options).map(([name, { value, repeats, text }]) => {
    const again = lang === 'zh' ? '（可多次）' : ' (may be repeated)'
    return [`--${name}${value === undefined ? '' : ` ${value}`}`, `${text[lang]}${repeats ? again : ''}`]
  })

export interface ListedCommand {
  readonly name: string
  readonly summary: Bilingual
}

export function overview(commands: readonly ListedCommand[], lang: Language, width: number): string {
  const room = Math.min(width, WIDEST)
  const both = (zh: string, en: string) => (lang === 'zh' ? zh : en)
  return lines([
    both(
      'bidui 比对：把建档立卡数据与部门数据比对，列出需要核查的疑点',
      'bidui 比对: compares the poverty register with the departments’ data and lists what has to be checked',
    ),
    both('疑点仅为核查线索，不作为认定依据。', 'A lead is a reason to look, never a verdict.'),
    '',
    both('  bidui 命令 [选项]', '  bidui COMMAND [options]'),
    '',
    both('命令', 'Commands'),
    ...entries(
      commands.map(({ name, summary }) => [name, summary[lang]]),
      room,
    ),
    '',
    both('所有命令都有', 'For every command'),
    ...entries(
      [...optionEntries(GLOBAL_OPTIONS, lang), ['--version', both('显示版本', 'the version')]],
      room,
    ),
    '',
    both('退出状态', 'Exit status'),
    ...entries(
      Object.entries(EXITS).map(([status, text]) => [status, text[lang]]),
      room,
    ),
    '',
    both('环境变量', 'Environment'),
    ...entries(
      [
        [
          'BIDUI_HOME',
          both(
            '状态文件夹；默认为当前文件夹下的 .bidui',
            'the state folder; .bidui in the working directory unless set',
          ),
        ],
        [
          'DATABASE_URL',
          both('自己的 PostgreSQL；默认用内置的', 'a PostgreSQL of your own; the built-in one unless set'),
        ],
        [
          'BIDUI_ARCHIVE',
          both(
            '归档：文件夹或 s3://存储桶/前缀；默认在状态文件夹里',
            'where delivered files are kept: a folder or s3://bucket/prefix; in the state folder unless set',
          ),
        ],
        [
          'REDIS_URL',
          both(
            '给服务的队列用的 Redis；默认队列就在数据库里',
            'a Redis for the queue of the service; the queue is in the database unless set',
          ),
        ],
        ['BIDUI_LANG', both('zh 或 en', 'zh or en')],
        [
          'LOG_LEVEL',
          both(
            '日志从哪一级起：fatal、error、warn、info、debug、trace、silent；默认为 info',
            'from which level up the service logs: fatal, error, warn, info, debug, trace, silent; info unless set',
          ),
        ],
        [
          'BIDUI_HTTP',
          both(
            '服务在哪里应答：主机:端口，或 off；默认为 127.0.0.1:8129',
            'where the service answers: host:port, or off; 127.0.0.1:8129 unless set',
          ),
        ],
        [
          'BIDUI_WORKER_HTTP',
          both(
            'bidui worker 在哪里应答：主机:端口；默认不应答',
            'where bidui worker answers: host:port; nowhere unless set',
          ),
        ],
        [
          'BIDUI_NIGHTLY',
          both(
            '每夜比对的时间（cron，北京时间），或 off；默认为 0 2 * * *',
            'when the nightly comparison is due (cron, Beijing time), or off; 0 2 * * * unless set',
          ),
        ],
      ],
      room,
    ),
    '',
    both(
      '第一次用：bidui demo（一座虚构的城市，一分钟）',
      'New here? bidui demo (an invented city, one minute)',
    ),
    both('每个命令的说明：bidui 命令 --help', 'Each command explains itself: bidui COMMAND --help'),
  ])
}

const lines = (texts: readonly string[]): string => `${texts.join('\n')}\n`
