/** Reading a policy file: what is wrong in it is said with file, place, value and what is allowed. */
import { readFile } from 'node:fs/promises'
import type { z } from 'zod'
import { PACK_IDS, type PackId, rulesOf } from '../rules/packs.ts'
import type { Bilingual } from '../types.ts'
import { nearest } from './nearest.ts'
import { isParameterName, PARAMETER_NAMES, PARAMETERS } from './parameters.ts'
import {
  type Policy,
  type PolicyParameter,
  parameterSchema,
  policySchema,
  requiredParameters,
} from './policy.ts'

/** The policy that applies where none is named. */
export const DEFAULT_POLICY = 'kunming-2017'
/** Policies that come with the product. */
export const SHIPPED_POLICIES = [DEFAULT_POLICY, 'fangfanpin-2023'] as const

const shippedUrl = (id: string): URL => new URL(`./${id}.json`, import.meta.url)

/** A policy that cannot be used; `message` is the Chinese text. */
export class PolicyError extends Error {
  readonly text: Bilingual

  constructor(text: Bilingual, options?: ErrorOptions) {
    super(text.zh, options)
    this.name = 'PolicyError'
    this.text = text
  }
}

/** One thing that is wrong in a policy: where (JSON path), what stands there, what may stand there. */
interface Fault {
  readonly path: string
  readonly zh: string
  readonly en: string
}

const pathText = (path: readonly PropertyKey[]): string =>
  path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`
    const name = String(part)
    return /^[A-Za-z_]\w*$/.test(name) ? `${text}.${name}` : `${text}[${JSON.stringify(name)}]`
  }, '$')

const LONGEST = 60
const shown = (value: unknown): string => {
  const text = JSON.stringify(value) ?? 'undefined'
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}

const at = (root: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (value, part) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, part)
        ? Reflect.get(value, part)
        : undefined,
    root,
  )

/** The names that may stand in an object of the schema at `path`. */
function namesAt(path: readonly PropertyKey[]): readonly string[] {
  if (path.length === 0) return Object.keys(policySchema.shape)
  if (path[0] === 'parameters' && path.length === 1) return PARAMETER_NAMES
  if (path[0] === 'parameters' && path.length === 2) return Object.keys(parameterSchema.shape)
  if (path[0] === 'parameters') return ['from', 'value']
  return path[0] === 'milestones' && path.length === 2 ? ['date', 'title', 'id'] : ['zh', 'en']
}

function unknownName(path: readonly PropertyKey[], name: string): Fault {
  const names = namesAt(path)
  const close = nearest(name, names)
  return {
    path: pathText([...path, name]),
    zh: `不认识「${name}」${close ? `，最接近的是「${close}」` : ''}；可用：${names.join('、')}`,
    en: `is an unknown name${close ? `, the nearest is "${close}"` : ''}; allowed: ${names.join(', ')}`,
  }
}

function faultsOf(issue: z.core.$ZodIssue, root: unknown): readonly Fault[] {
  if (issue.code === 'unrecognized_keys') return issue.keys.map(name => unknownName(issue.path, name))
  const path = pathText(issue.path)
  if (issue.code === 'invalid_key') {
    return [
      { path, zh: '不是年度，应为四位年份，如 2017', en: 'is no year, expected four digits such as 2017' },
    ]
  }
  const value = at(root, issue.path)
  if (value === undefined) return [{ path, zh: '缺少此项', en: 'is missing' }]
  const allowed =
    issue.code === 'invalid_value'
      ? issue.values.map(shown)
      : issue.code === 'invalid_type'
        ? [issue.expected]
        : [issue.message]
  return [
    {
      path,
      zh: `值为 ${shown(value)}，应为 ${allowed.join('、')}`,
      en: `is ${shown(value)}, expected ${allowed.join(' or ')}`,
    },
  ]
}

/** What the schema cannot say: exactly one way of giving the value, the unit that rules count in, sane numbers. */
function faultsOfParameter(name: string, parameter: PolicyParameter): readonly Fault[] {
  if (!isParameterName(name)) return []
  const { unit, least, most, whole } = { whole: false, ...PARAMETERS[name] }
  const path = ['parameters', name]
  const faults: Fault[] = []
  const given = (['value', 'dated', 'byYear'] as const).filter(form => parameter[form] !== undefined)
  if (given.length !== 1) {
    faults.push({
      path: pathText(path),
      zh: `有 ${given.length} 种取值写法（${given.join('、')}），value、dated、byYear 应当恰好写一种`,
      en: `gives its value in ${given.length} ways (${given.join(', ')}); write exactly one of value, dated, byYear`,
    })
  }
  if (parameter.unit !== undefined && parameter.unit !== unit) {
    faults.push({
      path: pathText([...path, 'unit']),
      zh: `值为 ${shown(parameter.unit)}，应为 ${shown(unit)}`,
      en: `is ${shown(parameter.unit)}, expected ${shown(unit)}`,
    })
  }
  const starts = (parameter.dated ?? []).map(({ from }) => from)
  const twice = starts.find((from, index) => starts.indexOf(from) !== index)
  if (twice !== undefined) {
    faults.push({
      path: pathText([...path, 'dated']),
      zh: `同一起始日期 ${twice} 写了两次，只能写一次`,
      en: `has two values from ${twice}; one date, one value`,
    })
  }
  const values: readonly (readonly [readonly PropertyKey[], number])[] = [
    ...(parameter.value === undefined ? [] : [[['value'], parameter.value] as const]),
    ...(parameter.dated ?? []).map(({ value }, index) => [['dated', index, 'value'], value] as const),
    ...Object.entries(parameter.byYear ?? {}).map(([year, value]) => [['byYear', year], value] as const),
  ]
  for (const [where, value] of values) {
    if (value >= least && value <= most && (!whole || Number.isInteger(value))) continue
    faults.push({
      path: pathText([...path, ...where]),
      zh: `值为 ${value}，应为 ${least} 至 ${most} 之间的${whole ? '整数' : '数'}${unit && `（${unit}）`}`,
      en: `is ${value}, expected a ${whole ? 'whole ' : ''}number from ${least} to ${most}${unit && ` (${unit})`}`,
    })
  }
  return faults
}

/** Packs that a policy names, as far as they can be read. */
const packsOf = (json: unknown): readonly PackId[] => {
  const packs = at(json, ['packs'])
  return Array.isArray(packs) ? PACK_IDS.filter(id => packs.includes(id)) : []
}

/** Parameters that the rules of the packs read and the policy does not set. */
function faultsOfMissing(json: unknown): readonly Fault[] {
  const packs = packsOf(json)
  return requiredParameters({ packs })
    .filter(name => at(json, ['parameters', name]) === undefined)
    .map(name => {
      const readers = rulesOf({ packs }).filter(({ parameters }) => parameters.includes(name))
      const ids = readers.map(({ id }) => id).join(' ')
      return {
        path: pathText(['parameters', name]),
        zh: `缺少此项${ids && `，${ids} 要用`}`,
        en: `is missing${ids && `, ${ids} read it`}`,
      }
    })
}

function refuse(where: string, faults: readonly Fault[]): never {
  const list = (language: 'zh' | 'en', join: string) =>
    faults.map(fault => `${fault.path} ${fault[language]}`).join(join)
  throw new PolicyError({
    zh: `政策文件 ${where} 不能使用：${list('zh', '；')}。请改正后重试；原样见 ${DEFAULT_POLICY}`,
    en: `The policy file ${where} cannot be used: ${list('en', '; ')}. Mend it and try again; ${DEFAULT_POLICY} is an example`,
  })
}

/**
 * Reads a policy from its JSON text.
 * @param where how messages call the file
 * @throws {PolicyError} naming every fault: JSON path, value, what is allowed
 */
export function parsePolicy(text: string, where: string): Policy {
  let json: unknown
  try {
    json = JSON.parse(text.replace(/^\ufeff/, ''))
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new PolicyError(
      {
        zh: `政策文件 ${where} 不是 JSON：${reason}。请检查引号、逗号和括号`,
        en: `The policy file ${where} is not JSON: ${reason}. Check quotes, commas and brackets`,
      },
      { cause },
    )
  }
  const parsed = policySchema.safeParse(json)
  const missing = faultsOfMissing(json)
  if (!parsed.success)
    refuse(where, [...parsed.error.issues.flatMap(issue => faultsOf(issue, json)), ...missing])
  if (missing.length > 0) refuse(where, missing)
  const policy = parsed.data
  const faults = Object.entries(policy.parameters).flatMap(([name, value]) =>
    value ? faultsOfParameter(name, value) : [],
  )
  if (faults.length > 0) refuse(where, faults)
  return policy
}

/**
 * The policy of that name, or in that file.
 * @param nameOrPath a policy that comes with the product (`kunming-2017`), or the path of a JSON file
 * @throws {PolicyError} if there is no such file, or it cannot be used
 */
export async function loadPolicy(nameOrPath: string = DEFAULT_POLICY): Promise<Policy> {
  const shipped = SHIPPED_POLICIES.find(name => name === nameOrPath)
  let text: string
  try {
    text = await readFile(shipped ? shippedUrl(shipped) : nameOrPath, 'utf8')
  } catch (cause) {
    const close = nearest(nameOrPath, SHIPPED_POLICIES)
    throw new PolicyError(
      {
        zh: `读不到政策文件 ${nameOrPath}${close ? `，最接近的自带政策是「${close}」` : ''}；可用自带政策 ${SHIPPED_POLICIES.join('、')}，或一个 JSON 文件的路径`,
        en: `Cannot read the policy file ${nameOrPath}${close ? `; the nearest policy that comes with the product is "${close}"` : ''}; name one of ${SHIPPED_POLICIES.join(', ')}, or the path of a JSON file`,
      },
      { cause },
    )
  }
  return parsePolicy(text, shipped ? `${shipped}.json` : nameOrPath)
}
