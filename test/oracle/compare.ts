/** One seed: the program and the oracle over the same inbox, and where they disagree. */
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compare, readTable } from '../e2e/city.ts'
import { makeInbox } from './inbox-generator.ts'
import { ANY, judgeInbox } from './oracle.ts'

const SHOWN = 12

/** Disagreements in words, each with the delivered rows that it is about; none: they agree. */
export async function disagreements(
  seed: number,
  tally: Map<string, number> = new Map(),
): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bidui-oracle-'))
  // As root the server runs as nobody, who has to get to its data.
  chmodSync(folder, 0o755)
  try {
    const inbox = join(folder, 'inbox')
    const out = join(folder, 'out')
    makeInbox(inbox, seed)
    const told = judgeInbox(inbox)
    const { summary } = await compare({ inbox, out, home: join(folder, 'home') })
    const found: string[] = []

    const outcomes = Object.entries(summary.feeds).flatMap(([feed, { deliveries }]) =>
      deliveries.map(({ files, outcome }) => [feed, files.join('+'), outcome].join('|')),
    )
    for (const one of without(outcomes, told.deliveries))
      found.push(`seed ${seed}: delivery ${one}, says the program`)

    const program = new Map(
      (await readTable(join(out, 'findings.csv')))
        // The oracle knows nothing of the quality rules.
        .filter(({ rule = '' }) => /^[XITM]/.test(rule))
        .map(line => [[line.rule, line.household, line.id_number, line.subject].join('|'), line]),
    )
    const differ = (what: string, about: string, evidence: readonly string[] = []) =>
      found.push(`seed ${seed}: ${what} ${about}${rowsOf(inbox, about, evidence)}`)
    for (const lead of told.leads) {
      const severity = `${lead.rule} ${lead.severity}`
      tally.set(severity, (tally.get(severity) ?? 0) + 1)
      const identity = [lead.rule, lead.household, lead.id, lead.subject].join('|')
      const line = program.get(identity)
      program.delete(identity)
      const county = lead.county === ANY ? line?.county : lead.county
      const ours = [lead.class, lead.severity, county, lead.village].join('|')
      const evidence = expand(line?.evidence ?? '')
      const unnamed = lead.evidence.filter(one => !evidence.has(one))
      if (!line) differ('only the oracle has', `${identity} ${ours}`, lead.evidence)
      else {
        const theirs = [line.class, line.severity, line.county, line.village].join('|')
        if (theirs !== ours) differ(`oracle ${ours}, program ${theirs} in`, identity, lead.evidence)
        else if (line.detail?.startsWith('姓名不符，先核身份') !== lead.doubt)
          differ(`the name is ${lead.doubt ? '' : 'not '}in doubt in`, identity, lead.evidence)
        else if (unnamed.length > 0) differ(`evidence ${unnamed} is not named in`, identity, unnamed)
      }
    }
    for (const [identity, line] of program)
      differ('only the program has', `${identity} ${line.severity}`, [...expand(line.evidence ?? '')])

    const concluded = new Set(told.notConcluded)
    for (const { rule, county, feed, reason, count } of summary.notConcluded) {
      if (!/^[XITM]/.test(rule)) continue
      const entry = [rule, county, feed, reason].join('|')
      // A count of 0 says that nobody asked; a missing table is told for every household, asked or not.
      if (!concluded.delete(entry) && count > 0 && reason !== 'no table')
        differ('not concluded by the program only:', entry)
    }
    for (const entry of concluded) differ('not concluded by the oracle only:', entry)

    const rejected = (await readTable(join(out, 'rejects.csv')))
      .map(({ feed, file, row, column, reason }) => [feed, file, row, column, reason].join('|'))
      .sort()
    for (const one of without(rejected, told.rejects)) differ('rejected by the program only:', one)
    for (const one of without(told.rejects, rejected)) differ('rejected by the oracle only:', one)
    return found.length > SHOWN ? [...found.slice(0, SHOWN), `… ${found.length - SHOWN} more`] : found
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** What `all` has more often than `taken`. */
function without(all: readonly string[], taken: readonly string[]): readonly string[] {
  const left = new Map<string, number>()
  for (const one of taken) left.set(one, (left.get(one) ?? 0) + 1)
  return all.filter(one => {
    const count = left.get(one) ?? 0
    left.set(one, count - 1)
    return count <= 0
  })
}

/** `feed@digest#3+5;…` as `feed@digest#3`, `feed@digest#5` … */
const expand = (evidence: string): ReadonlySet<string> =>
  new Set(
    evidence.split(';').flatMap(part => {
      const [file = '', rows = ''] = part.split('#')
      return rows.split('+').map(row => `${file}#${row}`)
    }),
  )

/** The delivered lines that hold the persons and rows of a disagreement, and their registered ones. */
function rowsOf(inbox: string, about: string, evidence: readonly string[]): string {
  const rows = evidence.map(one => /^(.*)@.*#(\d+)$/.exec(one))
  const keys = about.match(/\d{17}[\dX]/g) ?? []
  const shown: string[] = []
  const show = (path: string, wanted: (line: string, row: number) => boolean) =>
    readFileSync(join(inbox, path), 'utf8')
      .split('\r\n')
      .forEach((line, at) => {
        if (wanted(line, at + 1)) shown.push(`\n    ${path}#${at + 1}: ${line}`)
      })
  for (const path of readdirSync(join(inbox, 'register'))) {
    const household = about.split('|')[1] ?? ''
    show(
      `register/${path}`,
      line => keys.some(key => line.includes(key)) || (household !== '' && line.includes(household)),
    )
  }
  for (const feed of new Set(
    rows.map(row => row?.[1] ?? '').filter(one => one && !one.startsWith('register')),
  ))
    for (const file of readdirSync(join(inbox, 'feeds', feed)))
      show(
        `feeds/${feed}/${file}`,
        (line, row) =>
          row === 1 ||
          (rows.some(one => one?.[1] === feed && Number(one[2]) === row) && row > 0) ||
          keys.some(key => line.includes(key)),
      )
  return shown.join('')
}
