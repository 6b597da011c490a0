import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFile, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { scratch } from './calling.ts'

const LAUNCHER = fileURLToPath(new URL('../../../service/cli/launch.mjs', import.meta.url))

async function launch(words: readonly string[], cwd: string, launcher = LAUNCHER) {
  const child = spawn(process.execPath, [launcher, ...words], { cwd, stdio: ['ignore', 'pipe', 'pipe'] })
  let [out, err] = ['', '']
  child.stdout.setEncoding('utf8').on('data', text => {
    out += text
  })
  child.stderr.setEncoding('utf8').on('data', text => {
    err += text
  })
  const [status] = await once(child, 'close')
  return { status, out, err }
}

describe('the launcher', () => {
  it('runs the program from any folder and hands on its exit status', async () => {
    await using folder = await scratch()
    expect(await launch(['--version'], folder.path)).toEqual({
      status: 0,
      out: expect.stringMatching(/^bidui \d+\.\d+\.\d+\n$/),
      err: '',
    })
    expect((await launch(['chek'], folder.path)).status).toBe(2)
  })

  it('prints no warnings of Node', async () => {
    expect((await launch(['rules', 'X01'], '/')).err).toBe('')
  })

  it('ends quietly when its reader goes away', async () => {
    const child = spawn(process.execPath, [LAUNCHER, 'rules', ...Array.from({ length: 150 }, () => 'X01')], {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let err = ''
    child.stderr.setEncoding('utf8').on('data', text => {
      err += text
    })
    child.stdout.destroy()
    const [status] = await once(child, 'close')
    expect([status, err]).toEqual([0, ''])
  })

  it('stops on Ctrl-C with 130 and a sentence', async () => {
    await using folder = await scratch()
    const child = spawn(process.execPath, [LAUNCHER, 'synth', '--out', 'city', '--households', '500000'], {
      cwd: folder.path,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let err = ''
    child.stderr.setEncoding('utf8').on('data', text => {
      if (err === '') child.kill('SIGINT')
      err += text
    })
    const [status] = await once(child, 'close')
    expect(status).toBe(130)
    expect(err).toContain('bidui: 已中断')
  })

  it('says in one sentence what to install where the packages are missing', async () => {
    await using folder = await scratch()
    const cli = join(folder.path, 'service', 'cli')
    await mkdir(cli, { recursive: true })
    await copyFile(LAUNCHER, join(cli, 'launch.mjs'))
    await writeFile(join(cli, 'main.ts'), "import 'a-package-that-nobody-installed'")
    const { status, err } = await launch(['--help'], folder.path, join(cli, 'launch.mjs'))
    expect(status).toBe(1)
    expect(err).toContain('npm ci')
    expect(err.trim().split('\n')).toHaveLength(2)
  })
})
