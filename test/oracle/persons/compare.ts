/** One seed: the program and the oracle over the same register, and where they disagree, with the rows it is about. */
import { type Cells, judgePersons, type RawRegister, type Told } from './persons.ts'
import { askProgram } from './program.ts'
import { randomRegister } from './random-persons.ts'

export interface Compared {
  readonly told: Told
  /** In words; none: they agree. */
  readonly disagreements: readonly string[]
}

export async function comparePersons(seed: number, folder: string): Promise<Compared> {
  const register = randomRegister(seed)
  const told = judgePersons(register)
  return {
    told,
    disagreements: differences(`seed ${seed}`, register, told, await askProgram(register, folder, seed)),
  }
}

/** What only one of them says, with the rows of its household. */
export function differences(of: string, register: RawRegister, told: Told, program: Told): readonly string[] {
  const found: string[] = []
  for (const [identity, kind] of told.leads) {
    const theirs = program.leads.get(identity)
    if (theirs !== kind)
      found.push(
        `${of}: oracle ${kind}, program ${theirs ?? 'nothing'} in ${identity}${rowsOf(register, identity)}`,
      )
  }
  for (const [identity, kind] of program.leads)
    if (!told.leads.has(identity))
      found.push(`${of}: only the program has ${identity} ${kind}${rowsOf(register, identity)}`)
  for (const entry of new Set([...told.open.keys(), ...program.open.keys()])) {
    const [ours = 0, theirs = 0] = [told.open.get(entry), program.open.get(entry)]
    if (ours !== theirs)
      found.push(`${of}: not concluded by the oracle ${ours}, the program ${theirs} times: ${entry}`)
  }
  if (told.counted !== program.counted)
    found.push(`${of}: P57 counted ${told.counted} by the oracle, ${program.counted} by the program`)
  return found
}

/** The rows of the household that an identity names, without cells in which nothing stands. */
function rowsOf({ asOf, cutoff, households, members }: RawRegister, identity: string): string {
  const [, code = '\0'] = identity.split('|')
  const show = (columns: ReadonlySet<string>) => (row: Cells) =>
    `\n    ${Object.entries(row)
      .filter(([column, cell]) => columns.has(column) && cell !== '')
      .map(([column, cell]) => `${column}=${cell}`)
      .join(' ')}`
  const own = (row: Cells) => row.户编号?.includes(code)
  return [
    `\n    asOf ${asOf} cutoff ${cutoff}`,
    ...households.rows.filter(own).map(show(households.columns)),
    ...members.rows.filter(own).map(show(members.columns)),
  ].join('')
}
