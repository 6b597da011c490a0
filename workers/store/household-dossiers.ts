/** Household dossiers out of the store: the households of a few slices at a time, whole. */
import { textOf } from '../../connectors/reading.ts'
import type {
  CounterEvidence,
  Evidence,
  EvidenceByFeed,
  HouseholdDossier,
  IdKey,
  Member,
  RegisterRecord,
  RegisterRow,
  RegisterTableId,
} from '../../pipelines/types.ts'
import { counterOf } from './counter-evidence.ts'
import { type DossierSource, registerFile } from './dossier-source.ts'
import { houseNumberOf, outsidersOf, outsidersOfHousehold, residentsRows } from './outsiders.ts'
import { type MemberRow, type SliceRows, sliceRows } from './register-blocks.ts'
import { elsewhere } from './repeated.ts'

type PersonEvidence = ReadonlyMap<IdKey, EvidenceByFeed>
type Resident = Evidence<'public-security.residents'>

/**
 * The households of some slices with their members, by slice in the order of their codes; and orphan members as
 * households without a record, unless counties were asked for.
 */
export async function householdDossiers(
  source: DossierSource,
  slices: readonly number[],
): Promise<readonly HouseholdDossier[]> {
  const register = await sliceRows(source.db, source.snapshot, slices)
  const evidence = await source.evidence.ofSlices(slices)
  const strangers = await strangersAtHome(source, evidence)
  const outside = new Set<IdKey>()
  for (const persons of evidence.values())
    for (const key of outsidersOf(persons, strangers, source.isMember)) outside.add(key)
  const counter = await counterOf(source, [...outside], evidence)
  return [...register].flatMap(([slice, rows]) =>
    new Assembly(source, rows, evidence.get(slice) ?? new Map(), strangers, counter).dossiers(),
  )
}

/** Residents rows of unregistered persons under the 户号 of members, by 户号. */
async function strangersAtHome(
  source: DossierSource,
  evidence: ReadonlyMap<number, PersonEvidence>,
): Promise<ReadonlyMap<string, readonly Resident[]>> {
  const numbers = new Set<string>()
  for (const persons of evidence.values())
    for (const person of persons.values())
      for (const row of residentsRows(person)) {
        const number = houseNumberOf(row)
        if (source.shared.has(number)) numbers.add(number)
      }
  if (numbers.size === 0) return new Map()
  const rows = await source.evidence.residentsOf([...numbers])
  return Map.groupBy(
    rows.filter(row => !source.isMember(row.key)),
    houseNumberOf,
  )
}

/** One slice, put together. */
class Assembly {
  readonly #source: DossierSource
  readonly #rows: SliceRows
  readonly #evidence: PersonEvidence
  readonly #strangers: ReadonlyMap<string, readonly Resident[]>
  readonly #counter: ReadonlyMap<IdKey, readonly CounterEvidence[]>

  constructor(
    source: DossierSource,
    rows: SliceRows,
    evidence: PersonEvidence,
    strangers: ReadonlyMap<string, readonly Resident[]>,
    counter: ReadonlyMap<IdKey, readonly CounterEvidence[]>,
  ) {
    this.#source = source
    this.#rows = rows
    this.#evidence = evidence
    this.#strangers = strangers
    this.#counter = counter
  }

  dossiers(): readonly HouseholdDossier[] {
    const { counties } = this.#source
    const members = Map.groupBy(this.#rows.members, ([household]) => household)
    const measures = Map.groupBy(this.#rows.measures, ([household]) => household)
    const registered = this.#rows.households
      .filter(([, county]) => counties.length === 0 || counties.includes(county))
      .map(([code, county, village, row, values]): HouseholdDossier => {
        const own = (members.get(code) ?? []).map(member => this.#member(member))
        return {
          kind: 'household',
          code,
          county,
          village,
          household: this.#record('households', row, values),
          members: own,
          measures: (measures.get(code) ?? []).map(([, row, values]) =>
            this.#record('measures', row, values),
          ),
          outsiders: outsidersOfHousehold(own, this.#strangers, this.#counter, this.#source.isMember),
          ...this.#beside(code, values),
        }
      })
    const all = counties.length > 0 ? registered : [...registered, ...this.#orphans(members)]
    return all.toSorted((one, other) => (one.code < other.code ? -1 : one.code > other.code ? 1 : 0))
  }

  #orphans(members: ReadonlyMap<string, readonly MemberRow[]>): readonly HouseholdDossier[] {
    return [...members]
      .filter(([, [first]]) => first?.[1] === true)
      .map(([code, own]) => ({
        kind: 'household',
        code,
        county: '',
        village: '',
        members: own.map(member => this.#member(member)),
        measures: [],
        outsiders: [],
      }))
  }

  /** What the rest of the register says of a household. */
  #beside(
    code: string,
    { villageCode, bankCard }: RegisterRow<'households'>,
  ): Pick<HouseholdDossier, 'villageRecord' | 'sameBankCard'> {
    const { villages, repeated } = this.#source.across
    const village = villages.get(textOf(villageCode))
    const sameBankCard = elsewhere(repeated.bankCards.get(textOf(bankCard)), code)
    return {
      ...(village ? { villageRecord: this.#record('villages', village.row, village.data) } : {}),
      ...(sameBankCard ? { sameBankCard } : {}),
    }
  }

  #member([household, _orphan, row, key, idText, values]: MemberRow): Member {
    const file = registerFile(this.#source, 'members')
    const samePhone = elsewhere(this.#source.across.repeated.phones.get(textOf(values.phone)), household)
    const phone = samePhone ? { samePhone } : {}
    if (key === null)
      return { file, row, values, idText, evidence: NO_EVIDENCE, elsewhere: NOWHERE, ...phone }
    const others = this.#source.across.doubles.get(key)
    return {
      ...phone,
      file,
      row,
      values,
      key,
      idText,
      evidence: this.#evidence.get(key) ?? NO_EVIDENCE,
      elsewhere: others
        ? others.filter(other => other.household !== household).map(other => ({ ...other, file }))
        : NOWHERE,
    }
  }

  #record<T extends RegisterTableId>(table: T, row: number, values: RegisterRow<T>): RegisterRecord<T> {
    return { file: registerFile(this.#source, table), row, values }
  }
}

const NO_EVIDENCE: EvidenceByFeed = {}
const NOWHERE: Member['elsewhere'] = []
