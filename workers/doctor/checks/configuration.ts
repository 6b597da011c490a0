import { nearest } from '../../../pipelines/policies/nearest.ts'
import type { Check } from '../check.ts'

/** The variables, and what holds for each. A wrong value ends the program before it gets here. */
export const configuration: Check = {
  name: 'configuration',
  title: { zh: '配置', en: 'configuration' },
  async look({ settings: { effective, unknown }, home }) {
    const value = (name: string, shown: string | undefined) => (name === 'BIDUI_HOME' ? home : shown)
    const set = effective.filter(({ isSet }) => isSet)
    const shown = set.map(each => `${each.name}=${value(each.name, each.value)}`).join(', ')
    const found = {
      zh: set.length > 0 ? `${shown}；其余为默认值` : '全部为默认值',
      en: set.length > 0 ? `${shown}; defaults for the rest` : 'defaults throughout',
    }
    const facts = Object.fromEntries(effective.map(each => [each.name, value(each.name, each.value) ?? null]))
    if (unknown.length === 0) return { state: 'good', found, facts }
    const names = effective.map(({ name }) => name)
    const meant = unknown.map(name => ({ name, close: nearest(name, names) }))
    return {
      state: 'warning',
      found: {
        zh: `${found.zh}；不认识 ${unknown.join('、')}`,
        en: `${found.en}; not known: ${unknown.join(', ')}`,
      },
      remedy: {
        zh: meant.map(({ name, close }) => (close ? `${name} 是否应为 ${close}` : `删去 ${name}`)).join('；'),
        en: meant
          .map(({ name, close }) => (close ? `is ${name} meant to be ${close}?` : `remove ${name}`))
          .join('; '),
      },
      facts,
    }
  },
}
