/** Counter-evidence out of the store: A-grade cases, and whom they speak against. */
import type { CounterEvidence, EvidenceByFeed, FeedId, IdKey } from '../../pipelines/types.ts'
import type { DossierSource } from './dossier-source.ts'
import type { EvidenceStore } from './evidence.ts'

/** The cases that evidence about one person makes. */
export type Judging = (evidence: EvidenceByFeed) => readonly CounterEvidence[]
export type Case = readonly [key: IdKey, cases: readonly CounterEvidence[]]

/** Cases against the members of some slices, judged by the evidence of these feeds alone. */
export async function casesOfSlices(
  store: EvidenceStore,
  slices: readonly number[],
  feeds: readonly FeedId[],
  judge: Judging,
): Promise<readonly Case[]> {
  const found = await store.ofSlices(slices, feeds)
  return [...found.values()].flatMap(persons => casesOf(persons, judge))
}

/** Cases against persons outside the register. */
export const casesOfOutsiders = async (
  store: EvidenceStore,
  keys: readonly IdKey[],
  feeds: readonly FeedId[],
  judge: Judging,
): Promise<readonly Case[]> => casesOf(await store.ofOutsiders(keys, feeds), judge)

const casesOf = (persons: ReadonlyMap<IdKey, EvidenceByFeed>, judge: Judging): Case[] =>
  Array.from(persons, ([key, evidence]): Case => [key, judge(evidence)]).filter(
    ([, cases]) => cases.length > 0,
  )

/** Cases against persons outside the register, and against everybody who shares a 户号 with one of them. */
export async function counterOf(
  { db, evidence, counter }: DossierSource,
  keys: readonly IdKey[],
): Promise<ReadonlyMap<IdKey, readonly CounterEvidence[]>> {
  if (keys.length === 0 || counter.size === 0) return new Map()
  const { rows } = await db.query<{ person: string; relative: string }>(
    `select distinct own.key as person, other.key as relative
       from evidence own join evidence other on other.house_number = own.house_number
      where own.key = any($1) and own.scan = any($2) and other.scan = any($2)`,
    [keys, evidence.scansOf(['public-security.residents'])],
  )
  const relatives = Map.groupBy(rows, ({ person }) => person)
  const found = new Map<IdKey, readonly CounterEvidence[]>()
  for (const key of keys) {
    const circle = new Set([key, ...(relatives.get(key) ?? []).map(({ relative }) => relative)])
    const cases = [...circle].toSorted().flatMap(person => counter.get(person) ?? [])
    if (cases.length > 0) found.set(key, cases)
  }
  return found
}
