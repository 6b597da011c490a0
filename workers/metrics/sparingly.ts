/** Asking for what many want to know, so that being asked cannot hurt. */

export interface Sparing {
  /** An answer, or that there was none, is good for so long. */
  readonly freshMs: number
  /** Nobody waits longer. */
  readonly patienceMs: number
  /** Milliseconds on a clock that only goes forward. */
  readonly now?: () => number
}

/**
 * The answer to a question, undefined where there was none in time. It is asked once for all who want it at the same
 * time, and never again while it is still open.
 */
export function sparingly<T>(ask: () => Promise<T>, options: Sparing): () => Promise<T | undefined> {
  const { freshMs, patienceMs, now = () => performance.now() } = options
  let known: { readonly at: number; readonly answer: T | undefined } | undefined
  let open: Promise<T | undefined> | undefined
  const asked = async (): Promise<T | undefined> => {
    const answer = await ask().catch(() => undefined)
    known = { at: now(), answer }
    open = undefined
    return answer
  }
  return async () => {
    if (known !== undefined && now() - known.at < freshMs) return known.answer
    open ??= asked()
    return await withinPatience(open, patienceMs)
  }
}

async function withinPatience<T>(answer: Promise<T>, patienceMs: number): Promise<T | undefined> {
  const { promise: expiry, resolve } = Promise.withResolvers<undefined>()
  const timer = setTimeout(() => resolve(undefined), patienceMs)
  try {
    return await Promise.race([answer, expiry])
  } finally {
    clearTimeout(timer)
  }
}
