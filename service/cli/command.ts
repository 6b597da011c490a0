/**
 * What a command is.
 *
 *  - command: one word after `bidui`, one file under commands/; its usage is its documentation;
 *  - call: the words that follow it, checked against the usage;
 *  - context: what the command may use of the world.
 */
import type { Bilingual } from '../../connectors/definition.ts'
import type { Config, Language } from '../../workers/config.ts'
import type { Terminal } from './terminal.ts'

/** 0 done; 1 the work failed; 2 the call was wrong; 3 done, but something was held back for a person. */
export type ExitStatus = 0 | 1 | 2 | 3

export interface Option {
  /** What the value is called in the usage, e.g. DIR; an option without one is a switch. */
  readonly value?: string
  /** Whether it may be given more than once. */
  readonly repeats?: true
  readonly text: Bilingual
}

export interface Usage {
  readonly summary: Bilingual
  /** What follows `bidui COMMAND`; one line a form. */
  readonly synopsis: readonly string[]
  /** Paragraphs. */
  readonly about: readonly Bilingual[]
  readonly options: Readonly<Record<string, Option>>
  /** How many words beside options it takes; none unless said. */
  readonly operands?: { readonly least: number; readonly most: number }
  /** What the exit statuses mean here, beside those that hold for all commands. */
  readonly exits?: Readonly<Partial<Record<ExitStatus, Bilingual>>>
  readonly examples: readonly { readonly call: string; readonly what: Bilingual }[]
}

export interface Call {
  /** Values by option, in the order given; of a switch `['']`. */
  readonly given: ReadonlyMap<string, readonly string[]>
  /** Options and their values in the order given, for options that go together. */
  readonly inOrder: readonly { readonly option: string; readonly value: string }[]
  readonly operands: readonly string[]
  /** The value of an option that is given once at most. */
  value(option: string): string | undefined
  has(option: string): boolean
}

export interface Context {
  readonly config: Config
  readonly lang: Language
  readonly terminal: Terminal
  readonly version: string
  /** Aborted when somebody interrupts the program. */
  readonly signal: AbortSignal
  readonly workingDirectory: string
  /** The instant of the call. */
  readonly now: Date
  /** Of the day of the call, in Beijing. */
  readonly today: string
  /** The text in the language of the call. */
  say(text: Bilingual): string
}

export interface Command {
  readonly usage: Usage
  run(call: Call, context: Context): Promise<ExitStatus>
}
