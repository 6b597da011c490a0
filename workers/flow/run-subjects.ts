/** Who a run looks for: known from the register at first, from candidates then, completely when residents were looked at. */

import { SliceIndex } from '../../pipelines/match/slice-index.ts'
import { CANDIDATE, completingSubjects, MEMBER, type WholeHouses } from '../../pipelines/match/subjects.ts'
import type { Known } from '../comparison/asking.ts'
import type { RegisterSnapshot } from '../reading/register.ts'
import { GrowingSubjects } from '../scan/subjects.ts'
import { candidatePairs } from '../store/candidates.ts'
import {
  type Completion,
  findCompletion,
  markAll,
  RememberingSubjects,
  storeCompletion,
} from '../store/completion.ts'
import { scanCandidates } from '../store/deliveries.ts'
import { eachMember, eachRemoved } from '../store/registered.ts'
import { inTransaction } from '../store/transaction.ts'
import { inBreaths } from '../threads/in-breaths.ts'
import type { FlowServices } from './services.ts'

/** Looks at the residents of a run, in the words of pipelines/match/residents.ts. */
export type LookAtResidents = (known: Known) => Promise<readonly Uint32Array[]>

/** Everybody who matters, and the 户号 of which every row is kept. */
export interface CompleteSubjects {
  readonly known: Known
  readonly houses: WholeHouses
}

/**
 * What is known in one process. Each step asks for as much as it needs; what was found stays, what failed is found anew,
 * from the beginning: half a table of subjects is worse than none.
 */
export class RunSubjects {
  readonly #services: FlowServices
  readonly #register: RegisterSnapshot
  #registered: Promise<Known> | undefined
  #withCandidates: Promise<Known> | undefined
  #complete: Promise<CompleteSubjects> | undefined

  constructor(services: FlowServices, register: RegisterSnapshot) {
    this.#services = services
    this.#register = register
  }

  /** Members with their slices, and persons who were removed earlier. */
  registered(): Promise<Known> {
    this.#registered ??= this.#orForget(this.#readRegistered())
    return this.#registered
  }

  /** And those whom the feeds of the candidates' wave have brought up. */
  withCandidates(scans: readonly string[]): Promise<Known> {
    this.#withCandidates ??= this.#orForget(this.#addCandidates(scans))
    return this.#withCandidates
  }

  /** And those who matter because of what residents told. Found once for what a scope says of who is looked for. */
  complete(scans: readonly string[], scope: string, look: LookAtResidents): Promise<CompleteSubjects> {
    this.#complete ??= this.#orForget(this.#addByResidents(scans, scope, look))
    return this.#complete
  }

  #orForget<T>(finding: Promise<T>): Promise<T> {
    finding.catch(() => {
      this.#registered = undefined
      this.#withCandidates = undefined
      this.#complete = undefined
    })
    return finding
  }

  async #addByResidents(
    scans: readonly string[],
    scope: string,
    look: LookAtResidents,
  ): Promise<CompleteSubjects> {
    const known = await this.withCandidates(scans)
    const { houses } = await this.#find(known, scope, look)
    return { known, houses }
  }

  async #readRegistered(): Promise<Known> {
    const { pool } = this.#services
    const subjects = new GrowingSubjects(this.#register.counts.members?.subjectRows ?? 0)
    const members = new SliceIndex()
    await eachMember(pool, this.#register.id, (high, low, slice) => {
      members.addPair(high, low, slice)
      subjects.markPair(high, low, MEMBER)
    })
    await eachRemoved(pool, this.#register.id, (high, low) => {
      if (subjects.getPair(high, low) === 0) subjects.markPair(high, low, CANDIDATE)
    })
    return { subjects, members }
  }

  async #addCandidates(scans: readonly string[]): Promise<Known> {
    const known = await this.registered()
    for await (const bytes of scanCandidates(this.#services.pool, scans))
      for (const [high, low] of candidatePairs(bytes))
        if (known.subjects.getPair(high, low) === 0) known.subjects.markPair(high, low, CANDIDATE)
    return known
  }

  async #find(known: Known, scope: string, look: LookAtResidents): Promise<Completion> {
    const { pool } = this.#services
    const stored = await findCompletion(pool, scope)
    if (stored) {
      markAll(known.subjects, stored.marks)
      return stored
    }
    // Whoever else needs it waits for the first, and finds it stored.
    return await inTransaction(pool, async client => {
      await client.query(`select pg_advisory_xact_lock(hashtextextended($1, 0))`, [scope])
      const meanwhile = await findCompletion(client, scope)
      if (meanwhile) {
        markAll(known.subjects, meanwhile.marks)
        return meanwhile
      }
      const remembering = new RememberingSubjects(known.subjects)
      const houses = await inBreaths(completingSubjects(remembering, await look(known)))
      const completion = { marks: remembering.marks(), houses }
      await storeCompletion(client, scope, completion)
      return completion
    })
  }
}
