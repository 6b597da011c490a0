/** Rounds: contenders take turns, so that a machine that becomes slower does so for all of them. */
import type { Contender } from './contender.ts'
import { Interrupted } from './run-child.ts'
import { NotAvailable, type Run } from './run-contender.ts'

export interface Entrant {
  readonly contender: Contender
  readonly runs: readonly Run[]
  /** Why it stopped running. */
  readonly failure?: string
  /** Why it never ran, which is nobody's fault. */
  readonly unavailable?: string
}

export interface RoundsPlan {
  readonly contenders: readonly Contender[]
  /** Beside a first one that does not count; slow contenders run once, without that. */
  readonly rounds: number
  readonly run: (contender: Contender) => Promise<Run>
  readonly onRun?: (contender: Contender, round: number, run: Run) => void
}

export async function runRounds({ contenders, rounds, run, onRun }: RoundsPlan): Promise<readonly Entrant[]> {
  const runs = new Map<Contender, Run[]>(contenders.map(contender => [contender, []]))
  const stopped = new Map<Contender, Pick<Entrant, 'failure' | 'unavailable'>>()
  for (let round = 0; round <= rounds; round++) {
    for (const contender of contenders) {
      if (stopped.has(contender) || (contender.slow && round !== 1)) continue
      try {
        const made = await run(contender)
        onRun?.(contender, round, made)
        if (round > 0) runs.get(contender)?.push(made)
      } catch (error) {
        if (error instanceof Interrupted) throw error
        const message = error instanceof Error ? error.message : String(error)
        stopped.set(
          contender,
          error instanceof NotAvailable ? { unavailable: message } : { failure: message },
        )
      }
    }
  }
  return contenders.map(contender => ({
    contender,
    runs: runs.get(contender) ?? [],
    ...stopped.get(contender),
  }))
}
