/** Counter-evidence out of the store: A-grade cases, and whom they speak against. */
import { COUNTER_FEEDS } from '../../pipelines/rules/counter-cases.ts'
import type { CounterEvidence, EvidenceByFeed, IdKey } from '../../pipelines/types.ts'
import type { DossierSource } from './dossier-source.ts'

/** Evidence that has been read already, by slice. */
export type EvidenceAtHand = ReadonlyMap<number, ReadonlyMap<IdKey, EvidenceByFeed>>

/** Cases against persons outside the register, and against everybody who shares a 户号 with one of them. */
export async function counterOf(
  source: DossierSource,
  keys: readonly IdKey[],
  atHand: EvidenceAtHand = new Map(),
): Promise<ReadonlyMap<IdKey, readonly CounterEvidence[]>> {
  if (keys.length === 0) return new Map()
  const { db, evidence } = source
  const { rows } = await db.query<{ person: string; relative: string }>(
    `select distinct own.key as person, other.key as relative
       from evidence own join evidence other on other.house_number = own.house_number
      where own.key = any($1) and own.scan = any($2) and other.scan = any($2)`,
    [keys, evidence.scansOf(['public-security.residents'])],
  )
  const relatives = Map.groupBy(rows, ({ person }) => person)
  const circles = new Map(
    keys.map(key => [key, new Set([key, ...(relatives.get(key) ?? []).map(({ relative }) => relative)])]),
  )
  const cases = await casesOf(source, new Set([...circles.values()].flatMap(circle => [...circle])), atHand)
  const found = new Map<IdKey, readonly CounterEvidence[]>()
  for (const [key, circle] of circles) {
    const against = [...circle].toSorted().flatMap(person => cases.get(person) ?? [])
    if (against.length > 0) found.set(key, against)
  }
  return found
}

/** The cases of those of some persons who have any. Evidence about members lies in their slices, about others in rows. */
export async function casesOf(
  { evidence, isMember, slicesOf, judge }: DossierSource,
  keys: ReadonlySet<IdKey>,
  atHand: EvidenceAtHand = new Map(),
): Promise<ReadonlyMap<IdKey, readonly CounterEvidence[]>> {
  const [members, outsiders]: [IdKey[], IdKey[]] = [[], []]
  for (const key of keys) (isMember(key) ? members : outsiders).push(key)
  const wanted = new Set(members.flatMap(key => slicesOf(key)).filter(slice => !atHand.has(slice)))
  const elsewhere = wanted.size > 0 ? await evidence.ofSlices([...wanted], COUNTER_FEEDS) : new Map()
  const ofOutsiders = outsiders.length > 0 ? await evidence.ofOutsiders(outsiders, COUNTER_FEEDS) : new Map()
  const evidenceOf = (key: IdKey): EvidenceByFeed | undefined => {
    for (const slice of slicesOf(key)) {
      const found = (atHand.get(slice) ?? elsewhere.get(slice))?.get(key)
      if (found) return found
    }
    return ofOutsiders.get(key)
  }
  const cases = new Map<IdKey, readonly CounterEvidence[]>()
  for (const key of keys) {
    const known = evidenceOf(key)
    const found = known ? judge(known) : []
    if (found.length > 0) cases.set(key, found)
  }
  return cases
}
