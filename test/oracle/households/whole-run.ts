/** A random register through the real program: what its stores add up and join, against the oracle's own counting. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import Papa from 'papaparse'
import { loadPolicy, parameterAt } from '../../../pipelines/policies/index.ts'
import { compare, readTable, scratch } from '../../e2e/city.ts'
import { fieldOf, foldCode, isFilled, type Row, type Table } from './cells.ts'
import { HOUSEHOLD_RULES, householdOf } from './households.ts'
import { HAMLET_RULES, N03, VILLAGE_RULES, villagesOf } from './places.ts'
import { accepted, codeIn, type Register, rowsOf } from './register.ts'
import { makeRegister, type Shape } from './register-generator.ts'
import { type Judged, worded } from './truth.ts'

async function writeRegister(inbox: string, register: Register): Promise<void> {
  await mkdir(join(inbox, 'register'), { recursive: true })
  const { asOf, ...tables } = register
  for (const table of Object.values(tables) as (Table | null)[]) {
    if (!table) continue
    const fields = [...table.headers]
    const data = table.rows.map(row => fields.map(header => row[header] ?? ''))
    await writeFile(
      join(inbox, 'register', `${table.name}.csv`),
      `\uFEFF${Papa.unparse({ fields, data }, { newline: '\r\n' })}`,
    )
  }
  await writeFile(join(inbox, 'manifest.json'), JSON.stringify({ asOf, deliveries: [] }))
}

/** What the oracle says of the whole register: leads, and what is not concluded. */
export interface Told {
  readonly leads: readonly string[]
  readonly open: ReadonlySet<string>
}

export async function judgeRegister(register: Register): Promise<Told> {
  const policy = await loadPolicy()
  const parameters = (name: string) => parameterAt(policy, name, register.asOf)
  const gravest = new Map<string, string>()
  const open = new Set<string>()
  const tell = (rule: string, county: string, address: string, judged: Judged) => {
    const word = worded(judged)
    if (typeof word !== 'string') for (const reason of word) open.add(`${rule}|${county}|${reason}`)
    else if (word !== 'none') {
      const lead = `${rule}|${county}|${address}`
      if (gravest.get(lead) !== 'error') gravest.set(lead, word)
    }
  }
  for (const row of register.households.rows) {
    const household = householdOf(register, row, parameters)
    const county = codeIn(row, '村编码').slice(0, 6)
    for (const [rule, judge] of Object.entries(HOUSEHOLD_RULES))
      tell(rule, county, `${codeIn(row, '户编号')}|`, judge(household))
  }
  for (const village of villagesOf(register, parameters)) {
    const county = village.code.slice(0, 6)
    for (const [rule, judge] of [...Object.entries(VILLAGE_RULES), ['N03', N03] as const])
      for (const of of village.records) tell(rule, county, `|${village.code}`, judge(of, village))
    for (const [rule, judge] of Object.entries(HAMLET_RULES))
      for (const hamlet of village.hamlets) tell(rule, county, `|${hamlet.code}`, judge(hamlet, village))
  }
  return { leads: [...gravest].map(([lead, word]) => `${lead}|${word}`), open }
}

/** P49 by member, of a household that is not there too: the same 成员联系电话 in another household. */
export function sharedPhones(register: Register): readonly string[] {
  const { members, households } = register
  const phoned = members.rows.filter(row => isFilled(fieldOf(members, row, '成员联系电话')))
  const phoneOf = (row: Row): string => foldCode(row.成员联系电话 ?? '')
  return phoned
    .filter(row =>
      phoned.some(
        other => phoneOf(other) === phoneOf(row) && codeIn(other, '户编号') !== codeIn(row, '户编号'),
      ),
    )
    .map(row => {
      const household = rowsOf(households, '户编号', codeIn(row, '户编号'))[0] ?? {}
      return `P49|${codeIn(household, '村编码').slice(0, 6)}|${codeIn(row, '户编号')}|${codeIn(row, '人编号')}|suspected`
    })
}

/** Disagreements between program and oracle about one register; none: they agree. */
export async function differences(seed: number, shape: Shape): Promise<readonly string[]> {
  const delivered = makeRegister(seed, shape)
  const register = accepted(delivered)
  await using folder = await scratch()
  const inbox = join(folder.path, 'inbox')
  await writeRegister(inbox, delivered)
  const out = join(folder.path, 'out')
  const { summary } = await compare({ inbox, out, home: join(folder.path, 'home') })
  const lines = (await readTable(join(out, 'findings.csv'))).filter(({ rule = '' }) =>
    /^([HVN]|P49)/.test(rule),
  )
  const program = lines.map(line =>
    [line.rule, line.county, line.household, line.subject, line.class].join('|'),
  )
  const told = await judgeRegister(register)
  const oracle = [...told.leads, ...sharedPhones(delivered)]
  const found = [
    ...oracle.filter(lead => !program.includes(lead)).map(lead => `only the oracle has ${lead}`),
    ...program.filter(lead => !oracle.includes(lead)).map(lead => `only the program has ${lead}`),
  ]
  const severities = lines.filter(({ class: kind, severity }) => severity !== (kind === 'error' ? 'B' : 'C'))
  found.push(...severities.map(({ rule, severity }) => `${rule} is ${severity}`))
  const withheld = new Map(
    summary.notConcluded
      .filter(({ rule }) => /^[HVN]/.test(rule))
      .map(({ rule, county, feed, reason, count }) => [`${rule}|${county}|${reason}|${feed}`, count]),
  )
  for (const one of told.open) if (!withheld.has(one)) found.push(`not concluded by the oracle only: ${one}`)
  for (const [one, count] of withheld)
    if (count > 0 && !told.open.has(one)) found.push(`not concluded by the program only: ${one}`)
  return found
}
