/**
 * The flow of a run 比对的流程, as data: what is done after what, and what of it can be done side by side.
 *
 *  - step 步骤: what one worker does at a time; its name is its kind, or kind and part: `evidence/hr.pensions`;
 *  - part: a feed, a stretch of one (`scan/hr.pensions/3`), or a portion of the evaluation: one county, everybody outside
 *    the register, or all of it at once;
 *  - wave: steps that need what earlier waves have found, and not each other.
 */
import { FEEDS } from '../../connectors/feeds/index.ts'
import type { FeedId } from '../types.ts'

export const STEP_KINDS = [
  'register',
  /** A stretch of a large file, for the step of its feed. */
  'scan',
  'candidates',
  'residents',
  'evidence',
  /** What departments are told of their files: made while others evaluate, written with the other reports. */
  'feedback',
  'evaluation',
  'items',
  'reports',
] as const
export type StepKind = (typeof STEP_KINDS)[number]

const BESIDE: ReadonlySet<string> = new Set<StepKind>(['feedback'])
/** Whether a kind of steps goes on beside others, which are what a run is at. */
export const isBeside = (kind: string): boolean => BESIDE.has(kind)

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

const kindOf = (name: string): StepKind | undefined =>
  STEP_KINDS.find(kind => name === kind || name.startsWith(`${kind}/`))

/** Whether a name is a step's; one that another version of the program put into a queue may not be. */
export const isStep = (name: string): boolean => kindOf(name) !== undefined

/** @throws RangeError for a name that is no step's */
export function readStep(name: string): Step {
  const slash = name.indexOf('/')
  const known = kindOf(name)
  if (!known) throw new RangeError(`No step is called ${name}`)
  return slash < 0 ? { kind: known } : { kind: known, part: name.slice(slash + 1) }
}

/** The step of a stretch; stretches of a feed are numbered from 0. */
export const scanStep = (feed: FeedId, number: number): Step => ({
  kind: 'scan',
  part: `${feed}/${number}`,
})

/** @throws RangeError for a part that is no stretch's */
export function readScanPart(part: string): { readonly feed: string; readonly number: number } {
  const [feed = '', number = ''] = part.split('/')
  if (!/^\d+$/.test(number)) throw new RangeError(`No stretch is called ${part}`)
  return { feed, number: Number(number) }
}

/** What a run is divided into, beside feeds. */
export interface Division {
  /** What is evaluated apart; known once the register has been read. */
  readonly portions: readonly string[]
  /** How many stretches a feed has; none unless it is listed. */
  readonly stretches?: ReadonlyMap<FeedId, number>
}

/** The waves of a run, in their order. */
function waves({ portions, stretches = new Map() }: Division): readonly (readonly Step[])[] {
  const scans = (feeds: readonly FeedId[]): readonly Step[] =>
    feeds.flatMap(feed => Array.from({ length: stretches.get(feed) ?? 0 }, (_, n) => scanStep(feed, n)))
  /** Feeds with stretches wait for them; the others need not. */
  const read = (kind: 'candidates' | 'evidence', feeds: readonly FeedId[]): readonly (readonly Step[])[] => {
    const step = (part: FeedId): Step => ({ kind, part })
    return [
      [...scans(feeds), ...feeds.filter(feed => !stretches.get(feed)).map(step)],
      feeds.filter(feed => stretches.get(feed)).map(step),
    ]
  }
  return [
    [{ kind: 'register' }],
    ...read('candidates', CANDIDATE_FEEDS),
    [{ kind: 'residents' }],
    ...read('evidence', EVIDENCE_FEEDS),
    [{ kind: 'feedback' }, ...portions.map((part): Step => ({ kind: 'evaluation', part }))],
    [{ kind: 'items' }],
    [{ kind: 'reports' }],
  ]
}

/** The wave that is due, without those of its steps that are done. Empty when the run is done. */
export function dueSteps(done: ReadonlySet<string>, division: Division): readonly Step[] {
  for (const wave of waves(division)) {
    const due = wave.filter(step => !done.has(stepName(step)))
    if (due.length > 0) return due
  }
  return []
}
