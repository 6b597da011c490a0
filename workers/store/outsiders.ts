/** Who is tied to a household from outside the register: students of its members (I03), people of its 户号 (I12). */
import { textOf } from '../../connectors/reading.ts'
import { byPlace } from '../../pipelines/claims.ts'
import type {
  CounterEvidence,
  Evidence,
  EvidenceByFeed,
  IdKey,
  Member,
  Outsider,
} from '../../pipelines/types.ts'

type Resident = Evidence<'public-security.residents'>
type Study = Evidence<'education.university'>

export const residentsRows = (evidence: EvidenceByFeed): readonly Resident[] =>
  evidence['public-security.residents'] ?? []
const studyRows = (evidence: EvidenceByFeed): readonly Study[] => evidence['education.university'] ?? []

export const houseNumberOf = (row: Resident): string => textOf(row.values.houseNumber)

/** Everybody outside the register whom the evidence about some members may bring up. */
export function* outsidersOf(
  evidence: ReadonlyMap<IdKey, EvidenceByFeed>,
  byHouseNumber: ReadonlyMap<string, readonly Resident[]>,
  isMember: (key: IdKey) => boolean,
): Generator<IdKey> {
  for (const person of evidence.values()) {
    if (byHouseNumber.size > 0)
      for (const row of residentsRows(person))
        for (const other of byHouseNumber.get(houseNumberOf(row)) ?? []) yield other.key
    for (const row of studyRows(person))
      for (const child of row.children ?? []) if (!isMember(child.key)) yield child.key
  }
}

/** The persons outside the register whom evidence ties to the members of one household. */
export function outsidersOfHousehold(
  members: readonly Member[],
  byHouseNumber: ReadonlyMap<string, readonly Resident[]>,
  counter: ReadonlyMap<IdKey, readonly CounterEvidence[]>,
  isMember: (key: IdKey) => boolean,
): readonly Outsider[] {
  const found = new Map<IdKey, { studies: Study[]; shares: Set<Resident> }>()
  const entry = (key: IdKey) => {
    const known = found.get(key) ?? { studies: [], shares: new Set<Resident>() }
    found.set(key, known)
    return known
  }
  for (const { key, evidence } of members) {
    if (key === undefined) continue
    for (const row of residentsRows(evidence))
      for (const other of byHouseNumber.get(houseNumberOf(row)) ?? []) entry(other.key).shares.add(other)
    for (const row of studyRows(evidence)) {
      if (row.role !== 'parent') continue
      for (const child of row.children ?? []) {
        if (isMember(child.key)) continue
        const { studies } = entry(child.key)
        if (studies.some(study => study.file === row.file && study.row === row.row)) continue
        const { name: _, children: __, ...rest } = row
        studies.push({ ...rest, key: child.key, role: 'self', ...(child.name ? { name: child.name } : {}) })
      }
    }
  }
  if (found.size === 0) return NOBODY
  return [...found]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, { studies, shares }]) => ({
      key,
      studies: studies.toSorted(byPlace),
      sharesHouseNumber: [...shares].toSorted(byPlace),
      counter: counter.get(key) ?? [],
    }))
}

const NOBODY: readonly Outsider[] = []
