/** What a person should know after a run: what was held, missing, taken over or not read. */
import { FEEDS } from '../../connectors/feeds/index.ts'
import type { Bilingual } from '../../pipelines/types.ts'
import type { ExportOutcome } from '../clearance/by-export.ts'
import type { Inbox } from '../reading/inbox.ts'
import type { Matched } from './matched.ts'

export function messagesOf(inbox: Inbox, matched: Matched): readonly Bilingual[] {
  const messages: Bilingual[] = []
  if (!inbox.hasManifest)
    messages.push({
      zh: '没有 manifest.json: 不知道各数据覆盖哪些区县, 凡须从「查无」得出的疑点均未下结论',
      en: 'there is no manifest.json: which counties the feeds cover is unknown, nothing was concluded from absence',
    })
  for (const { feed, files } of inbox.plan.unknownFeeds)
    messages.push({
      zh: `未知的部门数据「${feed}」(${files.join('、')}): 没有读取; bidui feeds 列出全部数据`,
      en: `unknown feed "${feed}" (${files.join(', ')}): not read; bidui feeds lists all feeds`,
    })
  if (inbox.hasManifest && inbox.unlisted.length > 0)
    messages.push({
      zh: `清单未列出, 没有读取: ${inbox.unlisted.join('、')}`,
      en: `not in the manifest, not read: ${inbox.unlisted.join(', ')}`,
    })
  for (const intake of matched.intakes) {
    for (const { status } of intake.statuses)
      for (const reason of status.outcome === 'held' || status.outcome === 'rejected' ? status.reasons : [])
        messages.push({
          zh: `${intake.feed} (${status.files.map(file => file.path).join('、')}): ${reason.zh}`,
          en: `${intake.feed} (${status.files.map(file => file.path).join(', ')}): ${reason.en}`,
        })
    const carried = intake.taken.filter(delivery => delivery.carriedForward)
    if (carried.length > 0) {
      const dates = [...new Set(carried.map(delivery => delivery.asOf))].join(', ')
      messages.push({
        zh: `${intake.feed}: 沿用此前接收的交接 (截止 ${dates}): 有记载的作佐证, 「查无」的不下结论`,
        en: `${intake.feed}: the run went on with what was accepted before (as of ${dates}): as evidence, and nothing was concluded from its silence`,
      })
    }
  }
  const missing = FEEDS.filter(
    ({ id }) => !matched.intakes.some(({ feed, taken }) => feed === id && taken.length > 0),
  )
  if (missing.length > 0)
    messages.push({
      zh: `没有可用的数据: ${missing.map(({ title }) => title.zh).join('、')}; 相应规则未下结论, 原有核查单保持不变`,
      en: `nothing to go by from: ${missing.map(({ id }) => id).join(', ')}; their rules conclude nothing, earlier review items stay`,
    })
  return messages
}

/** An export that moved no problem: somebody expects that it did. */
export function clearanceMessages(clearance: ExportOutcome | undefined): readonly Bilingual[] {
  if (clearance?.outcome === 'older')
    return [
      {
        zh: `问题清零: 这份建档立卡导出早于已经计入的一份 (${clearance.newest ?? ''}), 问题状态没有变动; 请检查 manifest.json 的 register.asOf 或 exportedAt`,
        en: `clearance: this export of the register is older than one that was counted (${clearance.newest ?? ''}), no problem was moved; check register.asOf or exportedAt in manifest.json`,
      },
    ]
  if (clearance?.outcome === 'future')
    return [
      {
        zh: `问题清零: 这份建档立卡导出的日期 (${clearance.day}) 在将来, 问题状态没有变动; 请检查 manifest.json 的 register.asOf 或 exportedAt`,
        en: `clearance: this export of the register is dated in the future (${clearance.day}), no problem was moved; check register.asOf or exportedAt in manifest.json`,
      },
    ]
  return []
}
