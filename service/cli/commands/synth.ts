/** `bidui synth`: a synthetic city. */
import { resolve } from 'node:path'
import { wrongCall } from '../call-error.ts'
import type { Command } from '../command.ts'
import { makeCity } from '../synthetic-city.ts'

export const synth: Command = {
  usage: {
    summary: {
      zh: '生成一座虚构的城市：数据如实混乱，答案写在 truth.csv',
      en: 'an invented city: data as messy as real data, with the answers in truth.csv',
    },
    synopsis: ['--out DIR [--households N] [--seed S] [--days N] [--quiet]'],
    about: [
      {
        zh: '写出的文件夹与真实的收件箱相同，可直接用于 bidui run。同样的参数得到逐字节相同的文件。人员全部虚构。',
        en: 'Writes a folder that is laid out like a real inbox, ready for bidui run. The same arguments give the same bytes. All people are invented.',
      },
    ],
    options: {
      out: {
        value: 'DIR',
        text: {
          zh: '写到哪里：新的、空的，或以前生成的文件夹',
          en: 'where to: a new or empty folder, or an earlier city',
        },
      },
      households: {
        value: 'N',
        text: {
          zh: '建档立卡户数；默认 1000，部门数据约为其 170 倍',
          en: 'registered households; 1000 unless given, the feeds have about 170 rows for each',
        },
      },
      days: {
        value: 'N',
        text: {
          zh: '连续 N 天的导出（1 到 30，最后一天为 2017-11-20），每天一个收件箱；问题的历程见 truth-days.csv',
          en: 'exports of N days (1 to 30, the last one 2017-11-20), an inbox for each; truth-days.csv tells the history of each problem',
        },
      },
      seed: { value: 'S', text: { zh: '随机种子；默认 1', en: 'the seed; 1 unless given' } },
      quiet: { text: { zh: '不显示进度', en: 'show no progress' } },
    },
    examples: [
      {
        call: 'synth --out city --households 2000 --seed 7',
        what: { zh: '两千户', en: 'two thousand households' },
      },
      {
        call: 'synth --out days --households 400 --days 14',
        what: {
          zh: '十四天的导出，数据质量问题逐日有改正、有反复',
          en: 'fourteen days of exports, in which data quality problems are cleared and come back',
        },
      },
    ],
  },
  async run(call, context) {
    const out = call.value('out')
    if (out === undefined)
      throw wrongCall(
        '缺少 --out：写到哪个文件夹？例如 bidui synth --out city',
        '--out is missing: which folder? For example bidui synth --out city',
      )
    const folder = resolve(context.workingDirectory, out)
    const status = await makeCity(
      {
        out: folder,
        households: call.value('households') ?? '1000',
        seed: call.value('seed') ?? '1',
        days: call.value('days'),
        quiet: call.has('quiet'),
      },
      context,
    )
    if (status !== 0) return status
    const series = call.value('days') !== undefined
    const inbox = series ? `${out}/day-…` : out
    context.terminal.out(
      context.say({
        zh: `城市在 ${folder}\n接下来：${series ? '逐日 ' : ''}bidui run --inbox ${inbox} --out 结果\n`,
        en: `The city is in ${folder}\nNext${series ? ', day by day' : ''}: bidui run --inbox ${inbox} --out results\n`,
      }),
    )
    return status
  },
}
