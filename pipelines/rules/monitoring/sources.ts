/** What the warnings rest on: published documents of other places and of Yunnan, by name and date. */
import type { Bilingual } from '../../types.ts'
import { both } from '../text.ts'

/** 峨山彝族自治县, Yunnan: which department hands down what, each month. */
export const eshan = (zh: string, en: string): Bilingual =>
  both(
    `峨山县防止返贫动态监测数据比对“按月分析、双月调度”工作方案（2022-03-21 公布解读）：${zh}`,
    `Eshan county's plan for monthly comparison in monitoring (explained 2022-03-21): ${en}`,
  )

/** 贵州省 2023: rules by which the records of monitored households are checked. */
export const guizhou = (zh: string, en: string): Bilingual =>
  both(
    `贵州省 2023 年防返贫监测数据校验规则（公开整理本，2024-01-22）：${zh}`,
    `Guizhou's rules of 2023 for checking monitoring records (public compilation, 2024-01-22): ${en}`,
  )

/** A published list of departmental thresholds whose place and date are not known. */
export const departments = (zh: string, en: string): Bilingual =>
  both(
    `公开的防返贫部门筛查预警标准（发布地区、日期未查明）：${zh}`,
    `A published list of departmental warning thresholds (place and date not established): ${en}`,
  )

/** 漯河市, Henan. */
export const luohe = (zh: string, en: string): Bilingual =>
  both(
    `漯河市防返贫监测预警指标（公开报道，日期未查明）：${zh}`,
    `Luohe's warning indicators (public report, date not established): ${en}`,
  )

/** What follows from what the columns mean; no published rule says it. */
export const reconstructed = (zh: string, en: string): Bilingual =>
  both(
    `防返贫监测信息各字段的逻辑关系（推定，未见公开规则）：${zh}`,
    `Reconstructed from what the columns mean, no published rule: ${en}`,
  )
