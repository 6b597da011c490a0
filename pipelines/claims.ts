/** From claims to leads: what several rows say of one identity is one lead (contract §5). */
import type { AnyRule, Claim, EvidenceRef, Lead, LeadClass, Severity } from './types.ts'

const byText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)

/** By source id, then by the file's place in the manifest, then by row: what *first* means in the contract. */
export const byPlace = (one: EvidenceRef, other: EvidenceRef): number =>
  byText(one.file.source, other.file.source) ||
  one.file.order - other.file.order ||
  byText(one.file.path, other.file.path) ||
  one.row - other.row

const GRAVITY: Readonly<Record<Severity, number>> = { A: 0, B: 1, C: 2 }
const CLASS_ORDER: Readonly<Record<LeadClass, number>> = { error: 0, suspected: 1 }

/** By the row that a claim rests on first; then by content, so that the order of the input cannot matter. */
function byFirstRow(one: Claim, other: Claim): number {
  const [first, second] = [one.evidence[0], other.evidence[0]]
  const place = first && second ? byPlace(first, second) : Number(!first) - Number(!second)
  return (
    place ||
    byText(one.detail, other.detail) ||
    byText(one.personName, other.personName) ||
    byText(one.county, other.county) ||
    byText(one.village, other.village) ||
    CLASS_ORDER[one.class] - CLASS_ORDER[other.class]
  )
}

const byGravity = (one: Claim, other: Claim): number =>
  GRAVITY[one.severity] - GRAVITY[other.severity] || CLASS_ORDER[one.class] - CLASS_ORDER[other.class]

const identityOf = (claim: Claim): string => [claim.household, claim.idNumber, claim.subject].join('\n')

/** Evidence without doubles, in the order of source, file and row. */
export function distinctEvidence(evidence: readonly EvidenceRef[]): readonly EvidenceRef[] {
  const seen = new Set<string>()
  return [...evidence].sort(byPlace).filter(({ file, row }) => {
    // Not by the place in the manifest: two deliveries may name one file.
    const place = [file.source, file.path, file.digest, row].join('\n')
    if (seen.has(place)) return false
    seen.add(place)
    return true
  })
}

/**
 * One lead per household, ID number and subject: the gravest severity and the class that goes with it; all rows are
 * evidence. Claims whose rows name somebody else count only where there are no others, so a doubt about identity
 * disappears as soon as agreeing rows are enough by themselves.
 *
 * The county is that of the claim whose first row comes first; where rows name a person differently, the name that
 * sorts first is shown, so that another order of the rows is no change. The result is in the order of county,
 * household, ID number and subject, whatever the order of the claims.
 */
export function mergeClaims(rule: AnyRule, claims: readonly Claim[]): readonly Lead[] {
  const byIdentity = Map.groupBy(claims, identityOf)
  return [...byIdentity.values()].map(same => leadOf(rule, same.toSorted(byFirstRow))).sort(byIdentityOrder)
}

const byIdentityOrder = (one: Lead, other: Lead): number =>
  byText(one.county, other.county) ||
  byText(one.household, other.household) ||
  byText(one.idNumber, other.idNumber) ||
  byText(one.subject, other.subject)

function leadOf(rule: AnyRule, claims: readonly Claim[]): Lead {
  const certain = claims.filter(claim => !claim.identityDoubt)
  const counted = certain.length > 0 ? certain : claims
  const gravest = counted.toSorted(byGravity)[0]
  const first = claims[0]
  if (!gravest || !first) throw new RangeError('A lead needs at least one claim')
  return {
    rule: rule.id,
    direction: rule.direction,
    class: gravest.class,
    severity: gravest.severity,
    household: first.household,
    idNumber: first.idNumber,
    subject: first.subject,
    subjectIsKey: rule.subjectIsKey ?? false,
    county: first.county,
    village: first.village,
    personName: claims
      .map(claim => claim.personName)
      .filter(name => name !== '')
      .reduce((one, other) => (one === '' || other < one ? other : one), ''),
    evidence: distinctEvidence(claims.flatMap(claim => claim.evidence)),
    // By what they say, not by where the rows stand: another order of the rows is no change.
    detail: [...new Set(counted.map(claim => claim.detail))].toSorted(byText).join('；'),
  }
}
