/** Which tables a backup holds, and in which order they can be loaded. Pure. */

export interface TableShape {
  readonly name: string
  readonly columns: readonly string[]
  /** Tables that its foreign keys refer to. */
  readonly references: readonly string[]
}

/**
 * What is read anew from the archive, or stands for work that ends with the program: the register's snapshots, scans
 * with their evidence, the steps of runs. Everything else is kept, tables too that this list does not know.
 */
const DERIVED_TABLES: ReadonlySet<string> = new Set([
  'register_snapshot',
  'register_household',
  'register_member',
  'register_measure',
  'register_block',
  'register_removed',
  'register_place',
  'register_reject',
  'scan',
  'scope_subjects',
  'evidence',
  'evidence_block',
  'scan_block',
  'run_step',
  'run_part',
  'run_scan',
])

export interface ChosenTables {
  /** In an order in which every table comes after those that it refers to. */
  readonly kept: readonly TableShape[]
  readonly leftOut: readonly string[]
}

/** A derived table stays in where a kept one refers to it: without its rows those of the other could not be loaded. */
export function chooseTables(shapes: readonly TableShape[], everything: boolean): ChosenTables {
  const byName = new Map(shapes.map(shape => [shape.name, shape]))
  const kept: TableShape[] = []
  const visiting = new Set<string>()
  const visit = (name: string): void => {
    const shape = byName.get(name)
    if (!shape || kept.includes(shape)) return
    if (visiting.has(name))
      throw new Error(`Tables refer to each other in a circle: ${[...visiting].join(', ')}`)
    visiting.add(name)
    for (const other of shape.references.filter(reference => reference !== name)) visit(other)
    visiting.delete(name)
    kept.push(shape)
  }
  const names = [...byName.keys()].sort()
  for (const name of names) if (everything || !DERIVED_TABLES.has(name)) visit(name)
  return { kept, leftOut: names.filter(name => !kept.some(shape => shape.name === name)) }
}
