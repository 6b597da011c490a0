/** A whole run in one program: wave after wave, the steps of a wave side by side. */
import { isBeside, type StepKind, stepName } from '../../pipelines/flow/steps.ts'
import { DeliveryFailure } from '../comparison/delivery-failure.ts'
import { sideBySide } from '../threads/side-by-side.ts'
import { advance } from './advance.ts'
import { ClaimLost, claim, perform } from './perform.ts'
import type { RunWork } from './run-work.ts'
import type { TellProgress } from './services.ts'

/** Told when a wave begins. @returns who is told how far it is */
export type BeginWave = (kind: StepKind) => TellProgress | Promise<TellProgress>

/** @throws what the first step throws that fails; what was done before stays stored */
export async function performAll(work: RunWork, begin: BeginWave, signal: AbortSignal): Promise<void> {
  const { threads } = work.services
  for (;;) {
    const wave = await advance(work)
    const told = wave.find(({ kind }) => !isBeside(kind)) ?? wave[0]
    if (!told) return
    const progress = await begin(told.kind)
    // One step more than there are threads: while one waits for the database, another one has work for them.
    await sideBySide(wave, threads.size + 1, async step => {
      signal.throwIfAborted()
      const claimed = await claim(work, stepName(step))
      if (!claimed) throw new ClaimLost(`Step ${stepName(step)} of run ${work.record.id} cannot be begun`)
      await perform(work, claimed, { progress, signal }).catch(error => {
        throw error instanceof DeliveryFailure ? error.cause : error
      })
    })
    await threads.renew()
  }
}
