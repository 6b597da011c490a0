/**
 * Identity first: a row that names somebody else is about identity before it is about anything else.
 *
 * The key has matched already; here the names decide whether the match may be believed. An empty name on either
 * side is no difference. Persons outside the register have no registered name, so nothing is compared for them.
 */
import { foldName } from '../connectors/fold.ts'
import { maskText } from '../connectors/mask.ts'
import { type Reading, usable } from '../connectors/reading.ts'

/** Two names for one key: the register's, and the one that a delivered row carries. */
export interface NameDoubt {
  readonly registered: string
  readonly delivered: string
}

/** How the detail of a lead in doubt begins. */
export const IDENTITY_FIRST = '姓名不符，先核身份'

/** The doubt between a registered and a delivered name, or undefined where they agree or one of them is empty. */
export function nameDoubt(registered: Reading<string>, delivered: string | undefined): NameDoubt | undefined {
  const [ours, theirs] = [usable(registered) ?? '', delivered ?? '']
  const [one, other] = [foldName(ours), foldName(theirs)]
  return one === '' || other === '' || one === other ? undefined : { registered: ours, delivered: theirs }
}

/** The detail of a claim whose rows are in doubt: identity first, with both names. */
export const withDoubt = ({ registered, delivered }: NameDoubt, detail: string): string =>
  `${IDENTITY_FIRST}（登记姓名「${maskText(registered.trim())}」，部门数据姓名「${maskText(delivered.trim())}」）：${detail}`
