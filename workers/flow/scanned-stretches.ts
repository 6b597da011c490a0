/** What stretches of large files have given, for the step that puts them together. */
import { deserialize, serialize } from 'node:v8'
import { scanStep, stepName } from '../../pipelines/flow/steps.ts'
import type { FeedId } from '../../pipelines/types.ts'
import type { FeedAnswer, ScannedElsewhere } from '../comparison/asking.ts'
import type { RangeTask } from '../scan/ranges.ts'
import { pack, unpack } from '../store/packing.ts'
import type { RunWork } from './run-work.ts'

/** An answer as it is stored: with its range, since a range that was begun elsewhere is another question. */
export const packAnswer = (range: RangeTask, answer: FeedAnswer): Buffer =>
  pack(serialize([nameOf(range), answer]))

const unpackAnswer = (bytes: Buffer): readonly [range: string, answer: FeedAnswer] =>
  deserialize(unpack(bytes)) as [string, FeedAnswer]

/** Another number for each form of an answer: what an earlier program has stored is not found, and its range is scanned here. */
const FORM = 2

const nameOf = ({ from, to, begin, head }: RangeTask): string =>
  [FORM, from, to, begin ?? '', head ?? ''].join('/')

/** Stretches that are held in memory: ranges are asked for in their order, some ahead. */
const HELD = 2

/** The stored answers of a feed's stretches. */
export function scannedStretches(work: RunWork, feed: FeedId): ScannedElsewhere | undefined {
  const stretches = work.stretches.get(feed)
  if (!stretches) return undefined
  const held = new Map<number, Promise<ReadonlyMap<string, FeedAnswer>>>()
  const answersOf = (number: number) => {
    const known = held.get(number)
    if (known) return known
    const found = work.parts(stepName(scanStep(feed, number))).then(parts => new Map(parts.map(unpackAnswer)))
    held.set(number, found)
    for (const oldest of held.keys()) if (held.size > HELD) held.delete(oldest)
    return found
  }
  return file => {
    if (!stretches.some(({ path }) => path === file.path)) return undefined
    return async range => {
      const number = stretches.findIndex(
        ({ path, from, to }) => path === file.path && range.from >= from && range.from < to,
      )
      return number < 0 ? undefined : (await answersOf(number)).get(nameOf(range))
    }
  }
}
