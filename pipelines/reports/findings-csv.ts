/** findings.csv: every lead, one row each (contract §5). */
import type { Lead } from '../types.ts'
import { compareTuples } from './code-point.ts'
import { BOM, csvLine, neutralised } from './csv.ts'
import { evidenceCode } from './evidence.ts'
import { type Shown, shownAs } from './masking.ts'

export const FINDINGS_COLUMNS = [
  'rule',
  'direction',
  'class',
  'severity',
  'county',
  'village',
  'household',
  'person_name',
  'id_number',
  'subject',
  'evidence',
  'detail',
] as const

export interface FindingsOptions {
  readonly masked: boolean
}

const shownSubject = (lead: Lead, shown: Shown): string =>
  lead.subjectIsKey ? shown.id(lead.subject) : shown.code(lead.subject)

/** What findings.csv is sorted by: the cells as they stand in the file, then the unmasked identity. */
function orderOf(lead: Lead, shown: Shown): readonly string[] {
  const cells = [
    lead.rule,
    lead.county,
    shown.code(lead.household),
    shown.id(lead.idNumber),
    shownSubject(lead, shown),
  ]
  return [...cells.map(neutralised), lead.household, lead.idNumber, lead.subject]
}

/** The leads in the order of findings.csv. A new array; the order is total as identities are unique. */
export function sortLeads<L extends Lead>(leads: Iterable<L>, { masked }: FindingsOptions): L[] {
  const shown = shownAs(masked)
  return Array.from(leads, lead => ({ lead, order: orderOf(lead, shown) }))
    .sort((a, b) => compareTuples(a.order, b.order))
    .map(({ lead }) => lead)
}

/** BOM and header. */
export const findingsHeader = (): string => BOM + csvLine(FINDINGS_COLUMNS)

/** One lead as a line, with its line end. */
export function findingsLine(lead: Lead, { masked }: FindingsOptions): string {
  const shown = shownAs(masked)
  return csvLine([
    lead.rule,
    lead.direction,
    lead.class,
    lead.severity,
    lead.county,
    lead.village,
    shown.code(lead.household),
    shown.text(lead.personName),
    shown.id(lead.idNumber),
    shownSubject(lead, shown),
    evidenceCode(lead.evidence),
    shown.text(lead.detail),
  ])
}

/**
 * The file, line by line: header, then the leads in the order given, which must be that of {@link sortLeads}.
 * @throws RangeError where a lead stands before its predecessor or has the same identity: the file would not be
 * the same bytes for the same leads.
 */
export function* findingsLines(sorted: Iterable<Lead>, options: FindingsOptions): Generator<string> {
  yield findingsHeader()
  const shown = shownAs(options.masked)
  let before: readonly string[] | undefined
  for (const lead of sorted) {
    const order = orderOf(lead, shown)
    if (before && compareTuples(before, order) >= 0) {
      throw new RangeError(
        `Leads out of order, or twice the same one, at rule ${lead.rule}, county ${lead.county}`,
      )
    }
    before = order
    yield findingsLine(lead, options)
  }
}
