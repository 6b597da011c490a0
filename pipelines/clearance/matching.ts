/**
 * Which of our problems a row of a list means: the same rule, by our id or by a published code of it, about the same
 * village, household, person or hamlet. What has no counterpart is kept as a problem of its own.
 */
import { createHash } from 'node:crypto'
import { itemKey } from '../evaluation/items.ts'
import type { ListedRow } from './listed-row.ts'
import type { ProblemObject } from './objects.ts'
import type { TrackedRule } from './tracked-rule.ts'

/** What of a problem is compared with a row. */
export interface Matchable {
  readonly key: string
  readonly code: string
  readonly object: ProblemObject
  readonly household: string
  readonly idNumber: string
  readonly subject: string
  readonly open: boolean
}

/** A code as it is compared: S2:3_01_001 and 3_01_001 are one. */
const folded = (code: string): string =>
  code.normalize('NFKC').replace(/\s/g, '').toUpperCase().replace(/^S\d:/, '')

/**
 * The codes that a source of a rule stands for: `S2:1_01_003/004` and `S2:5_12_013–018` are several in short.
 */
export function codesOfSource(source: string): readonly string[] {
  const whole = folded(source)
  const last = /\d+$/
  const codes: string[] = []
  for (const part of whole.split('/')) {
    const before = codes.at(-1)
    const range = /^(.*?)(\d+)[–-](\d+)$/.exec(part)
    const full = range ? [range[1] ?? '', range[2] ?? '', range[3] ?? ''] : undefined
    if (full) {
      const [head = '', from = '', to = ''] = full
      for (let n = Number(from); n <= Number(to) && n - Number(from) < 100; n++)
        codes.push(`${head}${String(n).padStart(from.length, '0')}`)
    } else if (before !== undefined && /^\d+$/.test(part) && before.includes('_'))
      codes.push(before.replace(last, part))
    else if (part !== '') codes.push(part)
  }
  return codes
}

export class RulesByCode {
  readonly #rules = new Map<string, TrackedRule[]>()

  constructor(rules: readonly TrackedRule[]) {
    for (const rule of rules)
      for (const code of new Set([folded(rule.id), ...rule.sources.flatMap(codesOfSource)]))
        this.#rules.set(code, [...(this.#rules.get(code) ?? []), rule])
  }

  /** Those that mean what a code means, of the object that it is about. */
  of({ code, object }: Pick<ListedRow, 'code' | 'object'>): readonly TrackedRule[] {
    return (this.#rules.get(folded(code)) ?? []).filter(rule => rule.object === object)
  }
}

/** Whether two parts of an identity agree: where one side does not tell, nothing speaks against it. */
const agree = (ours: string, theirs: string): boolean => ours === '' || theirs === '' || ours === theirs
const same = (ours: string, theirs: string): boolean => ours !== '' && ours === theirs

function isAbout(problem: Matchable, row: ListedRow): boolean {
  if (problem.object !== row.object) return false
  switch (row.object) {
    case 'village':
      return same(problem.subject, row.village)
    case 'hamlet':
      return same(problem.subject, row.hamlet || row.village)
    case 'household':
      return same(problem.household, row.household)
    case 'person':
      return (
        agree(problem.household, row.household) &&
        agree(problem.idNumber, row.idNumber) &&
        agree(problem.subject, row.member) &&
        (same(problem.idNumber, row.idNumber) || same(problem.subject, row.member))
      )
  }
}

/** Our problems, found by what a row tells. */
export class ProblemsByIdentity {
  readonly #places = new Map<string, Matchable[]>()

  constructor(problems: Iterable<Matchable>) {
    for (const problem of problems)
      for (const place of new Set(placesOf(problem.household, problem.idNumber, problem.subject)))
        this.#places.set(`${problem.code} ${place}`, [
          ...(this.#places.get(`${problem.code} ${place}`) ?? []),
          problem,
        ])
  }

  /** The one that a row means: an open one before others, then one of the field that it names, then by rule. */
  find(row: ListedRow, rules: readonly TrackedRule[]): Matchable | undefined {
    const subject = {
      village: row.village,
      hamlet: row.hamlet || row.village,
      person: row.member,
      household: '',
    }[row.object]
    const household = row.object === 'household' || row.object === 'person' ? row.household : ''
    const found = rules.flatMap((rule, place) => {
      const near = placesOf(household, row.idNumber, subject).flatMap(
        at => this.#places.get(`${rule.id} ${at}`) ?? [],
      )
      return [...new Set(near)]
        .filter(problem => isAbout(problem, row))
        .map(problem => ({ problem, place, named: row.field !== '' && rule.fields.includes(row.field) }))
    })
    found.sort(
      (a, b) =>
        Number(b.problem.open) - Number(a.problem.open) ||
        Number(b.named) - Number(a.named) ||
        a.place - b.place ||
        (a.problem.key < b.problem.key ? -1 : 1),
    )
    return found[0]?.problem
  }
}

const placesOf = (household: string, idNumber: string, subject: string): readonly string[] => [
  ...(household === '' ? [] : [`h ${household}`]),
  ...(idNumber === '' ? [] : [`i ${idNumber}`]),
  ...(subject === '' ? [] : [`s ${subject}`]),
]

/** What a row is kept as where none of our problems is meant. */
export interface OwnProblem {
  readonly key: string
  /** Our rule's id where the row tells enough for its lead to land on this problem one day; else the list's code. */
  readonly code: string
  readonly household: string
  readonly idNumber: string
  readonly subject: string
}

/** P17 is about a key within a household, whoever has it. */
const WITHOUT_SUBJECT: ReadonlySet<string> = new Set(['P17'])

export function ownProblem(row: ListedRow, rules: readonly TrackedRule[]): OwnProblem {
  const [rule, ...others] = rules
  const identity = identityOf(row, rule?.id ?? '')
  const whole =
    row.object !== 'person' ||
    (row.household !== '' &&
      row.idNumber !== '' &&
      (row.member !== '' || WITHOUT_SUBJECT.has(rule?.id ?? '')))
  if (rule && others.length === 0 && whole)
    return { key: itemKey({ rule: rule.id, ...identity }), code: rule.id, ...identity }
  const parts = ['list', row.object, folded(row.code), ...Object.values(identity), row.field]
  return {
    key: createHash('sha256').update(JSON.stringify(parts)).digest('hex'),
    code: row.code,
    ...identity,
  }
}

function identityOf(row: ListedRow, rule: string): Omit<OwnProblem, 'key' | 'code'> {
  switch (row.object) {
    case 'village':
      return { household: '', idNumber: '', subject: row.village }
    case 'hamlet':
      return { household: '', idNumber: '', subject: row.hamlet || row.village }
    case 'household':
      return { household: row.household, idNumber: '', subject: '' }
    case 'person':
      return {
        household: row.household,
        idNumber: row.idNumber,
        subject: WITHOUT_SUBJECT.has(rule) ? '' : row.member,
      }
  }
}

/** What a list says of a problem, as the value that proof would be for. */
export const listedValue = (row: Pick<ListedRow, 'class' | 'field' | 'text' | 'shownValue'>): string =>
  createHash('sha256')
    .update(JSON.stringify(['list', row.class, row.field, row.text, row.shownValue]))
    .digest('hex')

/** The same for people. */
export const listedDetail = ({ text, field, shownValue }: ListedRow): string =>
  [text || field, ...(shownValue === '' ? [] : [`现值 ${shownValue}`])].filter(part => part !== '').join('; ')
