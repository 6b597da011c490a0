import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { importsOf, readSources } from '../../scripts/check-structure.ts'
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

describe('docker-compose.yml', () => {
  it('calls commands that exist', () => {
    const called = [...read('docker-compose.yml').matchAll(/command: \[(\S+?)[,\]]/g)].map(
      match => match[1] ?? '',
    )
    expect(called.length).toBeGreaterThan(0)
    expect(called.filter(word => !word.startsWith('-') && !(word in COMMANDS))).toEqual([])
  })

  it('is what docker compose understands', context => {
    if (spawnSync('docker', ['compose', 'version']).status !== 0) {
      process.stdout.write('docker compose is not here: docker-compose.yml is not checked\n')
      context.skip()
    }
    const { status, stderr } = spawnSync('docker', ['compose', '--profile', 'call', 'config', '--quiet'], {
      cwd: ROOT,
      env: { ...process.env, POSTGRES_PASSWORD: 'secret' },
      encoding: 'utf8',
    })
    expect([status, stderr]).toEqual([0, ''])
  })
})
