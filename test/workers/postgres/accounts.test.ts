import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, cpSync, mkdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { describe, expect, it } from 'vitest'
import { openEmbedded } from '../../../workers/postgres/embedded.ts'
import { canEnter, serverAccount } from '../../../workers/postgres/server-account.ts'
import { temporaryFolder, temporaryHome } from './folders.ts'
import { kill, naming, runProgram, startProgram, until } from './processes.ts'

/** Present where these tests run as root. */
const nobody = serverAccount()
const repository = fileURLToPath(new URL('../../..', import.meta.url))
/** An ordinary user must be able to read this checkout and its Node. */
const ordinary = nobody && canEnter(nobody, repository) && runsNode(nobody) ? nobody : undefined

function runsNode(account: { uid: number; gid: number }): boolean {
  return spawnSync(process.execPath, ['--version'], { ...account, cwd: '/' }).status === 0
}

function folderOf(account: { uid: number; gid: number } | undefined): string {
  const folder = temporaryFolder()
  if (account) chownSync(folder, account.uid, account.gid)
  return folder
}

describe('as an ordinary user', () => {
  it.skipIf(!ordinary)('the server runs under that user, and ends with the program', async () => {
    const home = join(folderOf(ordinary), '.bidui')
    const program = await startProgram(home, 'hold', ordinary)
    expect(statSync(program.server.dataDir).uid).toBe(ordinary?.uid)
    expect(statSync(home).mode & 0o777).toBe(0o700)
    await kill(program, 'SIGKILL')
    await until(() => naming(home).length === 0)
    expect((await runProgram(home, 'exit', ordinary)).status).toBe(0)
    await until(() => naming(home).length === 0)
  })

  it.skipIf(!ordinary)('a folder that may not be written is refused with what to do', async () => {
    const closed = temporaryFolder()
    const missing = await runProgram(join(closed, '.bidui'), 'exit', ordinary)
    expect([missing.status, missing.out]).toEqual([1, ''])
    expect(missing.complaints).toContain('没有权限; 请换一个可写的文件夹 (设置 BIDUI_HOME)')
    expect(missing.complaints).toContain('permission denied; choose a folder that you may write to')
    mkdirSync(join(closed, 'there'))
    const present = await runProgram(join(closed, 'there'), 'exit', ordinary)
    expect(present.complaints).toContain('permission denied; choose a folder that you may write to')
  })

  it.skipIf(!ordinary)('root may open what that user began, who may go on after', async () => {
    const home = join(folderOf(ordinary), '.bidui')
    expect((await runProgram(home, 'hold', ordinary)).status).toBe(0)
    expect((await runProgram(home, 'hold')).status).toBe(0)
    expect((await runProgram(home, 'hold', ordinary)).status).toBe(0)
    expect(naming(home)).toEqual([])
  })
})

describe('as root', () => {
  it.skipIf(!nobody)(
    'the server runs as nobody, within the state folder where nobody can enter it',
    async () => {
      const home = temporaryHome()
      await using server = await openEmbedded({ home })
      expect(server.dataDir).toBe(join(home, 'postgres', 'data'))
      expect(statSync(server.dataDir).uid).toBe(nobody?.uid)
      expect(readFileSync(`/proc/${server.pid}/status`, 'utf8')).toMatch(
        new RegExp(`^Uid:\\s+${nobody?.uid}\\s`, 'm'),
      )
    },
  )

  it.skipIf(!nobody)('the data lie outside of a state folder that nobody cannot enter', async () => {
    const closed = temporaryFolder()
    chmodSync(closed, 0o700)
    const outside = join(temporaryFolder(), 'lib')
    const home = join(closed, '.bidui')
    for (const expected of [0, 1]) {
      await using server = await openEmbedded({ home, outside })
      expect(server.dataDir.startsWith(`${outside}/`)).toBe(true)
      const client = new pg.Client(server.connectionString)
      await client.connect()
      await client.query('CREATE TABLE IF NOT EXISTS started (number int)')
      const { rowCount } = await client.query('SELECT FROM started')
      await client.query('INSERT INTO started VALUES (1)')
      await client.end()
      expect(rowCount).toBe(expected)
    }
  })

  it.skipIf(!nobody)('a copy of such a state folder cannot be used at the same time', async () => {
    const closed = temporaryFolder()
    chmodSync(closed, 0o700)
    const outside = join(temporaryFolder(), 'lib')
    const home = join(closed, '.bidui')
    await using first = await openEmbedded({ home, outside })
    cpSync(home, join(closed, 'copy'), { recursive: true })
    await expect(openEmbedded({ home: join(closed, 'copy'), outside })).rejects.toThrow(
      `正在使用中: 进程 ${process.pid}`,
    )
    expect(first.dataDir.startsWith(outside)).toBe(true)
  })

  it.skipIf(!nobody)('a database left over by a deleted state folder is named, not deleted', async () => {
    const closed = temporaryFolder()
    chmodSync(closed, 0o700)
    const outside = join(temporaryFolder(), 'lib')
    const home = join(closed, '.bidui')
    const first = await openEmbedded({ home, outside })
    await first.stop()
    spawnSync('rm', ['-r', home])
    const warnings: string[] = []
    await using second = await openEmbedded({ home, outside, warn: text => warnings.push(text.en) })
    expect(second.dataDir).not.toBe(first.dataDir)
    expect(warnings).toHaveLength(1)
    expect(warnings[0]).toContain(`Earlier databases are left in ${dirname(first.dataDir)};`)
    expect(statSync(first.dataDir).isDirectory()).toBe(true)
  })

  it.skipIf(!nobody)('a temporary folder is the last resort, with a warning', async () => {
    const closed = temporaryFolder()
    chmodSync(closed, 0o700)
    const warnings: string[] = []
    await using server = await openEmbedded({
      home: join(closed, '.bidui'),
      outside: join(closed, 'lib'),
      warn: text => warnings.push(text.en),
    })
    expect(warnings).toHaveLength(1)
    expect(warnings[0]).toContain('kept in the temporary folder')
    await server.stop()
    spawnSync('rm', ['-r', join(server.dataDir, '..')])
  })
})
