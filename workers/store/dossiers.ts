/**
 * Dossiers 户档案 out of the store: household by household, person by person, in the order of their codes.
 *
 * Read in blocks, so that memory holds a few hundred dossiers however large the city is.
 */

import type { Pool } from 'pg'
import type { PersonRole } from '../../connectors/definition.ts'
import { foldName } from '../../connectors/fold.ts'
import { usable } from '../../connectors/reading.ts'
import { byPlace } from '../../pipelines/claims.ts'
import type {
  CounterEvidence,
  CountyCode,
  Evidence,
  EvidenceByFeed,
  FeedId,
  HamletRecord,
  HouseholdDossier,
  HouseNumberDossier,
  IdKey,
  Member,
  PersonDossier,
  RegisterRecord,
  RegisterRow,
  RegisterTableId,
  SourceFile,
  VillageDossier,
} from '../../pipelines/types.ts'
import {
  type GroupedEvidence,
  grouped,
  houseNumberOf,
  isResident,
  outsidersOf,
  outsidersOfHousehold,
} from './outsiders.ts'

/** A scan that the run rests on. */
export interface PinnedScan {
  readonly id: string
  /** Id of the delivery. */
  readonly delivery: string
  readonly feed: FeedId
  readonly files: readonly SourceFile[]
}

export interface DossierSource {
  readonly pool: Pool
  readonly snapshot: string
  readonly register: ReadonlyMap<RegisterTableId, SourceFile>
  readonly scans: readonly PinnedScan[]
  readonly isMember: (key: IdKey) => boolean
}

const BLOCK = 500
const RESIDENTS: FeedId = 'public-security.residents'
/** Feeds whose rows may speak for a person outside the register (rules I). */
const CANDIDATE_FEEDS: readonly FeedId[] = [
  'housing.dilapidated',
  'disabled.certificates',
  'civil-affairs.dibao',
  'civil-affairs.tekun',
  'health.serious-illness',
  'education.enrolment',
]

interface EvidenceRow {
  scan: string
  file: number
  row: number
  key: string
  role: PersonRole
  name: string | null
  house_number: string | null
  children: { key: string; name?: string }[] | null
  data: Evidence['values']
}

const EVIDENCE = 'scan, file, row, key, role, name, house_number, children, data'

export class DossierStore {
  readonly #source: DossierSource
  readonly #scans: ReadonlyMap<string, PinnedScan>
  readonly #ids: readonly string[]
  readonly #residents: readonly string[]
  #counter: ReadonlyMap<IdKey, readonly CounterEvidence[]> = new Map()

  constructor(source: DossierSource) {
    this.#source = source
    this.#scans = new Map(source.scans.map(scan => [scan.id, scan]))
    this.#ids = source.scans.map(scan => scan.id)
    this.#residents = source.scans.filter(scan => scan.feed === RESIDENTS).map(scan => scan.id)
  }

  /** Finds the A-grade cases of everybody, which later dossiers show as counter-evidence. */
  async countEvidence(
    feeds: readonly FeedId[],
    cases: (evidence: EvidenceByFeed) => readonly CounterEvidence[],
  ): Promise<void> {
    const scans = this.#source.scans.filter(scan => feeds.includes(scan.feed)).map(scan => scan.id)
    const found = new Map<IdKey, readonly CounterEvidence[]>()
    let after = ''
    for (;;) {
      const { rows: keys } = await this.#source.pool.query<{ key: string }>(
        'select distinct key from evidence where scan = any($1) and key > $2 order by key limit 5000',
        [scans, after],
      )
      if (keys.length === 0) break
      after = keys.at(-1)?.key ?? ''
      const evidence = await this.#evidence(
        keys.map(({ key }) => key),
        scans,
      )
      for (const [key, rows] of evidence) {
        const grave = cases(grouped(rows))
        if (grave.length > 0) found.set(key, grave)
      }
    }
    this.#counter = found
  }

  /** Households with their members, and orphan members as households without a record. */
  async *households(counties: readonly CountyCode[]): AsyncGenerator<readonly HouseholdDossier[]> {
    const elsewhere = await this.#doubleMembers()
    const scoped = counties.length > 0
    let after = ''
    for (;;) {
      const { rows } = await this.#source.pool.query<{
        code: string
        county: string
        village: string
        row: number
        data: RegisterRow<'households'>
      }>(
        `select code, county, village, row, data from register_household
          where snapshot = $1 and code > $2 and (not $3 or county = any($4)) order by code limit ${BLOCK}`,
        [this.#source.snapshot, after, scoped, counties],
      )
      if (rows.length === 0) break
      after = rows.at(-1)?.code ?? ''
      yield await this.#assemble(
        rows.map(({ code, county, village, row, data }) => ({
          code,
          county,
          village,
          household: this.#record('households', row, data),
        })),
        false,
        elsewhere,
      )
    }
    if (!scoped) yield* this.#orphans(elsewhere)
  }

  async *#orphans(elsewhere: Doubles): AsyncGenerator<readonly HouseholdDossier[]> {
    const { rows } = await this.#source.pool.query<{ household: string }>(
      'select distinct household from register_member where snapshot = $1 and orphan order by household',
      [this.#source.snapshot],
    )
    for (let at = 0; at < rows.length; at += BLOCK)
      yield await this.#assemble(
        rows.slice(at, at + BLOCK).map(({ household }) => ({ code: household, county: '', village: '' })),
        true,
        elsewhere,
      )
  }

  async #assemble(
    heads: readonly Pick<HouseholdDossier, 'code' | 'county' | 'village' | 'household'>[],
    orphan: boolean,
    elsewhere: Doubles,
  ): Promise<readonly HouseholdDossier[]> {
    const { pool, snapshot } = this.#source
    const codes = heads.map(({ code }) => code)
    const { rows: memberRows } = await pool.query<MemberRow>(
      `select household, row, key, id_text, data from register_member
        where snapshot = $1 and household = any($2) and orphan = $3 order by household, row`,
      [snapshot, codes, orphan],
    )
    const { rows: measureRows } = await pool.query<{
      household: string
      row: number
      data: RegisterRow<'measures'>
    }>(
      `select household, row, data from register_measure
        where snapshot = $1 and household = any($2) order by household, row`,
      [snapshot, codes],
    )
    const keys = memberRows.flatMap(({ key }) => (key === null ? [] : [key]))
    const evidence = await this.#evidence(keys, this.#ids)
    const members = Map.groupBy(memberRows, ({ household }) => household)
    const measures = Map.groupBy(measureRows, ({ household }) => household)
    const outsiders = orphan ? new Map<IdKey, Evidence[]>() : await this.#outsiders(evidence)
    const counter = await this.#counterOf([...outsidersOf(evidence, outsiders, this.#source.isMember)])
    return heads.map(head => {
      const own = (members.get(head.code) ?? []).map(row => this.#member(row, head.code, evidence, elsewhere))
      return {
        kind: 'household',
        ...head,
        members: own,
        measures: (measures.get(head.code) ?? []).map(({ row, data }) => this.#record('measures', row, data)),
        outsiders: orphan
          ? []
          : outsidersOfHousehold(own, evidence, outsiders, counter, this.#source.isMember),
      }
    })
  }

  #member(row: MemberRow, household: string, evidence: GroupedEvidence, elsewhere: Doubles): Member {
    const record = this.#record('members', row.row, row.data)
    if (row.key === null) return { ...record, idText: row.id_text, evidence: {}, elsewhere: [] }
    const others = (elsewhere.get(row.key) ?? []).filter(other => other.household !== household)
    return {
      ...record,
      key: row.key,
      idText: row.id_text,
      evidence: grouped(evidence.get(row.key) ?? []),
      elsewhere: others.map(other => ({ ...other, file: record.file })),
    }
  }

  /** Residents rows of unregistered persons under the 户号 of these members, by 户号. */
  async #outsiders(evidence: GroupedEvidence): Promise<GroupedEvidence> {
    const numbers = new Set<string>()
    for (const rows of evidence.values())
      for (const row of rows) if (isResident(row)) numbers.add(houseNumberOf(row))
    numbers.delete('')
    if (numbers.size === 0) return new Map()
    const { rows } = await this.#source.pool.query<EvidenceRow>(
      `select ${EVIDENCE} from evidence where scan = any($1) and house_number = any($2)`,
      [this.#residents, [...numbers]],
    )
    const strangers = rows.filter(row => !this.#source.isMember(row.key)).map(row => this.#evidenceOf(row))
    return Map.groupBy(strangers.toSorted(byPlace), row => (isResident(row) ? houseNumberOf(row) : ''))
  }

  /** Persons outside the register whom a candidate row or an earlier removal names. */
  async *persons(): AsyncGenerator<readonly PersonDossier[]> {
    const { pool, snapshot } = this.#source
    const scans = this.#source.scans.filter(scan => CANDIDATE_FEEDS.includes(scan.feed)).map(({ id }) => id)
    let after = ''
    for (;;) {
      const { rows } = await pool.query<{ key: string }>(
        `select key from (
           select key from evidence where scan = any($1) and key > $4
           union
           select key from evidence where scan = any($2) and key > $4 and data->>'becameUrban' = '是'
           union
           select key from register_removed where snapshot = $3 and key > $4
         ) candidates
         where not exists (select from register_member m where m.snapshot = $3 and m.key = candidates.key)
         order by key limit ${BLOCK}`,
        [scans, this.#residents, snapshot, after],
      )
      if (rows.length === 0) return
      after = rows.at(-1)?.key ?? ''
      const keys = rows.map(({ key }) => key)
      const evidence = await this.#evidence(keys, this.#ids)
      const counter = await this.#counterOf(keys)
      const { rows: removals } = await pool.query<{ key: string; row: number; data: RegisterRow<'removed'> }>(
        'select key, row, data from register_removed where snapshot = $1 and key = any($2) order by row',
        [snapshot, keys],
      )
      const removed = Map.groupBy(removals, ({ key }) => key)
      yield keys.map(key => ({
        kind: 'person',
        key,
        evidence: grouped(evidence.get(key) ?? []),
        removals: (removed.get(key) ?? []).map(({ row, data }) => this.#record('removed', row, data)),
        counter: counter.get(key) ?? [],
      }))
    }
  }

  /** 户号 that are wholly known and of which no key is registered. */
  async *houseNumbers(): AsyncGenerator<readonly HouseNumberDossier[]> {
    const { pool, snapshot } = this.#source
    let after = ''
    for (;;) {
      const { rows } = await pool.query<{ house_number: string }>(
        `select house_number from evidence
          where scan = any($1) and whole_house and house_number > $3
          group by house_number
         having not bool_or(exists (
           select from register_member m where m.snapshot = $2 and m.key = evidence.key))
          order by house_number limit ${BLOCK}`,
        [this.#residents, snapshot, after],
      )
      if (rows.length === 0) return
      after = rows.at(-1)?.house_number ?? ''
      const numbers = rows.map(({ house_number }) => house_number)
      const { rows: residents } = await pool.query<EvidenceRow>(
        `select ${EVIDENCE} from evidence where scan = any($1) and house_number = any($2)`,
        [this.#residents, numbers],
      )
      const byNumber = Map.groupBy(
        residents
          .map(row => this.#evidenceOf(row))
          .filter(isResident)
          .toSorted(byPlace),
        houseNumberOf,
      )
      yield numbers.map(houseNumber => {
        const rows = byNumber.get(houseNumber) ?? []
        const keys = new Set(rows.map(row => row.key))
        return {
          kind: 'houseNumber',
          houseNumber,
          residents: rows,
          counter: [...keys].toSorted().flatMap(key => this.#counter.get(key) ?? []),
        }
      })
    }
  }

  /** Villages with their hamlets, and how many registered households each hamlet has. */
  async villages(): Promise<readonly VillageDossier[]> {
    const { pool, snapshot } = this.#source
    const { rows } = await pool.query<{ code: string; row: number; data: RegisterRow<'hamlets'> }>(
      `select code, row, data from register_place where snapshot = $1 and kind = 'hamlets' order by code, row`,
      [snapshot],
    )
    const { rows: counts } = await pool.query<{ village: string; hamlet: string; count: string }>(
      `select village, hamlet, count(*) from register_household
        where snapshot = $1 and village <> '' and hamlet <> '' group by village, hamlet`,
      [snapshot],
    )
    const registered = new Map(
      counts.map(({ village, hamlet, count }) => [`${village}\n${hamlet}`, Number(count)]),
    )
    const villages = Map.groupBy(rows, ({ code }) => code.slice(0, 12))
    return [...villages].map(([code, hamlets]) => ({
      kind: 'village',
      code,
      county: code.slice(0, 6),
      hamlets: hamlets.map((hamlet): HamletRecord => {
        const name = foldName(String(usable(hamlet.data.name) ?? ''))
        return {
          ...this.#record('hamlets', hamlet.row, hamlet.data),
          registeredHouseholds: registered.get(`${code}\n${name}`) ?? 0,
        }
      }),
    }))
  }

  #record<T extends RegisterTableId>(table: T, row: number, values: RegisterRow<T>): RegisterRecord<T> {
    const file = this.#source.register.get(table)
    if (!file) throw new Error(`Rows of register.${table} without its file`)
    return { file, row, values }
  }

  async #evidence(keys: readonly IdKey[], scans: readonly string[]): Promise<GroupedEvidence> {
    if (keys.length === 0 || scans.length === 0) return new Map()
    const { rows } = await this.#source.pool.query<EvidenceRow>(
      `select ${EVIDENCE} from evidence where key = any($1) and scan = any($2)`,
      [keys, scans],
    )
    return Map.groupBy(rows.map(row => this.#evidenceOf(row)).toSorted(byPlace), row => row.key)
  }

  #evidenceOf(row: EvidenceRow): Evidence {
    const scan = this.#scans.get(row.scan)
    const file = scan?.files[row.file]
    if (!scan || !file)
      throw new Error(`Evidence of scan ${row.scan}, file ${row.file}, which the run does not rest on`)
    return {
      feed: scan.feed,
      file,
      row: row.row,
      key: row.key,
      role: row.role,
      values: row.data,
      ...(row.name === null ? {} : { name: row.name }),
      ...(row.children === null ? {} : { children: row.children }),
    }
  }

  /** Counter-evidence against persons, and against everybody who shares a 户号 with one of them. */
  async #counterOf(keys: readonly IdKey[]): Promise<ReadonlyMap<IdKey, readonly CounterEvidence[]>> {
    if (keys.length === 0) return new Map()
    const { rows } = await this.#source.pool.query<{ person: string; relative: string }>(
      `select distinct own.key as person, other.key as relative
         from evidence own join evidence other on other.house_number = own.house_number
        where own.key = any($1) and own.scan = any($2) and other.scan = any($2)`,
      [keys, this.#residents],
    )
    const relatives = Map.groupBy(rows, ({ person }) => person)
    const found = new Map<IdKey, readonly CounterEvidence[]>()
    for (const key of keys) {
      const circle = new Set([key, ...(relatives.get(key) ?? []).map(({ relative }) => relative)])
      const cases = [...circle].toSorted().flatMap(person => this.#counter.get(person) ?? [])
      if (cases.length > 0) found.set(key, cases)
    }
    return found
  }

  async #doubleMembers(): Promise<Doubles> {
    const { rows } = await this.#source.pool.query<{ key: string; household: string; row: number }>(
      `select key, household, row from register_member
        where snapshot = $1 and key in (
          select key from register_member where snapshot = $1 and key is not null
           group by key having count(distinct household) > 1)
        order by key, household, row`,
      [this.#source.snapshot],
    )
    return Map.groupBy(rows, ({ key }) => key)
  }
}

interface MemberRow {
  household: string
  row: number
  key: string | null
  id_text: string
  data: RegisterRow<'members'>
}

type Doubles = ReadonlyMap<IdKey, readonly { readonly household: string; readonly row: number }[]>
