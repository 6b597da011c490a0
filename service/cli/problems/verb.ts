/** A verb of `bidui problems`: what it takes, and what it does. */
import type { Pool } from 'pg'
import { type Database, openDatabase } from '../../../workers/postgres/connect.ts'
import { wrongCall } from '../call-error.ts'
import type { Call, Context, ExitStatus } from '../command.ts'

export interface Verb {
  /** What follows `bidui problems VERB`. */
  readonly form: string
  /** Options of the command that it takes. */
  readonly options: readonly string[]
  /** How many words follow it. */
  readonly operands: { readonly least: number; readonly most: number }
  run(call: VerbCall, context: Context): Promise<ExitStatus>
}

/** A call with the verb taken off. */
export interface VerbCall extends Pick<Call, 'given' | 'has' | 'value'> {
  readonly operands: readonly string[]
}

/** @throws OperationalError (exit status 2) for an option or a word that the verb does not take */
export function callOfVerb(name: string, { form, options, operands }: Verb, call: Call): VerbCall {
  const words = call.operands.slice(1)
  const strange = [...call.given.keys()].find(option => !options.includes(option) && !EVERYWHERE.has(option))
  if (strange !== undefined)
    throw wrongCall(
      `bidui problems ${name} 没有选项 --${strange}；用法：bidui problems ${name} ${form}`,
      `bidui problems ${name} takes no --${strange}; usage: bidui problems ${name} ${form}`,
    )
  const surplus = words[operands.most]
  if (surplus !== undefined)
    throw wrongCall(
      `多余的参数「${surplus}」；用法：bidui problems ${name} ${form}`,
      `"${surplus}" is one word too many; usage: bidui problems ${name} ${form}`,
    )
  if (words.length < operands.least)
    throw wrongCall(
      `缺少参数；用法：bidui problems ${name} ${form}`,
      `something is missing; usage: bidui problems ${name} ${form}`,
    )
  return { given: call.given, has: call.has, value: call.value, operands: words }
}

const EVERYWHERE: ReadonlySet<string> = new Set(['lang', 'help'])

/** Opens the store for as long as the work takes. */
export async function withStore<const T>(
  { config, terminal, say }: Context,
  work: (pool: Pool, database: Database) => Promise<T>,
): Promise<T> {
  await using database = await openDatabase(config, { warn: text => terminal.err(`bidui: ${say(text)}\n`) })
  return await work(database.pool, database)
}
