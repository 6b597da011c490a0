import type { Bilingual } from '../../pipelines/types.ts'

export const hoursSince = (then: Date, now: Date): number => (now.getTime() - then.getTime()) / 3_600_000

/** 3 小时, 3 hours; days from two of them on. */
export function ageText(hours: number): Bilingual {
  if (hours >= 48) return amount(Math.floor(hours / 24), '天', 'day')
  if (hours >= 1) return amount(Math.floor(hours), '小时', 'hour')
  return amount(Math.max(0, Math.floor(hours * 60)), '分钟', 'minute')
}

const amount = (number: number, zh: string, en: string): Bilingual => ({
  zh: `${number} ${zh}`,
  en: `${number} ${en}${number === 1 ? '' : 's'}`,
})
