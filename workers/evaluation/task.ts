/** A thread that evaluates: takes one job after the other, on a connection of its own, until none is left. */
import pg from 'pg'
import { Evaluation } from '../../pipelines/evaluation/evaluate.ts'
import { HouseNumberSet } from '../../pipelines/match/house-numbers.ts'
import type { SharedPairs } from '../../pipelines/match/pair-table.ts'
import { type SharedSlices, SliceIndex } from '../../pipelines/match/slice-index.ts'
import { counterCases } from '../../pipelines/rules/counter-cases.ts'
import { feedsAboutPersons, rulesOf } from '../../pipelines/rules/packs.ts'
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
import type { DossierSource } from '../store/dossier-source.ts'
import { EvidenceStore, type PinnedScan } from '../store/evidence.ts'
import { householdDossiers } from '../store/household-dossiers.ts'
import { houseNumberDossiers, personDossiers } from '../store/outside-dossiers.ts'
import { villageDossiers } from '../store/village-dossiers.ts'
import type { Task } from '../threads/messages.ts'
import { type Job, JobCursor } from './jobs.ts'
import { FileList, type OutcomeMessage } from './messages.ts'
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
  readonly counties: readonly CountyCode[]
  /** 户编号, and persons whose households are asked for too; absent: all that jobs name. */
  readonly only?: { readonly households: ReadonlySet<string>; readonly keys: ReadonlySet<IdKey> }
}

/** What one job came to. */
export interface JobResult {
  readonly outcome: OutcomeMessage
  /** Registered households that were evaluated. */
  readonly households: number
}

const evaluate: Task<EvaluationInput, JobResult, void> = async (input, emit) => {
  const client = new pg.Client(input.connection)
  client.on('error', () => undefined)
  await client.connect()
  try {
    const files = new FileList(input.files)
    const context = ruleContext(input.context)
    const rules = rulesOf(input.context.policy)
    const source = sourceOf(client, input, rules, context)
    const cursor = new JobCursor(input.cursor)
    const { only } = input
    const isAskedFor = (dossier: Dossier) =>
      dossier.kind !== 'household' ||
      only === undefined ||
      only.households.has(dossier.code) ||
      dossier.outsiders.some(({ key }) => only.keys.has(key))
    for (let job = input.jobs[cursor.take()]; job; job = input.jobs[cursor.take()])
      await emit(
        await resultOf(job, source, files, new Evaluation(rules, context, input.counties), isAskedFor),
      )
  } finally {
    await client.end()
  }
}
export default evaluate

function sourceOf(
  client: pg.Client,
  input: EvaluationInput,
  rules: readonly AnyRule[],
  context: RuleContext,
): DossierSource {
  const members = new SliceIndex(input.members)
  return {
    db: client,
    snapshot: input.snapshot,
    register: input.register,
    evidence: new EvidenceStore(client, input.scans),
    isMember: key => members.has(key),
    slicesOf: key => members.of(key),
    across: input.across,
    shared: new HouseNumberSet(input.shared),
    judge: evidence => counterCases(evidence, context),
    personFeeds: feedsAboutPersons(rules),
    counties: input.counties,
  }
}

async function resultOf(
  job: Job,
  source: DossierSource,
  files: FileList,
  evaluation: Evaluation,
  isAskedFor: (dossier: Dossier) => boolean,
): Promise<JobResult> {
  const isSuspected = (dossier: Dossier) => evaluation.suspects(dossier)
  const dossiers = (await dossiersOf(job, source, isSuspected)).filter(isAskedFor)
  for (const dossier of dossiers) evaluation.add(dossier)
  return {
    outcome: files.packOutcome(evaluation.finish()),
    households: dossiers.filter(dossier => dossier.kind === 'household').length,
  }
}

function dossiersOf(
  job: Job,
  source: DossierSource,
  isSuspected: (dossier: Dossier) => boolean,
): Promise<readonly Dossier[]> {
  switch (job.kind) {
    case 'households':
      return householdDossiers(source, job.slices)
    case 'persons':
      return personDossiers(source, job.keys, isSuspected)
    case 'houseNumbers':
      return houseNumberDossiers(source, job.houseNumbers, isSuspected)
    case 'villages':
      return villageDossiers(source)
  }
}
