import type { ClientBase } from 'pg'

/** What can be asked: the pool, one of its clients, a connection of a thread's own. */
export type Queryable = Pick<ClientBase, 'query'>
