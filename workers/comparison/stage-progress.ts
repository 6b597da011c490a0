/** The stages of a run: what they are called, how far they are. */
import type { StepKind } from '../../pipelines/flow/steps.ts'
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

/** What a person is told of a kind of step. */
interface Stage {
  readonly title: Bilingual
  readonly unit: ProgressEvent['unit']
}

const STAGES: Readonly<Record<StepKind, Stage>> = {
  register: { title: { zh: '读取建档立卡', en: 'register' }, unit: 'rows' },
  scan: { title: { zh: '分段扫描大文件', en: 'large files in stretches' }, unit: 'rows' },
  candidates: { title: { zh: '读取可能漏评的人员', en: 'who may have been left out' }, unit: 'rows' },
  residents: { title: { zh: '读取户籍', en: 'residents' }, unit: 'rows' },
  evidence: { title: { zh: '查找佐证', en: 'evidence' }, unit: 'rows' },
  feedback: { title: { zh: '写部门反馈', en: 'feedback to departments' }, unit: 'files' },
  evaluation: { title: { zh: '按规则研判', en: 'rules' }, unit: 'households' },
  items: { title: { zh: '更新核查单', en: 'review items' }, unit: 'rows' },
  reports: { title: { zh: '写出报告', en: 'reports' }, unit: 'files' },
}

/** How far a stage is, as one event. */
export function progressOf(kind: StepKind, done: number, bytes = 0, total?: number): ProgressEvent {
  const { title, unit } = STAGES[kind]
  return { stage: title, unit, done, bytes, ...(total === undefined ? {} : { total }) }
}

/** What the progress display is told of the stage that goes on. */
export class StageProgress {
  readonly #progress: (event: ProgressEvent) => void
  #event = progressOf('register', 0)

  constructor(progress: (event: ProgressEvent) => void) {
    this.#progress = progress
  }

  begin(kind: StepKind, total?: number): void {
    const event = progressOf(kind, 0, 0, total)
    // Two kinds of steps may be one stage, which goes on.
    if (event.stage !== this.#event.stage) this.#event = event
    this.#progress(this.#event)
  }

  count(done: number, bytes = 0): void {
    this.#event = { ...this.#event, done: this.#event.done + done, bytes: (this.#event.bytes ?? 0) + bytes }
    this.#progress(this.#event)
  }
}
