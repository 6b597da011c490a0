/** `bidui problems compare`: what the lists have and we do not, and the reverse. */
import {
  compareLists,
  comparisonCsv,
  comparisonSheets,
  SIDES,
} from '../../../pipelines/clearance/list-comparison.ts'
import { type TableStamp, workbookOf } from '../../../pipelines/clearance/problem-table.ts'
import { shownAs } from '../../../pipelines/reports/masking.ts'
import type { Bilingual } from '../../../pipelines/types.ts'
import { listProblems } from '../../../workers/clearance/listing.ts'
import { wrongCall } from '../call-error.ts'
import { count, entries } from '../layout.ts'
import { userName } from '../run-call.ts'
import { filterOf } from './chosen.ts'
import { outFile, writeTable } from './out-file.ts'
import { type Verb, withStore } from './verb.ts'

const NAMES: Readonly<Record<(typeof SIDES)[number], Bilingual>> = {
  list: { zh: '清单有、本系统没有', en: 'on a list, not seen by our rules' },
  ours: { zh: '本系统有、清单没有', en: 'seen by our rules, on no list' },
  both: { zh: '双方都有', en: 'both' },
}

export const compare: Verb = {
  form: '--out FILE.xlsx|FILE.csv [--county CODE] [--object O] [--class C] [--unmasked]',
  options: ['out', 'county', 'object', 'class', 'unmasked'],
  operands: { least: 0, most: 0 },
  async run(call, context) {
    const out = call.value('out')
    if (out === undefined)
      throw wrongCall(
        '缺少 --out（写到哪个文件）。例：bidui problems compare --out 清单比较.xlsx',
        '--out (the file to write) is missing. For example: bidui problems compare --out comparison.xlsx',
      )
    const path = outFile(out, context)
    const { state: _, ...filter } = filterOf(call)
    const compared = compareLists(await withStore(context, pool => listProblems(pool, filter)))
    const masked = !call.has('unmasked')
    const shown = shownAs(masked)
    const stamp: TableStamp = { title: '清单比较', user: userName(), at: context.now, masked }
    await writeTable(
      path,
      {
        csv: () => comparisonCsv(compared, shown),
        workbook: () => workbookOf(stamp, comparisonSheets(stamp, compared, shown)),
      },
      context,
    )
    const lines = SIDES.map((side): [string, string] => [
      context.say(NAMES[side]),
      count(compared[side].length),
    ])
    context.terminal.out(`${entries(lines, context.terminal.width).join('\n')}\n`)
    return 0
  },
}
