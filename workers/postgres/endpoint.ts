/** Where the server listens: a Unix socket that only its own account can reach, else a free port of this machine. */
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { platform, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Cluster } from './cluster.ts'
import { canEnter, giveTo } from './server-account.ts'

export interface Endpoint {
  /** The socket's folder, or 127.0.0.1. */
  readonly host: string
  readonly port: number
  /** A folder made for this start only. */
  readonly temporary?: string
}

export type Transport = 'socket' | 'port'

/** A socket's port is only a part of its name. */
const SOCKET_PORT = 5432
/** Bytes of a socket's path, its terminating zero not counted. */
const LONGEST_SOCKET = platform() === 'darwin' ? 103 : 107
const LOOPBACK = '127.0.0.1'

/** Chooses and prepares an endpoint. No server may be running on the cluster. */
export async function prepareEndpoint(cluster: Cluster, transport: Transport): Promise<Endpoint> {
  if (transport === 'port' || platform() === 'win32') return freePort()
  if (fits(cluster.run)) {
    rmSync(cluster.run, { recursive: true, force: true })
    mkdirSync(cluster.run, { mode: 0o700 })
    giveTo(cluster.account, cluster.run)
    return { host: cluster.run, port: SOCKET_PORT }
  }
  if (!fits(join(tmpdir(), 'bidui-XXXXXX')) || !canEnter(cluster.account, tmpdir())) return freePort()
  const temporary = mkdtempSync(join(tmpdir(), 'bidui-'))
  chmodSync(temporary, 0o700)
  giveTo(cluster.account, temporary)
  return { host: temporary, port: SOCKET_PORT, temporary }
}

const fits = (folder: string): boolean =>
  Buffer.byteLength(join(folder, `.s.PGSQL.${SOCKET_PORT}`)) <= LONGEST_SOCKET

async function freePort(): Promise<Endpoint> {
  const probe = createServer()
  const port = await new Promise<number>((resolve, reject) => {
    probe.once('error', reject)
    probe.listen(0, LOOPBACK, () => {
      const address = probe.address()
      if (address !== null && typeof address === 'object') resolve(address.port)
      else reject(new Error('no port'))
    })
  })
  await new Promise(resolve => probe.close(resolve))
  return { host: LOOPBACK, port }
}
