/** Numbers that should be one and are not: where, which, and no report. */
import type { Bilingual } from './model.ts'

export interface Disagreement {
  readonly where: Bilingual
  /** What was compared, and what each side says. */
  readonly sides: readonly { readonly what: Bilingual; readonly says: string | number }[]
}

/** Disagreements that the message spells out; the others are counted. */
const SPELLED_OUT = 5

export class ClearanceRefused extends Error {
  override readonly name = 'ClearanceRefused'
  readonly text: Bilingual
  readonly disagreements: readonly Disagreement[]

  constructor(disagreements: readonly Disagreement[]) {
    const shown = disagreements.slice(0, SPELLED_OUT)
    const rest = disagreements.length - shown.length
    const list = (lang: 'zh' | 'en') =>
      shown
        .map(({ where, sides }) => {
          const said = sides.map(({ what, says }) => `${what[lang]} ${says}`).join(' ≠ ')
          return lang === 'zh' ? `${where.zh}：${said}` : `${where.en}: ${said}`
        })
        .join(lang === 'zh' ? '；' : '; ')
    const text = {
      zh: `数字不一致，不出具报表。${list('zh')}${rest > 0 ? `；另有 ${rest} 处` : ''}。问题、变动记录或已结账日的数字在数据库中被改动过，请从备份核对，或报告维护人员`,
      en: `The numbers disagree, the report is refused. ${list('en')}${rest > 0 ? `; and ${rest} more` : ''}. Problems, their history or the figures of a closed day were changed in the database: compare with a backup, or report it`,
    }
    super(text.zh)
    this.text = text
    this.disagreements = disagreements
  }
}

/** @throws ClearanceRefused where there is any */
export function refuseIfAny(disagreements: readonly Disagreement[]): void {
  if (disagreements.length > 0) throw new ClearanceRefused(disagreements)
}
