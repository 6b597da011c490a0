/** A problem: what it is, and how it stands. */
import type { ProblemObject } from './objects.ts'
import type { Problem } from './states.ts'
import type { ProblemOrigin } from './wording.ts'

/** What a problem is, beside how it stands. */
export interface ProblemFacts {
  readonly key: string
  readonly origin: ProblemOrigin
  /** Our rule's id, or the list's own code. */
  readonly code: string
  readonly object: ProblemObject
  readonly township: string
  readonly village: string
  readonly household: string
  readonly idNumber: string
  readonly subject: string
  readonly field: string
  readonly ruleText: string
  readonly detail: string
}

export interface StoredProblem extends ProblemFacts {
  readonly standing: Problem
}
