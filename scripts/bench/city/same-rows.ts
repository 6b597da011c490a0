/** Whether the joins and the comparison found the members that are there. */
import type { Comparison } from './comparison.ts'
import type { JoinsReport } from './joins-task.ts'
import type { MemberRows } from './member-rows.ts'

/**
 * What does not fit, a line each. The joins are to find members exactly as often as they stand in the files. The
 * comparison keeps rows about others as well (candidates, persons removed earlier, those of their 户号), so that it is to keep
 * at least the rows about members, of those deliveries that it accepted.
 */
export function differences(
  { members, deliveries }: MemberRows,
  joins: Pick<JoinsReport, 'members' | 'feeds'>,
  comparison: Pick<Comparison, 'kept' | 'accepted'>,
): readonly string[] {
  const lines: string[] = []
  if (joins.members !== members) lines.push(`DuckDB knows ${joins.members} members of ${members}`)
  for (const feed of new Set(deliveries.map(delivery => delivery.feed))) {
    const here = deliveries.filter(delivery => delivery.feed === feed)
    const matches = here.reduce((sum, delivery) => sum + delivery.matches, 0)
    const joined = joins.feeds[feed]?.matches ?? 0
    if (joined !== matches)
      lines.push(`${feed}: DuckDB finds ${joined} members in rows, there are ${matches}`)
    const rows = here
      .filter(({ files }) => files.every(file => comparison.accepted.has(file)))
      .reduce((sum, delivery) => sum + delivery.rows, 0)
    const kept = comparison.kept[feed] ?? 0
    if (kept < rows) lines.push(`${feed}: the comparison keeps ${kept} rows, ${rows} are about members`)
  }
  return lines
}
