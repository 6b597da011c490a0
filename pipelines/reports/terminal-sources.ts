/** What came in: rows, rejects by reason, deliveries that were not taken as they came. */
import type { Bilingual } from './model.ts'
import { type SourceSummary, stands } from './summary.ts'
import { type Column, GAP, headLine, line, numberWidth, type Page } from './terminal-page.ts'
import { textWidth, wrap } from './text-width.ts'
import { OUTCOMES, REJECT_REASONS } from './wording.ts'

const WIDEST_NAME = 30
const NARROWEST_NOTE = 16

export function sources(page: Page): string[] {
  const { summary, both, bold, say, number, warn, width } = page
  const entries = [...Object.values(summary.register), ...Object.values(summary.feeds)]
  if (entries.length === 0) return []
  const heads = [
    both('行数', 'rows'),
    both('采用', 'accepted'),
    both('退回', 'rejected'),
    both('相关', 'kept'),
  ]
  const numbers = entries.map(entry =>
    [entry.rows, entry.accepted, entry.rejectedRows, entry.subjectRows].map(number),
  )
  const figures: Column[] = heads.map((head, place) => ({
    head,
    width: numberWidth(
      head,
      numbers.map(row => row[place] ?? ''),
    ),
    right: true,
  }))
  const forFigures = figures.reduce((sum, column) => sum + column.width + GAP.length, 0)
  const longest = Math.max(8, ...entries.map(entry => textWidth(say(entry.title))))
  const name = Math.min(longest, WIDEST_NAME, width - forFigures - GAP.length - NARROWEST_NOTE)
  const columns: Column[] = [{ head: both('数据', 'Data'), width: name }, ...figures]
  const taken = name + GAP.length + forFigures
  const room = width - taken
  const note: Column = { head: both('退回原因与说明', 'reasons and remarks'), width: room }
  return [
    bold(both('数据', 'Data')),
    headLine(page, [...columns, note]),
    ...entries.flatMap((entry, place) => {
      const front = line(columns, [say(entry.title), ...(numbers[place] ?? [])])
      const remarks = remarksOf(page, entry)
      const rest = [
        ...wrap(remarks.rejects, room),
        ...remarks.deliveries.flatMap(remark => wrap(remark, room)).map(warn),
      ]
      const [first = '', ...others] = rest
      return [
        `${padTo(front, taken)}${first}`.trimEnd(),
        ...others.map(text => `${' '.repeat(taken)}${text}`),
      ]
    }),
  ]
}

const padTo = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - textWidth(text)))

/** What the numbers of a source do not say: rejects by reason, deliveries that were not taken as they came. */
function remarksOf(
  { say, both, number }: Page,
  source: SourceSummary,
): { rejects: string; deliveries: string[] } {
  const rejects = Object.entries(source.rejects)
    .sort((a, b) => b[1] - a[1])
    .map(([reason, count]) => `${say(reasonName(reason))} ${number(count)}`)
    .join(both('、', ', '))
  if (source.deliveries.length === 0) return { rejects, deliveries: [both('未收到', 'nothing arrived')] }
  const deliveries = source.deliveries.flatMap(delivery => {
    const name = delivery.files.map(file => file.split('/').at(-1)).join(both('、', ', '))
    const reasons = delivery.reasons.map(say).join(both('；', '; '))
    const notTaken = stands(delivery)
      ? []
      : [`${name}: ${say(OUTCOMES[delivery.outcome])}${reasons && ` — ${reasons}`}`]
    const older = delivery.carriedForward
      ? [both(`沿用截至 ${delivery.asOf} 的一份`, `the one as of ${delivery.asOf} is used on`)]
      : []
    return [...notTaken, ...older]
  })
  return { rejects, deliveries }
}

const reasonName = (reason: string): Bilingual =>
  REJECT_REASONS[reason as keyof typeof REJECT_REASONS]?.name ?? { zh: reason, en: reason }
