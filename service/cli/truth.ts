/** Comparing findings.csv with a synthetic city's truth.csv. */
import { createReadStream } from 'node:fs'
import Papa from 'papaparse'
import { neutralised } from '../../pipelines/reports/csv.ts'
import { shownAs } from '../../pipelines/reports/masking.ts'
import { ruleById } from '../../pipelines/rules/index.ts'

/** How many leads of each rule were planted and not found, or found and not planted. */
export interface Difference {
  readonly planted: number
  readonly missing: ReadonlyMap<string, number>
  readonly surplus: ReadonlyMap<string, number>
}

/**
 * Compares by identity: rule, household, ID number, subject (contract §5). The findings are masked, so the truth is
 * masked before it is compared, and equal identities are counted.
 */
export async function compareWithTruth(findings: string, truth: string): Promise<Difference> {
  const expected = new Map<string, number>()
  let planted = 0
  for await (const row of records(truth)) {
    planted++
    const identity = identityOf(masked(row))
    expected.set(identity, (expected.get(identity) ?? 0) + 1)
  }
  for await (const row of records(findings)) {
    const identity = identityOf(row)
    expected.set(identity, (expected.get(identity) ?? 0) - 1)
  }
  const missing = new Map<string, number>()
  const surplus = new Map<string, number>()
  for (const [identity, number] of expected) {
    const rule = identity.slice(0, identity.indexOf('\t'))
    if (number > 0) missing.set(rule, (missing.get(rule) ?? 0) + number)
    if (number < 0) surplus.set(rule, (surplus.get(rule) ?? 0) - number)
  }
  return { planted, missing, surplus }
}

type Row = Readonly<Record<string, string>>

const identityOf = (row: Row): string =>
  [row.rule, row.household, row.id_number, row.subject].map(cell => cell ?? '').join('\t')

function masked(row: Row): Row {
  const shown = shownAs(true)
  const rule = row.rule ?? ''
  const subject = row.subject ?? ''
  return {
    rule,
    household: neutralised(shown.code(row.household ?? '')),
    id_number: neutralised(shown.id(row.id_number ?? '')),
    subject: neutralised(ruleById(rule)?.subjectIsKey === true ? shown.id(subject) : shown.code(subject)),
  }
}

async function* records(path: string): AsyncGenerator<Row> {
  const source = createReadStream(path, 'utf8').pipe(
    Papa.parse(Papa.NODE_STREAM_INPUT, {
      header: true,
      skipEmptyLines: true,
      transformHeader: header => header.replace(/^\uFEFF/, ''),
    }),
  )
  for await (const row of source) yield row as Row
}
