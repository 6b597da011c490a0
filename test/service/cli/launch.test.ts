import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFile, mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { scratch } from './calling.ts'

const LAUNCHER = fileURLToPath(new URL('../../../service/cli/launch.mjs', import.meta.url))

async function launch(
  words: readonly string[],
  cwd: string,
  launcher = LAUNCHER,
  nodeOptions: readonly string[] = [],
) {
  const child = spawn(process.execPath, [...nodeOptions, launcher, ...words], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
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

/** Lets the launcher believe that it runs on Node 18. */
const ON_AN_OLD_NODE = [
  '--import',
  `data:text/javascript,Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '18.0.0' } })`,
]

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

  it('takes paths from where the person is, though npm runs scripts in the package folder', async () => {
    await using folder = await scratch()
    const child = spawn(process.execPath, [LAUNCHER, 'template', 'hr.pensions', '--out', 'x.csv'], {
      cwd: fileURLToPath(new URL('../../..', import.meta.url)),
      env: { ...process.env, INIT_CWD: folder.path, npm_lifecycle_event: 'bidui' },
      stdio: 'ignore',
    })
    expect((await once(child, 'close'))[0]).toBe(0)
    expect(await readdir(folder.path)).toEqual(['x.csv'])
  })

  it('looks for a newer Node where it runs on an old one', async () => {
    const { status, out } = await launch(['--version'], '/', LAUNCHER, ON_AN_OLD_NODE)
    expect([status, out]).toEqual([0, expect.stringContaining('bidui ')])
    expect((await launch(['chek'], '/', LAUNCHER, ON_AN_OLD_NODE)).status).toBe(2)
  })

  it('says what to install where there is none', async () => {
    await using folder = await scratch()
    const launcher = join(folder.path, 'launch.mjs')
    await copyFile(LAUNCHER, launcher)
    const { status, err } = await launch(['--version'], folder.path, launcher, ON_AN_OLD_NODE)
    expect(status).toBe(1)
    expect(err).toContain('需要 Node 24 或更新, 这里是 18.0.0')
    expect(err).toContain('Node 24 or newer is needed, this is 18.0.0')
    expect(err.trim().split('\n')).toHaveLength(2)
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

  it('lets threads use the compiled source, too', async () => {
    await using folder = await scratch()
    const cli = join(folder.path, 'service', 'cli')
    await mkdir(cli, { recursive: true })
    await copyFile(LAUNCHER, join(cli, 'launch.mjs'))
    await writeFile(
      join(cli, 'main.ts'),
      `import { Worker } from 'node:worker_threads'
       new Worker("console.log(require('node:module').getCompileCacheDir() ?? 'none')", { eval: true })`,
    )
    const { NODE_COMPILE_CACHE, ...env } = process.env
    const child = spawn(process.execPath, [join(cli, 'launch.mjs')], {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let out = ''
    child.stdout.setEncoding('utf8').on('data', text => {
      out += text
    })
    await once(child, 'close')
    expect(out).toContain(join(folder.path, 'node_modules', '.cache', 'bidui'))
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
