/**
 * The flow of a run 比对的流程, as data: what is done after what, and what of it can be done side by side.
 *
 *  - step 步骤: what one worker does at a time; its name is its kind, or kind and part: `evidence/hr.pensions`;
 *  - part: a feed, or a portion of the evaluation: one county, everybody outside the register, or all of it at once;
 *  - wave: the steps of one kind. They need what earlier waves have found, and not each other.
 */
import { FEEDS } from '../../connectors/feeds/index.ts'
import type { FeedId } from '../types.ts'

/** In the order in which they are done. */
export const STEP_KINDS = [
  'register',
  'candidates',
  'residents',
  'evidence',
  'cases',
  'evaluation',
  'items',
  'reports',
] as const
export type StepKind = (typeof STEP_KINDS)[number]

export interface Step {
  readonly kind: StepKind
  readonly part?: string
}

export const RESIDENTS: FeedId = 'public-security.residents'
const STUDENTS: FeedId = 'education.university'
/** The feeds of the candidates' wave: those with candidates, and students, whose 家长 ties them to a household. */
export const CANDIDATE_FEEDS: readonly FeedId[] = FEEDS.filter(
  feed => feed.id !== RESIDENTS && ('candidate' in feed || feed.id === STUDENTS),
).map(({ id }) => id)
/** The feeds of the evidence wave: residents again, and all others. */
export const EVIDENCE_FEEDS: readonly FeedId[] = [
  RESIDENTS,
  ...FEEDS.map(({ id }) => id).filter(id => id !== RESIDENTS && !CANDIDATE_FEEDS.includes(id)),
]

/** Everything at once: where one program does it all. */
export const WHOLE = 'all'
/** Whoever and whatever is in no county's households: persons outside the register, 户号, villages. */
export const OUTSIDE = 'outside'

export const stepName = ({ kind, part }: Step): string => (part === undefined ? kind : `${kind}/${part}`)

/** @throws RangeError for a name that is no step's */
export function readStep(name: string): Step {
  const [kind = '', part] = name.split('/', 2)
  const known = STEP_KINDS.find(known => known === kind)
  if (!known) throw new RangeError(`No step is called ${name}`)
  return part === undefined ? { kind: known } : { kind: known, part }
}

function partsOf(kind: StepKind, portions: readonly string[]): readonly (string | undefined)[] {
  switch (kind) {
    case 'candidates':
      return CANDIDATE_FEEDS
    case 'evidence':
      return EVIDENCE_FEEDS
    case 'cases':
    case 'evaluation':
      return portions
    default:
      return [undefined]
  }
}

/**
 * The wave that is due, without those of its steps that are done. Empty when the run is done.
 * @param portions what is evaluated apart; known once the register has been read
 */
export function dueSteps(done: ReadonlySet<string>, portions: readonly string[]): readonly Step[] {
  for (const kind of STEP_KINDS) {
    const due = partsOf(kind, portions)
      .map(part => (part === undefined ? { kind } : { kind, part }))
      .filter(step => !done.has(stepName(step)))
    if (due.length > 0) return due
  }
  return []
}
