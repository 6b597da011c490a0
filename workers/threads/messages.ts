/** What the program and its threads say to each other. */
import { InputError, type InputErrorCode } from '../../connectors/input-error.ts'
import { OperationalError, type Said } from '../operational-error.ts'

/** What a thread is started with. */
export interface ThreadData {
  /** Its place in the pool, from 0: no two threads have the same at once. */
  readonly place: number
}

/** To a thread: run the default export of a module (by its URL), load one, or go on: a part was taken, or was not. */
export type ThreadMessage =
  | { readonly kind: 'run'; readonly task: number; readonly module: string; readonly input: unknown }
  | { readonly kind: 'load'; readonly module: string }
  | { readonly kind: 'taken'; readonly well: boolean }

export type TaskAnswer =
  | { readonly task: number; readonly kind: 'part'; readonly part: unknown }
  | { readonly task: number; readonly kind: 'done'; readonly result: unknown }
  | { readonly task: number; readonly kind: 'failed'; readonly failure: Failure }

/** An error on its way out of a thread: a copy of it would lose its class. */
export type Failure =
  | { readonly type: 'input'; readonly code: InputErrorCode; readonly text: Said }
  | { readonly type: 'operational'; readonly text: Said; readonly exitCode: 1 | 2 }
  | {
      readonly type: 'other'
      readonly name: string
      readonly message: string
      readonly stack?: string | undefined
      /** What the error carries: the text for people, the operating system's code and path. */
      readonly properties: Readonly<Record<string, unknown>>
    }

export function failureOf(error: unknown): Failure {
  if (error instanceof InputError) return { type: 'input', code: error.code, text: error.text }
  if (error instanceof OperationalError)
    return { type: 'operational', text: error.text, exitCode: error.exitCode }
  if (!(error instanceof Error))
    return { type: 'other', name: 'Error', message: String(error), properties: {} }
  const { name, message, stack } = error
  return { type: 'other', name, message, stack, properties: copyable({ ...error }) }
}

function copyable(properties: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  try {
    return structuredClone(properties)
  } catch {
    return {}
  }
}

export function errorOf(failure: Failure): unknown {
  switch (failure.type) {
    case 'input':
      return new InputError(failure.code, failure.text)
    case 'operational':
      return new OperationalError(failure.text, { exitCode: failure.exitCode })
    case 'other': {
      const error = Object.assign(new Error(failure.message), failure.properties)
      error.name = failure.name
      if (failure.stack !== undefined) error.stack = failure.stack
      return error
    }
  }
}

/**
 * The default export of a task's module. `emit` sends a part of the result ahead, in order; who awaits it goes no faster
 * than the parts are taken. What the task returns ends it. State that outlives a task is the module's own.
 */
export type Task<Input, Part, Result> = (
  input: Input,
  emit: (part: Part) => Promise<void>,
) => Promise<Result> | Result
