/** `bidui demo`: the whole job on a synthetic city. */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Config } from '../../../workers/config.ts'
import type { Command, Context, ExitStatus } from '../command.ts'
import { compare, shortPath, tellOutcome } from '../comparison.ts'
import { bullets, count } from '../layout.ts'
import { makeCity } from '../synthetic-city.ts'
import { compareWithTruth, type Difference } from '../truth.ts'

export const demo: Command = {
  usage: {
    summary: {
      zh: '第一次用：在一座虚构的城市里走完全程，约一分钟',
      en: 'new here? The whole job on an invented city, about a minute',
    },
    synopsis: ['[--households N] [--seed S] [--out DIR]'],
    about: [
      {
        zh: '生成数据，比对，写出核查清单，再与生成时埋设的疑点逐条核对。不需要安装别的东西，不碰 BIDUI_HOME 和 DATABASE_URL：一切都在 --out 文件夹里，看完可以整个删掉。',
        en: 'Makes the data, compares, writes the review lists, and checks them against the leads that were planted. Nothing else is needed, and BIDUI_HOME and DATABASE_URL are left alone: everything is in the folder of --out, which may be deleted afterwards.',
      },
    ],
    options: {
      households: {
        value: 'N',
        text: { zh: '建档立卡户数；默认 3000', en: 'registered households; 3000 unless given' },
      },
      seed: { value: 'S', text: { zh: '随机种子；默认 1', en: 'the seed; 1 unless given' } },
      out: { value: 'DIR', text: { zh: '写到哪里；默认 demo', en: 'where to; demo unless given' } },
    },
    exits: {
      0: { zh: '埋设的疑点全部找到，没有多余', en: 'every planted lead was found, and nothing else' },
      1: {
        zh: '没有做成，或与埋设的疑点不一致',
        en: 'the work failed, or the leads are not those that were planted',
      },
    },
    examples: [
      {
        call: 'demo',
        what: {
          zh: '三千户，约五十万行部门数据',
          en: '3000 households, about half a million rows of the departments',
        },
      },
      {
        call: 'demo --households 300 --seed 7',
        what: { zh: '小一些，换一座城', en: 'a smaller city, and another one' },
      },
    ],
  },
  async run(call, context) {
    const folder = resolve(context.workingDirectory, call.value('out') ?? 'demo')
    const inbox = join(folder, 'inbox')
    const out = join(folder, 'out')
    const made = await makeCity(
      { out: inbox, households: call.value('households') ?? '3000', seed: call.value('seed') ?? '1' },
      context,
    )
    if (made !== 0) return made
    const truth = join(inbox, 'truth.csv')
    const config = await configOf(context.config, folder, truth)
    const outcome = await compare(
      config,
      {
        inbox,
        out,
        counties: [],
        purpose: context.say({ zh: '演示（虚构数据）', en: 'demonstration (invented data)' }),
        accept: [],
        unmasked: false,
      },
      context,
    )
    tellOutcome(outcome, { out, next: nextSteps(inbox, context) }, context)
    return tellDifference(await compareWithTruth(join(out, 'findings.csv'), truth), context)
  },
}

/** State of its own for each city: what was accepted of one must not judge the deliveries of another. */
async function configOf(config: Config, folder: string, truth: string): Promise<Config> {
  const city = createHash('sha256')
    .update(await readFile(truth))
    .digest('hex')
    .slice(0, 8)
  const { databaseUrl: _real, archive: _kept, ...rest } = config
  return { ...rest, home: join(folder, 'state', city) }
}

function nextSteps(inbox: string, { workingDirectory }: Context) {
  const shown = shortPath(inbox, workingDirectory)
  return [
    {
      command: 'npx bidui rules X01',
      what: { zh: '一条规则的条件、依据、核查要点', en: 'one rule: its text, basis, what to check' },
    },
    {
      command: `npx bidui run --inbox ${shown} --out out --county 530129`,
      what: { zh: '只要一个县的疑点', en: 'only the leads of one county' },
    },
    {
      command: 'npx bidui template public-security.vehicles',
      what: { zh: '交给部门填写的空白表', en: 'an empty file to hand to a department' },
    },
    {
      command: 'npx bidui run --inbox inbox --out out',
      what: {
        zh: '换成真实的数据（收件箱的样子见 README）',
        en: 'the same on real files (README says how to lay them out)',
      },
    },
  ]
}

function tellDifference({ planted, missing, surplus }: Difference, { terminal, say }: Context): ExitStatus {
  if (missing.size === 0 && surplus.size === 0) {
    terminal.out(
      say({
        zh: `\n与 truth.csv 核对：埋设的 ${count(planted)} 条疑点全部找到，没有多余。\n`,
        en: `\nChecked against truth.csv: all ${count(planted)} planted leads were found, and nothing else.\n`,
      }),
    )
    return 0
  }
  const byRule = (rules: ReadonlyMap<string, number>) =>
    [...rules]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([rule, number]) => `${rule} ${count(number)}`)
  terminal.out(
    `\n${[
      say({
        zh: `与 truth.csv 核对：不一致（埋设 ${count(planted)} 条）。这是程序的错误，请报告：`,
        en: `Checked against truth.csv: they differ (${count(planted)} were planted). This is a fault of the program; please report it:`,
      }),
      ...bullets(
        [
          ...(missing.size > 0
            ? [
                say({
                  zh: `没有找到：${byRule(missing).join('、')}`,
                  en: `not found: ${byRule(missing).join(', ')}`,
                }),
              ]
            : []),
          ...(surplus.size > 0
            ? [
                say({
                  zh: `多出：${byRule(surplus).join('、')}`,
                  en: `not planted: ${byRule(surplus).join(', ')}`,
                }),
              ]
            : []),
        ],
        terminal.width,
        '✗',
      ),
    ].join('\n')}\n`,
  )
  return 1
}
