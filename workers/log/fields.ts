/**
 * What a line of the log can say: ids, counts, durations and codes.
 *
 * A field that is not in this table does not exist, neither for the compiler nor for the line: nothing personal has a
 * place to be written to.
 */
type Kind = 'id' | 'count' | 'seconds' | 'code'

export const FIELDS = {
  run: 'id',
  delivery: 'id',
  step: 'id',
  arrival: 'id',
  feed: 'id',
  worker: 'id',
  night: 'id',
  request: 'id',
  /** Of a route its pattern, never the path that was asked for. */
  route: 'id',
  address: 'id',
  version: 'id',
  rows: 'count',
  rejects: 'count',
  bytes: 'count',
  files: 'count',
  households: 'count',
  leads: 'count',
  items: 'count',
  steps: 'count',
  attempts: 'count',
  waiting: 'count',
  running: 'count',
  delayed: 'count',
  listeners: 'count',
  concurrency: 'count',
  status: 'count',
  seconds: 'seconds',
  state: 'code',
  outcome: 'code',
  reason: 'code',
  kind: 'code',
  occasion: 'code',
  stage: 'code',
  backend: 'code',
  method: 'code',
  signal: 'code',
} as const satisfies Readonly<Record<string, Kind>>

export type FieldName = keyof typeof FIELDS

export type LogFields = {
  readonly [F in FieldName]?: ((typeof FIELDS)[F] extends 'count' | 'seconds' ? number : string) | undefined
}

const ID = /^[\w.:@/+[\]*-]{1,200}$/
const CODE = /^[\w.:-]{1,80}$/
/** What stands where something stood that is no value of its field. */
const NOT_SHOWN = '?'

const isField = (name: string): name is FieldName => Object.hasOwn(FIELDS, name)

/** The fields that there are, each as its kind allows. */
export function judgedFields(fields: object): Record<string, string | number> {
  const judged: Record<string, string | number> = {}
  for (const [name, value] of Object.entries(fields))
    if (isField(name) && value !== undefined) judged[name] = judgedValue(FIELDS[name], value)
  return judged
}

function judgedValue(kind: Kind, value: unknown): string | number {
  if (kind === 'count' || kind === 'seconds') {
    if (typeof value !== 'number' || !Number.isFinite(value)) return NOT_SHOWN
    return kind === 'count' ? Math.round(value) : Math.round(value * 1000) / 1000
  }
  return typeof value === 'string' && (kind === 'id' ? ID : CODE).test(value) ? value : NOT_SHOWN
}

/** A name or code of an error, where it is one. */
export const codeOf = (value: unknown): string | undefined =>
  typeof value === 'string' && CODE.test(value) ? value : undefined
