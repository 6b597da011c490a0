/**
 * The words of the comparison.
 *
 *  - register 建档立卡数据: the office's own households 户, members 人, villages 行政村, hamlets 自然村,
 *    measures 措施, and the list of earlier removals 清退名单;
 *  - delivery 一次交接: one arrival of a feed, with its cut-off date and the counties that it covers;
 *  - subject: a person whom evidence is kept about: a member, or somebody whom the register may have left out;
 *  - evidence 佐证: a delivered row that concerns a subject, with the file's digest and the row's number;
 *  - slice 分片: some hundred households of one county, whose rows and evidence are stored and evaluated together;
 *  - dossier 户档案: a household, its members and all evidence about them: the one shape that rules read;
 *  - claim: what one predicate says about some rows of a dossier, before claims of one identity become one lead;
 *  - lead 疑点: one rule's finding on one household (village, hamlet, person). Never a verdict;
 *  - withheld 未下结论: what a rule could not conclude, because a feed does not cover the county or a file lacks
 *    a column;
 *  - review item 核查单: a lead that a person must settle; it survives from run to run.
 */
import type { Bilingual, PersonRole } from '../connectors/definition.ts'
import type { FeedId, FeedRow } from '../connectors/feeds/index.ts'
import type { IsoDate } from '../connectors/reading.ts'
import type { RegisterRow, RegisterTableId } from '../connectors/register/index.ts'

export type { Bilingual, FeedId, FeedRow, IsoDate, RegisterRow, RegisterTableId }

/** A canonical ID number: 18 characters, GB 11643, checked. */
export type IdKey = string
/** A 6-digit county code, or '' where it is not known. */
export type CountyCode = string

/** Counties that a delivery covers; `unknown` when nobody said (no manifest). */
export type Counties = 'all' | 'unknown' | readonly CountyCode[]

/** One file of the run: of an accepted delivery, or a register table. */
export interface SourceFile {
  readonly source: FeedId | `register.${RegisterTableId}`
  /** Below the inbox, with `/`. */
  readonly path: string
  /** SHA-256 of the bytes, 64 hex digits. */
  readonly digest: string
  /** Position in the manifest: files of one feed are ordered by it. */
  readonly order: number
  /** Properties of the columns that the file has. */
  readonly columns: ReadonlySet<string>
}

/** A row that concerns a person. */
export interface Evidence<F extends FeedId = FeedId> {
  readonly feed: F
  readonly file: SourceFile
  /** As a spreadsheet numbers it. */
  readonly row: number
  readonly key: IdKey
  /** As delivered; absent where the row names nobody. */
  readonly name?: string
  readonly role: PersonRole
  /** For role `parent`: the keys of the row's `self` persons, with their names. */
  readonly children?: readonly { readonly key: IdKey; readonly name?: string }[]
  readonly values: FeedRow<F>
}

/** Rows about one person by feed, in the order of file and row. */
export type EvidenceByFeed = { readonly [F in FeedId]?: readonly Evidence<F>[] }

/** A row of the register, where it was read. */
export interface RegisterRecord<T extends RegisterTableId> {
  readonly file: SourceFile
  readonly row: number
  readonly values: RegisterRow<T>
}

export interface Member extends RegisterRecord<'members'> {
  /** Absent when the ID number is bad: the member counts, but nothing can be matched to it. */
  readonly key?: IdKey
  /** The register's cell, folded: what identifies a member without a key. */
  readonly idText: string
  readonly evidence: EvidenceByFeed
  /** Other households whose members give the same 成员联系电话 (P49). */
  readonly samePhone?: Elsewhere
  /** Rows of the same key in other households (X34), in the order of household code. */
  readonly elsewhere: readonly {
    readonly household: string
    readonly row: number
    readonly file: SourceFile
  }[]
}

/** Where else a number of the register stands: in how many other households, and the first of their 户编号. */
export interface Elsewhere {
  readonly households: number
  readonly first: readonly string[]
}

/** A person outside the register whom evidence ties to a household (I03 student, I12 same 户号). */
export interface Outsider {
  readonly key: IdKey
  /** University rows of an unregistered student (role self) whose 家长 is a member. */
  readonly studies: readonly Evidence<'education.university'>[]
  /** Residents rows under a 户号 that a member also has. */
  readonly sharesHouseNumber: readonly Evidence<'public-security.residents'>[]
  /** A-grade cases against this person or anyone with the same 户号 (rules.md, Counter-evidence). */
  readonly counter: readonly CounterEvidence[]
}

/** An A-grade case of X01, X03, X07, X08, X11 or X14 on a key, without a name check. */
export interface CounterEvidence {
  readonly rule: string
  readonly evidence: Evidence
}

export interface HouseholdDossier {
  readonly kind: 'household'
  /** 户编号; of an orphan member as written. */
  readonly code: string
  readonly county: CountyCode
  /** 12 digits, or ''. */
  readonly village: string
  /** Absent for orphan members: only person rules apply. */
  readonly household?: RegisterRecord<'households'>
  readonly members: readonly Member[]
  readonly measures: readonly RegisterRecord<'measures'>[]
  readonly outsiders: readonly Outsider[]
  /** The row of its village in the register's villages 行政村; absent where there is none. */
  readonly villageRecord?: RegisterRecord<'villages'>
  /** Other households that give the same 银行卡号 (H61). */
  readonly sameBankCard?: Elsewhere
}

/** A person outside the register who may belong into it. */
export interface PersonDossier {
  readonly kind: 'person'
  readonly key: IdKey
  readonly evidence: EvidenceByFeed
  /** Rows of the list of earlier removals 清退名单. */
  readonly removals: readonly RegisterRecord<'removed'>[]
  readonly counter: readonly CounterEvidence[]
}

/** Everybody under one 户号 of whom none of the keys is registered (I07). */
export interface HouseNumberDossier {
  readonly kind: 'houseNumber'
  readonly houseNumber: string
  readonly residents: readonly Evidence<'public-security.residents'>[]
  readonly counter: readonly CounterEvidence[]
}

/** A village 行政村 as the register's own tables describe it, beside what its registered households add up to. */
export interface VillageDossier {
  readonly kind: 'village'
  /** 12 digits, or what the register gives instead. */
  readonly code: string
  readonly county: CountyCode
  /** Its rows in villages: one, unless the register repeats it or leaves it out. */
  readonly records: readonly RegisterRecord<'villages'>[]
  readonly hamlets: readonly HamletRecord[]
  readonly registered: RegisteredTotals
}

export interface HamletRecord extends RegisterRecord<'hamlets'> {
  /** What the registered households add up to that belong to it (contract §4, register). */
  readonly registered: RegisteredTotals
}

/** Kinds of land, as households and villages have them. Unit: 亩. */
export const LAND = ['arable', 'irrigated', 'forest', 'reforested', 'orchard', 'pasture', 'water'] as const
export type Land = (typeof LAND)[number]

/** What the registered households of a place add up to. */
export interface RegisteredTotals {
  readonly households: number
  readonly members: number
  /** Members who are disabled (quality/disability.ts). */
  readonly disabled: number
  /** Members whose 民族 is stated, and those of them who are no 汉族: for N12 alone. */
  readonly nationStated: number
  readonly minority: number
  /** Households that say 危房户=是, 饮水安全=否. */
  readonly dilapidated: number
  readonly unsafeWater: number
  /** Σ of the households that state it. */
  readonly land: Readonly<Record<Land, number>>
}

export interface Dossiers {
  household: HouseholdDossier
  person: PersonDossier
  houseNumber: HouseNumberDossier
  village: VillageDossier
}
export type DossierKind = keyof Dossiers
export type Dossier = Dossiers[DossierKind]

export type Direction = 'exclusion' | 'inclusion' | 'exit' | 'quality' | 'measures'
export type LeadClass = 'error' | 'suspected'
/** A 重点核查, B 核查, C 提示. */
export type Severity = 'A' | 'B' | 'C'

/** A row that a lead rests on; row 0 names a covering file in which nothing was found. */
export interface EvidenceRef {
  readonly file: SourceFile
  readonly row: number
}

/** Whom or what a lead is about: with the rule, its identity (contract §5). */
export interface Identity {
  readonly household: string
  /** A key, or the register's folded text for a member without one, or ''. */
  readonly idNumber: string
  readonly subject: string
}

/** What a predicate says. Claims of one identity are merged into one lead. */
export interface Claim extends Identity {
  readonly outcome: 'claim'
  readonly class: LeadClass
  readonly severity: Severity
  readonly county: CountyCode
  readonly village: string
  readonly personName: string
  readonly evidence: readonly EvidenceRef[]
  /** Rests on rows that name somebody else: severity C, and the detail says so first. */
  readonly identityDoubt: boolean
  /** Chinese, one sentence, without an ID number. */
  readonly detail: string
}

/** What could not be concluded. */
export interface Withheld {
  readonly outcome: 'withheld'
  readonly county: CountyCode
  readonly feed: FeedId | `register.${RegisterTableId}`
  readonly reason: 'no coverage' | 'no column' | 'no table' | 'no parameter'
}

/** Counted and shown, never a lead (X05). */
export interface Exempt {
  readonly outcome: 'exempt'
  readonly county: CountyCode
}

export type Finding = Claim | Withheld | Exempt

export interface Lead extends Identity {
  readonly rule: string
  readonly direction: Direction
  readonly class: LeadClass
  readonly severity: Severity
  readonly county: CountyCode
  readonly village: string
  readonly personName: string
  /** Whether `subject` is a person's key, to be masked like one. */
  readonly subjectIsKey: boolean
  /** In the order of feed, file, row; no doubles. */
  readonly evidence: readonly EvidenceRef[]
  readonly detail: string
}

/** What rules may ask beside the dossier. */
export interface RuleContext {
  readonly asOf: IsoDate
  readonly year: number
  /** The value of a parameter of the policy at `asOf`; undefined where the policy says nothing for that date. */
  parameter(name: string): number | undefined
  /**
   * The files of accepted deliveries of `feed` that cover `county`; with `column`, only files that have it.
   * An orphan's county '' is covered by `all` only.
   */
  covering(feed: FeedId, county: CountyCode, column?: string): readonly SourceFile[]
  /** Whether the register was given with this table. */
  hasTable(table: RegisterTableId): boolean
}

/**
 * Where a rule comes from. `published`: rule files of other authorities that are public; `plan`: the work plan;
 * `reconstructed`: made for this catalogue, because the official table of explanations is not public.
 */
export interface Provenance {
  readonly kind: 'published' | 'plan' | 'reconstructed'
  /** Numbers of the rule in the sources of the catalogue: S3#6, S2:3_01_001. */
  readonly sources: readonly string[]
  /** National column codes of the fields that it looks at: AAB003. */
  readonly fields: readonly string[]
}

/** A published rule: text for people, and a pure predicate over one kind of dossier. */
export interface Rule<K extends DossierKind = DossierKind> {
  readonly id: string
  readonly version: number
  readonly title: Bilingual
  readonly direction: Direction
  /** The class unless a claim says otherwise. */
  readonly class: LeadClass
  /** The gravest severity that the rule gives. */
  readonly severity: Severity
  /** The predicate in words, as published. */
  readonly text: Bilingual
  /** Names of policy parameters that the rule reads. */
  readonly parameters: readonly string[]
  readonly basis: Bilingual
  readonly provenance?: Provenance
  /** The reading that was chosen where the published text is open. */
  readonly reading?: Bilingual
  /** 核查要点: what to check on the visit. */
  readonly check: readonly Bilingual[]
  /** 常见合理解释: known innocent explanations. */
  readonly innocent: readonly Bilingual[]
  /** The feeds that the rule needs. */
  readonly feeds: readonly FeedId[]
  /** Those of them from whose silence it concludes. */
  readonly absence: readonly FeedId[]
  /** Register tables beside households and members that it needs. */
  readonly tables?: readonly RegisterTableId[]
  readonly subjectIsKey?: boolean
  readonly reads: K
  readonly evaluate: (dossier: Dossiers[K], context: RuleContext) => readonly Finding[]
}

/** A rule over any kind of dossier: what a list of rules holds. */
export type AnyRule = { readonly [K in DossierKind]: Rule<K> }[DossierKind]

export const DIRECTIONS: Readonly<Record<Direction, Bilingual>> = {
  exclusion: { zh: '疑似应退', en: 'may no longer belong' },
  inclusion: { zh: '疑似应纳', en: 'may have been left out' },
  exit: { zh: '退出核查', en: 'exit check' },
  quality: { zh: '数据质量', en: 'data quality' },
  measures: { zh: '措施', en: 'measures' },
}

export const SEVERITIES: Readonly<Record<Severity, Bilingual>> = {
  A: { zh: '重点核查', en: 'check first' },
  B: { zh: '核查', en: 'check' },
  C: { zh: '提示', en: 'note' },
}
