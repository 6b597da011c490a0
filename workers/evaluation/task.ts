/** A thread that evaluates: takes one job after the other, on a connection of its own, until none is left. */
import pg from 'pg'
import { Evaluation } from '../../pipelines/evaluation/evaluate.ts'
import { HouseNumberSet } from '../../pipelines/match/house-numbers.ts'
import type { SharedPairs } from '../../pipelines/match/pair-table.ts'
import { type SharedSlices, SliceIndex } from '../../pipelines/match/slice-index.ts'
import { COUNTER_FEEDS, counterCases } from '../../pipelines/rules/counter-cases.ts'
import { rulesOf } from '../../pipelines/rules/packs.ts'
import type {
  AnyRule,
  CountyCode,
  Dossier,
  IdKey,
  RegisterTableId,
  RuleContext,
  SourceFile,
} from '../../pipelines/types.ts'
import type { AcrossRegister } from '../store/across-register.ts'
import { casesOfOutsiders, casesOfSlices } from '../store/counter-evidence.ts'
import type { DossierSource } from '../store/dossier-source.ts'
import { EvidenceStore, type PinnedScan } from '../store/evidence.ts'
import { householdDossiers } from '../store/household-dossiers.ts'
import { houseNumberDossiers, personDossiers } from '../store/outside-dossiers.ts'
import { villageDossiers } from '../store/village-dossiers.ts'
import type { Task } from '../threads/messages.ts'
import { type Job, JobCursor } from './jobs.ts'
import { type CaseMessage, FileList, type OutcomeMessage } from './messages.ts'
import { type ContextValues, ruleContext } from './rule-context.ts'

export interface EvaluationInput {
  /** Holds a password. */
  readonly connection: pg.ClientConfig
  readonly jobs: readonly Job[]
  readonly cursor: SharedArrayBuffer
  readonly context: ContextValues
  readonly snapshot: string
  readonly register: ReadonlyMap<RegisterTableId, SourceFile>
  readonly scans: readonly PinnedScan[]
  /** Every file that the other values name, and none else. */
  readonly files: readonly SourceFile[]
  readonly members: SharedSlices
  readonly across: AcrossRegister
  readonly shared: SharedPairs
  readonly counter: readonly CaseMessage[]
  readonly counties: readonly CountyCode[]
  /** 户编号, and persons whose households are asked for too; absent: all that jobs name. */
  readonly only?: { readonly households: ReadonlySet<string>; readonly keys: ReadonlySet<IdKey> }
}

/** What one job came to. */
export interface JobResult {
  readonly cases?: readonly CaseMessage[]
  readonly outcome?: OutcomeMessage
  /** Registered households that were evaluated. */
  readonly households: number
}

const evaluate: Task<EvaluationInput, JobResult, void> = async (input, emit) => {
  const client = new pg.Client(input.connection)
  client.on('error', () => undefined)
  await client.connect()
  try {
    const source = sourceOf(client, input)
    const files = new FileList(input.files)
    const context = ruleContext(input.context)
    const rules = rulesOf(input.context.policy)
    const cursor = new JobCursor(input.cursor)
    const { only } = input
    const isAskedFor = (dossier: Dossier) =>
      dossier.kind !== 'household' ||
      only === undefined ||
      only.households.has(dossier.code) ||
      dossier.outsiders.some(({ key }) => only.keys.has(key))
    for (let job = input.jobs[cursor.take()]; job; job = input.jobs[cursor.take()])
      await emit(await resultOf(job, source, files, rules, context, isAskedFor))
  } finally {
    await client.end()
  }
}
export default evaluate

function sourceOf(client: pg.Client, input: EvaluationInput): DossierSource {
  const files = new FileList(input.files)
  const members = new SliceIndex(input.members)
  return {
    db: client,
    snapshot: input.snapshot,
    register: input.register,
    evidence: new EvidenceStore(client, input.scans),
    isMember: key => members.has(key),
    across: input.across,
    shared: new HouseNumberSet(input.shared),
    counter: new Map(input.counter.map(message => files.openCase(message))),
    counties: input.counties,
  }
}

async function resultOf(
  job: Job,
  source: DossierSource,
  files: FileList,
  rules: readonly AnyRule[],
  context: RuleContext,
  isAskedFor: (dossier: Dossier) => boolean,
): Promise<JobResult> {
  switch (job.kind) {
    case 'casesOfSlices':
    case 'casesOfOutsiders': {
      const judge = (evidence: Parameters<typeof counterCases>[0]) => counterCases(evidence, context)
      const cases =
        job.kind === 'casesOfSlices'
          ? await casesOfSlices(source.evidence, job.slices, COUNTER_FEEDS, judge)
          : await casesOfOutsiders(source.evidence, job.keys, COUNTER_FEEDS, judge)
      return { cases: cases.map(found => files.packCase(found)), households: 0 }
    }
    default: {
      const dossiers = (await dossiersOf(job, source)).filter(isAskedFor)
      const evaluation = new Evaluation(rules, context, source.counties)
      for (const dossier of dossiers) evaluation.add(dossier)
      return {
        outcome: files.packOutcome(evaluation.finish()),
        households: dossiers.filter(dossier => dossier.kind === 'household').length,
      }
    }
  }
}

function dossiersOf(
  job: Exclude<Job, { kind: 'casesOfSlices' | 'casesOfOutsiders' }>,
  source: DossierSource,
): Promise<readonly Dossier[]> {
  switch (job.kind) {
    case 'households':
      return householdDossiers(source, job.slices)
    case 'persons':
      return personDossiers(source, job.keys)
    case 'houseNumbers':
      return houseNumberDossiers(source, job.houseNumbers)
    case 'villages':
      return villageDossiers(source)
  }
}
