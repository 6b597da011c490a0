/** `bidui rematch`: a part of the register, now, against what was delivered last. */
import type { Command } from '../command.ts'
import { compareAgain, tellOutcome } from '../comparison.ts'
import { HELD_BACK, UNMASKED } from '../comparison-usage.ts'
import { readRematchCall } from '../rematch-call.ts'

export const rematch: Command = {
  usage: {
    summary: {
      zh: '重新比对一个县、几户或几人：用已归档的部门数据，立即得到结果',
      en: 'matches one county, some households or some persons again, against the archived deliveries',
    },
    synopsis: [
      '--county CODE… --purpose TEXT [--out DIR] [--inbox DIR]',
      '--household CODE… --purpose TEXT [--out DIR] [--inbox DIR]',
      '--ids FILE --purpose TEXT [--out DIR] [--inbox DIR]',
    ],
    about: [
      {
        zh: '部门数据取最近一次完整比对所采用的那些（在归档中）。建档立卡数据取 --inbox 所指收件箱里的现行数据；不给 --inbox 时，取最近一次完整比对的。证件号码更正后，新号码会在更正之前交来的数据中重新查找。',
        en: 'Deliveries are those that the newest whole comparison rests on, out of the archive. The register is that of the folder that --inbox names, as it is now; without it, that of the newest whole comparison. Where an ID number was corrected, the new one is looked for in what was delivered before the correction.',
      },
      {
        zh: '只更新所要范围的核查单；夜间比对可以同时进行，互不影响。',
        en: 'Only review items of that part change; the nightly comparison may go on at the same time.',
      },
    ],
    options: {
      county: {
        value: 'CODE',
        repeats: true,
        text: { zh: '这个县，6 位代码', en: 'this county, 6 digits' },
      },
      household: {
        value: 'CODE',
        repeats: true,
        text: { zh: '这一户，户编号', en: 'this household, by its 户编号' },
      },
      ids: {
        value: 'FILE',
        text: {
          zh: '这些人及其所在的户：文本文件，每行一个证件号码',
          en: 'these persons and their households: a text file, one ID number a line',
        },
      },
      out: {
        value: 'DIR',
        text: {
          zh: '结果文件夹；默认在状态文件夹的 reports/ 下新建',
          en: 'the folder for the results; a new one below reports/ in the state folder unless given',
        },
      },
      purpose: {
        value: 'TEXT',
        text: { zh: '用途，印在每份清单上', en: 'what it is for; printed on every list' },
      },
      inbox: {
        value: 'DIR',
        text: {
          zh: '收件箱文件夹，只读其中的 register/',
          en: 'the folder of the inbox, of which register/ is read',
        },
      },
      policy: {
        value: 'FILE',
        text: {
          zh: '政策文件（参数）；默认与最近一次完整比对相同',
          en: 'the policy (parameters); that of the newest whole comparison unless given',
        },
      },
      unmasked: UNMASKED,
    },
    exits: { 3: HELD_BACK },
    examples: [
      {
        call: 'rematch --county 530129 --out out-530129 --purpose 中午复核',
        what: { zh: '一个县', en: 'one county' },
      },
      {
        call: 'rematch --household 5301290001 --inbox inbox --out out --purpose 证件号码更正',
        what: { zh: '一户，用更正后的建档立卡数据', en: 'one household, with the corrected register' },
      },
    ],
  },
  async run(call, context) {
    const request = await readRematchCall(call, context.workingDirectory, context.today)
    const outcome = await compareAgain(request, context)
    tellOutcome(outcome, { out: outcome.out, next: [] }, context)
    return outcome.exitCode
  },
}
