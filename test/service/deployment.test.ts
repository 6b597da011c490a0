import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { importsOf, readSources } from '../../scripts/check-structure.ts'
import { readCall, readInvocation } from '../../service/cli/arguments.ts'
import { COMMANDS } from '../../service/cli/commands/index.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8')

describe('the image', () => {
  const copied = [...read('Dockerfile').matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(
    match => match[1]?.split(' ') ?? [],
  )

  it('copies what there is, and ignores nothing that it copies', () => {
    const taken = [...read('.dockerignore').matchAll(/^!(.+)$/gm)].map(match => match[1])
    expect(copied.filter(path => !existsSync(join(ROOT, path)))).toEqual([])
    expect(copied.filter(path => !taken.includes(path))).toEqual([])
  })

  it('holds every file that the program reaches', () => {
    const sources = new Map(readSources(ROOT).map(({ path, text }) => [path, importsOf(text)]))
    const reached = new Set<string>()
    const reach = (path: string) => {
      const found = sources.get(path)
      if (!found || reached.has(path)) return
      reached.add(path)
      for (const specifier of [...found.imported, ...found.started])
        if (specifier.startsWith('.')) reach(join(path, '..', specifier))
    }
    reach('service/cli/launch.mjs')
    expect(reached.size).toBeGreaterThan(100)
    expect([...reached].filter(path => !copied.some(folder => path.startsWith(`${folder}/`)))).toEqual([])
  })
})

/** What is wrong with a call of the program, if something is. */
async function fault(words: readonly string[]): Promise<string | undefined> {
  try {
    const { command = '', rest, help } = readInvocation(words)
    const load = COMMANDS[command]
    if (load) readCall(command, (await load()).usage, rest)
    else if (!help) return `no command: ${words.join(' ')}`
    return undefined
  } catch (error) {
    return `${words.join(' ')}: ${error instanceof Error ? error.message : error}`
  }
}

const faults = async (calls: readonly (readonly string[])[]): Promise<readonly string[]> =>
  (await Promise.all(calls.map(fault))).filter(found => found !== undefined)

const wordsOf = (call: string): readonly string[] =>
  (call.match(/"[^"]*"|'[^']*'|\S+/g) ?? []).map(word => word.replace(/^(['"])(.*)\1$/, '$2'))

describe('docker-compose.yml', () => {
  const [, services = '', volumes = ''] = read('docker-compose.yml').split(/^(?:services|volumes):$/m)
  const blocks = new Map(
    services
      .split(/^ {2}(?=\w+:$)/m)
      .slice(1)
      .map(block => [block.slice(0, block.indexOf(':')), block]),
  )
  const named = (pattern: RegExp) => [...services.matchAll(pattern)].map(match => match[1] ?? '')

  it('calls commands that exist, with options that they take', async () => {
    const called = [...blocks.values()]
      .filter(block => /^ {4}image: bidui$/m.test(block))
      .map(block => (/^ {4}command: \[(.*)\]$/m.exec(block)?.[1] ?? '').split(', '))
    expect(called.map(([command]) => command)).toEqual(['migrate', 'serve', 'worker', '--help'])
    expect(await faults(called)).toEqual([])
  })

  it('tells how to call commands that exist', async () => {
    const told = [
      ...read('docker-compose.yml').matchAll(/^# +docker compose run --rm bidui (.+?)(?: {2,}.*)?$/gm),
    ]
    expect(told.length).toBeGreaterThan(2)
    expect(await faults(told.map(match => wordsOf(match[1] ?? '')))).toEqual([])
  })

  it('names services and volumes that are there', () => {
    const needed = named(/^ {6}(\w+):\n {8}condition: /gm)
    expect(needed.length).toBeGreaterThan(3)
    expect(needed.filter(name => !blocks.has(name))).toEqual([])
    const kept = [...volumes.matchAll(/^ {2}(\w+):$/gm)].map(match => match[1])
    expect(named(/^ {6}- (\w+):\//gm).filter(name => !kept.includes(name))).toEqual([])
  })

  it('opens what has no login to its own host only', () => {
    const ports = named(/^ {4}ports:\n((?: {6}- .+\n)+)/gm).flatMap(list => list.trim().split(/\n\s*/))
    expect(ports).toEqual(['- 127.0.0.1:8129:8129'])
  })

  it('is what docker compose understands', context => {
    if (spawnSync('docker', ['compose', 'version']).status !== 0) {
      process.stdout.write('docker compose is not here: docker-compose.yml is not checked\n')
      context.skip()
    }
    const { status, stderr } = spawnSync(
      'docker',
      ['compose', '--profile', 'call', '--profile', 'redis', 'config', '--quiet'],
      {
        cwd: ROOT,
        env: { ...process.env, POSTGRES_PASSWORD: 'secret' },
        encoding: 'utf8',
      },
    )
    expect([status, stderr]).toEqual([0, ''])
  })
})

describe('the unit for systemd in docs/operations.md', () => {
  const unit = /```ini\n([\s\S]*?)```/.exec(read('docs/operations.md'))?.[1] ?? ''

  it('starts the program with a command that exists, from where it is', async () => {
    const [node = '', launcher = '', ...words] = wordsOf(/^ExecStart=(.+)$/m.exec(unit)?.[1] ?? '')
    const own = (path: string) => join(ROOT, path.replace('/srv/bidui/program/', ''))
    expect([own(node), own(launcher)].filter(path => !existsSync(path))).toEqual([])
    expect(await faults([words])).toEqual([])
  })

  it('is what systemd understands', async context => {
    if (spawnSync('systemd-analyze', ['--version']).status !== 0) {
      process.stdout.write('systemd-analyze is not here: the unit in docs/operations.md is not checked\n')
      context.skip()
    }
    const folder = await mkdtemp(join(tmpdir(), 'bidui-unit-'))
    try {
      const file = join(folder, 'bidui.service')
      // The program is elsewhere here.
      await writeFile(file, unit.replaceAll('/srv/bidui/program/', ROOT))
      const { stderr } = spawnSync('systemd-analyze', ['verify', file], { encoding: 'utf8' })
      expect(stderr.split('\n').filter(line => line.includes('bidui.service'))).toEqual([])
    } finally {
      await rm(folder, { recursive: true })
    }
  })
})

describe.each([
  'README.md',
  'README.zh-CN.md',
  'docs/operations.md',
  'docs/growing.md',
  'docs/防返贫监测.md',
])('%s', page => {
  it('calls commands that exist, with options that they take', async () => {
    const blocks = [...read(page).matchAll(/^```(?:sh)?\n([\s\S]*?)^```$/gm)].map(match => match[1] ?? '')
    const calls = blocks
      .flatMap(block => block.split('\n'))
      .flatMap(line => /^npx bidui (.+?)(?: {3,}.*| +#.*)?$/.exec(line)?.[1] ?? [])
    expect(calls.length).toBeGreaterThan(1)
    expect(await faults(calls.map(wordsOf))).toEqual([])
  })

  it('leads to files and headings that are there', () => {
    const links = [...read(page).matchAll(/\]\((?!https?:)([^)#]*)(#[^)]*)?\)/g)]
    const lost = links.filter(([, path = '', anchor]) => {
      const target = path === '' ? page : join(page, '..', path)
      return !existsSync(join(ROOT, target)) || (anchor !== undefined && !anchorsOf(target).includes(anchor))
    })
    expect(lost.map(([link]) => link)).toEqual([])
  })
})

/** As GitHub makes them of headings. */
const anchorsOf = (page: string): readonly string[] =>
  [...read(page).matchAll(/^#+ (.+)$/gm)].map(
    ([, heading = '']) =>
      `#${heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-')}`,
  )
