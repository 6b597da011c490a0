/** What quality rules publish of themselves, from the few texts that differ. */
import type { ParameterName } from '../policies/parameters.ts'
import type { Published } from '../rules/statement.ts'
import { both } from '../rules/text.ts'
import type { Bilingual, LeadClass, Provenance, RegisterTableId } from '../types.ts'

/** The texts and needs of a quality rule. */
export interface QualityTexts {
  readonly id: string
  readonly title: Bilingual
  readonly class: LeadClass
  /** The predicate in words. */
  readonly text: Bilingual
  /** The reading that was chosen where the published text is open. */
  readonly reading?: Bilingual
  /** National column codes of the fields: AAB003. */
  readonly fields?: readonly string[]
  /** Numbers of the rule in the sources (S3#6, S2:3_01_001, S4-p03), or `plan`; empty for a reconstructed one. */
  readonly from?: readonly string[]
  readonly parameters?: readonly ParameterName[]
  /** Register tables beside households and members that it needs. */
  readonly tables?: readonly RegisterTableId[]
  readonly check?: readonly Bilingual[]
  readonly innocent?: readonly Bilingual[]
}

/** Errors are corrected (B); what is only implausible is verified (C). */
export const QUALITY_SEVERITY = { error: 'B', suspected: 'C' } as const

export const PLAN = 'plan'

export function published({ from = [], fields = [], ...texts }: QualityTexts): Published {
  const provenance = provenanceOf(from, fields)
  return {
    version: 1,
    direction: 'quality',
    severity: QUALITY_SEVERITY[texts.class],
    parameters: [],
    basis: BASES[provenance.kind](provenance.sources.join('、')),
    provenance,
    check: CHECKS[texts.class],
    innocent: INNOCENT[texts.class],
    feeds: [],
    absence: [],
    ...texts,
  }
}

function provenanceOf(from: readonly string[], fields: readonly string[]): Provenance {
  const sources = from.filter(source => source !== PLAN)
  const kind = sources.length > 0 ? 'published' : from.includes(PLAN) ? 'plan' : 'reconstructed'
  return { kind, sources, fields }
}

const BASES: Readonly<Record<Provenance['kind'], (sources: string) => Bilingual>> = {
  published: sources =>
    both(
      `公开的数据质量校验规则（2015—2017 年校验程序 S3，贵州 2023 年规则 S2，2021 年校验工具 S4，西安 2018 年采集表单 S7，2014 年审核流程 S33）：${sources}`,
      `Published data quality rules (S3: checker of 2015–2017, S2: Guizhou 2023, S4: tool of 2021, S7: forms of Xi’an 2018, S33: audit procedure of 2014): ${sources}`,
    ),
  plan: () =>
    both(
      '昆明市2017年扶贫对象动态管理工作方案（2017-11-14）',
      "Kunming's 2017 work plan for the dynamic management of poverty-alleviation households (2017-11-14)",
    ),
  reconstructed: () =>
    both(
      '本目录按字段含义重建：《扶贫对象数据质量校验规则解释表》未公开',
      'Reconstructed for this catalogue from what the fields mean: the official table of explanations is not public',
    ),
}

const CHECKS: Readonly<Record<LeadClass, readonly Bilingual[]>> = {
  error: [
    both('对照纸质档案和证件，把系统里的内容改正', 'Correct the entry by the paper file and the documents'),
  ],
  suspected: [
    both(
      '入户核实：有误的修改，属实的存证（说明和附件）',
      'Verify on the visit: correct it if wrong, file proof (a note and an attachment) if true',
    ),
  ],
}

const INNOCENT: Readonly<Record<LeadClass, readonly Bilingual[]>> = {
  error: [
    both('已在系统中改正，导出早于修改', 'Corrected already, after the export'),
    both('导出时该列错位或丢失', 'The column was shifted or lost in the export'),
  ],
  suspected: [
    both('情况少见但属实', 'Rare, but true'),
    both('已在系统中改正，导出早于修改', 'Corrected already, after the export'),
  ],
}
