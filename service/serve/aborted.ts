import { once } from 'node:events'

/** When a signal is given. Waiting for it keeps the process alive. */
export async function aborted(signal: AbortSignal): Promise<void> {
  const alive = setInterval(() => undefined, 3_600_000)
  if (!signal.aborted) await once(signal, 'abort')
  clearInterval(alive)
}
