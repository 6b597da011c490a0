/** Work under a progress view. */
import type { ProgressEvent } from '../../workers/comparison/stage-progress.ts'
import type { Context } from './command.ts'
import { ProgressView } from './progress.ts'

/** @throws what the work throws; the view is gone before anything else is written */
export async function underProgress<T>(
  { terminal, lang }: Pick<Context, 'terminal' | 'lang'>,
  work: (progress: (event: ProgressEvent) => void) => Promise<T>,
): Promise<T> {
  const view = new ProgressView(terminal, lang)
  try {
    const result = await work(event => view.report(event))
    view.finish()
    return result
  } catch (error) {
    view.abandon()
    throw error
  }
}
