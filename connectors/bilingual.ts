import type { Bilingual } from './definition.ts'

/** Whether a value is a message in both languages: what an error made for people carries, or what was stored as one. */
export const isBilingual = (value: unknown): value is Bilingual =>
  typeof value === 'object' &&
  value !== null &&
  'zh' in value &&
  typeof value.zh === 'string' &&
  'en' in value &&
  typeof value.en === 'string'
