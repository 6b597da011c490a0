import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { importsOf, readSources, violations } from '../scripts/check-structure.ts'

const told = (path: string, text: string) =>
  violations([{ path, text }]).map(({ what }) => what.split(': ')[0])

describe('the structure of the project', () => {
  it('is in order', () => {
    const sources = readSources(fileURLToPath(new URL('..', import.meta.url)))
    expect(violations(sources)).toEqual([])
    expect(sources.length).toBeGreaterThan(100)
  })
})

describe('the structure check', () => {
  it('lets imports go one way only', () => {
    expect(told('pipelines/a.ts', `import { x } from '../connectors/b.ts'`)).toEqual([])
    expect(told('pipelines/a.ts', `import { x } from '../workers/b.ts'`)).toEqual(['imports ../workers/b.ts'])
    expect(told('connectors/a.ts', `export * from '../schema/b.ts'`)).toEqual(['imports ../schema/b.ts'])
    expect(told('service/cli/a.ts', `await import('../../scripts/b.ts')`)).toEqual([
      'imports ../../scripts/b.ts',
    ])
    expect(told('schema/a.ts', `import type { X } from '../pipelines/b.ts'`)).toEqual([
      'imports ../pipelines/b.ts',
    ])
  })

  it('keeps databases, queues and threads out of the comparison', () => {
    for (const name of ['pg', 'pg-copy-streams', 'bullmq', 'ioredis', 'node:worker_threads']) {
      expect(told('pipelines/a.ts', `import x from '${name}'`)).toEqual([`imports ${name}`])
      expect(told('workers/a.ts', `import x from '${name}'`)).toEqual([])
    }
  })

  it('lets one module read the environment', () => {
    expect(told('workers/config.ts', 'process.env.LANG')).toEqual([])
    expect(told('workers/other.ts', 'process.env.LANG')).toEqual(['reads the environment'])
    expect(told('service/a.ts', `import { env } from 'node:process'`)).toEqual(['reads the environment'])
    expect(told('service/a.ts', '// process.env is read elsewhere')).toEqual([])
  })

  it('finds circles, those of types as well, and names them once', () => {
    const found = violations([
      { path: 'workers/a.ts', text: `import './b.ts'` },
      { path: 'workers/b.ts', text: `import type { C } from './c.ts'` },
      { path: 'workers/c.ts', text: `export {\n  a,\n} from './a.ts'` },
    ])
    expect(found.map(({ what }) => what)).toEqual([
      'imports itself: workers/a.ts → workers/b.ts → workers/c.ts → workers/a.ts',
    ])
  })

  it('refuses names that say nothing', () => {
    expect(told('workers/utils/a.ts', '')).toEqual(['utils'])
    expect(told('pipelines/helpers.ts', '')).toEqual(['helpers.ts'])
    expect(told('pipelines/common-land.ts', '')).toEqual([])
  })

  it('reads imports, and neither comments nor strings', () => {
    const text = [
      `import {`,
      `  a,`,
      `  type B,`,
      `} from './a.ts'`,
      `import './b.ts'`,
      `export * from './c.ts'`,
      `// import x from './d.ts'`,
      ` * import x from './e.ts'`,
      `const f = await import('./f.ts')`,
      `new Worker(new URL('./g.ts', import.meta.url))`,
    ].join('\n')
    expect(importsOf(text)).toEqual({
      imported: ['./a.ts', './c.ts', './b.ts', './f.ts'],
      started: ['./g.ts'],
    })
  })
})
