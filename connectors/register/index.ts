/** The tables of the register: the explicit list. */
import type { RegisterDefinition, RowOf } from '../definition.ts'
import { hamlets } from './hamlets.ts'
import { households } from './households.ts'
import { measures } from './measures.ts'
import { members } from './members.ts'
import { removed } from './removed.ts'
import { villages } from './villages.ts'

export const REGISTER_TABLES = { households, members, villages, hamlets, measures, removed } as const

export type RegisterTableId = keyof typeof REGISTER_TABLES

type Rows = { readonly [T in RegisterTableId]: RowOf<(typeof REGISTER_TABLES)[T]['columns']> }

/** The values of one row of a register table, by property of its definition. */
export type RegisterRow<T extends RegisterTableId = RegisterTableId> = Rows[T]

const ids: readonly string[] = Object.keys(REGISTER_TABLES)

/** The table that `register.members` names. */
export const registerTableOf = (source: `register.${RegisterTableId}`): RegisterTableId =>
  source.slice('register.'.length) as RegisterTableId

export const isRegisterTableId = (id: string): id is RegisterTableId => ids.includes(id)

export const registerTableById = (id: RegisterTableId): RegisterDefinition<RegisterTableId> =>
  REGISTER_TABLES[id]
