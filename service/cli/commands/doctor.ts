/** `bidui doctor`: is everything in order, and if not, what to do. */
import type { Bilingual } from '../../../connectors/definition.ts'
import { padEnd, textWidth, wrap } from '../../../pipelines/reports/text-width.ts'
import { archiveFolder } from '../../../workers/archive/open.ts'
import { settingsOfProcess } from '../../../workers/config.ts'
import type { Circumstances, Examined, State } from '../../../workers/doctor/check.ts'
import { CHECKS } from '../../../workers/doctor/checks/index.ts'
import { examine, worst } from '../../../workers/doctor/examine.ts'
import type { Command, Context } from '../command.ts'

export const doctor: Command = {
  usage: {
    summary: {
      zh: '检查一切是否正常，哪里不对、怎么办',
      en: 'is everything in order? What is not, and what to do',
    },
    synopsis: ['[--json]'],
    about: [
      {
        zh: '检查配置、Node、内存、状态文件夹、数据库、结构版本、时钟、磁盘、队列、比对和备份。什么也不改；服务正在运行时也可以检查。每项检查都有时限。',
        en: 'Looks at configuration, Node, memory, the state folder, the database, its schema, the clock, the disk, the queue, runs and backups. Changes nothing, and may be asked while the service runs. No check takes longer than its time.',
      },
    ],
    options: {
      json: { text: { zh: '以 JSON 输出，供程序读取', en: 'as JSON, for programs' } },
    },
    exits: {
      0: { zh: '正常，或只有需要注意之处', en: 'all is good, or nothing worse than a warning' },
      1: { zh: '有问题，须处理', en: 'something is bad' },
    },
    examples: [
      { call: 'doctor', what: { zh: '检查全部', en: 'everything' } },
      {
        call: 'doctor --json',
        what: { zh: '供监控程序每小时调用', en: 'for whatever watches the machine, every hour' },
      },
    ],
  },
  async run(call, context) {
    const { config, signal, terminal, version } = context
    const archive = archiveFolder(config)
    const circumstances: Circumstances = {
      home: config.home,
      ...(archive === undefined ? {} : { archive }),
      ...(config.databaseUrl === undefined ? {} : { databaseUrl: config.databaseUrl }),
      ...(config.redisUrl === undefined ? {} : { redisUrl: config.redisUrl }),
      settings: settingsOfProcess(),
      now: () => new Date(),
      closing: [],
    }
    const examined = await examine(CHECKS, circumstances, signal)
    const state = worst(examined)
    terminal.out(
      call.has('json')
        ? `${JSON.stringify({ state, version, at: new Date().toISOString(), checks: examined }, null, 2)}\n`
        : `${[...examined.flatMap(each => lines(each, context)), '', verdict(examined, context)].join('\n')}\n`,
    )
    return state === 'bad' ? 1 : 0
  },
}

const WORDS: Readonly<Record<State, Bilingual>> = {
  good: { zh: '正常', en: 'good' },
  skipped: { zh: '未检查', en: 'skipped' },
  warning: { zh: '注意', en: 'warning' },
  bad: { zh: '有问题', en: 'bad' },
}
const COLOURS: Readonly<Record<State, string>> = { good: '32', skipped: '2', warning: '33', bad: '31' }

function lines(each: Examined, { say, terminal, lang }: Context): string[] {
  const widest = Math.max(...Object.values(WORDS).map(word => textWidth(word[lang])))
  const titles = Math.max(...CHECKS.map(({ title }) => textWidth(title[lang])))
  const word = padEnd(WORDS[each.state][lang], widest)
  const marked = terminal.colour ? `\u001b[${COLOURS[each.state]}m${word}\u001b[0m` : word
  const margin = ' '.repeat(widest + titles + 4)
  const room = Math.max(30, terminal.width - margin.length)
  const [first = '', ...rest] = wrap(say(each.found), room)
  const remedy = each.remedy ? wrap(say(each.remedy), room - 3) : []
  return [
    `${marked}  ${padEnd(each.title[lang], titles)}  ${first}`.trimEnd(),
    ...rest.map(line => margin + line),
    ...remedy.map((line, at) => `${margin}${at === 0 ? '→' : ' '} ${line}`),
  ]
}

function verdict(examined: readonly Examined[], { say }: Context): string {
  const number = (state: State) => examined.filter(each => each.state === state).length
  const [bad, warnings] = [number('bad'), number('warning')]
  if (bad > 0)
    return say({
      zh: `${bad} 项有问题，${warnings} 项需要注意`,
      en: `bad: ${bad}, warnings: ${warnings}`,
    })
  if (warnings > 0)
    return say({ zh: `可以使用；${warnings} 项需要注意`, en: `It works; warnings: ${warnings}` })
  return say({ zh: '一切正常', en: 'Everything is in order' })
}
