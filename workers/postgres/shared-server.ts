/**
 * The embedded server of a service, for other programs on the same host: while `bidui serve` runs, a command joins its
 * database instead of being told that the state folder is in use.
 *
 *   <home>/service.json   how to connect, with the password (0600); there while the service shares its server
 */
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { z } from 'zod'
import type { Connection } from './embedded.ts'

const SHARED = z.object({
  host: z.string(),
  port: z.number(),
  user: z.string(),
  password: z.string(),
  database: z.string(),
  ssl: z.literal(false),
  options: z.string(),
})

const fileIn = (home: string): string => join(home, 'service.json')

/** Lets other programs join. Disposed of before the server stops. */
export function shareServer(home: string, connection: Connection): Disposable {
  const path = fileIn(home)
  const partial = `${path}.${process.pid}`
  writeFileSync(partial, JSON.stringify(SHARED.parse(connection)), { mode: 0o600 })
  renameSync(partial, path)
  return { [Symbol.dispose]: () => rmSync(path, { force: true }) }
}

/** How to reach the server that is shared; it may be gone, if its service was killed. */
export function sharedServer(home: string): Connection | undefined {
  try {
    return SHARED.parse(JSON.parse(readFileSync(fileIn(home), 'utf8')))
  } catch {
    return undefined
  }
}
