/** Dossiers that are no household's: persons outside the register, 户号 without a member. */
import { HouseNumberSet } from '../../pipelines/match/house-numbers.ts'
import type {
  CountyCode,
  FeedId,
  HouseNumberDossier,
  IdKey,
  PersonDossier,
  RegisterRow,
} from '../../pipelines/types.ts'
import { casesOf, counterOf } from './counter-evidence.ts'
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

/**
 * Persons outside the register whom a candidate row or an earlier removal names, in the order of their keys.
 * @param counties where a lead may be that is asked for; empty: anywhere. A lead is of a county that a row about the
 *   person names.
 */
export async function personsOutside(
  db: Queryable,
  snapshot: string,
  evidence: EvidenceStore,
  isMember: (key: IdKey) => boolean,
  counties: readonly CountyCode[],
): Promise<readonly IdKey[]> {
  const { rows } = await db.query<{ key: string }>(
    `with person as (
       select key from evidence where scan = any($1)
        union
       select key from evidence where scan = any($2) and data->>'becameUrban' = '是'
        union
       select key from register_removed where snapshot = $3)
     select key from person
      where cardinality($4::text[]) = 0
         or key in (select key from evidence where scan = any($5) and data->>'county' = any($4))
         or key in (select key from register_removed where snapshot = $3 and data->>'county' = any($4))
      order by key`,
    [
      evidence.scansOf(CANDIDATE_FEEDS),
      evidence.scansOf(RESIDENTS),
      snapshot,
      counties,
      evidence.scansOf([...CANDIDATE_FEEDS, ...RESIDENTS]),
    ],
  )
  return rows.map(({ key }) => key).filter(key => !isMember(key))
}

/** @param isSuspected whether rules claim anything: counter-evidence only weighs against a claim, and is looked for only then */
export async function personDossiers(
  source: DossierSource,
  keys: readonly IdKey[],
  isSuspected: (dossier: PersonDossier) => boolean,
): Promise<readonly PersonDossier[]> {
  const evidence = await source.evidence.ofOutsiders(keys, source.personFeeds)
  const { rows } = await source.db.query<{ key: string; row: number; data: RegisterRow<'removed'> }>(
    'select key, row, data from register_removed where snapshot = $1 and key = any($2) order by row',
    [source.snapshot, keys],
  )
  const removed = Map.groupBy(rows, ({ key }) => key)
  const dossiers = keys.map(
    (key): PersonDossier => ({
      kind: 'person',
      key,
      evidence: evidence.get(key) ?? {},
      removals: (removed.get(key) ?? []).map(({ row, data }) => ({
        file: registerFile(source, 'removed'),
        row,
        values: data,
      })),
      counter: [],
    }),
  )
  const suspected = new Set(dossiers.filter(isSuspected).map(({ key }) => key))
  const counter = await counterOf(source, [...suspected])
  return dossiers.map(dossier => ({ ...dossier, counter: counter.get(dossier.key) ?? [] }))
}

/** The 户号 that are wholly known and not of members alone. */
export interface HouseNumbers {
  /** Those of which no key is registered, in their order. */
  readonly outside: readonly string[]
  /** Those that a member shares with somebody who is none. */
  readonly shared: HouseNumberSet
}

/** @param counties which of those without a member are asked for; empty: all. A lead is of a county that a row under the 户号 names. */
export async function houseNumbers(
  db: Queryable,
  evidence: EvidenceStore,
  isMember: (key: IdKey) => boolean,
  counties: readonly CountyCode[],
): Promise<HouseNumbers> {
  const { rows } = await db.query<{ house_number: string; key: string; asked: boolean }>(
    `select house_number, key, cardinality($2::text[]) = 0 or bool_or(data->>'county' = any($2)) as asked from evidence
      where scan = any($1) and whole_house and house_number > '' group by house_number, key order by house_number`,
    [evidence.scansOf(RESIDENTS), counties],
  )
  const outside = new Set(rows.filter(({ asked }) => asked).map(({ house_number }) => house_number))
  const shared = new HouseNumberSet()
  for (const { house_number, key } of rows)
    if (isMember(key)) {
      outside.delete(house_number)
      shared.add(house_number)
    }
  return { outside: [...outside], shared }
}

/** @param isSuspected as of {@link personDossiers} */
export async function houseNumberDossiers(
  source: DossierSource,
  numbers: readonly string[],
  isSuspected: (dossier: HouseNumberDossier) => boolean,
): Promise<readonly HouseNumberDossier[]> {
  const byNumber = Map.groupBy(await source.evidence.residentsOf(numbers), houseNumberOf)
  const dossiers = numbers.map(
    (houseNumber): HouseNumberDossier => ({
      kind: 'houseNumber',
      houseNumber,
      residents: byNumber.get(houseNumber) ?? [],
      counter: [],
    }),
  )
  const keysOf = ({ residents }: HouseNumberDossier) => new Set(residents.map(({ key }) => key))
  const suspected = new Set(dossiers.filter(isSuspected))
  const cases = await casesOf(source, new Set([...suspected].flatMap(dossier => [...keysOf(dossier)])))
  return dossiers.map(dossier =>
    suspected.has(dossier)
      ? { ...dossier, counter: [...keysOf(dossier)].toSorted().flatMap(key => cases.get(key) ?? []) }
      : dossier,
  )
}
