/** Yes, no, or open: nothing follows, because a column, a table or a parameter is not there. */
export type Truth = boolean | { readonly open: readonly string[] }

export const open = (reason: 'no column' | 'no table' | 'no parameter', table: string): Truth => ({
  open: [`${reason}|register.${table}`],
})

const reasons = (truths: readonly Truth[]): readonly string[] =>
  truths.flatMap(truth => (typeof truth === 'boolean' ? [] : truth.open))

/** One no settles it, whatever is open. */
export function all(...truths: readonly Truth[]): Truth {
  if (truths.includes(false)) return false
  const left = reasons(truths)
  return left.length === 0 ? true : { open: left }
}

/** One yes settles it, whatever is open. */
export function any(...truths: readonly Truth[]): Truth {
  if (truths.includes(true)) return true
  const left = reasons(truths)
  return left.length === 0 ? false : { open: left }
}

export const not = (truth: Truth): Truth => (typeof truth === 'boolean' ? !truth : truth)

/** What a rule holds of its object. */
export interface Judged {
  readonly error?: Truth
  readonly suspected?: Truth
}

/** `error`, `suspected`, `none`, or the reasons why nothing follows: one of them is enough. */
export function worded({ error = false, suspected = false }: Judged): string | readonly string[] {
  if (error === true) return 'error'
  if (suspected === true) return 'suspected'
  const left = reasons([error, suspected])
  return left.length === 0 ? 'none' : left
}
