/** Reading a call: the words after `bidui`, checked strictly; whatever is not known names what was probably meant. */
import { parseArgs } from 'node:util'
import type { Bilingual } from '../../connectors/definition.ts'
import { nearest } from '../../pipelines/policies/nearest.ts'
import { LANGUAGES, type Language } from '../../workers/config.ts'
import { wrongCall } from './call-error.ts'
import type { Call, Option, Usage } from './command.ts'

export const GLOBAL_OPTIONS: Readonly<Record<string, Option>> = {
  lang: {
    value: 'zh|en',
    text: { zh: '语言；默认按系统语言，不明时为中文', en: 'language; the locale decides, zh when unknown' },
  },
  help: { text: { zh: '显示说明', en: 'explain, and do nothing' } },
}

const SHORT: Readonly<Record<string, string>> = { h: 'help' }

/** `bidui [--lang L] [--help] [--version] COMMAND …`, taken apart at the command. */
export interface Invocation {
  readonly command?: string
  readonly lang?: Language
  readonly help: boolean
  readonly version: boolean
  /** The words after the command. */
  readonly rest: readonly string[]
}

/** Takes the call apart. The words after the command are looked at for --lang and --help only. @throws OperationalError */
export function readInvocation(argv: readonly string[]): Invocation {
  let lang: string | undefined
  let help = false
  let version = false
  let place = 0
  for (; place < argv.length; place++) {
    const word = argv[place] ?? ''
    if (!word.startsWith('-')) break
    if (word === '--help' || word === '-h') help = true
    else if (word === '--version' || word === '-V') version = true
    else if (word === '--lang') lang = argv[++place] ?? ''
    else if (word.startsWith('--lang=')) lang = word.slice('--lang='.length)
    else throw unknownOption(word, [...Object.keys(GLOBAL_OPTIONS), 'version'], '')
  }
  const [command, ...rest] = argv.slice(place)
  const own = rest.includes('--') ? rest.slice(0, rest.indexOf('--')) : rest
  own.forEach((word, at) => {
    if (word === '--help' || word === '-h') help = true
    else if (word === '--lang') lang = own[at + 1] ?? ''
    else if (word.startsWith('--lang=')) lang = word.slice('--lang='.length)
  })
  return {
    ...(command === undefined ? {} : { command }),
    ...(lang === undefined ? {} : { lang: readLanguage(lang) }),
    help,
    version,
    rest,
  }
}

const readLanguage = (text: string): Language => {
  const language = LANGUAGES.find(known => known === text)
  if (language) return language
  throw wrongCall(`--lang 的值是「${text}」，可用：zh、en`, `--lang is "${text}"; allowed: zh, en`)
}

/** Reads the words after a command. @throws OperationalError (exit status 2) that names the word that is wrong */
export function readCall(command: string, usage: Usage, words: readonly string[]): Call {
  const options: Readonly<Record<string, Option>> = { ...usage.options, ...GLOBAL_OPTIONS }
  const { tokens } = parseArgs({
    args: [...words],
    options: Object.fromEntries(
      Object.entries(options).map(([name, { value }]) => {
        const short = Object.entries(SHORT).find(([, long]) => long === name)?.[0]
        return [
          name,
          { type: value === undefined ? 'boolean' : 'string', multiple: true, ...(short ? { short } : {}) },
        ]
      }),
    ),
    strict: false,
    allowPositionals: true,
    tokens: true,
  })
  const given = new Map<string, string[]>()
  const inOrder: { option: string; value: string }[] = []
  const operands: string[] = []
  for (const token of tokens) {
    if (token.kind === 'positional') operands.push(token.value)
    if (token.kind !== 'option') continue
    const option = Object.hasOwn(options, token.name) ? options[token.name] : undefined
    if (!option) throw unknownOption(token.rawName, Object.keys(options), command)
    const value = givenValue(token, option, command)
    const before = given.get(token.name) ?? []
    if (before.length > 0 && !option.repeats)
      throw wrong(
        command,
        `${token.rawName} 给了两次，只能给一次`,
        `${token.rawName} is given twice; give it once`,
      )
    given.set(token.name, [...before, value])
    inOrder.push({ option: token.name, value })
  }
  checkOperands(command, usage, operands)
  return {
    given,
    inOrder,
    operands,
    value: option => given.get(option)?.[0],
    has: option => given.has(option),
  }
}

interface OptionToken {
  readonly rawName: string
  readonly value: string | undefined
  readonly inlineValue: boolean | undefined
}

function givenValue({ rawName, value, inlineValue }: OptionToken, option: Option, command: string): string {
  if (option.value === undefined) {
    if (value === undefined) return ''
    throw wrong(
      command,
      `${rawName} 不带值，却给了「${value}」`,
      `${rawName} takes no value, "${value}" was given`,
    )
  }
  // `--out --county 530129`: the value was forgotten, and the next option is not it.
  const forgotten =
    value === undefined || value === '' || (inlineValue !== true && /^--?[A-Za-z]/.test(value))
  if (!forgotten) return value
  throw wrong(
    command,
    `${rawName} 需要一个值（${option.value}）`,
    `${rawName} needs a value (${option.value})`,
  )
}

function checkOperands(command: string, usage: Usage, operands: readonly string[]): void {
  const { least, most } = usage.operands ?? { least: 0, most: 0 }
  const surplus = operands[most]
  if (surplus !== undefined)
    throw wrong(command, `多余的参数「${surplus}」`, `"${surplus}" is one word too many`)
  if (operands.length < least)
    throw wrong(
      command,
      `缺少参数；用法：bidui ${command} ${usage.synopsis[0] ?? ''}`,
      `something is missing; usage: bidui ${command} ${usage.synopsis[0] ?? ''}`,
    )
}

function unknownOption(rawName: string, names: readonly string[], command: string) {
  const name = rawName.replace(/^-+/, '').replace(/=.*$/s, '')
  const close = nearest(name, names)
  return wrong(
    command,
    `没有选项 ${rawName}${close ? `，最接近的是 --${close}` : ''}`,
    `there is no option ${rawName}${close ? `; the nearest is --${close}` : ''}`,
  )
}

const wrong = (command: string, zh: string, en: string) => {
  const help = command === '' ? 'bidui --help' : `bidui ${command} --help`
  return wrongCall(`${zh}。说明：${help}`, `${en}. See ${help}`)
}

/** One of a list of names, or a wrong call that names the nearest. */
export function oneOf<T extends string>(word: string, names: readonly T[], what: Bilingual, all: string): T {
  const found = names.find(name => name === word)
  if (found !== undefined) return found
  const close = nearest(word, names)
  throw wrongCall(
    `没有${what.zh}「${word}」${close ? `，最接近的是「${close}」` : ''}。全部见 ${all}`,
    `There is no ${what.en} "${word}"${close ? `; the nearest is "${close}"` : ''}. All are listed by ${all}`,
  )
}
