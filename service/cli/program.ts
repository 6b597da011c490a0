/** The program: from the words of a call to a command, its exit status, and a sentence where something is wrong. */
import type { Bilingual } from '../../connectors/definition.ts'
import { dayInOffice } from '../../pipelines/office-time.ts'
import { nearest } from '../../pipelines/policies/nearest.ts'
import type { Config, Language } from '../../workers/config.ts'
import { type Invocation, readCall, readInvocation } from './arguments.ts'
import { wrongCall } from './call-error.ts'
import type { Command, Context } from './command.ts'
import { COMMANDS, NOT_YET } from './commands/index.ts'
import { type Circumstances, explainFailure } from './failure.ts'
import { type Interrupt, interruptStatus } from './interruption.ts'
import type { Terminal } from './terminal.ts'
import { commandUsage, overview } from './usage.ts'

export interface Surroundings {
  readonly loadConfig: () => Config
  readonly terminalFor: (config: Config | undefined) => Terminal
  readonly version: string
  readonly workingDirectory: string
  readonly now: Date
  readonly signal: AbortSignal
  /** By what the work was interrupted, if it was. */
  readonly interruptedBy: () => Interrupt | undefined
}

/** Runs one call of the program. Never throws; returns the exit status. */
export async function runProgram(argv: readonly string[], surroundings: Surroundings): Promise<number> {
  let config: Config | undefined
  let lang: Language | undefined
  try {
    lang = langAskedFor(argv)
    config = surroundings.loadConfig()
    lang ??= config.language
    const invocation = readInvocation(argv)
    const terminal = surroundings.terminalFor(config)
    const context = contextOf(config, lang, terminal, surroundings)
    return await dispatch(invocation, context)
  } catch (error) {
    const terminal = surroundings.terminalFor(config)
    const by = surroundings.interruptedBy()
    if (by !== undefined) {
      terminal.err(sentence(INTERRUPTED, lang))
      return interruptStatus(by)
    }
    const circumstances: Circumstances = {
      home: config?.home ?? surroundings.workingDirectory,
      version: surroundings.version,
      argv,
      now: surroundings.now,
    }
    const { text, status } = explainFailure(error, circumstances)
    terminal.err(sentence(text, lang))
    return status
  }
}

const INTERRUPTED: Bilingual = {
  zh: '已中断，这次没有做完；重新运行同一命令即可。',
  en: 'Interrupted before it was done; run the same command again.',
}

/** Before the language is known, both are told. */
const sentence = (text: Bilingual, lang: Language | undefined): string =>
  lang === undefined ? `bidui: ${text.zh}\nbidui: ${text.en}\n` : `bidui: ${text[lang]}\n`

/** The language of messages about the call itself: an unreadable call still says --lang. */
const langAskedFor = (argv: readonly string[]): Language | undefined => {
  const word = argv.flatMap((text, at) =>
    text === '--lang' ? [argv[at + 1]] : text.startsWith('--lang=') ? [text.slice('--lang='.length)] : [],
  )[0]
  return word === 'zh' || word === 'en' ? word : undefined
}

const contextOf = (
  config: Config,
  lang: Language,
  terminal: Terminal,
  { version, signal, workingDirectory, now }: Surroundings,
): Context => ({
  config,
  lang,
  terminal,
  version,
  signal,
  workingDirectory,
  now,
  today: dayInOffice(now),
  say: text => text[lang],
})

async function dispatch(invocation: Invocation, context: Context): Promise<number> {
  const { terminal, lang, version } = context
  if (invocation.version) {
    terminal.out(`bidui ${version}\n`)
    return 0
  }
  const asked = invocation.command === 'help' ? invocation.rest[0] : invocation.command
  if (asked === undefined) {
    const listed = await Promise.all(
      Object.entries(COMMANDS).map(async ([name, load]) => ({ name, summary: (await load()).usage.summary })),
    )
    terminal.out(overview(listed, lang, terminal.width))
    return invocation.help || invocation.command === 'help' ? 0 : 2
  }
  const command = await commandNamed(asked)
  if (invocation.help || invocation.command === 'help') {
    terminal.out(commandUsage(asked, command.usage, lang, terminal.width))
    return 0
  }
  return command.run(readCall(asked, command.usage, invocation.rest), context)
}

async function commandNamed(name: string): Promise<Command> {
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (load) return load()
  if (NOT_YET.includes(name))
    throw wrongCall(
      `这个版本还没有命令「${name}」。现有命令见 bidui --help`,
      `This version has no command "${name}" yet. bidui --help lists those that there are`,
    )
  const close = nearest(name, Object.keys(COMMANDS))
  throw wrongCall(
    `没有命令「${name}」${close ? `，最接近的是 bidui ${close}` : ''}。全部命令见 bidui --help`,
    `There is no command "${name}"${close ? `; the nearest is bidui ${close}` : ''}. All are listed by bidui --help`,
  )
}
