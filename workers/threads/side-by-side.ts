/**
 * Does work for every item, some at a time, in the order of the items. When one fails, no other is begun, those that run
 * come to their end, and the first failure is thrown.
 */
export async function sideBySide<T>(
  items: readonly T[],
  lanes: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const waiting = items.values()
  let failed = false
  const lane = async (): Promise<void> => {
    for (const item of waiting) {
      if (failed) return
      try {
        await work(item)
      } catch (error) {
        failed = true
        throw error
      }
    }
  }
  const ended = await Promise.allSettled(Array.from({ length: lanes }, lane))
  for (const end of ended) if (end.status === 'rejected') throw end.reason
}

/** The results of work for every item, in the order of the items; some items are worked on ahead. */
export async function* inTurn<T, R>(
  items: Iterable<T>,
  lanes: number,
  work: (item: T) => Promise<R>,
): AsyncGenerator<R> {
  const started: Promise<R>[] = []
  try {
    for (const item of items) {
      const result = work(item)
      // It may fail long before its turn: it is thrown then.
      result.catch(() => undefined)
      started.push(result)
      if (started.length < lanes) continue
      const next = started.shift()
      if (next) yield await next
    }
    for (let next = started.shift(); next; next = started.shift()) yield await next
  } finally {
    await Promise.allSettled(started)
  }
}
