import { describe, expect, it } from 'vitest'
import { itemKey, leadFingerprint } from '../../../pipelines/evaluation/items.ts'

const identity = { rule: 'X01', household: '5301290001', idNumber: '530129198001010017', subject: '云A12345' }
const told = { class: 'suspected', severity: 'A', detail: '购置价 35000 元' } as const

describe('A review item', () => {
  it('is the same as long as rule, household, person and subject are', () => {
    expect(itemKey({ ...identity })).toBe(itemKey(identity))
    for (const part of ['rule', 'household', 'idNumber', 'subject'] as const)
      expect(itemKey({ ...identity, [part]: 'another' })).not.toBe(itemKey(identity))
  })

  it('carries no personal data in its key', () => {
    expect(itemKey(identity)).toMatch(/^[0-9a-f]{64}$/)
  })

  it('has changed when what a reviewer is told has', () => {
    expect(leadFingerprint({ ...told, detail: '购置价 36000 元' })).not.toBe(leadFingerprint(told))
    expect(leadFingerprint({ ...told, severity: 'C' })).not.toBe(leadFingerprint(told))
  })
})
