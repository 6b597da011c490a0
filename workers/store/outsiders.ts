/** Who is tied to a household from outside the register: students of its members (I03), people of its 户号 (I12). */
import { byPlace } from '../../pipelines/claims.ts'
import type {
  CounterEvidence,
  Evidence,
  EvidenceByFeed,
  IdKey,
  Member,
  Outsider,
} from '../../pipelines/types.ts'

/** Evidence by the person whom it is about, or by 户号. */
export type GroupedEvidence = Map<string, Evidence[]>

export const isResident = (row: Evidence): row is Evidence<'public-security.residents'> =>
  row.feed === 'public-security.residents'
const isStudy = (row: Evidence): row is Evidence<'education.university'> =>
  row.feed === 'education.university'

export const houseNumberOf = (row: Evidence<'public-security.residents'>): string =>
  typeof row.values.houseNumber === 'string' ? row.values.houseNumber : ''

/** Rows of one person by feed; the rows are in their order already. */
export const grouped = (rows: readonly Evidence[]): EvidenceByFeed =>
  Object.fromEntries(Map.groupBy(rows, row => row.feed)) as EvidenceByFeed

/** Everybody outside the register whom a block of households may bring up. */
export function* outsidersOf(
  evidence: GroupedEvidence,
  byHouseNumber: GroupedEvidence,
  isMember: (key: IdKey) => boolean,
): Generator<IdKey> {
  const seen = new Set<IdKey>()
  for (const rows of byHouseNumber.values()) for (const row of rows) seen.add(row.key)
  for (const rows of evidence.values())
    for (const row of rows)
      for (const child of row.children ?? []) if (!isMember(child.key)) seen.add(child.key)
  yield* seen
}

/** The persons outside the register whom evidence ties to the members of one household. */
export function outsidersOfHousehold(
  members: readonly Member[],
  evidence: GroupedEvidence,
  byHouseNumber: GroupedEvidence,
  counter: ReadonlyMap<IdKey, readonly CounterEvidence[]>,
  isMember: (key: IdKey) => boolean,
): readonly Outsider[] {
  const found = new Map<IdKey, { studies: Evidence<'education.university'>[]; shares: Set<Evidence> }>()
  const entry = (key: IdKey) => {
    const known = found.get(key) ?? { studies: [], shares: new Set<Evidence>() }
    found.set(key, known)
    return known
  }
  for (const member of members) {
    if (member.key === undefined) continue
    for (const row of evidence.get(member.key) ?? []) {
      if (isResident(row))
        for (const other of byHouseNumber.get(houseNumberOf(row)) ?? []) entry(other.key).shares.add(other)
      if (!isStudy(row) || row.role !== 'parent') continue
      for (const child of row.children ?? []) {
        if (isMember(child.key)) continue
        const { studies } = entry(child.key)
        if (studies.some(study => study.file === row.file && study.row === row.row)) continue
        const { name: _, children: __, ...rest } = row
        studies.push({ ...rest, key: child.key, role: 'self', ...(child.name ? { name: child.name } : {}) })
      }
    }
  }
  return [...found]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, { studies, shares }]) => ({
      key,
      studies: studies.toSorted(byPlace),
      sharesHouseNumber: [...shares].filter(isResident).toSorted(byPlace),
      counter: counter.get(key) ?? [],
    }))
}
