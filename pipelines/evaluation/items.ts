/** Review items 核查单: what makes a lead the same one from run to run, and what makes it another. */
import { hash } from 'node:crypto'
import type { Lead } from '../types.ts'

const digest = (...parts: readonly string[]): string => hash('sha256', JSON.stringify(parts))

/** The stable key of a lead: its identity (contract §5), without personal data in it. */
export const itemKey = (lead: Pick<Lead, 'rule' | 'household' | 'idNumber' | 'subject'>): string =>
  digest(lead.rule, lead.household, lead.idNumber, lead.subject)

/** What a reviewer is told. Where a row stands in which file does not matter to it; what it says does. */
export const leadFingerprint = (lead: Pick<Lead, 'class' | 'severity' | 'detail'>): string =>
  digest(lead.class, lead.severity, lead.detail)
