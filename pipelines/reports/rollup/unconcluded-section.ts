/** What was not concluded in a roll-up, county by county. */
import type { Section } from '../section-sheet.ts'
import { byParts } from '../tally.ts'
import { NOT_CONCLUDED } from '../wording.ts'
import type { RollupSnapshot } from './model.ts'

export function unconcludedSection(
  { notConcluded, counties, only }: RollupSnapshot,
  title: string,
  feedTitle: (feed: string) => string,
): Section {
  const names = new Map(counties.map(({ code, name }) => [code, name]))
  return {
    title,
    heads: ['县(市、区)', '规则', '缺少的数据', '原因', '户、人次'],
    rows: notConcluded
      .filter(({ county }) => only.length === 0 || only.includes(county))
      .toSorted(
        byParts(
          entry => entry.county,
          entry => entry.rule,
          entry => entry.feed,
          entry => entry.reason,
        ),
      )
      .map(({ county, rule, feed, reason, count }) => [
        names.get(county) || county || '县未知',
        rule,
        feedTitle(feed),
        NOT_CONCLUDED[reason].zh,
        count,
      ]),
    empty: '都有结论。',
  }
}
