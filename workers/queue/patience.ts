/** Whether something ends, well or badly, before the time is over. */
export async function endsWithin(work: Promise<unknown>, milliseconds: number): Promise<boolean> {
  const { promise: over, resolve } = Promise.withResolvers<boolean>()
  const timer = setTimeout(() => resolve(false), milliseconds)
  try {
    return await Promise.race([
      work.then(
        () => true,
        () => true,
      ),
      over,
    ])
  } finally {
    clearTimeout(timer)
  }
}
