/** `bidui problems verify`, `correct` and `proof`: what a person does about one problem. */
import { resolve } from 'node:path'
import { KEY_SHOWN } from '../../../pipelines/clearance/problem-table.ts'
import { verified } from '../../../pipelines/clearance/states.ts'
import { openArchive } from '../../../workers/archive/open.ts'
import { correctByHand, type Done, fileProof, mayBe } from '../../../workers/clearance/acts.ts'
import { problemOfKey } from '../../../workers/clearance/problem-of-key.ts'
import {
  giveBack,
  keepAttachments,
  lookAtAttachments,
  proofsOf,
} from '../../../workers/clearance/proof-files.ts'
import { OperationalError } from '../../../workers/operational-error.ts'
import { wrongCall } from '../call-error.ts'
import type { Context } from '../command.ts'
import { shortPath } from '../comparison.ts'
import { bullets, count } from '../layout.ts'
import { userName } from '../run-call.ts'
import { type Verb, type VerbCall, withStore } from './verb.ts'

export const verify: Verb = {
  form: 'KEY --note TEXT --attach FILE… [--by NAME]',
  options: ['note', 'attach', 'by'],
  operands: { least: 1, most: 20 },
  async run(call, context) {
    const [key = '', ...more] = call.operands
    const note = noteOf(call)
    // --attach a.pdf b.pdf: a shell's pattern becomes several words.
    const paths = [...(call.given.get('attach') ?? []), ...more]
    const attachments = await lookAtAttachments(paths.map(path => resolve(context.workingDirectory, path)))
    return await withStore(context, async pool => {
      const problem = await problemOfKey(pool, key)
      // Before any file is kept for nothing.
      mayBe(problem, verified)
      await keepAttachments(openArchive(context.config), attachments)
      const done = await fileProof(pool, {
        key: problem.key,
        value: problem.standing.value,
        note,
        user: whoOf(call),
        now: context.now,
        attachments: attachments.map(({ path: _, ...attachment }) => attachment),
      })
      tell(done, context, {
        zh: `已核实存证，附件 ${attachments.length} 个`,
        en: `Verified, ${count(attachments.length)} ${attachments.length === 1 ? 'attachment' : 'attachments'}`,
      })
      return 0
    })
  },
}

export const correct: Verb = {
  form: 'KEY --note TEXT [--by NAME]',
  options: ['note', 'by'],
  operands: { least: 1, most: 1 },
  run: (call, context) =>
    withStore(context, async pool => {
      const done = await correctByHand(pool, {
        key: call.operands[0] ?? '',
        note: noteOf(call),
        user: whoOf(call),
        now: context.now,
      })
      tell(done, context, { zh: '已记为改正', en: 'Noted as corrected' })
      return 0
    }),
}

export const proof: Verb = {
  form: 'KEY --out DIR',
  options: ['out'],
  operands: { least: 1, most: 1 },
  async run(call, context) {
    const { config, terminal, say, workingDirectory } = context
    const out = call.value('out')
    if (out === undefined)
      throw wrongCall(
        '缺少 --out（附件写到哪个文件夹）。例：bidui problems proof 3f2a9c --out 存证',
        '--out (the folder for the files) is missing. For example: bidui problems proof 3f2a9c --out proof',
      )
    const folder = resolve(workingDirectory, out)
    return await withStore(context, async pool => {
      const { key, code } = await problemOfKey(pool, call.operands[0] ?? '')
      const proofs = await proofsOf(pool, key)
      if (proofs.length === 0)
        throw new OperationalError({
          zh: `问题 ${key.slice(0, KEY_SHOWN)} (${code}) 还没有存证`,
          en: `no proof was filed for problem ${key.slice(0, KEY_SHOWN)} (${code})`,
        })
      const names = await giveBack(openArchive(config), proofs, folder)
      const where = shortPath(folder, workingDirectory)
      terminal.out(
        `${[
          say({
            zh: `${names.length} 个附件，摘要均相符，已写到 ${where}：`,
            en: `${names.length} attachments, every digest matches, written to ${where}:`,
          }),
          ...bullets(names, terminal.width),
        ].join('\n')}\n`,
      )
      return 0
    })
  },
}

const whoOf = (call: VerbCall): string => call.value('by')?.trim() || userName()

function noteOf(call: VerbCall): string {
  const note = call.value('note')?.trim() ?? ''
  if (note !== '') return note
  throw wrongCall(
    '缺少 --note（核实或改正的说明）。例：--note 2017-11-20入户核实，属实',
    '--note (what was found) is missing. For example: --note "visited 2017-11-20, it is true"',
  )
}

const tell = ({ problem, day }: Done, { say, terminal }: Context, what: { zh: string; en: string }): void => {
  const key = problem.key.slice(0, KEY_SHOWN)
  terminal.out(
    say({
      zh: `${what.zh}：${key}（${problem.code}），计入 ${day}\n`,
      en: `${what.en}: ${key} (${problem.code}), booked on ${day}\n`,
    }),
  )
}
