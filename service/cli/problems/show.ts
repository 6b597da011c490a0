/** `bidui problems show`: one problem and everything that happened to it. */

import { OBJECT_NAMES } from '../../../pipelines/clearance/objects.ts'
import type { StoredProblem } from '../../../pipelines/clearance/problem.ts'
import { KEY_SHOWN } from '../../../pipelines/clearance/problem-table.ts'
import { MOVEMENT_NAMES, ORIGIN_NAMES, STATE_NAMES } from '../../../pipelines/clearance/wording.ts'
import { timeInOffice } from '../../../pipelines/office-time.ts'
import { type Shown, shownAs } from '../../../pipelines/reports/masking.ts'
import { CLASSES } from '../../../pipelines/reports/wording.ts'
import { type HistoryEntry, historyOf } from '../../../workers/clearance/listing.ts'
import { problemOfKey } from '../../../workers/clearance/problem-of-key.ts'
import { type FiledProof, proofsOf } from '../../../workers/clearance/proof-files.ts'
import type { Context } from '../command.ts'
import { bullets, entries, table } from '../layout.ts'
import { type Verb, withStore } from './verb.ts'

export const show: Verb = {
  form: 'KEY [--unmasked]',
  options: ['unmasked'],
  operands: { least: 1, most: 1 },
  run: (call, context) =>
    withStore(context, async pool => {
      const problem = await problemOfKey(pool, call.operands[0] ?? '')
      const history = await historyOf(pool, problem.key)
      const proofs = await proofsOf(pool, problem.key)
      context.terminal.out(page(problem, history, proofs, shownAs(!call.has('unmasked')), context))
      return 0
    }),
}

function page(
  problem: StoredProblem,
  history: readonly HistoryEntry[],
  proofs: readonly FiledProof[],
  shown: Shown,
  { say, terminal }: Context,
): string {
  const { standing } = problem
  const both = (zh: string, en: string) => say({ zh, en })
  const yes = (flag: boolean) => (flag ? both('是', 'yes') : both('否', 'no'))
  const facts: [string, string][] = [
    [both('编号', 'key'), problem.key],
    [both('问题代码', 'code'), problem.code],
    [both('对象', 'object'), say(OBJECT_NAMES[problem.object])],
    [both('类别', 'class'), say(CLASSES[standing.class])],
    [both('状态', 'state'), `${say(STATE_NAMES[standing.state])} ${standing.clearedDay ?? ''}`.trim()],
    [both('来源', 'origin'), say(ORIGIN_NAMES[problem.origin])],
    [both('规则可见', 'seen by our rules'), yes(standing.seen)],
    [both('在清单中', 'on the newest list'), yes(standing.listed)],
    [
      both('县／乡／村', 'place'),
      [standing.county, problem.township, problem.village].filter(Boolean).join(' '),
    ],
    [both('户编号', 'household'), shown.code(problem.household)],
    [both('证件号码', 'ID number'), shown.id(problem.idNumber)],
    [both('人编号或村组编码', 'member or place'), shown.code(problem.subject)],
    [both('字段', 'field'), problem.field],
    [both('规则', 'rule'), shown.text(problem.ruleText)],
    [both('现状', 'detail'), shown.text(problem.detail)],
  ]
  return `${[
    ...entries(
      facts.filter(([, text]) => text !== ''),
      terminal.width,
      0,
    ),
    '',
    both('经过', 'History'),
    ...table(
      [
        { head: both('记账日', 'day') },
        { head: both('变动', 'what') },
        { head: both('类别', 'class') },
        { head: both('县', 'county') },
        { head: both('由', 'by') },
        { head: both('说明', 'note') },
      ],
      history.map(entry => [
        entry.day,
        say(MOVEMENT_NAMES[entry.kind]),
        say(CLASSES[entry.class]),
        entry.county,
        byWhom(entry, both),
        shown.text(entry.note),
      ]),
    ),
    ...proofs.flatMap((proof, at) => [
      '',
      both(
        `存证 ${at + 1}　${timeInOffice(proof.at)}　${proof.user}`,
        `Proof ${at + 1}  ${timeInOffice(proof.at)}  ${proof.user}`,
      ) + (proof.value === standing.value ? '' : both('　（对以前的值）', '  (for a former value)')),
      ...bullets(
        [
          shown.text(proof.note),
          ...proof.files.map(
            ({ name, bytes, digest }) => `${shown.text(name)}  ${bytes} B  ${digest.slice(0, 16)}…`,
          ),
        ],
        terminal.width,
      ),
    ]),
    ...(standing.state === 'open' && standing.class === 'suspected'
      ? [
          '',
          both(
            `属实的，存证：bidui problems verify ${problem.key.slice(0, KEY_SHOWN)} --note 说明 --attach 文件`,
            `If it is true, file the proof: bidui problems verify ${problem.key.slice(0, KEY_SHOWN)} --note TEXT --attach FILE`,
          ),
        ]
      : []),
  ].join('\n')}\n`
}

const byWhom = ({ run, list, user }: HistoryEntry, both: (zh: string, en: string) => string): string => {
  if (run) return both(`${run.asOf} 的导出（比对 ${run.id}）`, `export of ${run.asOf} (run ${run.id})`)
  if (list)
    return both(
      `${list.name} ${list.asOf}（${user ?? ''} 导入）`,
      `${list.name} ${list.asOf} (imported by ${user ?? ''})`,
    )
  return user ?? ''
}
