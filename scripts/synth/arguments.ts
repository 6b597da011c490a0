/** The call of `bidui synth`. */
import { CallError } from './call-error.ts'
import { MOST_DAYS } from './series.ts'

export type Language = 'zh' | 'en'

export interface SynthCall {
  readonly out: string
  readonly households: number
  readonly seed: string
  /** A series of days; absent: one inbox. */
  readonly days?: number
  readonly lang: Language
  readonly quiet: boolean
}

export const USAGE: Readonly<Record<Language, string>> = {
  zh: `用法: bidui synth --out 文件夹 --households 户数 --seed 种子 [--days 天数] [--lang zh|en] [--quiet]

生成一座模拟城市：建档立卡数据、19 类部门数据、manifest.json，以及埋设的疑点 truth.csv。
同样的参数得到逐字节相同的文件。全部为虚构人员。

  --out          输出文件夹：新的、空的，或以前生成的模拟数据（会被替换）
  --households   建档立卡户数，1 到 1000000；部门数据约为户数的 170 倍
  --seed         随机种子，任意文字
  --days         连续若干天的导出，1 到 30，最后一天为 2017-11-20：每天一个文件夹（day-01-… 等），各有
                 manifest.json 和 truth.csv；数据质量问题有改正、有反复、有变化、有新增，历程见 truth-days.csv
  --quiet        不显示进度
`,
  en: `Usage: bidui synth --out DIR --households N --seed S [--days N] [--lang zh|en] [--quiet]

Makes a synthetic city: the register, 19 department feeds, manifest.json, and the planted leads truth.csv.
The same arguments give the same bytes. All people are invented.

  --out          output folder: new, empty, or an earlier synthetic city (which is replaced)
  --households   registered households, 1 to 1000000; feeds have about 170 rows for each
  --seed         seed, any text
  --days         exports of so many days, 1 to 30, the last one 2017-11-20: a folder for each (day-01-… and so
                 on) with its manifest.json and truth.csv; data quality problems are cleared, come back, change and
                 appear, as truth-days.csv tells
  --quiet        no progress
`,
}

const MAX_HOUSEHOLDS = 1_000_000
const VALUED = ['--out', '--households', '--seed', '--days', '--lang'] as const

/** Reads the arguments; throws a CallError that says which is wrong and what is allowed. */
export function parseArguments(
  argv: readonly string[],
): SynthCall | { readonly help: true; readonly lang: Language } {
  const values = new Map<string, string>()
  let quiet = false
  let help = false
  for (let i = 0; i < argv.length; i++) {
    const argument = argv[i] as string
    const [name, inline] = splitAtEquals(argument)
    if (argument === '--quiet') quiet = true
    else if (argument === '--help' || argument === '-h') help = true
    else if (VALUED.some(valued => valued === name)) {
      const value = inline ?? argv[++i]
      if (value === undefined || value === '') throw wrong(`${name} 需要一个值`, `${name} needs a value`)
      values.set(name, value)
    } else throw wrong(`不认识的参数「${argument}」`, `unknown argument "${argument}"`)
  }
  const lang = values.get('--lang') ?? 'zh'
  if (lang !== 'zh' && lang !== 'en')
    throw wrong(`--lang 是「${lang}」，只能是 zh 或 en`, `--lang is "${lang}", allowed: zh, en`)
  if (help) return { help: true, lang }
  const days = values.get('--days')
  return {
    out: needed(values, '--out'),
    households: readHouseholds(needed(values, '--households')),
    seed: needed(values, '--seed'),
    ...(days === undefined ? {} : { days: readDays(days) }),
    lang,
    quiet,
  }
}

function splitAtEquals(argument: string): [string, string | undefined] {
  const at = argument.indexOf('=')
  return at < 0 ? [argument, undefined] : [argument.slice(0, at), argument.slice(at + 1)]
}

function needed(values: ReadonlyMap<string, string>, name: string): string {
  const value = values.get(name)
  if (value === undefined) throw wrong(`缺少参数 ${name}`, `${name} is missing`)
  return value
}

function readHouseholds(text: string): number {
  const households = /^\d{1,7}$/.test(text) ? Number(text) : 0
  if (households < 1 || households > MAX_HOUSEHOLDS) {
    throw wrong(
      `--households 是「${text}」，应为 1 到 ${MAX_HOUSEHOLDS} 的整数`,
      `--households is "${text}", allowed: a whole number from 1 to ${MAX_HOUSEHOLDS}`,
    )
  }
  return households
}

function readDays(text: string): number {
  const days = /^\d{1,2}$/.test(text) ? Number(text) : 0
  if (days < 1 || days > MOST_DAYS) {
    throw wrong(
      `--days 是「${text}」，应为 1 到 ${MOST_DAYS} 的整数`,
      `--days is "${text}", allowed: a whole number from 1 to ${MOST_DAYS}`,
    )
  }
  return days
}

const wrong = (zh: string, en: string): CallError =>
  new CallError({
    zh: `${zh}。用 bidui synth --help 查看用法。`,
    en: `${en}. See bidui synth --help.`,
  })
