import type { HouseNumberSet } from '../../pipelines/match/house-numbers.ts'
import type {
  CounterEvidence,
  CountyCode,
  EvidenceByFeed,
  FeedId,
  IdKey,
  RegisterTableId,
  SourceFile,
} from '../../pipelines/types.ts'
import type { AcrossRegister } from './across-register.ts'
import type { EvidenceStore } from './evidence.ts'
import type { Queryable } from './queryable.ts'

/** What dossiers are made from: one register snapshot, the scans of one run. */
export interface DossierSource {
  readonly db: Queryable
  readonly snapshot: string
  readonly register: ReadonlyMap<RegisterTableId, SourceFile>
  readonly evidence: EvidenceStore
  readonly isMember: (key: IdKey) => boolean
  /** The slices of a member; none of anybody else. */
  readonly slicesOf: (key: IdKey) => readonly number[]
  readonly across: AcrossRegister
  /** 户号 that a member shares with somebody who is none: only there does a member live with strangers. */
  readonly shared: HouseNumberSet
  /** The A-grade cases that evidence about somebody makes. */
  readonly judge: (evidence: EvidenceByFeed) => readonly CounterEvidence[]
  /** The feeds that rules about persons outside the register read. */
  readonly personFeeds: readonly FeedId[]
  /** Empty: all counties. */
  readonly counties: readonly CountyCode[]
}

/** The file of a register table that rows were read from. */
export function registerFile(source: DossierSource, table: RegisterTableId): SourceFile {
  const file = source.register.get(table)
  if (!file) throw new Error(`Rows of register.${table} without its file`)
  return file
}
