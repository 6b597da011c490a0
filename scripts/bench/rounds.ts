/** Rounds: contenders take turns, so that a machine that becomes slower does so for all of them. */
import type { Contender } from './contender.ts'
import type { Run } from './run-contender.ts'

export interface Entrant {
  readonly contender: Contender
  readonly runs: readonly Run[]
  /** Why it did not run, or stopped running. */
  readonly failure?: string
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
  const failures = new Map<Contender, string>()
  for (let round = 0; round <= rounds; round++) {
    for (const contender of contenders) {
      if (failures.has(contender) || (contender.slow && round !== 1)) continue
      try {
        const made = await run(contender)
        onRun?.(contender, round, made)
        if (round > 0) runs.get(contender)?.push(made)
      } catch (error) {
        failures.set(contender, error instanceof Error ? error.message : String(error))
      }
    }
  }
  return contenders.map(contender => {
    const failure = failures.get(contender)
    return { contender, runs: runs.get(contender) ?? [], ...(failure === undefined ? {} : { failure }) }
  })
}
