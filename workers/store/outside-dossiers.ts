/** Dossiers that are no household's: persons outside the register, 户号 without a member. */
import { HouseNumberSet } from '../../pipelines/match/house-numbers.ts'
import type { FeedId, HouseNumberDossier, IdKey, PersonDossier, RegisterRow } from '../../pipelines/types.ts'
import { counterOf } from './counter-evidence.ts'
import { type DossierSource, registerFile } from './dossier-source.ts'
import type { EvidenceStore } from './evidence.ts'
import { houseNumberOf } from './outsiders.ts'
import type { Queryable } from './queryable.ts'

const RESIDENTS: readonly FeedId[] = ['public-security.residents']
/** Feeds whose rows may speak for a person outside the register (rules I). */
const CANDIDATE_FEEDS: readonly FeedId[] = [
  'housing.dilapidated',
  'disabled.certificates',
  'civil-affairs.dibao',
  'civil-affairs.tekun',
  'health.serious-illness',
  'education.enrolment',
]

/** Whom evidence of these feeds is about outside the register; members of a shared 户号 may be among them. */
export async function keysOutside(
  db: Queryable,
  evidence: EvidenceStore,
  feeds: readonly FeedId[],
): Promise<readonly IdKey[]> {
  const { rows } = await db.query<{ key: string }>(
    'select distinct key from evidence where scan = any($1) order by key',
    [evidence.scansOf(feeds)],
  )
  return rows.map(({ key }) => key)
}

/** Persons outside the register whom a candidate row or an earlier removal names, in the order of their keys. */
export async function personsOutside(
  db: Queryable,
  snapshot: string,
  evidence: EvidenceStore,
  isMember: (key: IdKey) => boolean,
): Promise<readonly IdKey[]> {
  const { rows } = await db.query<{ key: string }>(
    `select key from evidence where scan = any($1)
      union
     select key from evidence where scan = any($2) and data->>'becameUrban' = '是'
      union
     select key from register_removed where snapshot = $3
      order by key`,
    [evidence.scansOf(CANDIDATE_FEEDS), evidence.scansOf(RESIDENTS), snapshot],
  )
  return rows.map(({ key }) => key).filter(key => !isMember(key))
}

export async function personDossiers(
  source: DossierSource,
  keys: readonly IdKey[],
): Promise<readonly PersonDossier[]> {
  const evidence = await source.evidence.ofOutsiders(keys)
  const counter = await counterOf(source, keys)
  const { rows } = await source.db.query<{ key: string; row: number; data: RegisterRow<'removed'> }>(
    'select key, row, data from register_removed where snapshot = $1 and key = any($2) order by row',
    [source.snapshot, keys],
  )
  const removed = Map.groupBy(rows, ({ key }) => key)
  return keys.map(key => ({
    kind: 'person',
    key,
    evidence: evidence.get(key) ?? {},
    removals: (removed.get(key) ?? []).map(({ row, data }) => ({
      file: registerFile(source, 'removed'),
      row,
      values: data,
    })),
    counter: counter.get(key) ?? [],
  }))
}

/** The 户号 that are wholly known and not of members alone. */
export interface HouseNumbers {
  /** Those of which no key is registered, in their order. */
  readonly outside: readonly string[]
  /** Those that a member shares with somebody who is none. */
  readonly shared: HouseNumberSet
}

export async function houseNumbers(
  db: Queryable,
  evidence: EvidenceStore,
  isMember: (key: IdKey) => boolean,
): Promise<HouseNumbers> {
  const { rows } = await db.query<{ house_number: string; key: string }>(
    `select distinct house_number, key from evidence
      where scan = any($1) and whole_house and house_number > '' order by house_number`,
    [evidence.scansOf(RESIDENTS)],
  )
  const outside = new Set(rows.map(({ house_number }) => house_number))
  const shared = new HouseNumberSet()
  for (const { house_number, key } of rows)
    if (isMember(key) && outside.delete(house_number)) shared.add(house_number)
  return { outside: [...outside], shared }
}

export async function houseNumberDossiers(
  source: DossierSource,
  numbers: readonly string[],
): Promise<readonly HouseNumberDossier[]> {
  const byNumber = Map.groupBy(await source.evidence.residentsOf(numbers), houseNumberOf)
  return numbers.map(houseNumber => {
    const residents = byNumber.get(houseNumber) ?? []
    const keys = new Set(residents.map(({ key }) => key))
    return {
      kind: 'houseNumber',
      houseNumber,
      residents,
      counter: [...keys].toSorted().flatMap(key => source.counter.get(key) ?? []),
    }
  })
}
