/**
 * What the program and the threads that evaluate say to each other.
 *
 * Rows refer to files by their place in one list: as objects every message would carry copies of them.
 */
import type { Outcome } from '../../pipelines/evaluation/evaluate.ts'
import type { Lead, SourceFile } from '../../pipelines/types.ts'

export type LeadMessage = Omit<Lead, 'evidence'> & {
  /** Place of the file and row, one pair after the other. */
  readonly evidence: readonly number[]
}
export type OutcomeMessage = Omit<Outcome, 'leads'> & { readonly leads: readonly LeadMessage[] }

/** The files of a run in the order in which messages refer to them. */
export class FileList {
  readonly files: readonly SourceFile[]
  readonly #places: ReadonlyMap<SourceFile, number>

  constructor(files: readonly SourceFile[]) {
    this.files = files
    this.#places = new Map(files.map((file, place) => [file, place]))
  }

  #place(file: SourceFile): number {
    const place = this.#places.get(file)
    if (place === undefined) throw new Error(`${file.path} is not among the files of the run`)
    return place
  }

  #file(place: number): SourceFile {
    const file = this.files[place]
    if (!file) throw new RangeError(`The run has no file ${place}`)
    return file
  }

  packOutcome(outcome: Outcome): OutcomeMessage {
    const leads = outcome.leads.map(lead => ({
      ...lead,
      evidence: lead.evidence.flatMap(({ file, row }) => [this.#place(file), row]),
    }))
    return { ...outcome, leads }
  }

  openOutcome(message: OutcomeMessage): Outcome {
    const leads = message.leads.map((lead): Lead => {
      const evidence = []
      for (let at = 0; at < lead.evidence.length; at += 2)
        evidence.push({ file: this.#file(lead.evidence[at] ?? -1), row: lead.evidence[at + 1] ?? 0 })
      return { ...lead, evidence }
    })
    return { ...message, leads }
  }
}
