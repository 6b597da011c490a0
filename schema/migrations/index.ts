/** The migrations in their order: the explicit list. Names are never changed once they have landed. */
import type { Migration } from 'kysely/migration'
import * as comparison from './0001-comparison.ts'
import * as slices from './0002-slices.ts'
import * as service from './0003-service.ts'
import * as registerFacts from './0004-register-facts.ts'
import * as clearance from './0005-clearance.ts'
import * as manyRows from './0006-rows-by-the-hundred-thousand.ts'
import * as valueColumns from './0007-value-columns.ts'

export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-comparison': comparison,
  '0002-slices': slices,
  '0003-service': service,
  '0004-register-facts': registerFacts,
  '0005-clearance': clearance,
  '0006-rows-by-the-hundred-thousand': manyRows,
  '0007-value-columns': valueColumns,
}
