/**
 * Checks the house rules that no compiler knows: imports go one way, files do not import in circles, the comparison
 * stays free of databases and threads, one module reads the environment, names say what is inside.
 *
 * `npm run structure`; exit status 1 with one line for each violation.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

/** Each layer, with those that it may import beside itself. */
const LAYERS: Readonly<Record<string, readonly string[]>> = {
  connectors: [],
  schema: [],
  pipelines: ['connectors', 'schema'],
  workers: ['connectors', 'schema', 'pipelines'],
  service: ['connectors', 'schema', 'pipelines', 'workers'],
  scripts: ['connectors', 'schema', 'pipelines', 'workers', 'service'],
  test: ['connectors', 'schema', 'pipelines', 'workers', 'service', 'scripts'],
}

/** What the comparison declares ports for instead of importing it. */
const NOT_IN_PIPELINES = /^(?:pg|pg-.*|bullmq|ioredis|node:worker_threads|worker_threads)$/

/** Who may read the environment. The launcher may because it runs before everything else. */
const READS_ENVIRONMENT = ['workers/config.ts', 'service/cli/launch.mjs'] as const

/** Names that say nothing about what is inside. */
const EMPTY_NAMES = /^(?:utils?|helpers?|common|misc|shared|lib)(?:\.[a-z.]+)?$/i

const SOURCE = /\.(?:ts|mts|mjs|js)$/

export interface Source {
  /** Below the project, with `/`. */
  readonly path: string
  readonly text: string
}

export interface Violation {
  readonly path: string
  readonly what: string
}

const IMPORTS: readonly RegExp[] = [
  // import … from '…', export … from '…'; the list of names may run over several lines.
  /^[ \t]*(?:import|export)\b(?:[^'"`;]*?)\bfrom\s*(['"])([^'"\n]+)\1/gm,
  // import '…'
  /^[ \t]*import\s*(['"])([^'"\n]+)\1/gm,
  // import('…')
  /\bimport\(\s*(['"])([^'"\n]+)\1/g,
  // new URL('./….ts', import.meta.url): started as a thread or a process
  /\bnew URL\(\s*(['"])(\.[^'"\n]+\.(?:ts|mjs))\1\s*,\s*import\.meta\.url/g,
]

/** Comments cannot import; a `//` inside a string is no comment. */
const withoutComments = (text: string): string =>
  text.replace(/^\s*(?:\/\*[\s\S]*?\*\/|\/\/.*)/gm, comment => comment.replace(/[^\n]/g, ' '))

/** The module specifiers of a file, as written. Those of `started` are run, not imported. */
export function importsOf(text: string): { readonly imported: string[]; readonly started: string[] } {
  const code = withoutComments(text)
  const found = IMPORTS.map(pattern => [...code.matchAll(pattern)].map(match => match[2] ?? ''))
  return { imported: found.slice(0, 3).flat(), started: found.slice(3).flat() }
}

const resolved = (from: string, specifier: string): string =>
  join(dirname(from), specifier).replaceAll('\\', '/')
const layerOf = (path: string): string => path.split('/')[0] ?? ''

/** Everything in `sources` that is against the rules. */
export function violations(sources: readonly Source[]): Violation[] {
  return [...sources.flatMap(source => violationsOf(source)), ...cycles(sources)]
}

function violationsOf({ path, text }: Source): Violation[] {
  const layer = layerOf(path)
  const allowed = LAYERS[layer] ?? []
  const { imported } = importsOf(text)
  const found: Violation[] = []
  for (const specifier of imported) {
    if (specifier.startsWith('.')) {
      const target = layerOf(resolved(path, specifier))
      if (target in LAYERS && target !== layer && !allowed.includes(target))
        found.push({
          path,
          what: `imports ${specifier}: ${layer} may import ${allowed.join(', ') || 'itself only'}`,
        })
    } else if (layer === 'pipelines' && NOT_IN_PIPELINES.test(specifier))
      found.push({ path, what: `imports ${specifier}: pipelines declare ports, workers supply them` })
  }
  const mayReadEnvironment = layer === 'test' || READS_ENVIRONMENT.some(known => known === path)
  if (
    !mayReadEnvironment &&
    /\bprocess\s*\.\s*env\b|\benv\b[^;\n]*from\s*['"]node:process['"]/.test(withoutComments(text))
  )
    found.push({ path, what: 'reads the environment: only workers/config.ts does, and hands on its Config' })
  for (const name of path.split('/').slice(1))
    if (EMPTY_NAMES.test(name)) found.push({ path, what: `${name}: name it for what is inside` })
  return found
}

/** Files that import each other in a circle: one violation for each circle, at its first file. */
function cycles(sources: readonly Source[]): Violation[] {
  const known = new Set(sources.map(source => source.path))
  const edges = new Map(
    sources.map(({ path, text }) => [
      path,
      importsOf(text)
        .imported.filter(specifier => specifier.startsWith('.'))
        .map(specifier => resolved(path, specifier))
        .filter(target => known.has(target)),
    ]),
  )
  const found: Violation[] = []
  const done = new Set<string>()
  const visit = (path: string, trail: readonly string[]): void => {
    const at = trail.indexOf(path)
    if (at >= 0) {
      found.push({ path, what: `imports itself: ${[...trail.slice(at), path].join(' → ')}` })
      return
    }
    if (done.has(path)) return
    for (const target of edges.get(path) ?? []) visit(target, [...trail, path])
    done.add(path)
  }
  for (const { path } of sources) visit(path, [])
  return found
}

/** The project's own sources, in the order of their paths. */
export function readSources(root: string): Source[] {
  return Object.keys(LAYERS)
    .flatMap(layer => filesBelow(join(root, layer)))
    .filter(path => SOURCE.test(path))
    .map(path => ({ path: relative(root, path).replaceAll('\\', '/'), text: readFileSync(path, 'utf8') }))
    .sort((one, other) => (one.path < other.path ? -1 : 1))
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : filesBelow(path)
    return [path]
  })
}

if (import.meta.main) {
  const root = fileURLToPath(new URL('..', import.meta.url))
  const sources = readSources(root)
  const found = violations(sources)
  for (const { path, what } of found) process.stderr.write(`${path}: ${what}\n`)
  const imports = sources.reduce((sum, { text }) => sum + importsOf(text).imported.length, 0)
  process.stdout.write(
    `${sources.length} files, ${imports} imports: direction, cycles, ports of the comparison, environment, names — ` +
      `${found.length === 0 ? 'in order' : `${found.length} violations`}\n`,
  )
  process.exitCode = found.length === 0 ? 0 : 1
}
