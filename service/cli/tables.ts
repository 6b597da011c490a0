/** The tables that a command may name: feeds by their id, register tables as `register.members`. */
import type { AnyDefinition } from '../../connectors/definition.ts'
import { FEEDS } from '../../connectors/feeds/index.ts'
import { REGISTER_TABLES } from '../../connectors/register/index.ts'
import { tableId } from '../../connectors/table-reader.ts'
import { oneOf } from './arguments.ts'

export const FEED_TABLES: readonly AnyDefinition[] = FEEDS
export const REGISTER: readonly AnyDefinition[] = Object.values(REGISTER_TABLES)

/** The definition of a feed or a register table. @throws OperationalError that names the nearest id */
export function tableNamed(word: string): AnyDefinition {
  const all = [...FEED_TABLES, ...REGISTER]
  const id = oneOf(
    word,
    all.map(tableId),
    { zh: '部门数据或建档立卡表', en: 'feed or register table' },
    'bidui feeds',
  )
  const found = all.find(definition => tableId(definition) === id)
  if (!found) throw new RangeError(`No table is called ${id}`)
  return found
}
