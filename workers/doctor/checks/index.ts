/** The checks in their order: what others rest on comes first. The explicit list. */
import type { Check } from '../check.ts'
import { clock } from './clock.ts'
import { configuration } from './configuration.ts'
import { connections } from './connections.ts'
import { database } from './database.ts'
import { disk } from './disk.ts'
import { lastBackupCheck } from './last-backup.ts'
import { lastSuccess } from './last-success.ts'
import { memory } from './memory.ts'
import { node } from './node.ts'
import { queue } from './queue.ts'
import { runs } from './runs.ts'
import { schema } from './schema.ts'
import { stateFolder } from './state-folder.ts'

export const CHECKS: readonly Check[] = [
  configuration,
  node,
  memory,
  stateFolder,
  database,
  connections,
  schema,
  clock,
  disk,
  queue,
  runs,
  lastSuccess,
  lastBackupCheck,
]
