/** The stages of a run: what they are called, how far they are. */
import type { Bilingual } from '../../pipelines/types.ts'

export interface ProgressEvent {
  readonly stage: Bilingual
  /** Since the stage began. */
  readonly done: number
  readonly total?: number
  readonly unit: 'rows' | 'bytes' | 'households' | 'files'
  readonly bytes?: number
  readonly note?: Bilingual
}

const STAGES = {
  register: { zh: '读取建档立卡', en: 'register' },
  candidates: { zh: '读取可能漏评的人员', en: 'who may have been left out' },
  residents: { zh: '读取户籍', en: 'residents' },
  evidence: { zh: '查找佐证', en: 'evidence' },
  evaluation: { zh: '按规则研判', en: 'rules' },
  items: { zh: '更新核查单', en: 'review items' },
  reports: { zh: '写出报告', en: 'reports' },
} as const satisfies Record<string, Bilingual>
type Stage = keyof typeof STAGES

/** What the progress display is told of the stage that goes on. */
export class StageProgress {
  readonly #progress: (event: ProgressEvent) => void
  #event: ProgressEvent = { stage: STAGES.register, done: 0, unit: 'rows' }

  constructor(progress: (event: ProgressEvent) => void) {
    this.#progress = progress
  }

  begin(stage: Stage, unit: ProgressEvent['unit'], total?: number): void {
    this.#event = { stage: STAGES[stage], done: 0, unit, bytes: 0, ...(total === undefined ? {} : { total }) }
    this.#progress(this.#event)
  }

  count(done: number, bytes = 0): void {
    this.#event = { ...this.#event, done: this.#event.done + done, bytes: (this.#event.bytes ?? 0) + bytes }
    this.#progress(this.#event)
  }
}
