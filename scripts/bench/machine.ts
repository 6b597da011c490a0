/** On what it was measured. */
import { readFileSync } from 'node:fs'
import { availableParallelism, cpus, release, totalmem, type } from 'node:os'
import process from 'node:process'

export interface Machine {
  readonly processor: string
  readonly cores: number
  readonly memoryGb: number
  readonly system: string
  readonly versions: Readonly<Record<string, string>>
}

const versionOf = (name: string): string => {
  const described = new URL(`../../node_modules/${name}/package.json`, import.meta.url)
  try {
    return (JSON.parse(readFileSync(described, 'utf8')) as { version: string }).version
  } catch {
    return 'not installed'
  }
}

/** @param packages whose version matters */
export const thisMachine = (packages: readonly string[]): Machine => ({
  processor: cpus()[0]?.model ?? process.arch,
  cores: availableParallelism(),
  memoryGb: Math.round(totalmem() / 2 ** 30),
  system: `${type()} ${release()}`,
  versions: {
    node: process.versions.node,
    ...Object.fromEntries([...new Set(packages)].map(name => [name, versionOf(name)])),
  },
})

export const describeMachine = ({ processor, cores, memoryGb, system, versions }: Machine): string =>
  `${processor}, ${cores} cores, ${memoryGb} GB, ${system}; ${Object.entries(versions)
    .map(([name, version]) => `${name} ${version}`)
    .join(', ')}\n`
