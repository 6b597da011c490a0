/** `bidui problems import`: a list that was handed down. */
import { resolve } from 'node:path'
import { LIST_REJECTS } from '../../../pipelines/clearance/listed-row.ts'
import { MOVEMENTS } from '../../../pipelines/clearance/states.ts'
import { trackedRules } from '../../../pipelines/clearance/tracked-rule.ts'
import { MOVEMENT_NAMES } from '../../../pipelines/clearance/wording.ts'
import { shownAs } from '../../../pipelines/reports/masking.ts'
import { RULES } from '../../../pipelines/rules/index.ts'
import { openArchive } from '../../../workers/archive/open.ts'
import { DEFAULT_LIST, type ImportOutcome, importList } from '../../../workers/clearance/import-list.ts'
import { wrongCall } from '../call-error.ts'
import type { Context } from '../command.ts'
import { readDay } from '../day.ts'
import { bullets, count, entries } from '../layout.ts'
import { userName } from '../run-call.ts'
import { type Verb, withStore } from './verb.ts'

export const importVerb: Verb = {
  form: 'FILE [--as-of DATE] [--list NAME] [--by NAME]',
  options: ['as-of', 'list', 'by'],
  operands: { least: 1, most: 1 },
  async run(call, context) {
    const asOf = readDay('as-of', call.value('as-of'))
    const name = call.value('list')?.trim() ?? DEFAULT_LIST
    if (name === '') throw wrongCall('--list 的名称是空的', '--list is empty')
    const outcome = await withStore(context, pool =>
      importList(pool, openArchive(context.config), {
        path: resolve(context.workingDirectory, call.operands[0] ?? ''),
        name,
        ...(asOf === undefined ? {} : { asOf }),
        user: call.value('by')?.trim() || userName(),
        now: context.now,
        rules: trackedRules(RULES),
      }),
    )
    context.terminal.out(page(outcome, name, context))
    const heldBack =
      outcome.outcome === 'older' ||
      (outcome.outcome === 'imported' && (outcome.rejects.length > 0 || outcome.heldBack > 0))
    return heldBack ? 3 : 0
  },
}

const REJECTS_SHOWN = 100

function page(outcome: ImportOutcome, name: string, { say, terminal }: Context): string {
  const both = (zh: string, en: string) => say({ zh, en })
  const shown = shownAs(true)
  const { rejects, asOf, newest = '' } = outcome
  const notices = bullets(
    outcome.notices.map(({ text }) => shown.text(say(text))),
    terminal.width,
    '!',
  )
  if (outcome.outcome === 'unchanged')
    return both(
      `「${name}」${asOf} 的这个文件已经导入过，没有变动。\n`,
      `This file of "${name}", ${asOf}, was imported before; nothing has changed.\n`,
    )
  if (outcome.outcome === 'older')
    return both(
      `「${name}」已导入更新的一份（${newest}），这一份（${asOf}）没有计入，没有变动。\n`,
      `A newer list of "${name}" (${newest}) was imported before; this one (${asOf}) does not count, nothing has changed.\n`,
    )
  const rejected = rejects.slice(0, REJECTS_SHOWN).map(({ row, column, reason, value }) => {
    const place = both(`第 ${row} 行`, `row ${row}`)
    const said =
      reason === 'duplicate'
        ? both(`与第 ${value} 行相同`, `as row ${value}`)
        : reason === 'columns'
          ? value
          : shown.value(value)
    return `  ✗ ${[place, column, say(LIST_REJECTS[reason]), said].filter(text => text !== '').join('  ')}`
  })
  const movements = MOVEMENTS.filter(kind => outcome.moved[kind] > 0).map(
    kind => `${say(MOVEMENT_NAMES[kind])} ${count(outcome.moved[kind])}`,
  )
  const lines: [string, string][] = [
    [both('清单', 'list'), `${name}  ${asOf}`],
    [both('问题行', 'rows'), count(outcome.rows)],
    [both('与本系统规则相同', 'mean a problem of ours'), count(outcome.matched)],
    [both('单独跟踪', 'tracked as their own'), count(outcome.rows - outcome.matched - duplicates(outcome))],
    [both('没有采用的行', 'refused'), count(rejects.length)],
    [both('计入', 'booked on'), outcome.day],
    [both('变动', 'movements'), movements.length > 0 ? movements.join(both('，', ', ')) : both('无', 'none')],
  ]
  return `${[
    ...notices,
    ...rejected,
    ...(rejects.length > REJECTS_SHOWN ? [`  … +${count(rejects.length - REJECTS_SHOWN)}`] : []),
    ...(notices.length + rejected.length > 0 ? [''] : []),
    ...entries(lines, terminal.width),
    ...(outcome.heldBack > 0
      ? [
          '',
          both(
            `上一份清单中的 ${count(outcome.heldBack)} 个问题这次没有，但有行没有采用，可能正是它们，因此保持未清；改正后重新导入同一天的清单即可。`,
            `${count(outcome.heldBack)} problems of the list before are not on this one; as rows were refused, which may be they, they stay open. Mend the rows and import the list for the same day again.`,
          ),
        ]
      : []),
  ].join('\n')}\n`
}

const duplicates = ({ rejects }: ImportOutcome): number =>
  rejects.filter(({ reason }) => reason === 'duplicate').length
