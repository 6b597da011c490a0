/**
 * What reports are made from: one snapshot of a finished run, as plain values.
 *
 *  - run stamp: who compared what for which purpose; printed on everything that leaves the house;
 *  - source: a feed, or a table of the register (`register.members`);
 *  - delivery status: what became of one delivery, with the counts of its rows;
 *  - reject row: one refused cell or row, as a line of rejects.csv;
 *  - not concluded 未下结论: a rule that could not be judged for a county, with the reason;
 *  - reported lead: a lead together with the state of its review item 核查单;
 *  - county list: the leads of one county, household by household: the content of a 核查清单.
 *
 * Reports read this and nothing else: no file, no clock, no database. Values are unmasked here; each report masks
 * what it shows unless {@link RunStamp.masked} is false.
 */
import type { RejectReason } from '../../connectors/id-number.ts'
import type {
  Bilingual,
  Counties,
  CountyCode,
  Direction,
  FeedId,
  IsoDate,
  Lead,
  LeadClass,
  RegisterTableId,
  Severity,
  Withheld,
} from '../types.ts'

export type { Bilingual, Counties, CountyCode, Direction, IsoDate, Lead, LeadClass, RejectReason, Severity }

export type SourceId = FeedId | `register.${RegisterTableId}`

/** Who compared what, when, for which purpose. */
export interface RunStamp {
  readonly runId: string
  /** ISO instant, e.g. 2017-11-20T01:30:00.000Z; shown in Beijing time. */
  readonly startedAt: string
  /** Who asked for the run or for the report: the name that the watermark carries. */
  readonly user: string
  readonly purpose: string
  /** 授权文号. */
  readonly authorisation?: string
  readonly asOf: IsoDate
  /** Id of the policy, e.g. kunming-2017. */
  readonly policy: string
  /** Whether ID numbers are shown as `530129********1234`. */
  readonly masked: boolean
}

/** What became of a delivery. `unchanged`: the same bytes as before; accepted, no work done twice. */
export type Outcome = 'accepted' | 'unchanged' | 'held' | 'rejected' | 'replaced'

export interface DeliveredFile {
  /** Below the inbox, with `/`. */
  readonly path: string
  /** SHA-256, 64 hex digits; '' where the file could not be read. */
  readonly digest: string
}

/** Counts of what was read of a delivery or of a register table. */
export interface ReadCounts {
  /** Rejected rows included, skipped ones not. */
  readonly dataRows: number
  /** Rows that do not stand. */
  readonly rejectedRows: number
  /** Lines of rejects.csv by reason; one row may have several, or a bad optional ID and stand all the same. */
  readonly rejects: Readonly<Partial<Record<RejectReason, number>>>
  /** Not data: title, blank, header, subtotal, note. */
  readonly skipped: Readonly<Record<string, number>>
  /** 18 digits ending 000 with a right check character: accepted, counted. */
  readonly suspectPrecision: number
  /** Rows kept because they concern a subject. For a register table: the rows that stand. */
  readonly subjectRows: number
  /** Values that are there but that their column cannot use. */
  readonly unusable: readonly UnusableValue[]
}

export interface UnusableValue {
  /** Canonical header. */
  readonly column: string
  /** As delivered. */
  readonly value: string
  readonly count: number
}

export interface DeliveryStatus extends ReadCounts {
  readonly files: readonly DeliveredFile[]
  readonly asOf: IsoDate
  readonly counties: Counties
  readonly outcome: Outcome
  /** Why it was held, rejected or replaced; empty for an accepted one. */
  readonly reasons: readonly Bilingual[]
  /** Unknown and doubled columns, further sheets. */
  readonly notices: readonly Bilingual[]
  /** The manifest's `rows`. */
  readonly statedRows?: number
  readonly authorisation?: string
  /** Taken over from an earlier run, because nothing newer was accepted: its rejects are not of this run. */
  readonly carriedForward: boolean
}

/** A feed (or a register table) and what arrived of it; no deliveries: nothing arrived. */
export interface FeedStatus {
  readonly feed: SourceId
  readonly title: Bilingual
  /** 公安, 住建 …; the register's is 扶贫办. */
  readonly department: string
  readonly sensitive?: 'health' | 'children'
  readonly deliveries: readonly DeliveryStatus[]
}

/** One line of rejects.csv. */
export interface RejectRow {
  readonly feed: SourceId
  readonly file: string
  /** Position of the file in the manifest: orders the files of one feed. */
  readonly fileOrder: number
  readonly row: number
  /** Canonical header; '' for a whole row. */
  readonly column: string
  readonly reason: RejectReason
  /** As delivered. */
  readonly value: string
}

export interface NotConcluded {
  readonly rule: string
  readonly county: CountyCode
  readonly feed: SourceId
  readonly reason: Withheld['reason']
  /** Households, persons, hamlets … that the rule could not judge. */
  readonly count: number
}

/** A rule in words: a Rule without its predicate, with the values that its parameters had in this run. */
export interface PublishedRule {
  readonly id: string
  readonly version: number
  readonly title: Bilingual
  readonly direction: Direction
  readonly class: LeadClass
  readonly severity: Severity
  readonly text: Bilingual
  readonly parameters: readonly PublishedParameter[]
  readonly basis: Bilingual
  readonly check: readonly Bilingual[]
  readonly innocent: readonly Bilingual[]
  readonly feeds: readonly FeedId[]
  readonly absence: readonly FeedId[]
}

export interface PublishedParameter {
  readonly name: string
  /** Undefined where the policy says nothing for the day. */
  readonly value?: number
  readonly unit?: string
  /** Whether the value was checked against its source. */
  readonly verified?: boolean
  readonly source?: string
}

/** Of the review item: seen for the first time, seen before, seen before with other evidence. */
export type ItemStatus = 'new' | 'open' | 'changed'

export interface ReportedLead extends Lead {
  readonly status: ItemStatus
  /** Short id of the review item 核查单号, without personal data. */
  readonly itemKey: string
}

export interface CountyName {
  /** 6 digits; '' for leads whose county is not known. */
  readonly code: CountyCode
  readonly name: string
}

export interface ListedHousehold {
  /** 户编号. */
  readonly code: string
  readonly township: string
  readonly village: string
  /** 12 digits. */
  readonly villageCode: string
  readonly hamlet: string
  readonly headName: string
  /** 家庭人口数 as registered; undefined where it is missing. */
  readonly size?: number
  /** Members in the register's member table. */
  readonly members: number
  /** 贫困户属性, as a label. */
  readonly attribute: string
  /** 脱贫属性, as a label. */
  readonly exitState: string
  /** 帮扶责任人. */
  readonly helper: string
  /** 户联系电话. */
  readonly phone: string
  readonly leads: readonly ReportedLead[]
}

/** A lead without a household: a person outside the register, a 户号, a hamlet, a village. */
export interface OutsideLead extends ReportedLead {
  /** Names of where it is, as far as they are known. */
  readonly township: string
  readonly villageName: string
  readonly hamlet: string
}

export interface CountyList {
  readonly county: CountyName
  readonly households: readonly ListedHousehold[]
  readonly outside: readonly OutsideLead[]
}
