/** `bidui problems list`. */
import { OBJECT_NAMES } from '../../../pipelines/clearance/objects.ts'
import type { StoredProblem } from '../../../pipelines/clearance/problem.ts'
import {
  csvOf,
  KEY_SHOWN,
  problemColumns,
  sheetOf,
  type TableStamp,
  workbookOf,
} from '../../../pipelines/clearance/problem-table.ts'
import { STATE_NAMES } from '../../../pipelines/clearance/wording.ts'
import { shownAs } from '../../../pipelines/reports/masking.ts'
import { CLASSES } from '../../../pipelines/reports/wording.ts'
import { listProblems } from '../../../workers/clearance/listing.ts'
import type { Context } from '../command.ts'
import { count, table } from '../layout.ts'
import { userName } from '../run-call.ts'
import { filterOf } from './chosen.ts'
import { outFile, writeTable } from './out-file.ts'
import { type Verb, withStore } from './verb.ts'

const ON_TERMINAL = 50

export const list: Verb = {
  form: '[--county CODE] [--object 村|户|人|自然村] [--class 错误|疑似] [--state STATE] [--out FILE] [--unmasked]',
  options: ['county', 'object', 'class', 'state', 'out', 'unmasked'],
  operands: { least: 0, most: 0 },
  async run(call, context) {
    const filter = filterOf(call)
    const out = call.value('out')
    const path = out === undefined ? undefined : outFile(out, context)
    const problems = await withStore(context, pool => listProblems(pool, filter))
    const masked = !call.has('unmasked')
    const shown = shownAs(masked)
    if (path === undefined) {
      context.terminal.out(page(problems, masked, context))
      return 0
    }
    const stamp: TableStamp = { title: '问题清单', user: userName(), at: context.now, masked }
    const columns = problemColumns(shown)
    await writeTable(
      path,
      {
        csv: () => csvOf(columns, problems),
        workbook: () => workbookOf(stamp, [sheetOf(stamp, '问题', columns, problems)]),
      },
      context,
    )
    context.terminal.out(
      context.say({ zh: `${count(problems.length)} 个问题\n`, en: `${count(problems.length)} problems\n` }),
    )
    return 0
  },
}

function page(problems: readonly StoredProblem[], masked: boolean, { say }: Context): string {
  if (problems.length === 0) return say({ zh: '没有这样的问题。\n', en: 'There is no such problem.\n' })
  const shown = shownAs(masked)
  const columns = [
    { head: say({ zh: '编号', en: 'key' }) },
    { head: say({ zh: '代码', en: 'code' }) },
    { head: say({ zh: '对象', en: 'object' }) },
    { head: say({ zh: '类别', en: 'class' }) },
    { head: say({ zh: '状态', en: 'state' }) },
    { head: say({ zh: '县', en: 'county' }) },
    { head: say({ zh: '户／村／组', en: 'household or place' }) },
    { head: say({ zh: '证件号码', en: 'ID number' }) },
    { head: say({ zh: '首次发现', en: 'first seen' }) },
    { head: say({ zh: '现状', en: 'detail' }) },
  ]
  const rows = problems
    .slice(0, ON_TERMINAL)
    .map(({ key, code, object, household, subject, idNumber, detail, standing }) => [
      key.slice(0, KEY_SHOWN),
      code,
      say(OBJECT_NAMES[object]),
      say(CLASSES[standing.class]),
      say(STATE_NAMES[standing.state]),
      standing.county,
      shown.code(household || subject),
      shown.id(idNumber),
      standing.firstDay,
      shown.text(detail),
    ])
  const more = problems.length - rows.length
  return `${[
    ...table(columns, rows),
    '',
    say({
      zh: `${count(problems.length)} 个问题${more > 0 ? `，另有 ${count(more)} 个没有显示，用 --out 问题.xlsx 写出全部` : ''}`,
      en: `${count(problems.length)} problems${more > 0 ? `, ${count(more)} more are not shown; --out problems.xlsx writes all` : ''}`,
    }),
  ].join('\n')}\n`
}
