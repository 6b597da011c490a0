/** `bidui schedule`: how it stands with the nightly comparison. */

import { OFFICE_ZONE } from '../../../pipelines/office-time.ts'
import { openCalendar } from '../../../pipelines/schedule/calendar.ts'
import { openDatabase } from '../../../workers/postgres/connect.ts'
import { readOverview } from '../../../workers/schedule/overview.ts'
import type { Command } from '../command.ts'
import { schedulePage } from '../schedule-page.ts'

const LAST_NIGHTS = 10

export const schedule: Command = {
  usage: {
    summary: {
      zh: '每夜比对：上几次怎样，下一次何时，为什么没有做',
      en: 'the nightly comparison: the last, the next, and why one was skipped',
    },
    synopsis: ['[--json]'],
    about: [
      {
        zh: `列出最近 ${LAST_NIGHTS} 次每夜比对、下一次的时间和正在进行的比对。只是查看，不会开始比对。`,
        en: `Lists the last ${LAST_NIGHTS} nightly comparisons, the time of the next one, and what is going on. It looks only; nothing is started.`,
      },
      {
        zh: '时间由环境变量 BIDUI_NIGHTLY 决定：cron 写法（北京时间），默认 0 2 * * *，off 为关闭。错过不久的一次会补上；前一次还没结束时先等它。',
        en: 'BIDUI_NIGHTLY says when: a cron expression, in Beijing time, 0 2 * * * unless set, or off. One that was missed a short time ago is caught up; while the run before it goes on, it waits.',
      },
    ],
    options: {
      json: { text: { zh: '以 JSON 输出，供程序使用', en: 'as JSON, for programs' } },
    },
    examples: [
      { call: 'schedule', what: { zh: '昨夜做了没有', en: 'was last night compared?' } },
      { call: 'schedule --json', what: { zh: '交给监控程序', en: 'for a program that watches' } },
    ],
  },
  async run(call, context) {
    const { config, terminal, say, now } = context
    const calendar = config.nightly === undefined ? undefined : openCalendar(config.nightly, OFFICE_ZONE)
    await using database = await openDatabase(config, { warn: text => terminal.err(`bidui: ${say(text)}\n`) })
    const overview = await readOverview(database.pool, calendar, now, LAST_NIGHTS)
    terminal.out(
      call.has('json')
        ? `${JSON.stringify({ cron: config.nightly ?? null, zone: OFFICE_ZONE, ...overview }, undefined, 2)}\n`
        : schedulePage(overview, config.nightly, context),
    )
    return 0
  },
}
