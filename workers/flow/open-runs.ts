/** The runs that this process works on: what it knows of them stays in memory while their steps are done. */
import { readRun } from './run-record.ts'
import { RunWork } from './run-work.ts'
import type { FlowServices } from './services.ts'

/** A run's subjects and evidence fill some hundred megabytes. */
const MOST = 2

export class OpenRuns {
  readonly #services: FlowServices
  /** The one that was used last comes last. */
  readonly #runs = new Map<string, RunWork>()

  constructor(services: FlowServices) {
    this.#services = services
  }

  /** The run, unless it has ended or is none. */
  async open(run: string): Promise<RunWork | undefined> {
    const record = await readRun(this.#services.pool, this.#services.archive, run)
    if (record?.state !== 'running') {
      this.#runs.delete(run)
      return undefined
    }
    const work = this.#runs.get(run) ?? new RunWork(this.#services, record)
    this.#runs.delete(run)
    this.#runs.set(run, work)
    for (const oldest of this.#runs.keys()) if (this.#runs.size > MOST) this.#runs.delete(oldest)
    return work
  }
}
